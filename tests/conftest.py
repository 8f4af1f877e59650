"""One fixture for most tests: a small world in files, and the site that is built from it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings

from build import take_lock
from portal.errors import PortalError, Problem
from portal.old_files import OldFiles
from portal.pipeline import build
from portal.project import Project
from portal.report import Report
from portal.standing import record_of

# No test judges by the clock, and one commit meets the same examples on every machine of CI.
settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("portal")

REPOSITORY = Path(__file__).resolve().parent.parent
SMALL_WORLD = Path(__file__).resolve().parent / "worlds" / "small"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class World:
    """A project in a folder of its own, with the repository's templates and assets."""

    root: Path

    @property
    def output(self) -> Path:
        """Return where the site is written."""
        return self.root / "dist"

    @property
    def project(self) -> Project:
        """Return the project; a world may have templates of its own."""
        own = self.root / "templates"
        return Project(
            self.root,
            self.root / "content",
            self.root / "site.yaml",
            own if own.is_dir() else REPOSITORY / "templates",
            REPOSITORY / "assets",
            self.root / ".cache",
        )

    def write(self, files: Mapping[str, str]) -> None:
        """Write files of the world, by path."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")

    def build(
        self,
        today: date = TODAY,
        *,
        write: bool = True,
        drafts: bool = False,
        strict: bool = False,
        base_url: str | None = None,
        allow_shrink: bool = False,
        jobs: int = 1,
    ) -> BuiltWorld:
        """Return the site of a day; `write=False` is what the check command does."""
        record = record_of(self.project.cache / "pages", self.output)
        with OldFiles(self.output, record, jobs) as old_files:
            if write:
                old_files.begin()
            try:
                site = build(
                    self.project,
                    self.output if write else None,
                    today=today,
                    report=Report(self.root, -1),
                    base_url=base_url,
                    drafts=drafts,
                    strict=strict,
                    allow_shrink=allow_shrink,
                    jobs=jobs,
                    old_files=old_files,
                )
            except PortalError as error:
                return BuiltWorld(self.output, tuple(error.problems))
        return BuiltWorld(self.output, site.problems.sorted())


@dataclass(frozen=True)
class BuiltWorld:
    """What a build of a world gave."""

    output: Path
    problems: tuple[Problem, ...]

    @property
    def codes(self) -> list[str]:
        """Return the problems' codes, in the order of the report."""
        return [problem.code for problem in self.problems]

    @property
    def files(self) -> dict[str, bytes]:
        """Return every file of the site, by path."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def text(self, url: str) -> str:
        """Return the text at an address."""
        path = self.output / url.lstrip("/")
        return (path / "index.html" if url.endswith("/") else path).read_text(encoding="utf-8")

    def html(self, url: str) -> BeautifulSoup:
        """Return the parsed page at an address."""
        return BeautifulSoup(self.text(url), "html.parser")

    def structured(self, url: str) -> list[dict[str, object]]:
        """Return the JSON-LD objects of a page."""
        scripts = self.html(url).find_all("script", type="application/ld+json")
        return [json.loads(script.string or "") for script in scripts]


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that every process of this run of the tests has in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def make_once(folder: Path, make: Callable[[], object]) -> None:
    """Let one process make what is in a folder; the others wait until it is whole.

    A process that dies in the middle lets the next one make it anew.
    """
    folder.mkdir(exist_ok=True)
    whole = folder / "whole"
    with (folder / "lock").open("a+b") as lock:
        take_lock(lock, wait=True)
        if not whole.exists():
            make()
            whole.touch()


@pytest.fixture(scope="session")
def kept_templates(shared_folder: Path) -> Path:
    """Return where compiled templates are kept for all builds that do not say otherwise.

    Compiling them is four fifths of a build of the small world. They are keyed by their text, so
    a template that a test changes is compiled anew.
    """
    folder = shared_folder / "kept-templates"
    folder.mkdir(exist_ok=True)
    return folder


def keep_templates(cache: Path, kept: Path) -> Path:
    """Let a cache have its compiled templates in common with others, and return the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    # Without the right to make links (on Windows), a build only takes longer.
    with contextlib.suppress(OSError):
        (cache / "templates").symlink_to(kept, target_is_directory=True)
    return cache


@pytest.fixture
def world(tmp_path: Path, kept_templates: Path) -> Callable[..., World]:
    """Return a maker of worlds: the small one, with files changed or added; None takes one away.

    With `empty_cache` nothing is there from before, not even compiled templates.
    """

    def make(files: Mapping[str, str | None] | None = None, *, empty_cache: bool = False) -> World:
        root = tmp_path / "project"
        shutil.copytree(SMALL_WORLD, root, dirs_exist_ok=True)
        made = World(root)
        if not empty_cache and not made.project.cache.exists():
            keep_templates(made.project.cache, kept_templates)
        for name, text in (files or {}).items():
            if text is None:
                (root / name).unlink()
            else:
                made.write({name: text})
        return made

    return make
