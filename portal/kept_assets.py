"""Assets kept from run to run: to put stylesheets and scripts together takes longer than to read
what came of it.

They are kept under a hash of all that goes in: names and bytes of all files, the colours, the path
of the site, and this program.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from portal.assets import Assets, read_assets
from portal.cache import hash_of, program_version
from portal.config import Brand
from portal.sections import read_sections, section_of, write_sections
from portal.source import SourceFile, find_files

# What leads out of the folder, where nobody looks whether a file has changed.
_OUT = b"../.."


class AssetsReader:
    """Reads assets, and reads them again when one of them has changed.

    What came of it is kept in a file of the cache; without one, it is remembered for previews.
    """

    def __init__(self, kept: Path | None = None) -> None:
        """Begin with nothing read."""
        self._kept = kept
        self._read: tuple[object, Assets] | None = None

    def read(self, folder: Path, root: Path, brand: Brand, base: str = "") -> Assets:
        """Return what `read_assets` does. Raises PortalError as that does.

        Whether a file has changed since it was last read here is told by its name, size and time,
        as with content.
        """
        found, problems = find_files(root, folder)
        state = (folder, root, brand, base, found)
        if self._read is None or self._read[0] != state:
            key = "" if problems or self._kept is None else _key_of(found, brand, base)
            assets = _kept_assets(self._kept, key) if self._kept and key else None
            if assets is None:
                assets = read_assets(folder, root, brand, base)
                if self._kept and key:
                    _keep_assets(self._kept, key, assets)
            self._read = (state, assets)
        return self._read[1]


def _key_of(files: Sequence[SourceFile], brand: Brand, base: str) -> str:
    """Return a hash of all that assets are made from, or nothing where that is not known."""
    parts: list[str | bytes] = [program_version(), repr(brand), base]
    for file in files:
        try:
            with open(file.path, "rb", buffering=0) as stream:  # noqa: PTH123 (half the time)
                data = stream.readall()
        except OSError:
            return ""  # who puts them together says what is wrong
        if _OUT in data:
            return ""
        parts += (os.fspath(file.path), data)
    return hash_of(*parts)


def _kept_assets(file: Path, key: str) -> Assets | None:
    held = read_sections(file, key)
    try:
        data = bytes(held["data"])
        places = pairwise(accumulate(held["sizes"], initial=0))
        whole = [data[start:end] for start, end in places]
        files = dict(zip(held["urls"], whole, strict=True))
        return Assets(files, dict(held["stylesheets"]), dict(held["scripts"]))
    except (LookupError, TypeError, ValueError):
        return None


def _keep_assets(file: Path, key: str, assets: Assets) -> None:
    held = {
        "urls": [*assets.files],
        "sizes": tuple(map(len, assets.files.values())),
        "data": b"".join(assets.files.values()),
        "stylesheets": tuple(assets.stylesheets.items()),
        "scripts": tuple(assets.scripts.items()),
    }
    write_sections(file, [section_of(*each) for each in held.items()], key)
