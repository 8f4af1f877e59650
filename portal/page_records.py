"""What is written down of the pages of an output folder, for the builds after the one that made it.

Of each page that is its key, what its file is like, and the facts that were read in it: a page that
stays is neither made nor read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from portal.cache import hash_of, program_version, read_result, write_result
from portal.facts import Heading, PageFacts, Part
from portal.pages.page import Page


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
        self._pages: Mapping[str, Sequence[Any]] = held.get("pages", {})
        self._texts: Sequence[str] = held.get("texts", ())
        self._headings = [Heading(level, text) for level, text in held.get("headings", ())]
        self._parts = [self._part(each) for each in held.get("parts", ())]
        self.prints = {url: Print(*entry[:4]) for url, entry in self._pages.items()}

    def facts(self, page: Page) -> PageFacts | None:
        """Return the facts of a page that stays, or None where it is not HTML."""
        entry = self._pages[page.url]
        if len(entry) == 4:
            return None
        _, size, _, compressed, title, description, canonical, repeated, assets, own, shared = entry
        return PageFacts(
            page.url,
            page.origin,
            page.listed,
            size,
            title,
            description,
            canonical,
            tuple(repeated),
            self._named(assets),
            (self._part(own), *(self._parts[each] for each in shared)),
            compressed,
        )

    def _part(self, told: Sequence[Any]) -> Part:
        ids, links, assets, headings, images = told
        return Part(
            self._named(ids),
            self._named(links),
            self._named(assets),
            tuple(map(self._headings.__getitem__, headings)),
            tuple(images),
        )

    def _named(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(map(self._texts.__getitem__, numbers))


def read_known(record: Path) -> Known:
    """Return what was written down of an output folder: nothing, where that cannot be read."""
    held = read_result(record, hash_of(program_version()))
    try:
        return Known(held if isinstance(held, dict) else {})
    except (LookupError, TypeError, ValueError, AttributeError):  # not what we write
        return Known({})


def write_known(record: Path, prints: Mapping[str, Print], facts: Mapping[str, PageFacts]) -> None:
    """Write down what is known of the pages of an output folder, for a later build."""
    write_result(record, hash_of(program_version()), _Writing().record(prints, facts))


@dataclass(slots=True)
class _Writing:
    """Puts facts into numbers: what stands on many pages is written once."""

    _texts: dict[str, int] = field(default_factory=dict)
    _headings: dict[tuple[int, str], int] = field(default_factory=dict)
    _parts: dict[Part, int] = field(default_factory=dict)

    def record(self, prints: Mapping[str, Print], facts: Mapping[str, PageFacts]) -> dict[str, Any]:
        pages = {url: self._entry(told, facts.get(url)) for url, told in prints.items() if told.key}
        return {
            "pages": pages,
            "parts": [self._part(part) for part in self._parts],
            "headings": list(self._headings),
            "texts": list(self._texts),
        }

    def _entry(self, told: Print, facts: PageFacts | None) -> list[Any]:
        if facts is None:
            return list(told)
        own, *shared = facts.parts
        return [
            *told,
            facts.title,
            facts.description,
            facts.canonical,
            facts.repeated_ids,
            self._numbers(facts.head_assets),
            self._part(own),
            [self._parts.setdefault(part, len(self._parts)) for part in shared],
        ]

    def _part(self, part: Part) -> list[Any]:
        known = self._headings
        return [
            self._numbers(part.ids),
            self._numbers(part.links),
            self._numbers(part.assets),
            [known.setdefault((each.level, each.text), len(known)) for each in part.headings],
            part.bare_images,
        ]

    def _numbers(self, texts: Iterable[str]) -> list[int]:
        known = self._texts
        return [known.setdefault(text, len(known)) for text in texts]
