"""Work for later builds, done by another process while this one goes on.

What is written down for the next build is of no use to this one, which would wait for it at its
end, with one processor idle. A copy of this process (fork) puts it together, and writes it when it
is told to. Where it is not told, or this process ends, nothing is written.
"""

from __future__ import annotations

import contextlib
import os
import signal
import traceback
from collections.abc import Callable

from portal.workers import may_part, part_in_two

_YES, _NO = b"y", b"n"
# Writes down the result of some work; it is told a yes or no that was not known before.
Write = Callable[[bool], object]
# Does some work, and returns what writes down its result.
Work = Callable[[], Write]


class Meanwhile(contextlib.AbstractContextManager["Meanwhile"]):
    """Processes for work that is needed later; at the end of the block, what is to be written is.

    With one job, or where the system refuses a process, work is done when its result is to be
    written. What becomes of it changes nothing here.
    """

    def __init__(self, jobs: int) -> None:
        """Take how many processes there may be at a time."""
        self._alone = not may_part(jobs)
        self._begun: list[tuple[int, int]] = []
        self._asked: set[int] = set()

    def __exit__(self, *_: object) -> None:
        for process, told in self._begun:
            os.close(told)
            if process not in self._asked:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)  # nobody wants what it is at
            os.waitpid(process, 0)

    def prepare(self, work: Work) -> Write:
        """Begin some work, and return what has its result written, to be called once or never."""
        if self._alone:
            return lambda word: work()(word)
        parted = part_in_two()
        if parted is None:
            return lambda word: work()(word)
        process, asked, told = parted
        if not process:
            os.close(told)
            _serve(work, asked)
        os.close(asked)
        self._begun.append((process, told))

        def write(word: bool) -> None:
            self._asked.add(process)
            with contextlib.suppress(BrokenPipeError):  # it was stopped, so nothing is written
                os.write(told, _YES if word else _NO)

        return write


def _serve(work: Work, asked: int) -> None:
    """Do some work, and write its result if that is asked for; never returns."""
    try:
        write = work()
        if word := os.read(asked, 1):
            write(word == _YES)
    except Exception:
        traceback.print_exc()  # a fault of the program, which ends nothing else
    finally:
        os._exit(0)
