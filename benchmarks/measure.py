"""Runs a command as a whole process and takes its time, its memory and what it wrote."""

from __future__ import annotations

import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1_000_000
_LOOK_EVERY = 0.2
_MEMORY = {
    "linux": "Memory: of all processes together, with pages that they share counted once (PSS, "
    f"looked at every {_LOOK_EVERY:g} s), or of the largest at its peak (RSS) where that is more.",
    "darwin": "Memory: of the largest process at its peak (RSS); others are not counted.",
    "win32": "Memory: not told by this system.",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds of wall clock and of processors, and the peak of memory in megabytes."""

    wall: float
    cpu: float | None
    peak: float | None
    stages: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a site holds; `sizes` are the bytes of its files by address."""

    pages: int
    files: int
    bytes: int
    sizes: Mapping[str, int] = field(default_factory=dict)


class MeasureError(Exception):
    """A measured command did not succeed; its last words are the text."""


def run(command: Sequence[str], folder: Path) -> Sample:
    """Run a command to its end. Raises MeasureError where its exit code is not 0."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        with _watch(process.pid) as seen:
            code, cpu, largest = _wait(process)
        wall = time.perf_counter() - started
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    if code:
        last = "\n".join(text.splitlines()[-25:])
        raise MeasureError(f"{' '.join(command)}\nended with exit code {code}:\n{last}")
    peak = max((each for each in (largest, *seen) if each is not None), default=None)
    return Sample(wall, cpu, peak, parse_stages(text))


def parse_stages(text: str) -> dict[str, float]:
    """Return the seconds of each `stage <name> <seconds>` line; equal names are added up."""
    stages: dict[str, float] = {}
    for name, seconds in re.findall(r"^stage (.+) ([\d.]+)$", text, re.MULTILINE):
        stages[name] = stages.get(name, 0.0) + float(seconds)
    return stages


def weigh(folder: Path) -> Weight:
    """Count pages (.html), files and bytes."""
    sizes = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            sizes[path.relative_to(folder).as_posix()] = path.stat().st_size
    pages = sum(name.endswith(".html") for name in sizes)
    return Weight(pages, len(sizes), sum(sizes.values()), sizes)


def median(samples: Iterable[Sample]) -> Sample:
    """Return the median of each figure, by itself."""
    several = list(samples)
    names = several[0].stages
    return Sample(
        statistics.median(each.wall for each in several),
        _median(each.cpu for each in several),
        _median(each.peak for each in several),
        {name: statistics.median(each.stages.get(name, 0.0) for each in several) for name in names},
    )


def memory_of(process: int) -> float | None:
    """Return the megabytes of a process and its children now, or None where nobody tells them."""
    return sum(map(_proportional, _family(process))) or None


def memory_is() -> str:
    """Return what is meant by memory on this system."""
    return _MEMORY.get(sys.platform, _MEMORY["darwin"])


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float | None, float | None]:
    """Return exit code, processor seconds and the largest process, with all it waited for."""
    if sys.platform == "win32":
        return process.wait(), None, None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    largest = usage.ru_maxrss * unit / MEGABYTE
    return process.returncode, usage.ru_utime + usage.ru_stime, largest


@contextlib.contextmanager
def _watch(root: int) -> Iterator[list[float]]:
    """Collect the memory of a process and its children together, while there are several.

    The system only tells of the largest single process; a build in several processes needs more.
    Shared pages are counted once (Linux's proportional set size). A single process costs nothing.
    """
    seen: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(_LOOK_EVERY):
            family = list(_family(root))
            if len(family) > 1:
                seen.append(sum(map(_proportional, family)))

    watcher = threading.Thread(target=look, daemon=True)
    if sys.platform == "linux":
        watcher.start()
    try:
        yield seen
    finally:
        done.set()
        if watcher.is_alive():
            watcher.join()


def _family(root: int) -> Iterator[int]:
    yield root
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{root}/task/{root}/children").read_text("ascii")
        for child in children.split():
            yield from _family(int(child))


def _proportional(process: int) -> float:
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        match = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
        if match:
            return int(match[1]) * 1024 / MEGABYTE
    return 0.0
