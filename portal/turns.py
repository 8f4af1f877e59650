"""One build at a time into one folder: whoever comes second waits, and then looks anew.

The system frees a lock when its process ends, however that ends; so nothing is ever left locked,
and a file that a killed build left behind is only taken up by the next one.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO, wait: bool) -> bool:
        """Return whether the lock of a file is now ours."""
        file.seek(0)
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                # Windows gives up after ten seconds: ask again.
            else:
                return True

else:
    import fcntl

    def _lock(file: BinaryIO, wait: bool) -> bool:
        """Return whether the lock of a file is now ours."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


@contextmanager
def turn(target: Path, tell_of_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the right to write a folder; where another process has it, tell of that and wait.

    Where there can be no lock (some network drives know none, and a folder may not be there or not
    be ours), there is no waiting: writing in one move keeps the site whole there, too.
    """
    path = target.parent / f".{target.name}.lock"
    file: BinaryIO | None = None
    with contextlib.suppress(OSError):
        file = _take(path, tell_of_waiting)
    try:
        yield
    finally:
        if file is not None:
            if sys.platform == "win32":
                file.close()  # no open file can be taken away there, so nobody else has this one
            with contextlib.suppress(OSError):
                path.unlink()
            file.close()


def _take(path: Path, tell_of_waiting: Callable[[], None]) -> BinaryIO:
    """Return the open file whose lock is ours. Raises OSError where there can be none."""
    told = False
    while True:
        file = path.open("a+b")
        try:
            if not _lock(file, wait=False):
                if not told:
                    tell_of_waiting()
                    told = True
                _lock(file, wait=True)
            # Who had it before took the file away, and somebody may have made another since.
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:
            pass
        except BaseException:
            file.close()
            raise
        file.close()
