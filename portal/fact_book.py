"""The facts of all pages of a site in numbers: who holds them as objects needs five times as much.

Texts are numbered, for most stand on many pages, and numbers lie in one array, entry after entry.
An entry is what one page has, or a part that many pages share. The record of an output folder holds
a book as it lies in memory (portal.page_records), and processes that make pages send each other
what they have noted (`hand_over`, `take`) without an object for each page.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, count, islice
from typing import NamedTuple

from portal.facts import PageFacts, Part
from portal.pages.page import Page

NUMBERS = "I"  # four bytes
# Where no entry begins: a page that is no HTML has none.
NO_FACTS = 0
# An entry begins with the number of its title and how many texts of four kinds and parts it has.
_HEAD = 6
# Where among these the number of its ids stands.
_IDS = 2
_Texts = tuple[str, ...]


class Print(NamedTuple):
    """How a page was written: its key, the bytes of its file, and when that was changed (ns).

    `compressed` is the size that travels, in bytes, or 0 where nobody asks for it.
    """

    key: str
    size: int
    changed: int
    compressed: int


class Mark(NamedTuple):
    """A moment of a book: how many of each it held."""

    texts: int
    numbers: int
    parts: int
    pages: int


class Noted(NamedTuple):
    """What a process has noted in its book since a moment, for that of another one.

    `parts` say at which of all numbers of its book the entries of parts begin; all others are those
    of pages, `urls` in their order.
    """

    process: int
    since: Mark
    texts: list[str]
    numbers: array[int]
    parts: array[int]
    urls: list[str]


class _Theirs(NamedTuple):
    """The numbers that the texts and the parts of another book have in this one."""

    texts: array[int]
    parts: array[int]


class _Numbered(dict[str, int]):
    """The numbers of texts; one that is new gets the next number when it is asked for."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__(zip(texts, count(), strict=False))
        self._texts = texts

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self._texts)
        self._texts.append(text)
        return number


