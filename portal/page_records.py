"""What is written down of the pages of an output folder, for the builds after the one that made it.

Of each page that is its key, what its file is like, and the facts that were read in it: a page that
stays is neither made nor read again. Texts are numbered, for most stand on many pages, and numbers
lie in plain arrays: a JSON list of them takes three times as long to write, and to read.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from portal.cache import program_version
from portal.facts import Heading, PageFacts, Part
from portal.pages.page import Page
from portal.sections import read_sections, section_of, write_sections

# Of one byte, four and eight; of a page, the last hold its size, when it was changed, what travels.
_SMALL, _NUMBERS, _LARGE = "B", "I", "Q"
_NO_FACTS = 0
# As many addresses that are gone are looked for in what is known: pictures of what was edited.
_FEW = 20
# An entry begins with how many texts of seven kinds, headings and shared parts there are.
_COUNTS = 9
# Among what is said of the whole site: that each of its links leads somewhere.
LINKS, SOUND = "links", "sound"
_Texts = tuple[str, ...]


class Print(NamedTuple):
    """How a page was written: its key, the bytes of its file, and when that was changed (ns).

    `compressed` is the size that travels, in bytes, or 0 where nobody asks for it.
    """

    key: str
    size: int
    changed: int
    compressed: int


class Known:
    """What was written down of the pages that stand in an output folder.

    `common` are keys of what many of them have in common, by name.
    """

    def __init__(self, held: Mapping[str, Any]) -> None:
        """Take what a record holds, which may be nothing. Raises ValueError where it is hurt."""
        self._held = held
        self.common: dict[str, str] = dict(held.get("common", {}))
        self._numbers: array[int] = held.get("numbers", array(_NUMBERS))
        self._parts: dict[int, Part] = {}  # read when a page that has them is asked for
        self._ids_of_parts: dict[int, set[str]] = {}
        self._whole: int = held.get("whole", 0)
        # The first of all texts is none: there is no list without any.
        urls, keys = held.get("urls", [""])[1:], held.get("keys", [""])[1:]
        self._starts = dict(zip(urls, held.get("starts", ()), strict=True))
        told = iter(held.get("told", ()))
        prints = map(Print._make, zip(keys, told, told, told, strict=True))
        self.prints = dict(zip(urls, prints, strict=True))

    # What is below is read when somebody asks for it.

    @cached_property
    def _texts(self) -> list[str]:
        texts: list[str] = self._held.get("texts", [""])
        return texts

    @cached_property
    def _headings(self) -> list[Heading]:
        texts = self._held.get("headings", [""])[1:]
        return [*map(Heading, self._held.get("levels", ()), texts)]

    @cached_property
    def _places(self) -> array[int]:
        places: array[int] = self._held.get("parts", array(_NUMBERS))
        return places

    @property
    def pages(self) -> int:
        """Return how many HTML pages are known."""
        return sum(start != _NO_FACTS for start in self._starts.values())

    def brief(self, page: Page) -> PageFacts | None:
        """Return the facts of a page that stays but for its parts, or None where it is not HTML."""
        return self._facts(page, is_whole=False)

    def facts(self, page: Page) -> PageFacts | None:
        """Return the facts of a page that stays, or None where it is not HTML."""
        return self._facts(page, is_whole=True)

    def _facts(self, page: Page, is_whole: bool) -> PageFacts | None:
        start = self._starts[page.url]
        if start == _NO_FACTS:
            return None
        told = self.prints[page.url]
        parts: tuple[Part, ...] = ()
        if is_whole:
            said, repeated, assets, own, shared = self._entry(start)
            parts = (own, *map(self._part, shared))
        else:
            said, repeated, assets = self._first_texts(start)
        title, description, canonical = said
        return PageFacts(
            page.url,
            page.origin,
            page.listed,
            told.size,
            title,
            description,
            canonical,
            repeated,
            assets,
            parts,
            told.compressed,
        )

    def has_lost(self, addresses: Set[str], made: Mapping[str, PageFacts]) -> bool:
        """Return whether a link of a page that stays may lead nowhere now.

        None does while all links were sound, every address to which one may lead is still there,
        and so is every part of a page that was made again.
        """
        if self.common.get(LINKS) != SOUND:
            return True
        others = self._held.get("others", [""])[1:]
        lost = [each for each in (*self.prints, *others) if each not in addresses]
        # A page may be meant by a link without a name (`../`); a file has its name in it.
        if len(lost) > _FEW or any(each.endswith("/") for each in lost):
            return True
        names = [each.rpartition("/")[2] for each in lost]
        if any(name in unquote(text) for text in self._texts for name in names):
            return True
        again = ((self._starts.get(url, _NO_FACTS), facts) for url, facts in made.items())
        return any(
            start != _NO_FACTS and not each.ids.issuperset(self._ids(start))
            for start, each in again
        )

    def _ids(self, start: int) -> set[str]:
        """Return the ids of a page, and read nothing else of it."""
        numbers = self._numbers
        first = start + _COUNTS
        counts = numbers[start:first]
        before = first + sum(counts[:3])
        ids = set(map(self._texts.__getitem__, numbers[before : before + counts[3]]))
        last = first + sum(counts)
        for part in numbers[last - counts[-1] : last]:
            ids |= self._ids_of_part(part)
        return ids

    def _ids_of_part(self, number: int) -> set[str]:
        known = self._ids_of_parts.get(number)
        if known is None:
            known = self._ids_of_parts[number] = self._ids(self._places[number])
        return known

    def _part(self, number: int) -> Part:
        part = self._parts.get(number)
        if part is None:
            part = self._parts[number] = self._entry(self._places[number])[3]
        return part

    def take_over(self, writing: _Writing, prints: Mapping[str, Print]) -> Mapping[str, int]:
        """Let what is written begin with what is known; return where each page that stayed begins.

        Where less than half of it is still in use, all is written anew.
        """
        stayed = {url: start for url, start in self._starts.items() if self._stays(url, prints)}
        if 2 * len(stayed) < len(prints) or len(self._numbers) > 2 * self._whole:
            return {}
        # Parts are not compared with those that are known: few are new, and to read all takes long.
        writing.texts = _numbered(self._texts)
        writing.headings = _numbered(self._headings)
        writing.parts += self._places
        writing.numbers = self._numbers[:]
        writing.whole = self._whole
        return stayed

    def _stays(self, url: str, prints: Mapping[str, Print]) -> bool:
        told = prints.get(url)
        return told is not None and told is self.prints[url]

    def _first_texts(self, start: int) -> tuple[_Texts, _Texts, _Texts]:
        """Return the first of what an entry holds, as `_entry` does."""
        said, repeated, assets = self._numbers[start : start + 3]
        first = start + _COUNTS
        last = first + said + repeated + assets
        texts = tuple(map(self._texts.__getitem__, self._numbers[first:last]))
        return texts[:said], texts[said : said + repeated], texts[said + repeated :]

    def _entry(self, start: int) -> tuple[_Texts, _Texts, _Texts, Part, array[int]]:
        """Return what an entry holds, in the order in which `_Writing.entry` takes it."""
        numbers = self._numbers
        first = start + _COUNTS
        *counts, headings, shared = numbers[start:first]
        last = first + sum(counts)
        texts = map(self._texts.__getitem__, numbers[first:last])
        said, repeated, head_assets, ids, links, assets, images = (
            tuple(islice(texts, each)) for each in counts
        )
        known = tuple(map(self._headings.__getitem__, numbers[last : last + headings]))
        part = Part(ids, links, assets, known, images)
        last += headings
        return said, repeated, head_assets, part, numbers[last : last + shared]


def read_known(record: Path) -> Known:
    """Return what was written down of an output folder: nothing, where that cannot be read."""
    try:
        return Known(read_sections(record, program_version()))
    except (LookupError, TypeError, ValueError, AttributeError):  # not what we write
        return Known({})


def known_writer(
    record: Path,
    prints: Mapping[str, Print],
    facts: Mapping[str, PageFacts],
    known: Known,
    common: Mapping[str, str],
    addresses: Iterable[str],
) -> Callable[[bool], None]:
    """Return what writes down all that is known of the pages of an output folder, for a later
    build. It is put together by then, and is told whether each link of the site leads somewhere.

    What `known` said of pages that have stayed is taken over as it lies there. `addresses` are all
    of the site.
    """
    writing = _Writing()
    starts = known.take_over(writing, prints)
    held = writing.record(prints, facts, starts)
    held["others"] = ["", *sorted(set(addresses).difference(held["urls"]))]
    # One by one: all of it, and that as bytes, would take as much memory twice.
    sections = [section_of(name, held.pop(name)) for name in list(held)]

    def write(links_are_sound: bool) -> None:
        told = {**common, LINKS: SOUND} if links_are_sound else {**common}
        write_sections(record, [*sections, section_of("common", told)], program_version())

    return write


def _numbered(known: Sequence[Any] = ()) -> defaultdict[Any, int]:
    """Return things by their numbers, in the order in which they are first asked for."""
    return defaultdict(count(len(known)).__next__, zip(known, count(), strict=False))


@dataclass(slots=True)
class _Writing:
    """Puts facts into numbers: what stands on many pages is written once."""

    texts: defaultdict[str, int] = field(default_factory=lambda: _numbered([""]))
    headings: defaultdict[Heading, int] = field(default_factory=_numbered)
    # By their addresses in memory, and by what they are: to compare that is to compare all links.
    shared: dict[int, int] = field(default_factory=dict)
    same: dict[Part, int] = field(default_factory=dict)
    parts: array[int] = field(default_factory=lambda: array(_NUMBERS))
    numbers: array[int] = field(default_factory=lambda: array(_NUMBERS, (_NO_FACTS,)))
    # How many numbers there were when all was written anew, or 0 while it is.
    whole: int = 0

    def record(
        self,
        prints: Mapping[str, Print],
        facts: Mapping[str, PageFacts],
        starts: Mapping[str, int],
    ) -> dict[str, Any]:
        """Return all as it is kept; `starts` says where pages begin that are in it."""
        kept = {url: told for url, told in prints.items() if told.key}
        begins = [starts[url] if url in starts else self._facts(facts.get(url)) for url in kept]
        return {
            "urls": ["", *kept],
            "keys": ["", *(each.key for each in kept.values())],
            "told": array(_LARGE, [*chain.from_iterable([each[1:] for each in kept.values()])]),
            "starts": array(_NUMBERS, begins),
            "parts": self.parts,
            "levels": array(_SMALL, [each.level for each in self.headings]),
            "headings": ["", *(each.text for each in self.headings)],
            "texts": [*self.texts],
            "numbers": self.numbers,
            "whole": self.whole or len(self.numbers),
        }

    def _facts(self, facts: PageFacts | None) -> int:
        """Return where the facts of a page begin."""
        if facts is None:
            return _NO_FACTS
        own, *others = facts.parts
        known = self.shared.get
        shared = [
            self._share(each) if (number := known(id(each))) is None else number for each in others
        ]
        said = (facts.title, facts.description, facts.canonical)
        return self.entry(said, facts.repeated_ids, facts.head_assets, own, shared)

    def _share(self, part: Part) -> int:
        """Return the number of a part that was not seen before, though perhaps its like."""
        number = self.same.get(part)
        if number is None:
            number = self.same[part] = len(self.parts)
            self.parts.append(self.entry((), (), (), part, ()))
        self.shared[id(part)] = number
        return number

    def entry(
        self,
        said: _Texts,
        repeated_ids: _Texts,
        head_assets: _Texts,
        part: Part,
        shared: Sequence[int],
    ) -> int:
        """Write down what a page or a part of it holds; return where that begins."""
        ids, links, assets, headings, images = part
        texts = (said, repeated_ids, head_assets, ids, links, assets, images)
        start = len(self.numbers)
        counts = map(len, (*texts, headings, shared))
        held = map(self.texts.__getitem__, chain.from_iterable(texts))
        # A list goes into an array at once, what is not one a number at a time.
        self.numbers.fromlist([*counts, *held, *map(self.headings.__getitem__, headings), *shared])
        return start
