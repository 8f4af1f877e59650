"""Who is measured: our own build, and Hugo with a feed or with a file for each vacancy."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import hugo
import records
from inventions import Known
from workload import REPOSITORY

OURS = "portal"
PEERS = {"hugo": False, "hugo-files": True}

# Runs the generator under Python's profiler, in the environment that build.py would choose.
_PROFILED = """
import cProfile, sys
sys.path[0], dump = sys.argv.pop(1), sys.argv.pop(1)
import build
profile = cProfile.Profile()
try:
    profile.runcall(build.run_generator)
finally:
    profile.dump_stats(dump)
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that builds the whole site; what it left behind is removed for a cold run."""

    name: str
    command: tuple[str, ...]
    folder: Path
    target: Path
    caches: tuple[Path, ...]

    def forget(self) -> None:
        """Remove the output and every cache."""
        for path in (self.target, *self.caches):
            shutil.rmtree(path, ignore_errors=True)


def python_of(build: Path) -> str:
    """Return the Python of the environment beside build.py, or our own where there is none."""
    for inside in ("bin/python", "Scripts/python.exe"):
        python = build.parent / ".venv" / inside
        if python.exists():
            return str(python)
    return sys.executable


def ours(build: Path, workload: Path, target: Path) -> Contender:
    """Return our own build of a workload."""
    command = (
        *(python_of(build), str(build), "-v", "build", "--output", str(target)),
        *_where(workload),
    )
    return Contender(OURS, command, build.parent, target, (build.parent / ".cache",))


def profiled(build: Path, workload: Path, target: Path, dump: Path) -> Contender:
    """Return our own build under the profiler, which writes to `dump`."""
    command = (
        *(python_of(build), "-c", _PROFILED, str(build.parent), str(dump)),
        *("build", "--output", str(target), *_where(workload)),
    )
    return Contender("profile", command, build.parent, target, (build.parent / ".cache",))


def serve_ours(build: Path, workload: Path, port: int) -> list[str]:
    """Return the command of our preview."""
    return [python_of(build), str(build), "serve", "-p", str(port), *_where(workload)]


def peer(name: str, workload: Path, folder: Path, known: Known) -> Contender:
    """Return Hugo, with its own copy of the workload written and ready."""
    site = folder / f"{name}-site"
    target = folder / f"{name}-output"
    hugo.prepare(workload, site, known, one_file_each=PEERS[name])
    command = tuple(hugo.build_command(hugo.find_binary(), site, target))
    return Contender(name, command, folder, target, (site / "cache", site / "resources"))


def _where(workload: Path) -> tuple[str, ...]:
    return (
        *("--content", str(workload / records.CONTENT)),
        *("--config", str(workload / records.SITE_SETTINGS)),
        *("--date", records.TODAY.isoformat()),
    )


DEFAULT_BUILD = REPOSITORY / "build.py"