class FactBook:
    """Facts in numbers. `starts` says where the entry of each page begins that was noted here."""

    def __init__(
        self,
        texts: Iterable[str] = ("",),
        numbers: array[int] | None = None,
        parts: array[int] | None = None,
    ) -> None:
        """Begin with nothing, or with what a record holds. The first text is the empty one."""
        self.texts = list(texts)
        self.numbers = array(NUMBERS, (NO_FACTS,)) if numbers is None else numbers
        self.parts = array(NUMBERS) if parts is None else parts
        self.starts: dict[str, int] = {}
        self._numbered: _Numbered | None = None  # made where something is noted
        # Parts by their place in memory (they are held, so that no other gets it): to compare parts
        # is to compare all their links. And by their entries, as bytes.
        self._by_place: dict[int, int] = {}
        self._held: list[Part] = []
        self._same: dict[bytes, int] = {}
        self._theirs: dict[int, _Theirs] = {}
        self._read: dict[int, Part] = {}
        self._looked_at = 0
        self._with_ids: set[int] = set()

    def note(self, facts: PageFacts) -> None:
        """Write down the facts of a page, but for those that are judged when it is made."""
        self._note(facts.url, facts.title, facts.head_assets, facts.parts)

    def _note(self, url: str, title: str, loads: _Texts, parts: Iterable[Part]) -> None:
        own, *others = parts
        known = self._by_place.get
        shared = [self._share(each) if (at := known(id(each))) is None else at for each in others]
        entry = self._entry(title, (loads, *own), shared)
        self.starts[url] = len(self.numbers)
        self.numbers.fromlist(entry)

    def _share(self, part: Part) -> int:
        """Return the number of a part whose place in memory was not seen before."""
        ids, links, assets = part
        # As `_entry` does, without a look at what a part never has: there are ten thousand.
        held = map(self._numbers_of_texts().__getitem__, (*ids, *links, *assets))
        entry = (0, 0, len(ids), len(links), len(assets), 0, *held)
        number = self._by_place[id(part)] = self._number_of_part(array(NUMBERS, entry))
        self._held.append(part)
        return number

    def _number_of_part(self, entry: array[int]) -> int:
        """Return the number of a part, of which the like may have been seen before."""
        held = entry.tobytes()
        number = self._same.get(held)
        if number is None:
            number = self._same[held] = len(self.parts)
            self.parts.append(len(self.numbers))
            self.numbers.extend(entry)
        return number

    def _entry(self, title: str, texts: Sequence[_Texts], shared: Sequence[int]) -> list[int]:
        number = self._numbers_of_texts().__getitem__
        held = map(number, chain.from_iterable(texts))
        return [number(title), *map(len, texts), len(shared), *held, *shared]

    def _numbers_of_texts(self) -> _Numbered:
        if self._numbered is None:
            self._numbered = _Numbered(self.texts)
        return self._numbered

    def forget(self) -> None:
        """Let go of what is of use only while pages are noted."""
        self._numbered, self._by_place, self._held = None, {}, []
        self._same, self._theirs = {}, {}

    def mark(self) -> Mark:
        """Return this moment."""
        return Mark(len(self.texts), len(self.numbers), len(self.parts), len(self.starts))

    def hand_over(self, mark: Mark, process: int) -> Noted:
        """Return what was noted since a moment by a process, whose book nobody is going to read: it
        keeps no more of it than what texts and parts are numbered by. No page was noted twice.
        """
        urls = list(islice(reversed(self.starts), len(self.starts) - mark.pages))[::-1]
        for url in urls:
            del self.starts[url]
        numbers, parts = self.numbers[mark.numbers :], self.parts[mark.parts :]
        del self.numbers[mark.numbers :]
        return Noted(process, mark, self.texts[mark.texts :], numbers, parts, urls)

    def take(self, noted: Noted) -> None:
        """Note what another process has, of which the book began as a copy of this one, and which
        sends all that it notes, in its order.
        """
        theirs = self._theirs.get(noted.process)
        if theirs is None:  # what both books began with has the same numbers in them
            same = noted.since
            theirs = _Theirs(array(NUMBERS, range(same.texts)), array(NUMBERS, range(same.parts)))
            self._theirs[noted.process] = theirs
        theirs.texts.extend(map(self._numbers_of_texts().__getitem__, noted.texts))
        text, part = theirs.texts.__getitem__, theirs.parts.__getitem__
        numbers, urls = noted.numbers, iter(noted.urls)
        parts = {start - noted.since.numbers for start in noted.parts}
        start = 0
        while start < len(numbers):
            title, *counts = numbers[start : start + _HEAD]
            first = start + _HEAD
            last = first + sum(counts[:-1])
            end = last + counts[-1]
            held = map(text, numbers[first:last])
            entry = [text(title), *counts, *held, *map(part, numbers[last:end])]
            if start in parts:
                theirs.parts.append(self._number_of_part(array(NUMBERS, entry)))
            else:
                self.starts[next(urls)] = len(self.numbers)
                self.numbers.fromlist(entry)
            start = end

    def copy(self, starts: Iterable[tuple[str, int]]) -> FactBook:
        """Return a book of pages whose entries begin there, without what is of no use any more."""
        book = FactBook()
        for url, start in starts:
            title, loads, own, shared = self._read_entry(start)
            book._note(url, title, loads, (own, *map(self._part, shared)))
        return book

    def facts(self, start: int, page: Page, told: Print, is_brief: bool = False) -> PageFacts:
        """Return the facts of a page, of which the entry begins there; in brief, without parts."""
        parts: tuple[Part, ...] = ()
        if is_brief:
            number, count_of_loads = self.numbers[start : start + 2]
            title, first = self.texts[number], start + _HEAD
            held = self.numbers[first : first + count_of_loads]
            loads = tuple(map(self.texts.__getitem__, held))
        else:
            title, loads, own, shared = self._read_entry(start)
            parts = (own, *map(self._part, shared))
        return PageFacts(
            page.url, page.origin, page.listed, told.size, title, loads, parts, told.compressed
        )

    def links(self, start: int) -> tuple[array[int], array[int], array[int]]:
        """Return the numbers of the ids of a page or part, of its links with all that it loads, and
        of what it shares.
        """
        numbers = self.numbers
        _, loads, ids, links, assets, shared = numbers[start : start + _HEAD]
        first = start + _HEAD
        after_loads = first + loads
        after_ids = after_loads + ids
        last = after_ids + links + assets
        leading = numbers[first:after_loads] + numbers[after_ids:last]
        return numbers[after_loads:after_ids], leading, numbers[last : last + shared]

    def links_of_part(self, number: int) -> tuple[array[int], array[int]]:
        """Return the numbers of the ids of a part, which has no head, and of all its links."""
        numbers, start = self.numbers, self.parts[number]
        first = start + _HEAD
        _, _, ids, links, assets, _ = numbers[start:first]
        after_ids = first + ids
        return numbers[first:after_ids], numbers[after_ids : after_ids + links + assets]

    def loads(self, start: int) -> bytes:
        """Return what tells all that the head of a page loads."""
        first = start + _HEAD
        return self.numbers[first : first + self.numbers[start + 1]].tobytes()

    def has_lost_ids(self, before: int, now: int) -> bool:
        """Return whether an entry has an id that the later one of the same page has not."""
        lost = self._ids(before)
        return bool(lost) and not lost <= self._ids(now)

    def _ids(self, start: int) -> set[int]:
        """Return the numbers of all ids of a page."""
        ids, _, shared = self.links(start)
        found = {*ids}
        for part in self._parts_with_ids().intersection(shared):
            found.update(self.links_of_part(part)[0])
        return found

    def _parts_with_ids(self) -> set[int]:
        """Return the numbers of the parts that have ids: hardly any, for most parts are cards."""
        if self._looked_at < len(self.parts):
            numbers, first = self.numbers, self._looked_at
            self._looked_at = len(self.parts)
            starts = enumerate(self.parts[first:], first)
            self._with_ids.update(part for part, start in starts if numbers[start + _IDS])
        return self._with_ids

    def _part(self, number: int) -> Part:
        part = self._read.get(number)
        if part is None:
            part = self._read[number] = self._read_entry(self.parts[number])[2]
        return part

    def _read_entry(self, start: int) -> tuple[str, _Texts, Part, array[int]]:
        """Return title, what a head loads, own part, and the numbers of shared parts."""
        title, *counts, shared = self.numbers[start : start + _HEAD]
        first = start + _HEAD
        last = first + sum(counts)
        texts = map(self.texts.__getitem__, self.numbers[first:last])
        loads, *own = (tuple(islice(texts, each)) for each in counts)
        return self.texts[title], loads, Part(*own), self.numbers[last : last + shared]
