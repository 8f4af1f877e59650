"""A build that is killed at any moment leaves the old site or the new one, and the next is right.

A copy of this process builds, counts what it does to files, and kills itself at a number.
`KILLED_AT=all` in the environment tries every number instead of some.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import World, keep_templates
from test_keeping import lived_in

from portal import exchange, making
from portal.turns import turn

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or sys.platform == "darwin", reason="a fork is not safe here"
)
Make = Callable[..., World]
# At so many moments a build is killed, spread evenly over it; the swap of the sites comes on top.
MOMENTS = {"exchange": 7, "two renames": 2, "no old site": 3, "two processes": 5}
# What changes a disk, and what exchanges the sites (Python tells hooks of all of them).
CHANGES = frozenset(
    {
        "os.mkdir",
        "os.rename",
        "os.link",
        "os.remove",
        "os.rmdir",
        "shutil.rmtree",
        "ctypes.dlsym",
    }
)
# How a build ends here that says what went wrong.
TOLD = 2
# The number at which this process dies, if it is one of those that do.
_killing: list[int] = []
_swaps: list[int] = []
_changes = 0


def _count(event: str, arguments: tuple[Any, ...]) -> None:
    """Count what is about to be done, or die before it."""
    global _changes
    if not _killing or not (event in CHANGES or (event == "open" and _writes(arguments))):
        return
    _changes += 1
    if _changes in _killing:
        os.kill(os.getpid(), signal.SIGKILL)
    if event == "ctypes.dlsym" or (event == "os.rename" and str(arguments[1]).endswith("dist")):
        _swaps.append(_changes)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return bool(set(mode) & set("wxa+") if mode else flags & 3)


sys.addaudithook(_count)  # cannot be taken away again, so it looks whether anybody counts


@dataclass(frozen=True)
class Stopped:
    """A world with a site, an edit that is not built yet, and what it was like before both."""

    made: World
    swap: str
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    before: Path

    @property
    def has_two(self) -> bool:
        """Return whether two processes make the pages."""
        return self.swap == "two processes"

    def put_back(self) -> None:
        """Let the old site stand again, with the cache of its build."""
        for path in self.beside():
            shutil.rmtree(path)
        for name in ("dist", ".cache"):
            shutil.rmtree(self.made.root / name, ignore_errors=True)
            source = self.before / name
            if source.exists():
                _copy(source, self.made.root / name)

    def beside(self) -> list[Path]:
        """Return what builds left beside the site."""
        return sorted(self.made.output.parent.glob(f".{self.made.output.name}*"))

    def moments(self) -> list[int]:
        """Return the changes before which a build is killed."""
        last, *swaps = self.build_until(None)
        if os.environ.get("KILLED_AT") == "all":
            return list(range(1, last + 1))
        count = MOMENTS[self.swap]
        spread = {1 + at * (last - 1) // (count - 1) for at in range(count)}
        return sorted(spread | {at + step for at in swaps for step in (0, 1)} | {last})

    def build_until(self, number: int | None) -> list[int]:
        """Build in another process that is killed before a change, or return how many there are and
        which of them swap the sites. Raises AssertionError where it ends in another way.
        """
        read, write = os.pipe()
        process = os.fork()
        if not process:
            _in_a_copy(self.made, number, write, 2 if self.has_two else 1)
        os.close(write)
        with os.fdopen(read, "rb") as told:
            text = told.read()
        _, status = os.waitpid(process, 0)
        if number is None:
            assert os.waitstatus_to_exitcode(status) == 0
            return json.loads(text)  # type: ignore[no-any-return]
        # Of two processes the other may be the one that is killed: the first tells of it. And one
        # that did less than before may never come to the number.
        may_end = {-signal.SIGKILL} | ({0, TOLD} if self.has_two else set())
        assert os.waitstatus_to_exitcode(status) in may_end
        return []


def _copy(source: Path, target: Path) -> None:
    """Copy a folder; nobody writes into a file that is there, so another name for it is enough."""
    shutil.copytree(source, target, symlinks=True, copy_function=os.link)


def _in_a_copy(made: World, number: int | None, write: int, jobs: int) -> None:
    """Build, tell how many changes that took, and end this process."""
    code = 1
    try:
        _killing[:] = [number or -1]
        with turn(made.output, lambda: None):
            built = made.build(jobs=jobs)
        os.write(write, json.dumps([_changes, *_swaps]).encode())
        code = 0 if [each for each in built.problems if each.severity == "error"] == [] else TOLD
    finally:
        os._exit(code)


@pytest.fixture(params=list(MOMENTS))
def stopped(
    request: pytest.FixtureRequest,
    world: Make,
    tmp_path: Path,
    kept_templates: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Stopped:
    """Return a world whose next build makes and takes away pages."""
    if request.param == "two renames":
        monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)
    if request.param == "two processes":
        monkeypatch.setattr(making, "_FEWEST_TO_SHARE", 1)
        monkeypatch.setattr(making, "PIECE", 5)
    made = lived_in(world)
    before = tmp_path / "before"
    old: Mapping[str, bytes] = {}
    if request.param == "no old site":
        keep_templates(before / ".cache", kept_templates)
    else:
        old = made.build().files
        for name in ("dist", ".cache"):
            _copy(made.root / name, before / name)
    about = (made.root / "content/pages/about.md").read_text("utf-8")
    story = (made.root / "content/case-studies/from-the-shop.md").read_text("utf-8")
    made.write(
        {
            "content/pages/about.md": f"{about}\nOne more sentence.\n",
            "content/pages/more.md": about.replace("title: ", "title: More "),
            "content/case-studies/from-the-shop.md": story.replace("title: From", "title: Off"),
        }
    )
    (made.root / "content/vacancies/posted/night-carer.yaml").unlink()
    shutil.rmtree(made.output, ignore_errors=True)
    new = made.build().files
    assert new != old
    return Stopped(made, request.param, old, new, before)


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_is_right(
    stopped: Stopped,
) -> None:
    stopped.put_back()
    moments = stopped.moments()
    assert stopped.beside() == []
    seen = set()
    for number in moments:
        stopped.put_back()
        stopped.build_until(number)
        with turn(stopped.made.output, lambda: None):  # another process may be at its last pages
            left = files_of(stopped.made.output)
        seen.add("new" if left == stopped.new else "old" if left == stopped.old else "neither")
        if stopped.swap == "two renames" and not left:
            # Where the system cannot exchange folders there is a moment without a site; it is safe.
            seen.discard("neither")
            assert files_of(stopped.made.output.with_name(".dist-old")) == stopped.old
        assert "neither" not in seen, number
        built = stopped.made.build()
        assert built.files == stopped.new, number
        assert stopped.beside() == [], number
        assert list((stopped.made.root / ".cache").rglob("*.tmp")) == []
    assert seen == {"old", "new"} or stopped.has_two


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
