"""What is needed later is done meanwhile, and written when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from portal.meanwhile import Meanwhile


def told(path: Path) -> Callable[[bool], int]:
    """Return what writes down in which process it was made, and what it was told."""
    made_in = os.getpid()
    return lambda word: path.write_text(f"{made_in} {word}", "utf-8")


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_asked_for_is_there_at_the_end(tmp_path: Path, jobs: int) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    with Meanwhile(jobs) as meanwhile:
        writes = [meanwhile.prepare(partial(told, path)) for path in (first, second)]
        for write, word in zip(writes, (True, False), strict=True):
            write(word)
    read = [path.read_text("utf-8").split() for path in (first, second)]
    assert [word for _, word in read] == ["True", "False"]
    made_here = [process == str(os.getpid()) for process, _ in read]
    assert made_here == [jobs == 1 or not hasattr(os, "fork")] * 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_not_asked_for_is_not_written(tmp_path: Path, jobs: int) -> None:
    path = tmp_path / "1"

    def build_without_an_end() -> None:
        with Meanwhile(jobs) as meanwhile:
            meanwhile.prepare(partial(told, path))
            raise OSError("the site cannot be written")

    with pytest.raises(OSError, match="the site cannot be written"):
        build_without_an_end()
    assert not path.exists()


def test_where_no_process_can_be_had_it_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused, raising=False)
    with Meanwhile(2) as meanwhile:
        meanwhile.prepare(partial(told, tmp_path / "1"))(True)
    assert (tmp_path / "1").read_text("utf-8") == f"{os.getpid()} True"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process only")
def test_a_fault_in_it_is_told_and_ends_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    def fails() -> Callable[[bool], object]:
        raise ZeroDivisionError("not this one")

    with Meanwhile(2) as meanwhile:
        meanwhile.prepare(fails)(True)
    assert "ZeroDivisionError: not this one" in capfd.readouterr().err
