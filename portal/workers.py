"""Work split over processes: each is a copy of this one (fork), so nothing has to be handed over.

Pieces have numbers. Before the processes part, shares of neighbours become pipes full of numbers,
from which one is taken after the other: this process begins with the first share, the others with
the last; who is done helps with what is left. This process takes part: one copy less to keep in
memory, and what it made itself needs no sending. The others send what they made as they go on, and
it is taken in between two pieces: at the end, nobody waits for more than the last one. What pieces
have in common is sent once. Results are put in order, so what comes of it does not depend on how
many took part. Who asks for several must not have threads of its own running.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import takewhile
from typing import Any, TypeVar

from portal.errors import PortalError, Position, Problem

T = TypeVar("T")
MOST = 8
# The bytes of a piece's number in a pipe, and of the length of a result.
_NUMBER, _LENGTH = 4, 8
# What a pipe for results should hold, and what is read at a time, in bytes.
_ROOM = 1 << 20


if sys.platform == "linux":
    import fcntl

    def widen(pipe: int) -> None:
        """Let a pipe hold several results."""
        with contextlib.suppress(OSError):  # the system has no more room for pipes
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)

else:

    def widen(_pipe: int) -> None:
        """Leave a pipe as the system makes it."""


class WorkerError(Exception):
    """Raised where a piece of work failed by a fault of the program; the text is its traceback."""


def usual_jobs() -> int:
    """Return how many processes to use: one for each processor this one may use, where a fork is
    safe. On macOS the system's own libraries may not be used after one; Windows has none.
    """
    if sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def may_part(jobs: int) -> bool:
    """Return whether other processes may be begun where there may be so many."""
    return jobs > 1 and hasattr(os, "fork")


def spread(
    count: int,
    work: Callable[[int], T],
    jobs: int,
    taken: Callable[[T], object] | None = None,
    alike: bool = True,
    shares: Sequence[range] = (),
) -> list[T]:
    """Return what `work` makes of 0 to `count` - 1, in that order, done by several processes.

    What work does to memory stays in its own process. `taken` is called here with each result as
    soon as it is there, in any order. Where results are `alike`, what they have in common is sent
    once, which both sides have to remember until all is done. Work that has much in common with
    other work is in one of the `shares`, of which this process begins with the first and the others
    with the last; without any, there are equal ones. With one job, or where the system refuses
    more, all is done here. Raises PortalError where work does or where a process is
    stopped, and WorkerError where work fails otherwise in another process.
    """
    made: dict[int, T] = {}

    def take(number: int, result: T) -> None:
        made[number] = result
        if taken is not None:
            taken(result)

    jobs = min(jobs, count)
    if may_part(jobs):
        equal = [range(count * each // jobs, count * (each + 1) // jobs) for each in range(jobs)]
        _spread(shares or equal, work, jobs, take, alike)
    # All is made by now, unless there is one process only, or a system's pipes are so small that
    # not all numbers fitted.
    for number in range(count):
        if number not in made:
            take(number, work(number))
    return [made[number] for number in range(count)]


def _spread(
    numbers: Sequence[range],
    work: Callable[[int], T],
    jobs: int,
    take: Callable[[int, T], object],
    alike: bool,
) -> None:
    shares = [*map(_Share, numbers)]
    workers: list[_Worker] = []
    try:
        for _ in range(1, jobs):
            worker = _start(work, shares[::-1], alike)
            if worker is None:  # no more processes or memory: go on with fewer
                break
            workers.append(worker)
        for number in _taken(shares):
            take(number, work(number))
            for worker in workers:
                worker.take_in(take)
        for worker in workers:
            worker.take_in(take, to_the_end=True)
    finally:
        for worker in workers:
            worker.end()
        for share in shares:
            share.close()


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


class _Worker:
    """Another process, as the first one sees it."""

    def __init__(self, process: int, results: int, alike: bool) -> None:
        self._process = process
        self._alike = alike
        self._results = results
        self._come = bytearray()
        self._is_open, self._has_all = True, False
        self._message = BytesIO()
        self._reader = self._new_reader()
        os.set_blocking(results, False)

    def _new_reader(self) -> pickle.Unpickler:
        # Our own copy wrote what it reads, in the same second: it is no foreign data.
        return pickle.Unpickler(self._message)  # noqa: S301

    def take_in(self, take: Callable[[int, Any], object], to_the_end: bool = False) -> None:
        """Take what has come, or wait for all there is. Raises PortalError and WorkerError."""
        if to_the_end:
            os.set_blocking(self._results, True)
        with contextlib.suppress(BlockingIOError):
            while self._is_open:
                data = os.read(self._results, _ROOM)
                self._is_open = bool(data)
                self._come += data
                if to_the_end:  # while the other process makes the rest
                    self._take_whole(take)
        self._take_whole(take)
        if not self._is_open and not self._has_all:
            raise PortalError(_stopped(self._process))

    def _take_whole(self, take: Callable[[int, Any], object]) -> None:
        """Take each result of which all bytes have come."""
        while self._has_next():
            kind, value = self._reader.load()
            if not self._alike:  # or what came with one does not come again with the next
                self._reader = self._new_reader()
            if kind == "made":
                take(*value)
            elif kind == "problem":
                raise PortalError(value)
            elif kind == "failed":
                raise WorkerError(value)
            else:
                self._has_all = True

    def _has_next(self) -> bool:
        """Return whether there is a whole message to be read now."""
        come = self._come
        end = _LENGTH + int.from_bytes(come[:_LENGTH], "big")
        if len(come) < end:
            return False
        self._message.seek(0)
        self._message.truncate()
        self._message.write(come[_LENGTH:end])
        self._message.seek(0)
        del come[:end]
        return True

    def end(self) -> None:
        """Stop the process, if it still runs, and wait for its end."""
        os.close(self._results)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


class _Sender:
    """The way of what another process made to the first one.

    That takes it in when it is between two pieces: until then, what the pipe cannot hold waits.
    """

    def __init__(self, pipe: int, alike: bool) -> None:
        self._pipe = pipe
        self._alike = alike
        widen(pipe)
        self._message = BytesIO()
        self._writer = pickle.Pickler(self._message, pickle.HIGHEST_PROTOCOL)
        self._waiting = bytearray()
        os.set_blocking(pipe, False)

    def send(self, kind: str, value: object) -> None:
        """Send a value, as far as there is room."""
        self._message.seek(0)
        self._message.truncate()
        self._writer.dump((kind, value))
        if not self._alike:
            self._writer.clear_memo()
        self._waiting += self._message.tell().to_bytes(_LENGTH, "big")
        self._waiting += self._message.getbuffer()
        with contextlib.suppress(BlockingIOError):
            self._go_on()

    def end(self, kind: str, value: object = None) -> None:
        """Send the last value, and wait until all has gone."""
        self.send(kind, value)
        os.set_blocking(self._pipe, True)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting:
            del self._waiting[: os.write(self._pipe, self._waiting)]


def _taken(shares: Iterable[_Share]) -> Iterator[int]:
    """Yield the numbers that are left in the first share, then those in the others."""
    for share in shares:
        while (number := share.take()) is not None:
            yield number


def _start(work: Callable[[int], Any], shares: Iterable[_Share], alike: bool) -> _Worker | None:
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
        _serve(_Sender(put, alike), work, shares, first)
    os.close(put)
    return _Worker(process, results, alike)


def part_in_two() -> tuple[int, int, int] | None:
    """Return the number of a new process that is a copy of this one, and the ends of a pipe between
    the two, for reading and for writing; None where the system refuses one.

    In the copy the number is 0. Each of the two has to close the end that it does not use.
    """
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if not process:
        gc.freeze()  # or collecting would copy the memory that the two share
    return process, reading, writing


def _serve(
    sender: _Sender, work: Callable[[int], Any], shares: Iterable[_Share], first: int
) -> None:
    """Do pieces until none is left, and send what was made; never returns.

    Where the first process was killed, nobody waits for the rest.
    """
    code = 1
    try:
        try:
            for number in takewhile(lambda _: os.getppid() == first, _taken(shares)):
                sender.send("made", (number, work(number)))
            sender.end("all")
        except PortalError as error:
            sender.end("problem", error.problem)
        except Exception:
            sender.end("failed", traceback.format_exc())
        code = 0
    except (KeyboardInterrupt, OSError):
        pass  # the first process says what there is to say, or is gone
    finally:
        os._exit(code)


def _stopped(process: int) -> Problem:
    return Problem(
        Position("build.py"),
        "process-stopped",
        f"One of the processes that make the pages was stopped (number {process}); "
        "systems do that where memory is short.",
        "Close other programs, or use fewer processes: --jobs 1.",
    )
