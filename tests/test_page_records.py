"""What is written down of pages is what was found in them, however often some are made again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import Position
from portal.fact_book import FactBook, Print
from portal.facts import FactsReader, PageFacts
from portal.page_records import known_writer, read_known
from portal.pages.page import Page
from portal.weaving import Shared, sheet_of

PAGES = 12
ORIGIN = Position("x")


def page(number: int) -> Page:
    """Return a page."""
    return Page(f"/{number}/", "x.html", lambda: None, ORIGIN)


class Site:
    """A site of a few pages that share a header, in an output that is built again and again."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.reader = FactsReader()
        self.header = Shared('<header><a href="/">Home</a><h2>Menu</h2></header>')
        self.facts: dict[str, PageFacts] = {}
        self.prints: dict[str, Print] = {}
        self.changes = 0

    def build(self, changed: set[int], left_out: set[int]) -> int:
        """Make some pages anew and leave some out; return how many numbers the record holds."""
        known = read_known(self.record)
        prints: dict[str, Print] = {}
        facts: dict[str, PageFacts] = {}
        starts: dict[str, int] = {}
        for number in sorted(set(range(PAGES)) - left_out):
            each = page(number)
            stays = None if number in changed else known.prints.get(each.url)
            if stays is None:
                self.changes += 1
                found = self.read(each)
                known.book.note(found)
                prints[each.url] = Print(str(self.changes), found.size, self.changes, 0)
                facts[each.url] = held(found)
            else:
                starts[each.url] = known.starts[each.url]
                prints[each.url], facts[each.url] = stays, self.facts[each.url]
        starts |= known.book.starts
        common, weighed = {"all": str(self.changes)}, {"/a.css": self.changes}
        known_writer(self.record, prints, starts, known, common, (), weighed)(False)
        self.prints, self.facts = prints, facts
        return len(read_known(self.record).book.numbers)

    def read(self, each: Page) -> PageFacts:
        """Return the facts of a page as it is now."""
        body = f'<main><h1>{self.changes}</h1><a href="/p{self.changes}/">P</a></main>'
        head = f'<head><title>{self.changes}</title><script src="/x.js"></script></head>'
        sheet = sheet_of([head, "<body>", self.header, body])
        return self.reader.read(sheet, each.url, ORIGIN, True, sheet.data())

    def check(self) -> None:
        """Hold what was written down against what was found."""
        known = read_known(self.record)
        assert known.prints == self.prints
        assert known.common == {"all": str(self.changes)}
        assert known.weighed == {"/a.css": self.changes}
        assert known.starts.keys() == self.facts.keys()
        found = facts_in(known.book, known.starts, self.prints)
        assert found == self.facts
        brief = facts_in(known.book, known.starts, self.prints, is_brief=True)
        assert brief == {url: each._replace(parts=()) for url, each in found.items()}
        assert known.pages == len(self.facts)


def held(facts: PageFacts) -> PageFacts:
    """Return facts without those that are judged when a page is made."""
    return facts._replace(
        description="", repeated_ids=(), headings=(), images_without_alternative=()
    )


def facts_in(
    book: FactBook, starts: Mapping[str, int], prints: Mapping[str, Print], is_brief: bool = False
) -> dict[str, PageFacts]:
    """Return the facts of pages that are in a book."""
    return {
        url: book.facts(start, page(int(url.strip("/"))), prints[url], is_brief)
        for url, start in starts.items()
    }


numbers = st.sets(st.integers(0, PAGES - 1))


@settings(max_examples=40)
@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12))
def test_what_is_read_is_what_was_written(builds: list[tuple[set[int], set[int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "record.json")
        for changed, left_out in builds:
            site.build(changed, left_out)
            site.check()


def test_a_record_grows_by_what_was_made_until_half_of_it_is_of_no_use(tmp_path: Path) -> None:
    site = Site(tmp_path / "record.json")
    sizes = [site.build({number % PAGES}, set()) for number in range(60)]
    assert sizes[0] < sizes[1] < sizes[2]
    assert max(sizes) < 3 * sizes[0]
    assert any(after < before for before, after in pairwise(sizes))
    site.check()


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=12))
def test_what_other_processes_noted_is_what_they_found(turns: list[tuple[int, int]]) -> None:
    cards = [Shared(f'<a id="c{each}" href="/c{each}/">C</a>') for each in range(4)]
    readers = [FactsReader() for _ in range(3)]
    found: dict[str, PageFacts] = {}

    def note(process: int) -> None:
        at = len(found)
        shared = cards[at % 4], cards[at % 3]
        sheet = sheet_of([f"<title>{at % 5}</title><body>", *shared, f'<a href="/{at % 7}/">L</a>'])
        facts = readers[process].read(sheet, f"/{at}/", ORIGIN, True, sheet.data())
        books[process].note(facts)
        found[facts.url] = held(facts)

    books = [FactBook()]
    note(0)
    ours = books[0]
    books += [FactBook(ours.texts, ours.numbers[:], ours.parts[:]) for _ in range(2)]
    for process, pages in turns:
        mark = books[process].mark()
        for _ in range(pages):
            note(process)
        if process:
            ours.take(books[process].hand_over(mark, process))
    prints = {url: Print("", each.size, 0, each.compressed) for url, each in found.items()}
    assert facts_in(ours, ours.starts, prints) == found
    # What is on several pages is there once, whoever found it.
    shared = ours.copy(ours.starts.items())
    assert len(shared.numbers) == len(ours.numbers)
    assert facts_in(shared, shared.starts, prints) == found
