"""Where only the words of stories were saved, a preview keeps its plan, and shows what is true."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TODAY, World, keep_templates

from portal import planning
from portal.content import CaseStudy
from portal.content.loading import ContentReader
from portal.report import Report
from portal.serve import preview as previewing
from portal.serve.preview import Preview
from serve.test_remade import OTHERS, STORIES, STORY, pages, told
from serve.visiting import ORIGIN, Visitor, own_project

Make = Callable[..., World]
NAME = f"{STORIES}/from-the-shop.md"
WORDS = "nine years"
# What is written for the words above, and whether no new plan is needed for it.
REWORDINGS = [
    ("ten years", True),
    ("[ten years](/vacancies/)", True),
    ("[ten years](/nowhere/)", True),
    ("ten years, call 0116 496 0000,", True),
    ("ten years\n\n## A heading\n\nof utilising things", True),
    ("ten years, $no_such_figure$", True),
    (WORDS, False),  # the last one was a mistake
    ("![Sam](sam.jpg)", True),
    ("Write here", False),
]


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the plans that are made."""
    made: list[object] = []

    def noting(*arguments: object, **named: object) -> planning.Plan:
        made.append(arguments)
        return planning.make_plan(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(previewing, "make_plan", noting)
    return made


def test_after_words_were_saved_a_preview_shows_what_a_new_one_shows(
    world: Make, tmp_path: Path, kept_templates: Path, plans: list[object]
) -> None:
    made = world(OTHERS)
    project = own_project(made)
    visitor = Visitor(made, project)
    for number, (words, is_quick) in enumerate(REWORDINGS):
        plans.clear()
        visitor.save(NAME, STORY.replace(WORDS, words))
        assert len(plans) == (not is_quick), words
        empty = keep_templates(tmp_path / f"cache-{number}", kept_templates)
        new = Preview(replace(project, cache=empty), ORIGIN, lambda: TODAY, Report(made.root, -1))
        new.begin()
        assert told(visitor.preview.state) == told(new.state), words
        if not new.state.problems:
            assert pages(visitor.preview) == pages(new), words


def test_two_stories_may_be_reworded_at_once(world: Make, plans: list[object]) -> None:
    visitor = Visitor(world(OTHERS))
    plans.clear()
    names = (NAME, f"{STORIES}/second.md")
    for name in names:
        visitor.world.write({name: OTHERS.get(name, STORY).replace(WORDS, "eleven years")})
    visitor.preview.refresh(frozenset((visitor.world.root / name).resolve() for name in names))
    assert plans == []
    for story in ("from-the-shop", "second"):
        assert "eleven years" in visitor.get(f"/case-studies/{story}/").text


def test_a_story_that_was_left_out_stays_left_out(world: Make, plans: list[object]) -> None:
    withdrawn = STORY.replace("{reference", "{withdrawn_on: 2026-11-01, reference")
    visitor = Visitor(world({NAME: withdrawn}))
    plans.clear()
    visitor.save(NAME, withdrawn.replace(WORDS, "ten years"))
    assert plans == []
    assert visitor.get("/case-studies/from-the-shop/").status == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: From", "title: Away from"),
        ("title: From", "# a note\ntitle: From"),
        ("---\n## How", "---\n\n## How"),
        ("place: testham", "place: nowhere"),
        ("[text, name, employer]", "[text, name]"),
        ("---\n## How", "## How"),
    ],
)
def test_other_facts_or_places_are_more_than_words(
    world: Make, plans: list[object], old: str, new: str
) -> None:
    visitor = Visitor(world({NAME: STORY}))
    assert old in STORY
    plans.clear()
    visitor.save(NAME, STORY.replace(old, new))
    assert len(plans) == 1


@pytest.mark.parametrize(
    "name", ["content/pages/about.md", "site.yaml", "content/pathway/steps.yaml", f"{STORIES}/x.md"]
)
def test_other_files_are_more_than_words(world: Make, plans: list[object], name: str) -> None:
    visitor = Visitor(world())
    path = visitor.world.root / name
    plans.clear()
    visitor.save(name, (path.read_text("utf-8") if path.exists() else STORY) + "\n")
    assert len(plans) == 1


def reader_of(made: World) -> ContentReader:
    """Return what has read the content of a world once."""
    reader = ContentReader(made.root, made.root / "content")
    reader.read(TODAY)
    return reader


def test_a_reworded_story_is_the_one_that_reading_everything_finds(world: Make) -> None:
    made = world(OTHERS)
    reader, path = reader_of(made), made.root / NAME
    made.write({NAME: STORY.replace(WORDS, "twelve years")})
    found = reader.reread([path.resolve()], TODAY)
    assert found is not None
    whole, _ = ContentReader(made.root, made.root / "content").read(TODAY)
    assert found[0] == whole
    assert [*found[1]["case-study"]] == ["from-the-shop"]
    again, _ = reader.read(TODAY)
    (kept,) = (each for each in again.of("case-study", CaseStudy) if each.id == "from-the-shop")
    assert kept is found[1]["case-study"]["from-the-shop"]


def test_what_can_change_without_a_word_is_read_with_all_the_rest(world: Make) -> None:
    made = world(OTHERS)
    path, second = made.root / NAME, made.root / STORIES / "second.md"
    text = STORY.replace(WORDS, "ten years")
    assert ContentReader(made.root, made.root / "content").reread([path], TODAY) is None
    made.write({NAME: text})
    assert reader_of(made).reread([path.resolve()], TODAY.replace(year=2027)) is None
    assert reader_of(made).reread([path.resolve(), made.root / "site.yaml"], TODAY) is None
    assert reader_of(made).reread([path.resolve().parent], TODAY) is None
    gone = reader_of(made)
    path.unlink()
    assert gone.reread([path.resolve()], TODAY) is None
    os.link(second, path)  # saved under one name, it changes under both
    assert reader_of(made).reread([second.resolve()], TODAY) is None
    path.unlink()
    path.symlink_to(second)
    assert reader_of(made).reread([second.resolve()], TODAY) is None
