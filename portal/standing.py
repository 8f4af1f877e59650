"""Whether the site that stands in the output folder is the one a build would make.

A build is a pure function of files and options, so its result need not be made again while all of
them are the same, byte for byte, and nobody has touched what it wrote. Everything that is read is
hashed each time (a tenth of a second for 10,000 vacancies): no time of change has to be trusted.
What stands in the output is told by name, size and time of change of every file. The record of it
lies in the cache, never in the site.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from portal.cache import (
    hash_of,
    program_version,
    read_result,
    read_sealed,
    write_result,
    write_sealed,
)
from portal.errors import Problem
from portal.stamps import Stamp, stamp_of_file
from portal.values import fixed

# Feeds are among these: who works with one later need not read it to know which it is.
_LARGE = 1_000_000


@fixed
class Standing:
    """What the build said that made a site: to be said again where nothing has changed.

    `left_out` holds kind, id, address and reason of each record that is not on the site; `notes`
    are what happened to items of feeds; `seal` is of the site's files.
    """

    pages: int
    files: int
    bytes: int
    seal: str
    problems: tuple[Problem, ...]
    left_out: tuple[tuple[str, str, str, str], ...]
    closed: int
    skipped: int
    notes: tuple[str, ...]


def record_of(cache: Path, target: Path) -> Path:
    """Return the file, in a folder of the cache, that says what stands in an output folder."""
    return cache / f"{hash_of(os.fsencode(target))[:24]}.json"


def key_of(folders: Iterable[Path], options: Iterable[object]) -> str:
    """Return a hash of all that a build reads, or an empty text where some of it cannot be read.

    `folders` may also be files. That covers names, contents and this program itself.
    """
    return read_over(folders, options).key


class ReadOver(NamedTuple):
    """What `key_of` and `stamp_of` return, the stamp as it was before the files were read; and the
    hashes of large files, by their own stamps.
    """

    key: str
    stamp: str
    large: Mapping[Stamp, str]


def read_over(folders: Iterable[Path], options: Iterable[object]) -> ReadOver:
    """Read all that a build reads, and return what tells it from all else."""
    lines: list[str] = []
    large: dict[Stamp, str] = {}
    # Processors have instructions for SHA-256: half the time of BLAKE2.
    digest = hashlib.sha256(program_version().encode())
    digest.update(hash_of(*(repr(option) for option in options)).encode())
    try:
        for folder in (*folders, Path(__file__).parent):
            digest.update(f"\0{folder}\0".encode("utf-8", "surrogateescape"))
            for name, path in _files(folder):
                status = os.stat(path)  # noqa: PTH116 (as below)
                lines.append(_line(folder, name, status))
                data = _read(path, status)
                digest.update(f"{len(name)}:{name}{len(data)}:".encode("utf-8", "surrogateescape"))
                if len(data) >= _LARGE:
                    own = large[stamp_of_file(status)] = hash_of(data)
                    data = own.encode()
                digest.update(data)
    except OSError:
        return ReadOver("", "", {})
    return ReadOver(digest.hexdigest(), _hash_of_lines(lines), large)


def stamp_of(folders: Iterable[Path]) -> str:
    """Return a hash of names, sizes and times of change of all that `key_of` hashes for these.

    It tells in a tenth of the time whether something was saved between two looks: also where a
    program gave a file an old time of change, for the system has a time of its own for that.
    """
    lines = []
    try:
        for folder in (*folders, Path(__file__).parent):
            for name, path in _files(folder):
                lines.append(_line(folder, name, os.stat(path)))  # noqa: PTH116 (as below)
    except OSError:
        return ""
    return _hash_of_lines(lines)


def is_touched(record: Path, folders: Iterable[Path]) -> bool:
    """Return whether any file was surely saved since a site was made from these: its contents may
    be what they were, all the same.
    """
    stamp = read_sealed(_stamp_file(record))
    return stamp is not None and stamp != stamp_of(folders).encode()


def note_stamp(record: Path, stamp: str) -> None:
    """Write down the stamp of what the site follows from, if it is not what was written down."""
    if read_sealed(_stamp_file(record)) != stamp.encode():
        write_sealed(_stamp_file(record), stamp.encode())


def _line(folder: Path, name: str, status: os.stat_result) -> str:
    times = f"{status.st_mtime_ns}\0{status.st_ctime_ns}"
    return f"{folder}\0{name}\0{status.st_size}\0{times}\n"


def seal_of(folder: Path) -> str:
    """Return a hash of names, sizes and times of change of all files below a folder."""
    found = []
    try:
        for name, path in _files(folder):
            status = os.lstat(path)
            found.append((name, status.st_mode, status.st_size, status.st_mtime_ns))
    except OSError:
        return ""
    return seal_told(found)


def seal_told(files: Iterable[tuple[str, int, int, int]]) -> str:
    """Return what `seal_of` does, of name, mode, size and time of change (ns) of all files.

    Who wrote them knows these: to look at 15,000 files takes seven times as long.
    """
    told = (f"{name}\0{mode}\0{size}\0{changed}\n" for name, mode, size, changed in files)
    return _hash_of_lines(sorted(told))


def _hash_of_lines(lines: Iterable[str]) -> str:
    text = "".join(lines).encode("utf-8", "surrogateescape")
    return hashlib.sha256(text).hexdigest()


def read_standing(record: Path, key: str, target: Path) -> Standing | None:
    """Return what was said of the site in `target`, or None where it has to be made (again)."""
    held = read_result(record, key) if key else None
    if held is None:
        return None
    try:
        standing = _standing(held)
    except (KeyError, TypeError, ValueError):
        return None
    return standing if standing.seal and standing.seal == seal_of(target) else None


def write_standing(record: Path, key: str, stamp: str, standing: Standing) -> None:
    """Keep what was said of a site, and the stamp of what it was made from; a cache that cannot be
    written is none.
    """
    if key and standing.seal:
        note_stamp(record, stamp)
        held = {each.name: getattr(standing, each.name) for each in fields(Standing)}
        held["problems"] = [problem.row() for problem in standing.problems]
        write_result(record, key, held)


def _stamp_file(record: Path) -> Path:
    return record.with_suffix(".stamp")


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and path of a file, or of every file below a folder, in a fixed order.

    Paths are texts, for a site has ten thousand and more: `Path` would take three times as long.
    Raises OSError where a folder cannot be read. Links to folders are not followed.
    """
    if not folder.is_dir():
        yield folder.name, str(folder)
        return
    waiting = [("", str(folder))]
    while waiting:
        below, place = waiting.pop()
        with os.scandir(place) as listed:
            found = sorted(listed, key=attrgetter("name"))
        for each in found:
            if not each.is_dir(follow_symlinks=False):
                yield f"{below}{each.name}", each.path
            elif each.name != "__pycache__":
                waiting.append((f"{below}{each.name}/", each.path))


def _read(path: str, status: os.stat_result) -> bytes:
    """Return what a file holds; of what is no file (a pipe would never end), what it is."""
    if not stat.S_ISREG(status.st_mode):
        return f"mode {status.st_mode}".encode()
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 (half the cost of Path.open)
        return stream.readall()


def _standing(held: Any) -> Standing:
    problems = map(Problem.of_row, held["problems"])
    return Standing(
        pages=int(held["pages"]),
        files=int(held["files"]),
        bytes=int(held["bytes"]),
        seal=str(held["seal"]),
        problems=tuple(problems),
        left_out=tuple((kind, name, url, why) for kind, name, url, why in held["left_out"]),
        closed=int(held["closed"]),
        skipped=int(held["skipped"]),
        notes=tuple(map(str, held["notes"])),
    )
