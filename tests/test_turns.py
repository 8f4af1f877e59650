"""Two builds into one folder take turns; whoever waits says so, and no dead build is waited for."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import pytest
from conftest import TODAY, BuiltWorld, World
from serve.visiting import PATIENCE, Visitor
from test_cli import Ran, Run, made, run

from portal import cli as command_line
from portal.turns import turn

__all__ = ["made", "run"]  # fixtures
Make = Callable[..., World]
DAY = ("--date", TODAY.isoformat(), "--jobs", "1")
STORY = "content/case-studies/from-the-shop.md"
forks = pytest.mark.skipif(
    not hasattr(os, "fork") or sys.platform == "darwin", reason="a fork is not safe here"
)


def nobody_waits() -> None:
    """Fail: this is told of waiting where there is nothing to wait for."""
    pytest.fail("It waited.")


@contextmanager
def in_a_thread(work: Callable[[], None]) -> Iterator[None]:
    """Do something beside the test, which ends when it has ended."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join(PATIENCE)
        assert not thread.is_alive()


@dataclass(frozen=True)
class Beside:
    """A build in a process of its own."""

    process: int
    begin: TextIO
    out: TextIO
    err: TextIO

    def end(self) -> Ran:
        """Wait for its end, and return what it said."""
        with self.begin, self.out, self.err:
            said = Ran(0, self.out.read(), self.err.read())
        _, status = os.waitpid(self.process, 0)
        return replace(said, code=os.waitstatus_to_exitcode(status))


def beside(*arguments: str) -> Beside:
    """Return the command line in a copy of this process, which begins when it is told a line.

    A copy has every lock that this process has: let it be made before there are any.
    """
    (begun, begin), (out, into_out), (err, into_err) = os.pipe(), os.pipe(), os.pipe()
    process = os.fork()
    if not process:
        code = 1
        try:
            os.read(begun, 1)
            sys.argv = ["build.py", *arguments]
            with os.fdopen(into_out, "w") as sys.stdout, os.fdopen(into_err, "w") as sys.stderr:
                try:
                    command_line.main()
                except SystemExit as ended:
                    code = int(ended.code or 0)
        finally:
            os._exit(code)
    for each in (begun, into_out, into_err):
        os.close(each)
    return Beside(process, os.fdopen(begin, "w"), os.fdopen(out), os.fdopen(err))


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a site, by path."""
    return BuiltWorld(folder, ()).files


def test_who_comes_second_tells_of_waiting_and_has_the_next_turn(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    waits = threading.Event()
    order: list[str] = []

    def second() -> None:
        with turn(target, waits.set):
            order.append("second")

    with ExitStack() as first:
        first.enter_context(turn(target, nobody_waits))
        with in_a_thread(second):
            assert waits.wait(PATIENCE)
            order.append("first")
            first.close()
    assert order == ["first", "second"]
    assert list(tmp_path.iterdir()) == []


def test_builds_into_other_folders_do_not_wait(tmp_path: Path) -> None:
    with turn(tmp_path / "dist", nobody_waits), turn(tmp_path / "public", nobody_waits):
        pass
    with turn(tmp_path / "dist", nobody_waits):
        pass


def test_where_there_can_be_no_lock_nobody_waits(tmp_path: Path) -> None:
    with turn(tmp_path / "not" / "there", nobody_waits):
        assert list(tmp_path.iterdir()) == []
    (tmp_path / ".dist.lock").mkdir()
    with turn(tmp_path / "dist", nobody_waits):
        pass


@forks
def test_a_build_that_was_killed_is_not_waited_for(tmp_path: Path) -> None:
    process = os.fork()
    if not process:
        with turn(tmp_path / "dist", nobody_waits):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(process, 0)
    assert (tmp_path / ".dist.lock").exists()
    with turn(tmp_path / "dist", nobody_waits):
        pass
    assert list(tmp_path.iterdir()) == []


@forks
def test_of_two_builds_at_once_one_waits_and_has_nothing_left_to_do(made: World, run: Run) -> None:
    run("build", *DAY, "-o", "alone")  # also compiles the templates
    target = made.root / "dist"
    both = [beside("build", *DAY) for _ in range(2)]
    with turn(target, nobody_waits):
        for each in both:
            print(file=each.begin, flush=True)
            assert each.err.readline() == (
                f"Another build is writing {target}. Waiting until it has finished …\n"
            )
    first, second = sorted((each.end() for each in both), key=lambda ran: ran.out)
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("Built ")
    assert second.out.startswith("Nothing has changed")
    assert files_of(target) == files_of(made.root / "alone")
    assert [path.name for path in made.root.glob(".dist*")] == []


@forks
def test_two_builds_of_different_content_leave_one_site_whole(made: World, run: Run) -> None:
    shutil.copytree(made.root / "content", made.root / "other")
    story = made.root / STORY.replace("content", "other")
    story.write_text(story.read_text("utf-8").replace("title: From", "title: Away from"), "utf-8")
    contents = {name: ("--content", str(made.root / name)) for name in ("content", "other")}
    sites = {}
    for name, content in contents.items():
        run("build", *DAY, *content, "-o", f"alone-{name}")
        sites[name] = files_of(made.root / f"alone-{name}")
    assert sites["content"] != sites["other"]
    target = made.root / "dist"
    both = [beside("build", *DAY, *content) for content in contents.values()]
    with turn(target, nobody_waits):
        for each in both:
            print(file=each.begin, flush=True)
            assert each.err.readline().startswith("Another build is writing ")
    assert [each.end().code for each in both] == [0, 0]
    assert files_of(target) in sites.values()
    for name, content in contents.items():
        assert run("build", *DAY, *content).code == 0
        assert files_of(target) == sites[name]


def test_builds_while_the_preview_runs_do_not_disturb_it_nor_it_them(world: Make) -> None:
    made = world()
    right = made.build().files
    visitor = Visitor(made)
    seen = visitor.get("/about/").text
    assert made.build().files == right
    assert visitor.get("/about/").text == seen
    story = (made.root / STORY).read_text("utf-8").replace("nine years", "ten years")
    visitor.save(STORY, story)
    assert "ten years" in visitor.get("/case-studies/from-the-shop/").text
    built = made.build()
    assert "ten years" in built.text("/case-studies/from-the-shop/")
    shutil.rmtree(made.project.cache)
    assert visitor.get("/roles/").status == 200
    visitor.save(STORY, story.replace("ten years", "many years"))
    assert "many years" in visitor.get("/case-studies/from-the-shop/").text
    shutil.rmtree(made.output)
    assert "many years" in made.build().text("/case-studies/from-the-shop/")
