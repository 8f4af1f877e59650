"""Work that this process will need, done ahead of it by another one while a processor is idle.

A build from nothing reads its content alone, plans alone, and begins its pages alone; of two
processors, one then has nothing to do. What needs little more than files (compiled templates,
pictures) can be made meanwhile, by a process that steps back for all others. It puts what it makes
into the cache and hands nothing back: whoever needs a thing looks there, and makes what is missing.
So it may stop at any moment, be refused, or fail, and nothing changes but the time.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterable
from typing import IO

from portal.workers import may_part, part_in_two

# Does one piece of work before each thing that it yields.
Work = Callable[[], Iterable[object]]
# The most that a process can step back for others (POSIX, nice).
_STEP_BACK = 19


class Ahead(contextlib.AbstractContextManager["Ahead"]):
    """A process that works ahead, from `begin` until `stop` or the end of the block."""

    def __init__(self, jobs: int) -> None:
        """Take how many processes there may be; with one, nothing is done ahead."""
        self._alone = not may_part(jobs)
        self._process = 0
        self._told = -1
        self._more: IO[bytes] | None = None

    def __exit__(self, *_: object) -> None:
        self.stop()

    def begin(self, work: Work) -> None:
        """Begin some work. The process is a copy of this one: the sooner, the less it holds."""
        if self._alone or self._process:
            return
        with contextlib.suppress(OSError):
            # What comes later goes by a file, for a pipe may be full: then this one would wait.
            self._more = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `stop`)
            parted = part_in_two()
            if parted is None:
                return
            self._process, asked, told = parted
            if not self._process:
                os.close(told)
                _serve(work, asked, self._more)
            os.close(asked)
            self._told = told

    def then(self, work: Work) -> None:
        """Let the process go on with this, where there is one; `work` has to be such as can be
        pickled. To be called once.
        """
        if self._process and self._more is not None:
            with contextlib.suppress(OSError):  # the disk is full, or the process has gone
                pickle.dump(work, self._more, pickle.HIGHEST_PROTOCOL)
                self._more.flush()
                os.write(self._told, b"!")

    def stop(self) -> None:
        """End the process, whatever it is at: what it writes is whole or not there."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            os.close(self._told)
            self._process = 0
        if self._more is not None:
            self._more.close()
            self._more = None


def _serve(work: Work, asked: int, more: IO[bytes]) -> None:
    """Do some work, then what else is asked for, while the first process is there; never returns.

    What fails is said by the first process, which does the same again.
    """
    try:
        with contextlib.suppress(Exception, KeyboardInterrupt):
            first = os.getppid()
            os.nice(_STEP_BACK)
            _do(work, first)
            if os.read(asked, 1):
                more.seek(0)
                # Our own copy wrote this, in the same second: it is no foreign data.
                _do(pickle.load(more), first)  # noqa: S301
    finally:
        os._exit(0)


def _do(work: Work, first: int) -> None:
    for _ in work():
        if os.getppid() != first:
            return
