"""What is written down of pages is what was found in them, however often some are made again."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import Position
from portal.facts import FactsReader, PageFacts
from portal.page_records import Print, known_writer, read_known
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
        for number in sorted(set(range(PAGES)) - left_out):
            each = page(number)
            stays = None if number in changed else known.prints.get(each.url)
            found = known.facts(each) if stays else None
            if stays is None or found is None:
                self.changes += 1
                body = f'<main><h1>{self.changes}</h1><a href="/p{self.changes}/">P</a></main>'
                sheet = sheet_of(["<body>", self.header, body])
                found = self.reader.read(sheet, each.url, ORIGIN, True, sheet.data())
                stays = Print(str(self.changes), found.size, self.changes, 0)
            prints[each.url], facts[each.url] = stays, found
        known_writer(self.record, prints, facts, known, {"all": str(self.changes)}, ())(False)
        self.prints, self.facts = prints, facts
        return len(read_known(self.record)._numbers)

    def check(self) -> None:
        """Hold what was written down against what was found."""
        known = read_known(self.record)
        assert known.prints == self.prints
        assert known.common == {"all": str(self.changes)}
        assert {url: known.facts(page(int(url.strip("/")))) for url in self.facts} == self.facts
        assert known.pages == len(self.facts)


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
