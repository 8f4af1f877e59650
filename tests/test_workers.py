"""Work that several processes share: in order, and clear about what goes wrong."""

from __future__ import annotations

import os
import signal

import pytest

from portal.errors import PortalError, Position, Problem
from portal.workers import WorkerError, spread, usual_jobs

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")
FULL = Problem(Position("dist"), "output-failed", "The disk is full.", "Make room.")


def test_results_come_in_order_whoever_made_them() -> None:
    assert spread(23, lambda number: number * "x", 3) == [number * "x" for number in range(23)]


def test_no_work_needs_no_process() -> None:
    assert spread(0, lambda number: number, 2) == []


def test_several_processes_do_the_work() -> None:
    alone = set(spread(4, lambda _number: os.getpid(), 1))
    shared = set(spread(40, lambda _number: os.getpid(), 2))
    assert alone == {os.getpid()}
    assert os.getpid() not in shared


def test_large_results_arrive_whole() -> None:
    assert [len(each) for each in spread(4, lambda _number: b"x" * 3_000_000, 2)] == [3_000_000] * 4


def test_a_problem_is_told_as_it_would_be_by_one_process() -> None:
    def fail(number: int) -> int:
        if number == 5:
            raise PortalError(FULL)
        return number

    with pytest.raises(PortalError) as raised:
        spread(9, fail, 2)
    assert raised.value.problem == FULL


def test_a_fault_of_the_program_comes_with_its_traceback() -> None:
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        spread(4, lambda number: 1 // number, 2)


def test_a_process_that_is_killed_is_told_and_nothing_waits_for_it() -> None:
    def die(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(PortalError) as raised:
        spread(8, die, 2)
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
