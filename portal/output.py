"""Writing the site: staged beside the folder it will replace, then swapped in one move.

Whenever the process dies, `dist/` is the old site or the new one, whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from portal.errors import PortalError, Position, Problem
from portal.exchange import aside_of, exchange
from portal.removing import remove
from portal.standing import seal_of, seal_told

# Tells a folder that this program made from one that it must not touch.
MARKER = ".made-by-portal"
# On Windows, what is not binary gets other ends of lines. Never into a file that is there: the old
# site may have it, too.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MARKER_TEXT = b"This folder is made by build.py and replaced as a whole on each build.\n"
# Name, size and time of change (ns) of files.
Stands = Mapping[str, tuple[int, int]]


class Stage:
    """A site in the making, in a folder of its own beside the target."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.parent / f".{target.name}-{os.getpid()}"
        self._folder, self._target = f"{self.folder}{os.sep}", f"{target}{os.sep}"
        self._has_old = target.is_dir()
        self._made = {""}
        # Whether another process has put files of the old site into the folder.
        self.is_filled = False
        # The mode of a new file here: the system and the user decide on it.
        self._mode = 0
        self._marker = (0, 0)
        self._tells_times = False
        self.is_left = False
        self.seal = ""

    def write(self, file: str | PurePosixPath, data: bytes) -> int:
        """Write one file of the site, and return when it was changed (ns).

        A file that the old site has with the same bytes is that file, with its time: so web servers
        that make an ETag of time and size (nginx does) tell browsers that nothing has changed.
        Raises PortalError where the disk refuses.
        """
        name = str(file)
        path = f"{self._folder}{name}"
        try:
            if self.is_filled:
                changed = self._stands(path, data)
                if changed or self._has_removed(path):
                    return changed or _write(path, data)
            if self._has_old:
                changed = self._stands(f"{self._target}{name}", data)
                if changed and self._link(name, path):
                    return changed
            self._make_folder(name.rpartition("/")[0])
            return _write(path, data)
        except OSError as error:
            raise PortalError(_write_problem(self.target, error)) from error

    def keep(self, file: str | PurePosixPath, size: int, changed: int) -> bool:
        """Take a file over from the old site, if it still has this size and time of change.

        Returns whether it stands in the new one now. Raises PortalError where the disk refuses.
        """
        name = str(file)
        try:
            status = os.lstat(f"{self._target}{name}")
        except OSError:
            return False
        if status.st_size != size or status.st_mtime_ns != changed or not self._is_ours(status):
            return False
        try:
            return self._link(name, f"{self._folder}{name}")
        except OSError as error:
            raise PortalError(_write_problem(self.target, error)) from error

    def drop(self, files: Iterable[str]) -> None:
        """Take away those of the files that were taken over and are no part of the new site.

        Raises PortalError where the disk refuses.
        """
        for name in files if self.is_filled else ():
            path = self.folder / name
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise PortalError(_write_problem(self.target, error)) from error
            _remove_empty(path.parent, self.folder)

    def _stands(self, path: str, data: bytes) -> int:
        """Return when a file of the old site was changed, if it holds these bytes, or else 0."""
        try:
            with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 (half the cost of Path.open)
                status = os.fstat(stream.fileno())
                if status.st_size != len(data) or not self._is_ours(status):
                    return 0
                return status.st_mtime_ns if stream.readall() == data else 0
        except OSError:
            return 0

    def _has_removed(self, path: str) -> bool:
        """Return whether there was a file, which is gone now."""
        try:
            os.unlink(path)  # noqa: PTH108 (a tenth of the cost of Path.unlink)
        except FileNotFoundError:
            return False
        return True

    def _link(self, name: str, path: str) -> bool:
        """Return whether the old site's file stands in the new one now, under both names at once.

        Some disks have no such links; there it is written again.
        """
        self._make_folder(name.rpartition("/")[0])
        try:
            os.link(f"{self._target}{name}", path)
        except OSError:
            return False
        return True

    def _make_folder(self, folder: str) -> None:
        """Make a folder and those it is in, unless that was done before: each page has its own.

        Another process may be making the same one.
        """
        if folder in self._made:
            return
        self._make_folder(folder.rpartition("/")[0])
        with contextlib.suppress(FileExistsError):
            os.mkdir(f"{self._folder}{folder}")  # noqa: PTH102 (makedirs looks at each above it)
        self._made.add(folder)

    def _is_ours(self, status: os.stat_result) -> bool:
        """Return whether this is a file with the mode that a new one has: neither a link to what
        belongs to somebody else, nor one that others may read or write than those who may today.
        """
        return status.st_mode == self._mode

    def begin(self) -> None:
        """Make the folder, with the file that says whose it is. Raises OSError."""
        self.folder.mkdir(parents=True)
        marker = f"{self._folder}{MARKER}"
        changed = _write(marker, _MARKER_TEXT)
        status = os.lstat(marker)
        self._mode = status.st_mode
        self._marker = (len(_MARKER_TEXT), changed)
        # Some disks of networks decide on the time when a file is closed.
        self._tells_times = status.st_mtime_ns == changed

    def publish(self, will_be_told: bool = False) -> None:
        """Put the staged site in the target's place, and seal it, or leave that to `tell`.

        Raises PortalError where that is refused.
        """
        try:
            if not (will_be_told and self._tells_times):
                # Before the swap: after it, what stands there may already be another build's.
                self.seal = seal_of(self.folder)
            if self.target.exists():
                exchange(self.folder, self.target)
            else:
                self.folder.rename(self.target)
        except OSError as error:
            raise PortalError(_write_problem(self.target, error)) from error

    def tell(self, stands: Stands) -> None:
        """Seal the site by all its files, as they were written or taken over. What somebody did to
        one since is in no seal.
        """
        if not self.seal:
            every = {**stands, MARKER: self._marker}
            self.seal = seal_told((name, self._mode, *told) for name, told in every.items())

    def leave(self) -> None:
        """Leave it to somebody else to `clear`."""
        self.is_left = True

    def clear(self, backwards: bool = False) -> None:
        """Take away the old site, or what was not published; two processes may, from both ends."""
        remove(self.folder, backwards)


@contextmanager
def staged(target: Path, begun: Stage | None = None) -> Iterator[Stage]:
    """Yield a stage for a target, and take away what is left of it afterwards.

    `begun` is one whose folder is there. Raises PortalError where the target is somebody else's
    folder or cannot be written beside.
    """
    target = target.absolute()
    _refuse_foreign(target)
    _recover(target)
    stage = begun or Stage(target)
    try:
        if not begun:
            shutil.rmtree(stage.folder, ignore_errors=True)
            stage.begin()
    except OSError as error:
        raise PortalError(_write_problem(target, error)) from error
    try:
        yield stage
    finally:
        if not stage.is_left:
            stage.clear()


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
    aside = aside_of(target)
    if aside.is_dir() and not target.exists():
        aside.rename(target)
    for left in target.parent.glob(f".{target.name}-*"):
        number = left.name.rpartition("-")[2]
        if number.isdigit() and not _is_alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _write(path: str, data: bytes) -> int:
    """Write a new file by three calls of the system, and return when it was changed (ns)."""
    file = os.open(path, _NEW_FILE, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


def _remove_empty(folder: Path, root: Path) -> None:
    """Take away a folder and those it is in, below a root, as far as they hold nothing."""
    with contextlib.suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


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
