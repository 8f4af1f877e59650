"""`new` writes files that build at once, say what to fill in, and are safe with any title."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY, World
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import Run, made, run

from portal.content import ContentType, Form
from portal.scaffold import KINDS, NewFile, RefusedError, compose, known_ids, new
from portal.scaffold.examples import Examples
from portal.scaffold.outline import scalar
from portal.schema import Record, validate
from portal.source import Document, SourceFile, read_document, read_yaml

__all__ = ["made", "run"]  # fixtures
TITLE = "A morning at Example House"


def make(made: World, kind: str, title: str = TITLE) -> NewFile:
    """Write a new file in a world."""
    return new(made.root, made.root / "content", kind, title, TODAY)


def read(path: Path) -> Document:
    """Return the document in a file that has no problems."""
    document, problems = read_document(SourceFile(path, path.name, path.stat().st_size, 0))
    assert problems == []
    assert document is not None
    return document


def record_of(kind: ContentType, path: Path) -> Record:
    """Return the record in a file that has no problems."""
    document = read(path)
    data = {key: value for key, value in document.data.items() if key != "body"}
    record, problems = validate(kind.model, data, document.source, TODAY)
    assert problems == []
    assert record is not None
    return record


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_builds_at_once_even_with_strict(kind: str, world: Callable[..., World]) -> None:
    made = world()
    made_file = make(made, kind)
    assert (made.root / made_file.name).is_file()
    assert made.build(write=False, strict=True).problems == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_a_draft_that_the_preview_shows(
    kind: str, world: Callable[..., World]
) -> None:
    made = world()
    make(made, kind)
    problems = made.build(write=False, drafts=True).problems
    assert [each for each in problems if each.severity == "error"] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_line_that_is_switched_off_works_once_its_mark_is_taken_away(
    kind: ContentType, world: Callable[..., World]
) -> None:
    made = world()
    path = made.root / make(made, kind.name).name
    text = path.read_text("utf-8")
    for _ in range(5):  # groups in groups are switched off more than once
        text = re.sub(r"(?m)^( *)#(?! \S|#)", r"\1", text)
    assert not re.search(r"(?m)^ *#\w", text.partition("\n## ")[0])
    path.write_text(text, encoding="utf-8", newline="\n")
    record = record_of(kind, path)
    assert record.model_fields_set == kind.model.model_fields.keys()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_stands_in_the_file_in_the_order_of_the_schema(
    kind: ContentType, world: Callable[..., World]
) -> None:
    made = world()
    text = (made.root / make(made, kind.name).name).read_text("utf-8")
    written = re.findall(r"(?m)^#?([a-z_]+):(?: |$)", text)
    fields = [field.alias or name for name, field in kind.model.model_fields.items()]
    assert written == fields + ["body"] * (kind.form is Form.YAML)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_has_its_description_above_it(
    kind: ContentType, world: Callable[..., World]
) -> None:
    made = world()
    text = (made.root / make(made, kind.name).name).read_text("utf-8")
    notes = " ".join(re.findall(r"(?m)^# (.*)$", text))
    for field in kind.model.model_fields.values():
        assert field.description is not None
        assert field.description in notes


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_longer_than_a_hundred_characters(
    kind: str, world: Callable[..., World]
) -> None:
    made = world()
    text = (made.root / make(made, kind).name).read_text("utf-8")
    assert [line for line in text.split("\n") if len(line) > 100] == []


def test_a_new_file_names_ids_that_are_in_the_content(world: Callable[..., World]) -> None:
    made = world()
    path = made.root / make(made, "case-study").name
    data = read(path).data
    assert "\n#provider: example-house\n" in path.read_text("utf-8")
    assert data["setting"] == "care-home"
    assert data["place"] == "testham"


def test_a_new_event_starts_with_a_place_because_it_must_be_somewhere(
    world: Callable[..., World],
) -> None:
    made = world()
    data = read(made.root / make(made, "event").name).data
    assert data["place"] == "testham"
    assert data["venue"].startswith("Write here")


def test_a_new_scheme_says_in_a_note_what_can_stand_in_place_of_a_fact(
    world: Callable[..., World],
) -> None:
    made = world()
    text = (made.root / make(made, "scheme").name).read_text("utf-8")
    assert "\n    #after_days: 0 " in text
    for name in ("after_weeks", "after_months"):
        assert f"\n    # {name} can stand in place of after_days." in text


def test_a_draft_that_hides_a_provider_is_not_what_a_new_vacancy_names(
    world: Callable[..., World],
) -> None:
    made = world()
    make(made, "provider", "A first provider")
    data = read(made.root / make(made, "vacancy").name).data
    assert data["provider"] == "example-house"


def test_without_any_content_a_new_file_still_builds(tmp_path: Path) -> None:
    made = new(tmp_path, tmp_path / "content", "case-study", TITLE, TODAY)
    record_of(KINDS["case-study"], tmp_path / made.name)


def test_the_consent_of_a_new_story_is_plainly_not_there_yet(
    world: Callable[..., World],
) -> None:
    made = world()
    data = read(made.root / make(made, "case-study").name).data
    assert data["consent"]["reference"].startswith("NO CONSENT YET")


def test_the_author_is_told_what_was_written_and_what_to_do(
    world: Callable[..., World],
) -> None:
    message = make(world(), "case-study").message
    assert message.startswith("Wrote content/case-studies/a-morning-at-example-house.md")
    assert "consent form signed" in message
    assert "python build.py check content/case-studies/a-morning-at-example-house.md" in message
    assert 'take out the line "draft: true"' in message


@pytest.mark.parametrize(
    "taken",
    [
        "content/pages/the-same.md",
        "content/pages/the-same/index.md",
        "content/pages/the-same.yaml",
    ],
)
def test_a_file_that_is_there_already_is_left_as_it_is(
    taken: str, world: Callable[..., World]
) -> None:
    made = world({taken: "mine\n"})
    with pytest.raises(RefusedError, match=f"already a file {taken}"):
        make(made, "page", "The same!")
    assert (made.root / taken).read_text("utf-8") == "mine\n"
    assert len(list((made.root / "content/pages").rglob("the-same*"))) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("case-studies", "case-study"),
        ("Case Study", "case-study"),
        ("case_study", "case-study"),
        ("story", "case-study"),
        ("stroy", "case-study"),
        ("vacany", "vacancy"),
        ("job", "vacancy"),
        ("employer", "provider"),
        ("events", "event"),
    ],
)
def test_an_unknown_type_is_answered_with_the_one_that_was_meant(
    typed: str, meant: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match=f'Did you mean "{meant}"'):
        new(tmp_path, tmp_path, typed, TITLE, TODAY)


def test_a_type_that_is_kept_in_a_list_says_where_the_list_is(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"content/pathway/steps\.yaml"):
        new(tmp_path, tmp_path, "step", TITLE, TODAY)


@pytest.mark.parametrize("title", ["", "   ", "\n\t", "\u200b"])
def test_an_empty_title_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="The title is empty"):
        new(tmp_path, tmp_path, "page", title, TODAY)


def test_a_title_that_is_too_long_is_told_by_how_much(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"this one has 95.* by 5"):
        new(tmp_path, tmp_path, "case-study", "a" * 95, TODAY)
    with pytest.raises(RefusedError, match="90 characters at most"):
        new(tmp_path, tmp_path, "event", "a" * 95, TODAY)


def test_a_title_that_is_too_short_is_told_the_least(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match='at least 10 characters; "Ann" has 3'):
        new(tmp_path, tmp_path, "case-study", "Ann", TODAY)


@pytest.mark.parametrize("title", ["日本語のページ", "???", "—"])
def test_a_title_that_gives_no_file_name_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        new(tmp_path, tmp_path, "page", title, TODAY)


@pytest.mark.parametrize("title", ["Index", "CON", "aux", "Com1"])
def test_a_title_that_gives_a_name_with_another_meaning_is_refused(
    title: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match="means something else to computers"):
        new(tmp_path, tmp_path, "page", title, TODAY)


def test_the_name_of_a_file_is_cut_between_words_where_no_id_may_be_so_long(
    tmp_path: Path,
) -> None:
    title = "The long title of a page that goes on and on until nobody knows where it has begun it"
    made = new(tmp_path, tmp_path / "content", "page", title, TODAY)
    assert made.name == (
        "content/pages/"
        "the-long-title-of-a-page-that-goes-on-and-on-until-nobody-knows-where-it-has.md"
    )


@settings(deadline=None)
@given(st.text(max_size=100))
def test_any_text_stays_the_same_text_in_yaml(text: str) -> None:
    shown = "".join(c for c in text if c.isprintable())
    for value in (f"title: {scalar(shown)}", f"title:\n  - {scalar(shown)}"):
        reading = read_yaml(value, "x.yaml")
        assert reading.problems == []
        held: Any = reading.data["title"]
        assert (held if isinstance(held, str) else held[0]) == shown


@pytest.mark.parametrize(
    "title",
    [
        'She said "yes": a story # not a note',
        "It's 07:30 - and we're up",
        "- [x] {a: b} & *c !d |e >f %g @h `i`",
        "C:\\Users\\Ann\\Care",
        "Łucja’s café – 10 years",
        "null and void is ten letters",
    ],
)
def test_a_title_with_signs_in_it_comes_back_as_it_was_typed(
    title: str, world: Callable[..., World]
) -> None:
    made = world()
    for kind in ("case-study", "page", "provider"):
        data = read(made.root / make(made, kind, title).name).data
        assert data.get("title", data.get("name")) == title
    assert made.build(write=False, strict=True).problems == ()


def test_the_same_day_and_content_give_the_same_text() -> None:
    examples = Examples({}, date(2026, 11, 22))
    texts = {compose(KINDS["role"], TITLE, examples) for _ in range(2)}
    assert len(texts) == 1


def test_the_shipped_content_takes_a_new_file_of_each_type(tmp_path: Path) -> None:
    examples = Examples(known_ids(REPOSITORY, REPOSITORY / "content", TODAY), TODAY)
    for kind in KINDS.values():
        path = tmp_path / f"{kind.name}{'.yaml' if kind.form is Form.YAML else '.md'}"
        path.write_text(compose(kind, TITLE, examples), encoding="utf-8", newline="\n")
        record_of(kind, path)


def run_as_people_do(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "portal.cli", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def test_the_command_writes_a_file_and_says_so_on_stdout(world: Callable[..., World]) -> None:
    content = world().root / "content"
    result = run_as_people_do("new", "page", "Working", "nights", "--content", str(content))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Wrote ")
    assert (content / "pages/working-nights.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["vacany", "Carer"], 'Did you mean "vacancy"?'),
        (["page"], "The title is empty."),
        (["page", "a" * 91], "Shorten it by 1."),
        ([], "The types are: ambassador, area"),
        (["page", "About"], "already a file"),
    ],
)
def test_the_command_ends_with_code_2_where_it_writes_nothing(
    arguments: list[str], said: str, made: World, run: Run
) -> None:
    result = run("new", *arguments, "--content", str(made.root / "content"))
    assert result.code == 2
    assert said in result.err
    assert result.out == ""
