"""A value that another process works out while this one goes on, which asks for it later.

For work whose result is small, and which needs nothing that comes after its beginning. Where there
may be no other process, or it fails, there is no value: whoever asks then does the work itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
from collections.abc import Callable
from typing import Generic, TypeVar

from portal.workers import may_part, part_in_two, widen

T = TypeVar("T")


class Promise(contextlib.AbstractContextManager["Promise[T]"], Generic[T]):
    """A value in the making, from `begin` until the end of the block."""

    def __init__(self, jobs: int) -> None:
        """Take how many processes there may be; with one, nothing is begun."""
        self._alone = not may_part(jobs)
        self._process = 0
        self._result = -1
        self._value: T | None = None

    def __exit__(self, *_: object) -> None:
        self._end()

    def begin(self, work: Callable[[], T]) -> None:
        """Begin some work, whose result has to be such as can be pickled. To be called once."""
        parted = None if self._alone else part_in_two()
        if parted is None:
            return
        self._process, self._result, put = parted
        if not self._process:
            os.close(self._result)
            _serve(work, put)
        os.close(put)

    def value(self) -> T | None:
        """Return the result, after waiting for it; None where there is none."""
        if self._process:
            with open(self._result, "rb", closefd=False) as stream:
                data = stream.read()
            # Our own copy wrote this, in the same second: it is no foreign data. Where it was
            # stopped, the end is missing.
            with contextlib.suppress(pickle.UnpicklingError, EOFError):
                self._value = pickle.loads(data)  # noqa: S301
            self._end()
        return self._value

    def _end(self) -> None:
        """End the process, whatever it is at."""
        if self._process:
            os.close(self._result)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0


def _serve(work: Callable[[], object], put: int) -> None:
    """Do some work and send what comes of it; never returns.

    What fails is said by the first process, which does the same again.
    """
    try:
        with contextlib.suppress(Exception, KeyboardInterrupt):
            widen(put)
            with open(put, "wb") as stream:
                stream.write(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)
