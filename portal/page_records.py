"""What is written down of the pages of an output folder, for the builds after the one that made it.

Of each page that is its key, what its file is like, and the facts that were read in it: a page that
stays is neither made nor read again. Numbers lie in plain arrays: a JSON list of them takes three
times as long to write, and to read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Set
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from portal.cache import program_version
from portal.fact_book import NO_FACTS, NUMBERS, FactBook, Print
from portal.sections import read_sections, section_of, write_sections

# Eight bytes: of a page, its size, when it was changed, and what travels.
_LARGE = "Q"
# As many addresses that are gone are looked for in what is known: pictures of what was edited.
_FEW = 20
# Among what is said of the whole site: that each of its links leads somewhere.
LINKS, SOUND = "links", "sound"
# Where it stands which pages there are, and what their files are like.
STANDING = "urls", "told"


class Known:
    """What was written down of the pages that stand in an output folder.

    `common` are keys of what many of them have in common, by name; `weighed` are the compressed
    sizes of styles and scripts, in bytes, by address. `record` is a hash of what is `STANDING`.
    """

    record = b""

    def __init__(self, held: Mapping[str, Any]) -> None:
        """Take what a record holds, which may be nothing. Raises ValueError where it is hurt."""
        self.common: dict[str, str] = dict(held.get("common", {}))
        self.book = FactBook(held["texts"], held["numbers"], held["parts"]) if held else FactBook()
        self._texts = len(self.book.texts)
        self.whole: int = held.get("whole", 0)
        # The first of all texts is none: there is no list without any.
        urls, keys = held.get("urls", [""])[1:], held.get("keys", [""])[1:]
        self._others: list[str] = held.get("others", [""])[1:]
        self.weighed: dict[str, int] = dict(held.get("weighed", {}))
        self.starts = dict(zip(urls, held.get("starts", ()), strict=True))
        told = iter(held.get("told", ()))
        prints = map(Print._make, zip(keys, told, told, told, strict=True))
        self.prints = dict(zip(urls, prints, strict=True))

    @property
    def pages(self) -> int:
        """Return how many HTML pages are known."""
        return sum(start != NO_FACTS for start in self.starts.values())

    def has_lost(self, addresses: Set[str], made: Mapping[str, int]) -> bool:
        """Return whether a link of a page that stays may lead nowhere now.

        None does while all links were sound, every address to which one may lead is still there,
        and so is every part of a page that was made again: `made` says where the entries of these
        begin.
        """
        if self.common.get(LINKS) != SOUND:
            return True
        lost = [each for each in (*self.prints, *self._others) if each not in addresses]
        # A page may be meant by a link without a name (`../`); a file has its name in it.
        if len(lost) > _FEW or any(each.endswith("/") for each in lost):
            return True
        names = [each.rpartition("/")[2] for each in lost]
        texts = self.book.texts[: self._texts] if names else []
        if any(name in unquote(text) for text in texts for name in names):
            return True
        again = ((self.starts.get(url, NO_FACTS), start) for url, start in made.items())
        has_lost_ids = self.book.has_lost_ids
        return any(before != NO_FACTS and has_lost_ids(before, now) for before, now in again)


def read_known(record: Path) -> Known:
    """Return what was written down of an output folder: nothing, where that cannot be read."""
    try:
        held = read_sections(record, program_version())
        known = Known(held)
        if held:
            known.record = held.digest(*STANDING)
        return known
    except (LookupError, TypeError, ValueError, AttributeError):  # not what we write
        return Known({})


def known_writer(
    record: Path,
    prints: Mapping[str, Print],
    starts: Mapping[str, int],
    known: Known,
    common: Mapping[str, str],
    addresses: Iterable[str],
    weighed: Mapping[str, int] | None = None,
) -> Callable[[bool], None]:
    """Return what writes down all that is known of the pages of an output folder, for a later
    build. It is put together by then, and is told whether each link of the site leads somewhere.

    `starts` says where the entries of pages begin in the book of what is `known`, in which those
    of new pages were noted. `addresses` are all of the site.
    """
    held = _record(prints, starts, known)
    held["weighed"] = {**(weighed or {})}
    held["others"] = ["", *sorted(set(addresses).difference(held["urls"]))]
    # One by one: all of it, and that as bytes, would take as much memory twice.
    sections = [section_of(name, held.pop(name)) for name in list(held)]

    def write(links_are_sound: bool) -> None:
        told = {**common, LINKS: SOUND} if links_are_sound else {**common}
        write_sections(record, [*sections, section_of("common", told)], program_version())

    return write


def _record(prints: Mapping[str, Print], starts: Mapping[str, int], known: Known) -> dict[str, Any]:
    """Return all that is known as it is kept.

    Where less than half of the book is still in use, it is copied without the rest.
    """
    kept = {url: told for url, told in prints.items() if told.key}
    book, whole = known.book, known.whole
    stayed = sum(known.prints.get(url) is told for url, told in kept.items())
    if whole and (2 * stayed < len(prints) or len(book.numbers) > 2 * whole):
        book, whole = book.copy((url, starts[url]) for url in kept if url in starts), 0
        starts = book.starts
    return {
        "urls": ["", *kept],
        "keys": ["", *(each.key for each in kept.values())],
        "told": array(_LARGE, [*chain.from_iterable([each[1:] for each in kept.values()])]),
        "starts": array(NUMBERS, [starts.get(url, NO_FACTS) for url in kept]),
        "parts": book.parts,
        "texts": book.texts,
        "numbers": book.numbers,
        # How many numbers there were when all was written anew.
        "whole": whole or len(book.numbers),
    }
