"""Work split over processes: each is a copy of this one (fork), so nothing has to be handed over.

The first process hands out numbered pieces and puts results in order, so what comes of it does not
depend on how many took part. Who asks for several must not have threads of its own running.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from portal.errors import PortalError, Position, Problem

T = TypeVar("T")
MOST = 8


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
    WorkerError where work fails otherwise.
    """
    workers = _start(min(jobs, count), work) if jobs > 1 and hasattr(os, "fork") else []
    if not workers:
        return [work(number) for number in range(count)]
    try:
        return _lead(workers, count)
    finally:
        for worker in workers:
            worker.end()


@dataclass(slots=True)
class _Worker:
    """Another process, as the first one sees it. It does the pieces of its own share in order."""

    process: int
    orders: int
    results: int
    share: deque[int]
    at: int = -1

    def give(self, number: int) -> None:
        """Hand out a piece."""
        self.at = number
        _send(self.orders, number)

    def end(self) -> None:
        """Stop the process, if it still runs, and wait for its end."""
        for pipe in (self.orders, self.results):
            os.close(pipe)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _start(count: int, work: Callable[[int], Any]) -> list[_Worker]:
    sys.stdout.flush()
    sys.stderr.flush()
    workers: list[_Worker] = []
    for _ in range(count):
        take, orders = os.pipe()
        results, put = os.pipe()
        try:
            process = os.fork()
        except OSError:  # no more processes or memory: go on with fewer
            for pipe in (take, orders, results, put):
                os.close(pipe)
            break
        if not process:
            others = (pipe for each in workers for pipe in (each.orders, each.results))
            for pipe in (orders, results, *others):
                os.close(pipe)
            _serve(take, put, work)
        os.close(take)
        os.close(put)
        workers.append(_Worker(process, orders, results, deque()))
    return workers


def _serve(take: int, put: int, work: Callable[[int], Any]) -> None:
    """Do pieces until there are no more orders; never returns."""
    code = 1
    try:
        while (number := _receive(take)) is not None:
            try:
                answer = ("made", work(number))
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


def _lead(workers: list[_Worker], count: int) -> list[Any]:
    """Hand out all pieces and return what was made of them, in order."""
    for place, worker in enumerate(workers):
        # Neighbours have much in common: each process begins elsewhere and goes on from there.
        first, last = (count * each // len(workers) for each in (place, place + 1))
        worker.share.extend(range(first, last))
    made: list[Any] = [None] * count
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker.results, selectors.EVENT_READ, worker)
            _order_next(worker, workers)
        left = count
        while left:
            for key, _events in selector.select():
                worker = key.data
                made[worker.at] = _result(worker)
                left -= 1
                if not _order_next(worker, workers):
                    selector.unregister(worker.results)
    return made


def _order_next(worker: _Worker, workers: list[_Worker]) -> bool:
    """Hand out the next piece of a worker's share, or the last of the longest other one."""
    try:
        if worker.share:
            worker.give(worker.share.popleft())
            return True
        busiest = max(workers, key=lambda each: len(each.share))
        if busiest.share:
            worker.give(busiest.share.pop())
            return True
    except BrokenPipeError:
        raise PortalError(_stopped(worker)) from None
    return False


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
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    view = memoryview(len(data).to_bytes(8, "big") + data)
    while view:
        view = view[os.write(pipe, view) :]


def _receive(pipe: int) -> Any:
    """Return the next value, or None where the other end is gone."""
    head = _read(pipe, 8)
    data = _read(pipe, int.from_bytes(head, "big")) if head else b""
    # Our own copy wrote this, in the same second: it is no foreign data.
    return pickle.loads(data) if data else None  # noqa: S301


def _read(pipe: int, size: int) -> bytes:
    """Return that many bytes, or none where the other end went before they were all there."""
    parts = []
    while size:
        part = os.read(pipe, min(size, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
