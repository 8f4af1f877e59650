"""Copies of feeds that changed since they were last read, read by another process.

What their readers need to know (where a copy lies, and what the feed's entry asks) was written down
when it was last read (`portal.copies`). So a copy can be read while this process still loads the
program and reads the content: of a feed fetched anew, most items say what they said before, and
only the others are sent here. What comes of it is what `portal.feeds.read` gives for the same
bytes.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from portal.cache import hash_of
from portal.copies import Copy
from portal.expressions import expression
from portal.feeds import read
from portal.feeds.document import MAXIMUM_BYTES
from portal.feeds.item import Entry, Item, Reading, Skipped, Untold, item_of
from portal.feeds.prints import print_of
from portal.promise import Promise
from portal.sections import read_sections
from portal.stamps import Stamp, stamp_of_file

if TYPE_CHECKING:
    from portal.content import Feed


class ReadCopy(NamedTuple):
    """What another process found in a copy with this stamp and hash: the reading but its entries,
    numbers and prints of these, and those that are new, by their places.
    """

    stamp: Stamp
    copy: str
    asked: tuple[object, ...]
    rest: Reading
    numbers: array[int]
    prints: list[str]
    new: Mapping[int, Item | Skipped]

    def is_of(self, feed: Feed, stamp: Stamp) -> bool:
        """Return whether this is what a feed's copy with this stamp gives."""
        return self.stamp == stamp and self.asked == _asked_of(feed)

    def reading(self, again: Callable[[], Reading]) -> Reading:
        """Return the reading; `again` reads the copy here, for an item that was not sent."""
        whole = cache(again)

        def tell(_number: int, place: int) -> Item | Skipped:
            return item_of(whole().entries[place])

        entries: list[Entry] = [
            self.new[place] if place in self.new else Untold(number, place, tell)
            for place, number in enumerate(self.numbers)
        ]
        told, prints = self.rest, tuple(self.prints)
        return Reading(told.format, tuple(entries), told.lenient, told.problems, prints)


@dataclass(slots=True)
class ReadAhead:
    """What is known of copies before this process reads them: what another one finds in those that
    have `changed`, and the `hashes` of those that were read to compare them, by their stamps.
    """

    changed: Promise[dict[str, ReadCopy]]
    hashes: Mapping[Stamp, str] = field(default_factory=dict)

    def of(self, feed: Feed, path: Path) -> ReadCopy | None:
        """Return what was found in a feed's copy, after waiting for it: nothing, where the copy is
        another one by now.
        """
        told = (self.changed.value() or {}).get(feed.id)
        try:
            return told if told and told.is_of(feed, stamp_of_file(path.stat())) else None
        except OSError:
            return None


def copy_read(feed: Feed, path: Path, key: str) -> Copy | None:
    """Return what there is to note of a copy, or None where it has gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Copy(feed.id, str(path), status.st_size, status.st_mtime_ns, *_asked_of(feed), key)


def read_copies(folder: Path, copies: Iterable[Copy]) -> dict[str, ReadCopy]:
    """Return what is in copies, by their feeds. Those that cannot be read now, or of which nothing
    is kept in the folder of `portal.feeds.kept_harvest`, are left out.
    """
    found = {each.feed: _read(folder, each) for each in copies}
    return {feed: told for feed, told in found.items() if told}


def _asked_of(feed: Feed) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return feed.format, feed.items or "", tuple(feed.map.items())


def _read(folder: Path, copy: Copy) -> ReadCopy | None:
    kept = read_sections(folder / f"{copy.feed}.json", copy.key)
    try:
        with Path(copy.path).open("rb") as file:
            stamp = stamp_of_file(os.fstat(file.fileno()))
            data = file.read(MAXIMUM_BYTES + 1)
            after = stamp_of_file(os.fstat(file.fileno()))
    except OSError:
        return None
    is_whole = stamp == after and len(data) <= MAXIMUM_BYTES
    if not kept or not is_whole or kept["copy"] == (name := hash_of(data)):
        return None
    own_map = {field: expression(text) for field, text in copy.map}
    before = kept["prints"]
    reading = read(data, copy.format, copy.items or None, own_map, before)
    prints = [*map(print_of, reading.entries)]
    known = {*before}
    new = {
        place: item_of(entry)
        for place, (entry, told) in enumerate(zip(reading.entries, prints, strict=True))
        if told not in known
    }
    numbers = array("L", [each.number for each in reading.entries])
    rest = Reading(reading.format, (), reading.lenient, reading.problems)
    return ReadCopy(after, name, copy.asked, rest, numbers, prints, new)
