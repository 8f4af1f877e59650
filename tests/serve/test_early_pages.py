"""Pages are there before feeds are read, and say so; then they load again with all vacancies."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from datetime import date

import httpx
import pytest
from conftest import World

from portal import planning
from portal.content.loading import ContentReader
from portal.feeds.gather import VacancyGatherer
from portal.serve.saved import Age
from serve.test_live_site import heard, open_page
from serve.visiting import PATIENCE, Visitor, running

Make = Callable[..., World]

ABOUT = "content/pages/about.md"
GOOD = "---\ntitle: About this site\nsummary: Who makes this small test site.\n---\n"
STORY = "/case-studies/from-the-shop/"
NOTE = "Vacancies are still being read."
FILES = {
    "content/vacancies/feeds.yaml": "- {id: ours, file: ours.csv}\n",
    "content/vacancies/snapshots/ours.csv": (
        "title,reference,company,location,closing date,link,description\n"
        "Care assistant,1,Example House,Testham,25/12/2026,https://house.example/apply,"
        "You help people with their day.\n"
    ),
}


@pytest.fixture(autouse=True)
def _feeds_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_MUCH_TO_READ", 0)


def feeds_that_wait(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let nobody read feeds until an event; return it."""
    may_read = threading.Event()
    gather = VacancyGatherer.gather

    def wait(self: VacancyGatherer, *given: object, **named: object) -> object:
        assert may_read.wait(PATIENCE)
        return gather(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(VacancyGatherer, "gather", wait)
    return may_read


def vacancy_of(visitor: Visitor) -> str:
    """Return the address of the one vacancy."""
    assert visitor.preview.state.plan
    (url,) = visitor.preview.state.plan.library.vacancies_by_url
    return url


def test_stories_are_there_while_feeds_are_read_and_load_again_with_all_vacancies(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = feeds_that_wait(monkeypatch)

    async def look(origin: str) -> None:
        while httpx.get(f"{origin}{STORY}").status_code == 503:
            pass
        async with open_page(origin, "/") as wire:
            early = httpx.get(f"{origin}/")
            assert (early.status_code, early.text.count(NOTE)) == (200, 1)
            assert httpx.get(f"{origin}/vacancies/").status_code == 503
            may_read.set()
            while NOTE in httpx.get(f"{origin}/").text:
                assert json.loads(await heard(wire))["command"] == "reload"
        assert "Care assistant" in httpx.get(f"{origin}/vacancies/").text

    with running(world(FILES).project, read=False) as origin:
        try:
            asyncio.run(look(origin))
        finally:
            may_read.set()


def test_an_early_page_loads_again_by_itself_without_scripts_too(world: Make) -> None:
    visitor = Visitor(world(FILES), read=False)
    texts: list[str] = []
    visitor.preview.begin(lambda: texts.append(visitor.get(STORY).text))
    early, whole = texts
    again = '<noscript><meta http-equiv="refresh" content="2"></noscript></head>'
    assert (early.count(NOTE), early.count(again)) == (1, 1)
    assert NOTE not in whole
    assert again not in whole


def test_what_has_no_vacancy_yet_waits_and_is_never_said_to_be_missing(world: Make) -> None:
    made = world(FILES)
    url = vacancy_of(Visitor(made))
    visitor = Visitor(made, read=False)
    seen: list[list[int]] = []
    paths = ("/vacancies/", url, "/sitemap.xml", "/nowhere/", "/about", "/about/")
    visitor.preview.begin(lambda: seen.append([visitor.get(path).status for path in paths]))
    assert seen == [[503, 503, 503, 503, 302, 200], [200, 200, 200, 404, 302, 200]]


def test_links_to_vacancies_are_no_mistakes_meanwhile_and_others_are_told_once(
    world: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world(FILES)
    url = vacancy_of(Visitor(made))
    made.write({ABOUT: f"{GOOD}See [one]({url}) and [two](/rolse/).\n"})
    visitor = Visitor(made, read=False)
    capsys.readouterr()
    texts: list[str] = []
    visitor.preview.begin(lambda: texts.append(visitor.get("/about/").text))
    visitor.get("/about/")
    early, whole = texts
    assert "This links to" not in early
    assert "This links to /rolse/" in whole
    assert f"This links to {url}" not in whole
    assert capsys.readouterr().err.count("This links to") == 1


def test_who_waits_is_sent_a_page_that_was_made_before_anybody_was_told(world: Make) -> None:
    visitor = Visitor(world(FILES), read=False)
    assert visitor.get("/about/").status == 503
    made: list[set[str]] = []

    def look() -> None:
        made.append(set(visitor.preview.state.shown))
        visitor.get("/about/")

    visitor.preview.begin(look)
    assert made == [{"/about/"}, {"/about/"}]


def test_a_page_that_was_sent_early_is_old_when_all_is_there_and_stays_then(world: Make) -> None:
    visitor = Visitor(world(FILES), read=False)
    visitor.get("/about/")
    ages: list[Age] = []

    def look() -> None:
        ages.append(visitor.app.age_of("/about/"))
        visitor.get("/about/")

    visitor.preview.begin(look)
    assert ages == [Age.OLD, Age.OLD]
    assert visitor.app.age_of("/about/") is Age.NEW


def test_what_is_wrong_in_feeds_is_told_to_who_looks_at_early_pages(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> object:
        raise OSError("a feed that bites")

    monkeypatch.setattr(VacancyGatherer, "gather", fail)
    visitor = Visitor(world(FILES), read=False)
    seen: list[int] = []
    visitor.preview.begin(lambda: seen.append(visitor.get("/about/").status))
    assert seen == [200]
    assert visitor.app.age_of("/about/") is Age.OLD
    visit = visitor.get("/about/")
    assert visit.status == 500
    assert "a feed that bites" in visit.text


def test_nothing_is_shown_early_where_content_must_be_mended(world: Make) -> None:
    visitor = Visitor(world({**FILES, ABOUT: GOOD.replace("title:", "titel:")}), read=False)
    seen: list[str] = []
    visitor.preview.begin(lambda: seen.append(visitor.get("/roles/").text))
    assert seen == []
    assert "to mend" in visitor.get("/roles/").text


def test_pages_load_once_where_feeds_are_soon_read(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "_MUCH_TO_READ", 1_000)
    visitor = Visitor(world(FILES), read=False)
    seen: list[bool] = []
    visitor.preview.begin(lambda: seen.append(NOTE in visitor.get(STORY).text))
    assert seen == [False]


def test_content_is_read_once_for_both(world: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    read = ContentReader.read

    def counted(self: ContentReader, today: date) -> object:
        calls.append("read")
        return read(self, today)

    monkeypatch.setattr(ContentReader, "read", counted)
    Visitor(world(FILES), read=False).preview.begin(lambda: calls.append("shown"))
    assert calls == ["read", "shown", "shown"]


def test_what_is_saved_while_feeds_are_read_is_on_the_page_in_the_end(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = feeds_that_wait(monkeypatch)
    visitor = Visitor(world(FILES), read=False)
    shown = threading.Event()
    reader = threading.Thread(target=visitor.preview.begin, args=[shown.set])
    reader.start()
    assert shown.wait(PATIENCE)
    saver = threading.Thread(target=visitor.save, args=[ABOUT, f"{GOOD}Fresh words.\n"])
    saver.start()
    may_read.set()
    for thread in (reader, saver):
        thread.join(PATIENCE)
    about = visitor.get("/about/").text
    assert "Fresh words." in about
    assert NOTE not in about
