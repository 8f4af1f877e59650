"""What a new site changes for those who hold copies of the old one: caches, and hosts that purge.

Two folders are compared file by file, by size and then by bytes, so that no time of change has to
be trusted. What stayed the same may keep its old time of change, from which many servers make the
ETag by which a browser asks whether its copy is still good.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from portal.compression import original_of
from portal.routes import url_of
from portal.values import fixed

_CHUNK = 1 << 20


@fixed
class Changes:
    """Addresses below the root of the site, each kind in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def with_made(self, urls: Iterable[str]) -> Changes:
        """Return the changes where some files were made (again) after the comparison."""
        made = set(urls)
        gone = set(self.removed)
        return Changes(
            tuple(sorted({*self.added, *(made - gone - {*self.changed})})),
            tuple(sorted({*self.changed, *(made & gone)})),
            tuple(sorted(gone - made)),
        )


def compare(new: Path, old: Path, *, keep_times: bool = False) -> Changes:
    """Return what differs between two sites; an old one that is not there has nothing.

    With `keep_times`, files of the new site that have not changed get the old one's time of change.
    Files that are compressed copies of others are no addresses of their own. Hidden files, such as
    the mark of the output folder, are not part of a site. Raises OSError where one cannot be read.
    """
    before, after = dict(_files(old)), dict(_files(new))
    added = after.keys() - before.keys()
    changed: set[str] = set()
    for name in after.keys() & before.keys():
        if not _is_same(after[name], before[name]):
            changed.add(name)
        elif keep_times:
            status = before[name].stat()
            os.utime(after[name], ns=(status.st_atime_ns, status.st_mtime_ns))
    return Changes(
        _urls(added, after),
        _urls(changed, after),
        _urls(before.keys() - after.keys(), before),
    )


def addresses(site: Path, folder: str) -> tuple[str, ...]:
    """Return the addresses of all files of a site below one of its folders."""
    files = dict(_files(site / folder))
    return tuple(sorted(url_of(PurePosixPath(folder, name)) for name in files))


def write_changes(path: Path, changes: Changes) -> None:
    """Write changes as JSON. Raises OSError where the file cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(changes), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of a site by its name below the folder."""
    for place, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        inside = Path(place)
        below = inside.relative_to(folder).as_posix()
        prefix = "" if below == "." else f"{below}/"
        for name in names:
            if not name.startswith("."):
                yield f"{prefix}{name}", inside / name


def _urls(names: Iterable[str], site: Mapping[str, Path]) -> tuple[str, ...]:
    """Return the addresses of files, without those of compressed copies."""
    own = (name for name in names if original_of(name) not in site)
    return tuple(sorted(url_of(PurePosixPath(name)) for name in own))


def _is_same(one: Path, other: Path) -> bool:
    status, before = one.stat(), other.stat()
    if os.path.samestat(status, before):  # a build links what has not changed into the new site
        return True
    if status.st_size != before.st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while data := first.read(_CHUNK):
            if data != second.read(_CHUNK):
                return False
    return True
