"""Work split over processes: each is a copy of this one (fork), so nothing has to be handed over.

Pieces have numbers. Before the processes part, each gets a share of neighbours as a pipe full of
numbers, from which it takes one after the other; who is done helps with what others have left. This
process takes part: one copy less to keep in memory, and what it made itself needs no sending. The
others send all they made at their end, so that what pieces have in common is sent once. Results are
put in order, so what comes of it does not depend on how many took part. Who asks for several must
not have threads of its own running.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, TypeVar

from portal.errors import PortalError, Position, Problem

T = TypeVar("T")
MOST = 8
# The bytes of a piece's number in a pipe.
_NUMBER = 4


class WorkerError(Exception):
    """Raised where a piece of work failed by a fault of the program; the text is its traceback."""


def usual_jobs() -> int:
    """Return how many processes to use: one for each processor this one may use, where a fork is
    safe. On macOS the system's own libraries may not be used after one; Windows has none.
    """
    if sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def spread(count: int, work: Callable[[int], T], jobs: int) -> list[T]:
    """Return what `work` makes of 0 to `count` - 1, in that order, done by several processes.

    What work does to memory stays in its own process. With one job, or where the system refuses
    more, all is done here. Raises PortalError where work does or where a process is stopped, and
    WorkerError where work fails otherwise in another process.
    """
    jobs = min(jobs, count)
    if jobs < 2 or not hasattr(os, "fork"):
        return [work(number) for number in range(count)]
    shares = [
        _Share(range(count * each // jobs, count * (each + 1) // jobs)) for each in range(jobs)
    ]
    workers: list[_Worker] = []
    made: dict[int, T] = {}
    try:
        for place in range(1, jobs):
            worker = _start(work, shares[place:] + shares[:place])
            if worker is None:  # no more processes or memory: go on with fewer
                break
            workers.append(worker)
        for number in _taken(shares):
            made[number] = work(number)
        for worker in workers:
            made.update(_result(worker))
    finally:
        for worker in workers:
            worker.end()
        for share in shares:
            share.close()
    # All is made by now, unless a system's pipes are so small that not all numbers fitted.
    return [made[number] if number in made else work(number) for number in range(count)]


class _Share:
    """Numbers of pieces in a pipe: whoever reads one has it alone."""

    def __init__(self, numbers: range) -> None:
        self._take, put = os.pipe()
        os.set_blocking(put, False)
        with contextlib.suppress(BlockingIOError):  # full: what is left over is done last
            for number in numbers:
                os.write(put, number.to_bytes(_NUMBER, "big"))
        os.close(put)

    def take(self) -> int | None:
        """Return the next number, or None where none is left."""
        data = os.read(self._take, _NUMBER)
        return int.from_bytes(data, "big") if data else None

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._take)


@dataclass(slots=True)
class _Worker:
    """Another process, as the first one sees it."""

    process: int
    results: int

    def end(self) -> None:
        """Stop the process, if it still runs, and wait for its end."""
        os.close(self.results)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _taken(shares: Iterable[_Share]) -> Iterator[int]:
    """Yield the numbers that are left in the first share, then those in the others."""
    for share in shares:
        while (number := share.take()) is not None:
            yield number


def _start(work: Callable[[int], Any], shares: Iterable[_Share]) -> _Worker | None:
    """Return a new process that works on shares, or None where the system refuses one."""
    first = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    parted = part_in_two()
    if parted is None:
        return None
    process, results, put = parted
    if not process:
        os.close(results)
        _serve(put, work, shares, first)
    os.close(put)
    return _Worker(process, results)


def part_in_two() -> tuple[int, int, int] | None:
    """Return the number of a new process that is a copy of this one, and the ends of a pipe between
    the two, for reading and for writing; None where the system refuses one.

    In the copy the number is 0. Each of the two has to close the end that it does not use.
    """
    reading, writing = os.pipe()
    try:
        return os.fork(), reading, writing
    except OSError:
        os.close(reading)
        os.close(writing)
        return None


def _serve(put: int, work: Callable[[int], Any], shares: Iterable[_Share], first: int) -> None:
    """Do pieces until none is left, and send what was made; never returns.

    Where the first process was killed, nobody waits for the rest.
    """
    code = 1
    try:
        try:
            numbers = takewhile(lambda _: os.getppid() == first, _taken(shares))
            answer: Any = ("made", {number: work(number) for number in numbers})
        except PortalError as error:
            answer = ("problem", error.problem)
        except Exception:
            answer = ("failed", traceback.format_exc())
        _send(put, answer)
        code = 0
    except (KeyboardInterrupt, OSError):
        pass  # the first process says what there is to say, or is gone
    finally:
        os._exit(code)


def _result(worker: _Worker) -> Any:
    answer = _receive(worker.results)
    if answer is None:
        raise PortalError(_stopped(worker))
    kind, value = answer
    if kind == "problem":
        raise PortalError(value)
    if kind == "failed":
        raise WorkerError(value)
    return value


def _stopped(worker: _Worker) -> Problem:
    return Problem(
        Position("build.py"),
        "process-stopped",
        f"One of the processes that make the pages was stopped (number {worker.process}); "
        "systems do that where memory is short.",
        "Close other programs, or use fewer processes: --jobs 1.",
    )


def _send(pipe: int, value: object) -> None:
    """Send a value piece by piece: as a whole, its bytes would take as much memory again."""
    with open(pipe, "wb", closefd=False) as file:
        pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)


def _receive(pipe: int) -> Any:
    """Return the value, or None where the other end went before all of it was there."""
    with open(pipe, "rb", closefd=False) as file:
        try:
            # Our own copy wrote this, in the same second: it is no foreign data.
            return pickle.load(file)  # noqa: S301
        except (EOFError, pickle.UnpicklingError):
            return None
