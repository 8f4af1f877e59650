"""Compressed copies of a site's files, for servers that send them as they are.

They lie beside what they are copies of (`index.html.gz`), and are no part of the site: no page
links to them, and a host that does not know them leaves them alone. Servers that compress by
themselves spend less on each answer than is spent here once.
"""

from __future__ import annotations

import errno
import gzip
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from portal.workers import spread

try:  # not among our requirements: docs/hosting.md says who needs it
    import brotli
except ImportError:
    brotli = None

# What is not compressed by its own format.
_SUFFIXES = frozenset(
    {".css", ".csv", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}
)
_PIECE = 100
# A copy that saves less than this is not worth its place.
_GAIN = 0.05


def _gzip(data: bytes) -> bytes:
    # Without a time in it, the same bytes give the same copy (RFC 1952, MTIME).
    return gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes) -> bytes:
    packed: bytes = brotli.compress(data, quality=11)
    return packed


METHODS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"gzip": _gzip} if brotli is None else {"gzip": _gzip, "brotli": _brotli}
)
_ENDINGS: Mapping[str, str] = MappingProxyType({"gzip": ".gz", "brotli": ".br"})


def original_of(name: str) -> str:
    """Return the name of the file that this one is a compressed copy of, or an empty text."""
    stem, dot, ending = name.rpartition(".")
    return stem if f"{dot}{ending}" in _ENDINGS.values() else ""


def compress(folder: Path, methods: tuple[str, ...], jobs: int = 1, old: Path | None = None) -> int:
    """Write compressed copies of the files below a folder; return how many.

    `methods` are names in METHODS. A file that is the very same as in the `old` site (a link, as
    builds make it of what has not changed) shares its copy too. Raises OSError where a file cannot
    be read or written, and PortalError where a process is stopped.
    """
    files = sorted(
        Path(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix in _SUFFIXES
    )
    pieces = [files[start : start + _PIECE] for start in range(0, len(files), _PIECE)]

    def work(number: int) -> int:
        """Return how many copies were written, or the number of a system's error below zero: an
        error itself would be taken for a fault of the program.
        """
        try:
            return sum(
                _copy(path, method, old and old / path.relative_to(folder))
                for path in pieces[number]
                for method in methods
            )
        except OSError as error:
            return -(error.errno or errno.EIO)

    counts = spread(len(pieces), work, jobs)
    failed = -min(counts, default=0)
    if failed > 0:
        raise OSError(failed, os.strerror(failed))
    return sum(counts)


def _copy(path: Path, method: str, before: Path | None) -> bool:
    """Write one copy, if it pays; return whether it does."""
    if before is not None and _share(path, before, _ENDINGS[method]):
        return True
    data = path.read_bytes()
    packed = METHODS[method](data)
    if len(packed) > len(data) * (1 - _GAIN):
        return False
    path.with_name(path.name + _ENDINGS[method]).write_bytes(packed)
    return True


def _share(path: Path, before: Path, ending: str) -> bool:
    """Return whether a file is the old site's own, and now has the old one's copy."""
    try:
        if not os.path.samestat(path.lstat(), before.lstat()):
            return False
        os.link(before.with_name(before.name + ending), path.with_name(path.name + ending))
    except OSError:
        return False
    return True
