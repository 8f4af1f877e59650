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

# Runs the generator of a folder, in the environment that build.py would choose.
_IN_ITS_ENVIRONMENT = """
import sys
sys.path[0] = sys.argv.pop(1)
import build
sys.exit(build.run_generator())
"""
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
    """A command that builds the whole site; what it left behind is removed for a cold run.

    `site` is where its content lies; `feed` is the first feed there, or a folder with a file for
    each vacancy.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    target: Path
    caches: tuple[Path, ...]
    site: Path
    feed: Path

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
    return _ours(OURS, command, build, workload, target)


def profiled(build: Path, workload: Path, target: Path, dump: Path) -> Contender:
    """Return our own build under the profiler, which writes to `dump`."""
    command = (
        *(python_of(build), "-c", _PROFILED, str(build.parent), str(dump)),
        *("build", "--output", str(target), *_where(workload)),
    )
    return _ours("profile", command, build, workload, target)


def serve_ours(build: Path, program: Path, workload: Path, port: int) -> list[str]:
    """Return the command that previews a workload with a copy of the program."""
    return [
        *(python_of(build), "-c", _IN_ITS_ENVIRONMENT, str(program)),
        *("serve", "-p", str(port), *_where(workload)),
    ]


def copy_program(build: Path, folder: Path) -> Path:
    """Copy the program, its templates and assets, so that they can be edited; return the folder."""
    folder.mkdir()
    shutil.copy2(build, folder / "build.py")
    for name in ("portal", "templates", "assets"):
        # With what Python compiled of it, which counts by the files' times.
        shutil.copytree(build.parent / name, folder / name)
    return folder


def peer(name: str, workload: Path, folder: Path, known: Known) -> Contender:
    """Return Hugo, with its own copy of the workload written and ready."""
    site = folder / f"{name}-site"
    target = folder / f"{name}-output"
    hugo.prepare(workload, site, known, one_file_each=PEERS[name])
    command = tuple(hugo.build_command(hugo.find_binary(), site, target))
    feed = site / ("content/vacancies" if PEERS[name] else f"assets/{records.FEED_ID}.json")
    caches = (site / "cache", site / "resources")
    return Contender(name, command, folder, target, caches, site, feed)


def _ours(
    name: str, command: tuple[str, ...], build: Path, workload: Path, target: Path
) -> Contender:
    feed = workload / records.SNAPSHOTS / f"{records.FEED_ID}.json"
    caches = (build.parent / ".cache",)
    return Contender(name, command, build.parent, target, caches, workload, feed)


def _where(workload: Path) -> tuple[str, ...]:
    return (
        *("--content", str(workload / records.CONTENT)),
        *("--config", str(workload / records.SITE_SETTINGS)),
        *("--date", records.TODAY.isoformat()),
    )


DEFAULT_BUILD = REPOSITORY / "build.py"
