"""Values that another process works out: there in time, or not at all."""

from __future__ import annotations

import os
import signal

import pytest

from portal.promise import Promise

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")


def die() -> int:
    """Be stopped by the system."""
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


def fail() -> int:
    """Fail by a fault of the program."""
    raise ZeroDivisionError


def test_another_process_works_it_out_and_it_can_be_asked_for_twice() -> None:
    with Promise[tuple[int, bytes]](2) as promise:
        promise.begin(lambda: (os.getpid(), b"x" * 3_000_000))
        value = promise.value()
        assert value is not None
        assert value[0] != os.getpid()
        assert len(value[1]) == 3_000_000
        assert promise.value() == value


@pytest.mark.parametrize("work", [die, fail], ids=["stopped", "failed"])
def test_there_is_no_value_where_the_other_process_could_not_make_it(work: object) -> None:
    assert callable(work)
    with Promise[object](2) as promise:
        promise.begin(work)
        assert promise.value() is None


def test_there_is_no_value_that_nobody_works_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    with Promise[int](2) as never_begun, Promise[int](1) as alone:
        alone.begin(lambda: 1)
        monkeypatch.setattr(os, "fork", refuse)
        with Promise[int](2) as refused:
            refused.begin(lambda: 1)
            assert [each.value() for each in (never_begun, alone, refused)] == [None] * 3


def test_no_process_is_left_behind_that_nobody_asked() -> None:
    with Promise[bytes](2) as promise:
        promise.begin(lambda: b"x" * 30_000_000)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
