"""What is written down of the pages of an output folder, for the builds after the one that made it.

Of each page that is its key, what its file is like, and the facts that were read in it: a page that
stays is neither made nor read again. Texts are numbered, for most stand on many pages, and numbers
lie in plain arrays: a JSON list of them takes three times as long to write, and to read.
"""

from __future__ import annotations

import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, NamedTuple

from portal.cache import hash_of, program_version, read_result, write_result
from portal.facts import Heading, PageFacts, Part
from portal.pages.page import Page

# Four bytes and eight; of a page, the latter hold its size, when it was changed, and what travels.
_NUMBERS, _LARGE = "I", "Q"
_NO_FACTS = 0
# An entry begins with how many texts of seven kinds, headings and shared parts there are.
_COUNTS = 9
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
    """What was written down of the pages that stand in an output folder."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        """Take what a record holds, which may be nothing."""
        self._texts: list[str] = held.get("texts", [])
        self._headings = [Heading(level, text) for level, text in held.get("headings", ())]
        self._numbers = _array(_NUMBERS, held.get("numbers", ""))
        self._parts = [self._entry(at)[3] for at in held.get("parts", ())]
        urls = held.get("urls", ())
        self._starts = dict(zip(urls, held.get("starts", ()), strict=True))
        told = iter(_array(_LARGE, held.get("told", "")))
        self.prints = {
            url: Print(*each)
            for url, each in zip(
                urls, zip(held.get("keys", ()), told, told, told, strict=True), strict=True
            )
        }

    def facts(self, page: Page) -> PageFacts | None:
        """Return the facts of a page that stays, or None where it is not HTML."""
        start = self._starts[page.url]
        if start == _NO_FACTS:
            return None
        told = self.prints[page.url]
        (title, description, canonical), repeated, assets, own, shared = self._entry(start)
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
            (own, *map(self._parts.__getitem__, shared)),
            told.compressed,
        )

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
    held = read_result(record, _version())
    try:
        return Known(held if isinstance(held, dict) else {})
    except (LookupError, TypeError, ValueError, AttributeError):  # not what we write
        return Known({})


def write_known(record: Path, prints: Mapping[str, Print], facts: Mapping[str, PageFacts]) -> None:
    """Write down what is known of the pages of an output folder, for a later build."""
    write_result(record, _version(), _Writing().record(prints, facts))


def _version() -> str:
    # Arrays are written as they lie in memory.
    return hash_of(program_version(), sys.byteorder, str(array(_NUMBERS).itemsize))


def _array(kind: str, text: str) -> array[int]:
    return array(kind, a2b_base64(text))


def _text(numbers: array[int]) -> str:
    return b2a_base64(numbers, newline=False).decode("ascii")


def _numbered() -> defaultdict[Any, int]:
    """Return things by their numbers, in the order in which they are first asked for."""
    return defaultdict(count().__next__)


@dataclass(slots=True)
class _Writing:
    """Puts facts into numbers: what stands on many pages is written once."""

    _texts: defaultdict[str, int] = field(default_factory=_numbered)
    _headings: defaultdict[Heading, int] = field(default_factory=_numbered)
    # By their addresses in memory: to compare parts would be to compare all links in them.
    _shared: dict[int, int] = field(default_factory=dict)
    _parts: list[int] = field(default_factory=list)
    _numbers: array[int] = field(default_factory=lambda: array(_NUMBERS, (_NO_FACTS,)))

    def record(self, prints: Mapping[str, Print], facts: Mapping[str, PageFacts]) -> dict[str, Any]:
        """Return all as JSON's own types."""
        kept = {url: told for url, told in prints.items() if told.key}
        starts = [self._facts(facts.get(url)) for url in kept]
        told = array(_LARGE, (number for each in kept.values() for number in each[1:]))
        return {
            "urls": list(kept),
            "keys": [each.key for each in kept.values()],
            "told": _text(told),
            "starts": starts,
            "parts": self._parts,
            "headings": list(self._headings),
            "texts": list(self._texts),
            "numbers": _text(self._numbers),
        }

    def _facts(self, facts: PageFacts | None) -> int:
        """Return where the facts of a page begin."""
        if facts is None:
            return _NO_FACTS
        own, *others = facts.parts
        known = self._shared
        shared = [known[id(each)] if id(each) in known else self._share(each) for each in others]
        said = (facts.title, facts.description, facts.canonical)
        return self.entry(said, facts.repeated_ids, facts.head_assets, own, shared)

    def _share(self, part: Part) -> int:
        """Return the number of a part that is new."""
        number = self._shared[id(part)] = len(self._parts)
        self._parts.append(self.entry((), (), (), part, ()))
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
        start = len(self._numbers)
        self._numbers.extend(map(len, (*texts, headings, shared)))
        self._numbers.extend(map(self._texts.__getitem__, chain.from_iterable(texts)))
        self._numbers.extend(map(self._headings.__getitem__, headings))
        self._numbers.extend(shared)
        return start
