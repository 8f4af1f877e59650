"""Copies of feeds as they were last read: what tells whether one has changed, and how to read it.

This needs next to nothing else, so that another process can begin to read what has changed while
this one still loads the rest of the program (`portal.feeds.read_ahead`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from portal.cache import hash_of, program_version, read_result, write_result


class Copy(NamedTuple):
    """A feed's copy as it was last read: where it lies, its size and time of change (ns), how the
    feed's entry asks that it be read, and the key under which what it gave is kept.
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


def changed_copies(cache: Path) -> list[Copy]:
    """Return the copies that were written down and have changed since then."""
    return [each for each in _known_copies(cache) if _has_changed(each)]


def note_copies(cache: Path, copies: Iterable[Copy]) -> None:
    """Write down the copies that were read, if they are not those that were written down."""
    if (found := [*copies]) != _known_copies(cache):
        write_result(_file(cache), _key(), found)


def _known_copies(cache: Path) -> list[Copy]:
    held: Any = read_result(_file(cache), _key())
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
    return (status.st_size, status.st_mtime_ns) != (copy.size, copy.changed)


def _file(cache: Path) -> Path:
    return cache / "copies.json"


def _key() -> str:
    return hash_of(program_version())
