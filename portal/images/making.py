"""Makes the files of pictures, share cards and icons, and keeps them between builds.

A file is a pure function of its original's bytes, or of what is on a card or an icon, and of the
tools; the cache is keyed by them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from portal.cache import read_sealed, write_sealed
from portal.images.icons import Icon
from portal.images.picture import VERSION, Picture, hash_of
from portal.images.share_card import ShareCard
from portal.images.tools import all_versions
from portal.workers import spread

Makeable = Picture | ShareCard | Icon


class Pictures(Mapping[str, bytes]):
    """The files of all pictures, cards and icons by address. Each is made when it is asked for."""

    def __init__(self, pictures: Iterable[Makeable], cache: Path) -> None:
        self._cache = cache
        self._pictures = tuple(pictures)
        self._urls = {url: picture for picture in self._pictures for url in picture.files}
        self._last: tuple[Makeable | None, Mapping[str, bytes]] = (None, {})

    def __getitem__(self, url: str) -> bytes:
        """Return a file. Raises PortalError where its original has changed meanwhile."""
        picture = self._urls[url]
        path = _kept(self._cache, picture, *picture.files[url])
        kept = read_sealed(path)
        return self._make(picture)[url] if kept is None else kept

    def __contains__(self, url: object) -> bool:
        return url in self._urls  # without making it

    def __iter__(self) -> Iterator[str]:
        return iter(self._urls)

    def __len__(self) -> int:
        return len(self._urls)

    def missing(self) -> list[int]:
        """Return the numbers of those that the cache has not."""
        return [at for at, each in enumerate(self._pictures) if not is_made(self._cache, each)]

    def make(self, number: int) -> None:
        """Put a picture, card or icon into the cache, in whichever process this is.

        Raises PortalError where its original has changed meanwhile.
        """
        self._make(self._pictures[number])

    def making(self) -> Iterator[int]:
        """Put what is missing into the cache, and yield the number of each one that is there."""
        for number in self.missing():
            self.make(number)
            yield number

    def make_ahead(self, jobs: int = 1) -> None:
        """Put what is missing into the cache, with that many processes; in one, photographs are
        made by several threads, for most of their making is outside of Python.
        """
        missing = self.missing()
        if missing:
            _drawing()  # once, for all processes
        if jobs > 1:
            spread(len(missing), lambda number: self.make(missing[number]), jobs)
            return
        photographs = [each for each in missing if isinstance(self._pictures[each], Picture)]
        if photographs:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
                for _ in pool.map(self.make, photographs):
                    pass
        for number in sorted({*missing} - {*photographs}):
            self.make(number)

    def tidy(self) -> None:
        """Take what belongs to no picture any more out of the cache, as after a withdrawal."""
        used = {path for picture in self._pictures for path in _all_kept(self._cache, picture)}
        try:
            unused = [path for path in self._cache.iterdir() if path not in used]
        except OSError:
            return
        for path in unused:
            with contextlib.suppress(OSError):  # one that will not go keeps no other
                path.unlink()

    def _make(self, picture: Makeable) -> Mapping[str, bytes]:
        """Return all files of a picture by address, made in one go; the last ones are held."""
        last, files = self._last
        if last != picture:
            files = _drawing().made_of(picture)
            for url, data in files.items():
                path = _kept(self._cache, picture, *picture.files[url])
                write_sealed(path, data)
            self._last = (picture, files)
        return files


def _drawing() -> ModuleType:
    """Return what loads Pillow, which takes 20 ms: an edit hardly ever needs a new picture."""
    from portal.images import drawing

    return drawing


def is_made(cache: Path, picture: Makeable) -> bool:
    """Return whether all files of a picture are in the cache."""
    return all(path.is_file() for path in _all_kept(cache, picture))


def _all_kept(cache: Path, picture: Makeable) -> list[Path]:
    return [_kept(cache, picture, width, ending) for width, ending in picture.files.values()]


def _kept(cache: Path, picture: Makeable, width: int, ending: str) -> Path:
    return cache / f"{hash_of(VERSION, all_versions(), picture.digest)[:32]}-{width}.{ending}"
