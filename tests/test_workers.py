"""Work that several processes share: in order, and clear about what goes wrong."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from portal.errors import PortalError, Position, Problem
from portal.workers import WorkerError, spread, usual_jobs

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")
T = TypeVar("T")
FULL = Problem(Position("dist"), "output-failed", "The disk is full.", "Make room.")


def test_results_come_in_order_whoever_made_them() -> None:
    assert spread(23, lambda number: number * "x", 3) == [number * "x" for number in range(23)]


def test_no_work_needs_no_process() -> None:
    assert spread(0, lambda number: number, 2) == []


def wait_for_the_other() -> None:
    """Wait until the other process has done all that is left, or has died."""
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def elsewhere(work: Callable[[int], T]) -> Callable[[int], T | None]:
    """Return work of which this process does one piece at most, without doing anything."""
    first = os.getpid()

    def divided(number: int) -> T | None:
        if os.getpid() != first:
            return work(number)
        wait_for_the_other()
        return None

    return divided


def test_several_processes_do_the_work() -> None:
    first = os.getpid()

    def who(_number: int) -> int:
        if os.getpid() == first:
            wait_for_the_other()
        return os.getpid()

    alone = spread(4, lambda _number: os.getpid(), 1)
    shared = spread(40, who, 2)
    assert set(alone) == {first}
    assert shared.count(first) <= 1  # the other helped with this one's share
    assert len(set(shared) - {first}) == 1


def test_more_pieces_than_a_pipe_holds_are_all_done() -> None:
    assert spread(60_000, lambda number: number, 2) == list(range(60_000))


def test_nobody_works_on_for_a_process_that_was_killed(tmp_path: Path) -> None:
    """The first process is killed while the other is at a piece: that was its last one."""
    log = tmp_path / "log"
    take, put = os.pipe()
    first = os.fork()
    if not first:
        first = os.getpid()

        def work(_number: int) -> None:
            if os.getpid() == first:
                os.kill(first, signal.SIGKILL)
            while os.getppid() == first:
                os.sched_yield()
            with log.open("ab") as file:
                file.write(b"x")

        spread(40, work, 2)
    os.close(put)
    os.waitpid(first, 0)
    os.read(take, 1)  # until nobody holds the other end: all processes have ended
    os.close(take)
    # None where the first one was killed before the other had begun.
    assert not log.exists() or log.read_bytes() == b"x"


def test_large_results_arrive_whole() -> None:
    assert [len(each) for each in spread(4, lambda _number: b"x" * 3_000_000, 2)] == [3_000_000] * 4


def test_a_problem_is_told_as_it_would_be_by_one_process() -> None:
    def fail(number: int) -> int:
        if number == 5:
            raise PortalError(FULL)
        return number

    with pytest.raises(PortalError) as raised:
        spread(9, elsewhere(fail), 2)
    assert raised.value.problem == FULL


def test_a_fault_of_the_program_comes_with_its_traceback() -> None:
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        spread(4, elsewhere(lambda number: 1 // (number - 3)), 2)


def test_a_process_that_is_killed_is_told_and_nothing_waits_for_it() -> None:
    def die(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(PortalError) as raised:
        spread(8, elsewhere(die), 2)
    assert raised.value.problem.code == "process-stopped"
    assert "--jobs 1" in raised.value.problem.remedy


def test_no_process_is_left_behind() -> None:
    spread(6, lambda number: number, 3)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_the_system_allows_no_more_processes_one_does_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert spread(3, lambda number: number, 2) == [0, 1, 2]


def test_one_process_for_each_processor_is_usual() -> None:
    assert 1 <= usual_jobs() <= 8


def test_each_result_is_taken_once_whoever_made_it() -> None:
    seen: list[int] = []
    made = spread(300, lambda number: number, 3, seen.append)
    assert made == sorted(seen) == list(range(300))


def test_what_another_process_sends_with_several_results_comes_once() -> None:
    common = ("said", "on", "many", "pages")
    made = [each for each in spread(9, elsewhere(lambda _: common), 2) if each]
    assert len(made) >= 8
    assert {*made} == {common}
    assert len({*map(id, made)}) == 1


def test_each_process_begins_at_its_own_end_of_the_shares() -> None:
    first = os.getpid()

    def who(_number: int) -> tuple[bool, float]:
        if os.getpid() == first:
            wait_for_the_other()
        return os.getpid() == first, time.monotonic()

    made = spread(9, who, 2, shares=(range(3), range(3, 7), range(7, 9)))
    assert [here for here, _ in made[1:]] == [False] * 8  # this one was kept waiting at its first
    others = sorted(range(1, 9), key=lambda number: made[number][1])
    assert others == [7, 8, 3, 4, 5, 6, 1, 2]
