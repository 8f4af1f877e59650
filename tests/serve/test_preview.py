"""What a save does: only what depends on it is made again, and nothing ends the preview."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import World

from portal import templating
from portal.checks import content
from portal.errors import Problem
from portal.schema import Record
from portal.serve import preview
from portal.serve.saved import Age
from serve.visiting import Visitor, own_project

Make = Callable[..., World]

ABOUT = "content/pages/about.md"
GOOD = "---\ntitle: About this site\nsummary: Who makes this small test site.\n---\n"


def test_a_saved_text_is_on_the_page(world: Make) -> None:
    visitor = Visitor(world())
    visitor.get("/about/")
    visitor.save(ABOUT, f"{GOOD}Fresh words.\n")
    assert "Fresh words." in visitor.get("/about/").text


def test_a_new_file_is_a_new_page_and_a_deleted_one_is_none(world: Make) -> None:
    visitor = Visitor(world())
    visitor.save("content/pages/news.md", f"{GOOD.replace('About', 'News of')}Some news.\n")
    assert visitor.get("/news/").status == 200
    visitor.save("content/pages/news.md", None)
    assert visitor.get("/news/").status == 404


def test_a_mistake_is_shown_until_it_is_mended(
    world: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = Visitor(world())
    visitor.save(ABOUT, "---\ntitle: [\n---\n")
    assert visitor.get("/roles/").status == 500
    said = capsys.readouterr()
    assert "content/pages/about.md: something to mend; the browser shows what (" in said.out
    assert f"{ABOUT}:" in said.err
    visitor.save(ABOUT, f"{GOOD}Words.\n")
    assert visitor.get("/roles/").status == 200
    assert "all mended" in capsys.readouterr().out


def test_a_preview_starts_with_bad_content(world: Make) -> None:
    visitor = Visitor(world({ABOUT: "title\n"}))
    assert visitor.get("/").status == 500
    visitor.save(ABOUT, f"{GOOD}Words.\n")
    assert visitor.get("/about/").status == 200


@pytest.mark.parametrize("settings", [None, "", "title: x\n", "[", "base_url: 7\n\ttab"])
def test_a_preview_starts_with_bad_settings(world: Make, settings: str | None) -> None:
    made = world()
    good = (made.root / "site.yaml").read_text("utf-8")
    if settings is None:
        (made.root / "site.yaml").unlink()
    else:
        made.write({"site.yaml": settings})
    visitor = Visitor(made)
    visit = visitor.get("/about/")
    assert visit.status == 500
    assert "site.yaml" in visit.text
    visitor.save("site.yaml", good)
    assert visitor.get("/about/").status == 200


def test_a_stylesheet_is_read_again_without_the_content(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world()
    visitor = Visitor(made, own_project(made))
    monkeypatch.setattr(preview, "make_plan", None)
    visitor.save("assets/css/base.css", "p { color: rebeccapurple }\n")
    plan = visitor.preview.state.plan
    assert plan
    assert plan.assets.stylesheet in visitor.get("/about/").text
    assert "rebeccapurple" in visitor.get(plan.assets.stylesheet).text


def test_a_stylesheet_that_cannot_be_put_together_is_a_problem_until_mended(world: Make) -> None:
    made = world()
    visitor = Visitor(made, own_project(made))
    main = (made.root / "assets/css/main.css").read_text("utf-8")
    visitor.save("assets/css/main.css", f'@import "gone.css";\n{main}')
    assert "gone.css" in visitor.get("/about/").text
    visitor.save("assets/css/main.css", main)
    assert visitor.get("/about/").status == 200


def test_only_a_saved_stylesheet_leaves_pages_as_they_are(world: Make) -> None:
    made = world()
    visitor = Visitor(made, own_project(made))
    main = (made.root / "assets/css/main.css").read_text("utf-8")
    assert visitor.save("assets/css/base.css", "p { margin: 0 }\n") is Age.OTHER_STYLES
    for name, text in (
        ("assets/css/sheets/new.css", "p { margin: 0 }\n"),  # one more
        ("assets/css/main.css", f'@import "gone.css";\n{main}'),  # broken
        ("assets/css/main.css", main),  # mended
        ("templates/x.html", "x"),
        (ABOUT, f"{GOOD}Words.\n"),
    ):
        assert visitor.save(name, text) is Age.OLD, name


def test_a_page_that_is_open_finds_the_new_stylesheet_at_the_old_address(world: Make) -> None:
    made = world()
    visitor = Visitor(made, own_project(made))
    assert visitor.preview.state.plan
    first = visitor.preview.state.plan.assets.stylesheet
    for colour in ("rebeccapurple", "papayawhip"):
        visitor.save("assets/css/base.css", f"p {{ color: {colour} }}\n")
        visit = visitor.get(first)
        assert visit.status == 200
        assert colour in visit.text
        assert visit.headers["Content-Type"] == "text/css; charset=utf-8"
    assert visitor.get(first.replace(".css", "0.css")).status == 404


def test_nothing_of_a_site_that_was_replaced_is_held(world: Make) -> None:
    visitor = Visitor(world())
    visitor.save(ABOUT, f"{GOOD}One.\n")
    visitor.get("/about/")
    assert visitor.preview.state.plan
    old = weakref.ref(visitor.preview.state.plan.renderer._environment)
    visitor.save(ABOUT, f"{GOOD}Two.\n")
    gc.collect()
    assert old() is None


def test_texts_of_pages_that_were_saved_many_times_are_not_all_kept(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "_MORE_PROSE", 5)
    visitor = Visitor(world())
    for number in range(20):
        visitor.save(ABOUT, f"{GOOD}Number {number}.\n")
        assert f"Number {number}." in visitor.get("/about/").text
    assert len(visitor.preview._memory.prose) <= 5


def test_a_template_is_seen_without_reading_anything_else(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world()
    visitor = Visitor(made, own_project(made))
    visitor.get("/about/")
    monkeypatch.setattr(preview, "make_plan", None)
    monkeypatch.setattr(preview, "read_assets", None)
    page = (made.root / "templates/pages/free_page.html").read_text("utf-8")
    visitor.save("templates/pages/free_page.html", f"{page}<!-- another look -->")
    assert visitor.get("/about/").status == 200


def test_templates_that_were_not_saved_are_not_read_again(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(world())
    visitor.get("/about/")
    read: list[Path] = []
    monkeypatch.setattr(templating, "read_sealed", read.append)
    visitor.save(ABOUT, f"{GOOD}Fresh words.\n")
    assert "Fresh words." in visitor.get("/about/").text
    assert read == []


@pytest.mark.parametrize("error", [SystemExit(1), ValueError("odd"), RecursionError()])
def test_whatever_is_raised_the_preview_goes_on(
    world: Make, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    visitor = Visitor(world())

    def fail(*args: object, **named: object) -> object:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(preview, "make_plan", fail)
        visitor.save(ABOUT, f"{GOOD}Words.\n")
    visit = visitor.get("/about/")
    assert visit.status == 500
    assert "The program itself failed" in visit.text
    visitor.save(ABOUT, f"{GOOD}Words.\n")
    assert visitor.get("/about/").status == 200


def test_a_page_is_made_once_until_something_is_saved(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(world())
    first = visitor.get("/about/").text
    assert visitor.preview.state.plan
    monkeypatch.setattr(type(visitor.preview.state.plan.renderer), "render", None)
    assert visitor.get("/about/").text == first


def test_texts_that_an_earlier_preview_checked_are_not_checked_again(
    world: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world({ABOUT: f"{GOOD}See [it](http://127.0.0.1:8000/roles/).\n"})
    Visitor(made)
    before = capsys.readouterr().err

    def check_again(record: Record, **_rest: object) -> tuple[Problem, ...]:
        raise AssertionError(record.id)

    monkeypatch.setattr(content, "_read", check_again)
    Visitor(made)
    assert ABOUT in before
    assert capsys.readouterr().err == before


def test_the_problems_of_a_page_are_printed_once(
    world: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = Visitor(world({ABOUT: f"{GOOD}See [it](/rolse/).\n"}))
    capsys.readouterr()
    visitor.get("/about/")
    visitor.save("content/pages/news.md", f"{GOOD.replace('About', 'News of')}Some news.\n")
    visitor.get("/about/")
    assert capsys.readouterr().err.count("/rolse/") == 1


def test_the_day_is_asked_for_at_each_save(world: Make) -> None:
    visitor = Visitor(world({ABOUT: GOOD.replace("title:", "publish_on: 2026-11-23\ntitle:")}))
    assert 'class="ribbon"' in visitor.get("/about/").text
    day = date(2026, 11, 23)
    visitor.preview._today = lambda: day
    visitor.save("content/pages/news.md", f"{GOOD.replace('About', 'News of')}Some news.\n")
    assert 'class="ribbon"' not in visitor.get("/about/").text
