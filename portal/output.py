"""Writing the site: staged beside the folder it will replace, then swapped in one move.

Whenever the process dies, `dist/` is the old site or the new one, whole.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from portal.errors import PortalError, Position, Problem
from portal.standing import seal_of

# Tells a folder that this program made from one that it must not touch.
MARKER = ".made-by-portal"
_MARKER_TEXT = "This folder is made by build.py and replaced as a whole on each build.\n"


class Stage:
    """A site in the making, in a folder of its own beside the target."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.parent / f".{target.name}-{os.getpid()}"
        self._made: set[Path] = set()
        self.seal = ""

    def write(self, file: PurePosixPath, data: bytes) -> None:
        """Write one file of the site. Raises PortalError where the disk refuses."""
        path = self.folder / file
        parent = path.parent
        try:
            if parent not in self._made:
                parent.mkdir(parents=True, exist_ok=True)
                self._made.add(parent)
            with open(path, "wb", buffering=0) as stream:  # noqa: PTH123 (half the cost of Path.open)
                stream.write(data)
        except OSError as error:
            raise PortalError(_write_problem(self.target, error)) from error

    def publish(self) -> None:
        """Put the staged site in the target's place, and seal it. Raises PortalError where that is
        refused.
        """
        try:
            (self.folder / MARKER).write_text(_MARKER_TEXT, encoding="utf-8", newline="\n")
            # Before the swap: after it, what stands there may already be another build's.
            self.seal = seal_of(self.folder)
            if self.target.exists():
                _exchange(self.folder, self.target)
                shutil.rmtree(self.folder, ignore_errors=True)
            else:
                self.folder.rename(self.target)
        except OSError as error:
            raise PortalError(_write_problem(self.target, error)) from error


@contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """Yield a stage for a target, and take away what is left of it afterwards.

    Raises PortalError where the target is somebody else's folder or cannot be written beside.
    """
    target = target.absolute()
    _refuse_foreign(target)
    _recover(target)
    stage = Stage(target)
    try:
        shutil.rmtree(stage.folder, ignore_errors=True)
        stage.folder.mkdir(parents=True)
    except OSError as error:
        raise PortalError(_write_problem(target, error)) from error
    try:
        yield stage
    finally:
        shutil.rmtree(stage.folder, ignore_errors=True)


def count_pages(target: Path) -> int:
    """Return how many pages the site in a folder has, or 0 where there is none."""
    return sum(1 for _, _, names in os.walk(target) for name in names if name.endswith(".html"))


def _refuse_foreign(target: Path) -> None:
    position = Position(target.as_posix())
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PortalError(
            Problem(
                position,
                "output-not-ours",
                "The site cannot be written here: this is not a plain folder.",
                "Choose another place with --output.",
            )
        )
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise PortalError(
            Problem(
                position,
                "output-not-ours",
                "This folder holds files that build.py did not make; they would be lost.",
                "Choose an empty folder with --output, or move the files away.",
            )
        )


def _recover(target: Path) -> None:
    """Put back a site that was moved aside by a build that died in the middle of its swap.

    Also takes away what dead builds left. Only systems without an atomic exchange need the first.
    """
    aside = _aside(target)
    if aside.is_dir() and not target.exists():
        aside.rename(target)
    for left in target.parent.glob(f".{target.name}-*"):
        number = left.name.rpartition("-")[2]
        if number.isdigit() and not _is_alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _aside(target: Path) -> Path:
    return target.parent / f".{target.name}-old"


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":
        return True  # os.kill would end it there; what is left lies until `clean`
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _exchange(new: Path, target: Path) -> None:
    """Swap two folders: in one system call where there is one, else by two renames."""
    if _exchange_at_once(new, target):
        return
    aside = _aside(target)
    shutil.rmtree(aside, ignore_errors=True)
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange_at_once(new: Path, target: Path) -> bool:
    """Return whether the kernel swapped the two (renameat2 on Linux, renamex_np on macOS)."""
    flag_exchange = 2  # RENAME_EXCHANGE and RENAME_SWAP have the same value
    here, there = os.fsencode(new), os.fsencode(target)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            current_folder = -100  # AT_FDCWD
            result = library.renameat2(current_folder, here, current_folder, there, flag_exchange)
        elif sys.platform == "darwin":
            result = library.renamex_np(here, there, flag_exchange)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)


def _write_problem(target: Path, error: OSError) -> Problem:
    position = Position(target.as_posix())
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        sentence, remedy = (
            "The disk is full, so the site was not written.",
            "Make room and try again.",
        )
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        sentence = "The site may not be written here."
        remedy = "Check the folder's permissions, or choose another place with --output."
    else:
        sentence = f"The site could not be written ({error.strerror or 'unknown reason'})."
        remedy = "Try again, or choose another place with --output."
    return Problem(position, "output-failed", f"{sentence} The old site is untouched.", remedy)
