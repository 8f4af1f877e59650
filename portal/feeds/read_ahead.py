"""Copies of feeds that changed since they were last read, read by another process.

What their readers need to know (where a copy lies, and what the feed's entry asks) was written down
when it was last read. So a copy can be read while this process still reads the content: of a feed
fetched anew, most items say what they said before, and only the others are sent here. What comes of
it is what `portal.feeds.read` gives for the same bytes.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from portal.cache import hash_of, program_version, read_result, write_result
from portal.content import Feed
from portal.content.paths import expression
from portal.feeds import read
from portal.feeds.document import MAXIMUM_BYTES
from portal.feeds.item import Entry, Item, Reading, Skipped, Untold, item_of
from portal.feeds.normalise.known import print_of
from portal.promise import Promise
from portal.sections import read_sections


class Copy(NamedTuple):
    """A feed's copy as it was last read: where it lies, its size and time of change (ns), how the
    feed's entry asks that it be read, and the key under which `kept_harvest` keeps what it gave.
    """

    feed: str
    path: str
    size: int
    changed: int
    format: str
    items: str
    map: tuple[tuple[str, str], ...]
    key: str

    @property
    def asked(self) -> tuple[object, ...]:
        """Return all that what its bytes give depends on."""
        return self.format, self.items, self.map


class _Told(NamedTuple):
    """What another process found in a copy with this hash: the reading but its entries, numbers and
    prints of these, and those that are new, by their places.
    """

    copy: str
    asked: tuple[object, ...]
    reading: Reading
    numbers: array[int]
    prints: list[str]
    new: Mapping[int, Item | Skipped]


class ReadAhead(contextlib.AbstractContextManager["ReadAhead"]):
    """What another process reads of changed copies, from the beginning of the block to its end.

    `folder` is that of `kept_harvest`.
    """

    def __init__(self, folder: Path | None, jobs: int) -> None:
        """Take how many processes there may be; with one, nothing is read ahead."""
        self._folder = folder
        self._promise: Promise[dict[str, _Told]] = Promise(jobs)

    def __enter__(self) -> ReadAhead:
        changed = [each for each in _known_copies(self._folder) if _has_changed(each)]
        if self._folder is not None and changed:
            self._promise.begin(partial(_read_all, self._folder, changed))
        return self

    def __exit__(self, *error: object) -> None:
        self._promise.__exit__(*error)

    def reading(self, feed: Feed, copy: str, again: Callable[[], Reading]) -> Reading | None:
        """Return what a feed's copy with this hash gives, or None where it was not read ahead.

        `again` reads it here, for an item that was not sent.
        """
        told = (self._promise.value() or {}).get(feed.id)
        if told is None or told.asked != _asked_of(feed) or told.copy != copy:
            return None
        whole = cache(again)

        def tell(_number: int, place: int) -> Item | Skipped:
            return item_of(whole().entries[place])

        entries: list[Entry] = [
            told.new[place] if place in told.new else Untold(number, place, tell)
            for place, number in enumerate(told.numbers)
        ]
        read = told.reading
        return Reading(read.format, tuple(entries), read.lenient, read.problems, tuple(told.prints))


def note_copies(folder: Path | None, copies: Iterable[Copy | None]) -> None:
    """Write down the copies that were read, if they are not those that were written down."""
    if folder is not None and (found := [*filter(None, copies)]) != _known_copies(folder):
        write_result(_file(folder), hash_of(program_version()), found)


def copy_read(feed: Feed, path: Path, key: str) -> Copy | None:
    """Return what there is to note of a copy, or None where it has gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Copy(feed.id, str(path), status.st_size, status.st_mtime_ns, *_asked_of(feed), key)


def _asked_of(feed: Feed) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return feed.format, feed.items or "", tuple(feed.map.items())


def _file(folder: Path) -> Path:
    return folder.with_name("copies.json")


def _known_copies(folder: Path | None) -> list[Copy]:
    """Return the copies that were written down."""
    held: Any = read_result(_file(folder), hash_of(program_version())) if folder else None
    try:
        return [
            Copy(feed, path, size, changed, kind, items, tuple((*each,) for each in own), key)
            for feed, path, size, changed, kind, items, own, key in held or ()
        ]
    except (TypeError, ValueError):
        return []


def _has_changed(copy: Copy) -> bool:
    try:
        status = Path(copy.path).stat()
    except OSError:
        return False
    is_readable = status.st_size <= MAXIMUM_BYTES
    return is_readable and (status.st_size, status.st_mtime_ns) != (copy.size, copy.changed)


def _read_all(folder: Path, copies: Iterable[Copy]) -> dict[str, _Told]:
    """Return what is in copies, by their feeds. Those that cannot be read now, or of which nothing
    was kept, are left out.
    """
    found = {each.feed: _read(folder, each) for each in copies}
    return {feed: told for feed, told in found.items() if told}


def _read(folder: Path, copy: Copy) -> _Told | None:
    kept = read_sections(folder / f"{copy.feed}.json", copy.key)
    try:
        data = Path(copy.path).read_bytes()
    except OSError:
        return None
    if not kept or kept["copy"] == (name := hash_of(data)):
        return None
    own_map = {field: expression(text) for field, text in copy.map}
    reading = read(data, copy.format, copy.items or None, own_map)
    prints = [*map(print_of, reading.entries)]
    before = {*kept["prints"]}
    new = {
        place: item_of(entry)
        for place, (entry, told) in enumerate(zip(reading.entries, prints, strict=True))
        if told not in before
    }
    numbers = array("L", [each.number for each in reading.entries])
    rest = Reading(reading.format, (), reading.lenient, reading.problems)
    return _Told(name, copy.asked, rest, numbers, prints, new)
