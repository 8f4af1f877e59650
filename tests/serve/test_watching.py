"""What is watched, and what is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest
from conftest import World

from portal.project import Project
from portal.serve.watching import SavedWatcher
from serve.visiting import PATIENCE, own_project

Make = Callable[..., World]
Saved = Queue[frozenset[Path]]


@contextmanager
def watching(project: Project) -> Iterator[Saved]:
    """Watch a project for the time of a test; wait until the watch is known to have begun."""
    saved: Saved = Queue()
    watcher = SavedWatcher(project, saved.put)
    assert watcher.start(None) is True, "livereload must not poll"
    try:
        for path in (project.content / "begun.md", project.config):
            _touch_until_seen(path, saved)
        yield saved
    finally:
        watcher.end()


def _touch_until_seen(path: Path, saved: Saved) -> None:
    for _ in range(PATIENCE * 10):
        path.write_bytes(path.read_bytes() if path.exists() else b"x")
        try:
            while path.resolve() not in saved.get(timeout=0.1):
                pass
            return
        except Exception:  # noqa: S112 (nothing was seen yet)
            continue
    raise AssertionError(f"nobody noticed {path}")


def wait_for(path: Path, saved: Saved) -> None:
    """Wait until a path is among what was saved."""
    while path.resolve() not in saved.get(timeout=PATIENCE):
        pass


@pytest.mark.parametrize(
    "name",
    ["content/pages/new.md", "templates/layouts/base.html", "assets/css/base.css", "site.yaml"],
)
def test_content_templates_assets_and_settings_are_watched(world: Make, name: str) -> None:
    made = world()
    with watching(own_project(made)) as saved:
        made.write({name: "new"})
        wait_for(made.root / name, saved)


def test_an_editor_that_puts_a_new_file_in_place_of_the_old_is_seen_each_time(world: Make) -> None:
    made = world()
    with watching(own_project(made)) as saved:
        for text in ("one", "two", "three"):
            made.write({"site.yaml.new": text})
            (made.root / "site.yaml.new").replace(made.root / "site.yaml")
            wait_for(made.root / "site.yaml", saved)


def test_output_cache_and_litter_are_not_watched(world: Make) -> None:
    made = world()
    with watching(own_project(made)) as saved:
        made.write(
            {
                "dist/index.html": "x",
                ".cache/prose.json": "x",
                "content/.cache/x": "x",
                "content/pages/.about.md.swp": "x",
                "content/pages/about.md~": "x",
                "content/pages/#about.md.tmp": "x",
            }
        )
        made.write({"content/last.md": "x"})
        seen: set[Path] = set()
        while (made.root / "content/last.md").resolve() not in seen:
            seen |= saved.get(timeout=PATIENCE)
        assert {path.name for path in seen} <= {"last.md", "begun.md", "site.yaml"}


def test_a_folder_that_goes_and_comes_back_is_watched_again(world: Make) -> None:
    made = world()
    project = own_project(made)
    with watching(project) as saved:
        shutil.move(project.content, made.root / "aside")
        wait_for(project.content, saved)
        shutil.move(made.root / "aside", project.content)
        wait_for(project.content, saved)
        _touch_until_seen(project.content / "pages" / "again.md", saved)
