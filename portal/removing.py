"""Taking away a folder with a site in it, which has ten thousand folders of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path


def remove(folder: Path, names: Iterable[str] = ()) -> None:
    """Take away a folder of ours; what cannot be taken away stays.

    `shutil.rmtree` opens each folder to be sure that nobody puts a link in its place meanwhile; a
    site has ten thousand, in a place where only its owner may write. `names` are files that are
    likely there: whoever has a name need not look for it, which is half of the work.
    """
    _remove_these(f"{folder}{os.sep}", names)
    try:
        _remove_all(os.fspath(folder))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_these(folder: str, names: Iterable[str]) -> None:
    """Take away files and the folders that they are in, as far as these are empty then.

    What a link leads to is somebody else's: nothing below one is touched.
    """
    ours = {"": True}

    def is_ours(below: str) -> bool:
        if below not in ours:
            status = os.lstat(f"{folder}{below}")
            ours[below] = is_ours(below.rpartition("/")[0]) and stat.S_ISDIR(status.st_mode)
        return ours[below]

    for name in names:
        path = f"{folder}{name}"
        with contextlib.suppress(OSError):
            if is_ours(name.rpartition("/")[0]):
                os.unlink(path)  # noqa: PTH108 (a tenth of the cost of Path.unlink)
                os.rmdir(path.rpartition("/")[0])  # noqa: PTH106


def _remove_all(folder: str) -> None:
    with os.scandir(folder) as found:
        held = [(each.path, each.is_dir(follow_symlinks=False)) for each in found]
    for path, is_folder in held:
        if is_folder:
            _remove_all(path)
        else:
            os.unlink(path)  # noqa: PTH108 (as above)
    os.rmdir(folder)  # noqa: PTH106
