"""A link that leads nowhere is found, whether pages are read one by one or looked at in numbers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.checks.built import Built
from portal.checks.links import check
from portal.errors import Position, Problem
from portal.fact_book import FactBook, Print
from portal.facts import FactsReader, PageFacts
from portal.library import Library
from portal.page_records import Known
from portal.pages.page import Page
from portal.site_facts import SiteFacts
from portal.weaving import Shared, sheet_of

URLS = ("/", "/a/", "/b/", "/b/c/")
ORIGIN = Position("content/x.md")
LINKS = (
    *("/", "/a/", "/a", "/b/c/#one", "/b/#none", "/a/?x=1#two", "/gone/", "/files/x.pdf"),
    *("../", "c/", "#one", "#two", "#", "#tw%6f"),
    *("https://elsewhere.example/", "mailto:a@b.example"),
)
links = st.lists(st.sampled_from(LINKS), max_size=4)
ids = st.lists(st.sampled_from(["one", "two", "main"]), unique=True, max_size=2)
bodies = st.tuples(links, ids)


def html_of(links: list[str], ids: list[str]) -> str:
    """Return a piece of a page with these links and ids."""
    found = "".join(f'<a href="{link}">x</a>' for link in links)
    return found + "".join(f'<p id="{each}">x</p>' for each in ids)


def problems(pages: dict[str, PageFacts] | SiteFacts, root: str) -> list[Problem]:
    """Return what the check finds."""
    empty: tuple[object, ...] = ()
    config = SimpleNamespace(root=root)
    library = SimpleNamespace(
        config=config, left_out=empty, pages=empty, case_studies=empty, schemes=empty, roles={}
    )
    return list(check(Built(pages, {"/files/x.pdf"}, cast(Library, library))))


@settings(max_examples=200)
@given(
    st.lists(bodies, min_size=len(URLS), max_size=len(URLS)),
    bodies,
    st.lists(st.booleans(), min_size=len(URLS), max_size=len(URLS)),
    st.sampled_from(["", "/a"]),
)
def test_the_same_links_are_found_in_numbers_as_page_by_page(
    own: list[tuple[list[str], list[str]]],
    common: tuple[list[str], list[str]],
    have_common: list[bool],
    root: str,
) -> None:
    reader, shared, known = FactsReader(), Shared(html_of(*common)), Known({})
    facts: dict[str, PageFacts] = {}
    for url, body, has_common in zip(URLS, own, have_common, strict=True):
        sheet = sheet_of(["<body>", *([shared] if has_common else []), html_of(*body)])
        facts[url] = reader.read(sheet, url, ORIGIN, True, sheet.data())
        known.book.note(facts[url])
    plan = {url: Page(url, "x.html", lambda: None, ORIGIN) for url in URLS}
    prints = {url: Print("key", each.size, 1, 0) for url, each in facts.items()}
    assert problems(SiteFacts(plan, prints, known), root) == problems(facts, root)


def test_pages_with_sound_links_are_not_put_into_words_nor_asked_about_twice() -> None:
    reader, known = FactsReader(), Known({})
    plan = {url: Page(url, "x.html", lambda: None, ORIGIN) for url in URLS}
    for url in URLS:
        sheet = sheet_of(["<body>", html_of(["/a/", "/b/", "#one"], ["one"])])
        known.book.note(reader.read(sheet, url, ORIGIN, True, sheet.data()))
    site = SiteFacts(plan, {url: Print("key", 1, 1, 0) for url in URLS}, known)
    asked: list[str] = []

    def is_fine(link: str) -> bool:
        asked.append(link)
        return link == "/a/"

    assert not [*site.doubtful(["/b/"], is_fine, True)]
    assert sorted(asked) == ["#one", "/a/"]


def test_of_vacancies_that_load_the_same_the_first_stands_for_all() -> None:
    book = FactBook()
    reader, known = FactsReader(), Known({})
    known.book = book
    urls = [f"/vacancies/{number}/" for number in range(4)]
    plan = {url: Page(url, "x.html", lambda: None, ORIGIN) for url in urls}
    for url, sheet_name in zip(urls, ("a", "a", "b", "a"), strict=True):
        head = f'<head><title>T</title><link rel="stylesheet" href="/{sheet_name}.css"></head>'
        sheet = sheet_of([head, "<body></body>"])
        book.note(reader.read(sheet, url, ORIGIN, True, sheet.data()))
    prints = {url: Print("key", 1, 1, 20_000 if url == urls[3] else 0) for url in urls}
    assert [each.url for each in SiteFacts(plan, prints, known).in_brief()] == [
        urls[0],
        urls[2],
        urls[3],
    ]


@given(st.tuples(ids, ids, ids), st.tuples(ids, ids, ids), st.tuples(st.booleans(), st.booleans()))
def test_an_id_that_a_page_has_lost_is_missed(
    before: tuple[list[str], ...], now: tuple[list[str], ...], have_common: tuple[bool, bool]
) -> None:
    reader, book, common = FactsReader(), FactBook(), Shared(html_of([], ["two"]))
    found, starts = [], []
    for made, has_common in zip((before, now), have_common, strict=True):
        own, *shared = made
        pieces = [Shared(html_of([], each)) for each in shared] + [common] * has_common
        sheet = sheet_of(["<body>", *pieces, html_of([], own)])
        found.append(reader.read(sheet, "/a/", ORIGIN, True, sheet.data()))
        book.note(found[-1])
        starts.append(book.starts.pop("/a/"))
    assert book.has_lost_ids(*starts) == bool(found[0].ids - found[1].ids)
