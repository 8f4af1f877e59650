"""Every mistake in tests/mistakes/ gets its own message, word for word, at the right place.

A folder is a mistake: files over the small world, and `expected.txt`, what `check` says of it.
`recipe.yaml` makes what cannot be kept in a repository: links, huge files, missing files.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY, World

MISTAKES = Path(__file__).resolve().parent / "mistakes"
FOLDERS = sorted(path for path in MISTAKES.iterdir() if path.is_dir())


def prepare(folder: Path, made: World) -> None:
    """Put a mistake's files over a world, and follow its recipe."""
    if (folder / "templates").is_dir():
        shutil.copytree(REPOSITORY / "templates", made.root / "templates")
    for name in ("content", "templates"):
        if (folder / name).is_dir():
            shutil.copytree(folder / name, made.root / name, dirs_exist_ok=True)
    if (folder / "site.yaml").is_file():
        shutil.copy(folder / "site.yaml", made.root / "site.yaml")
    recipe_path = folder / "recipe.yaml"
    recipe = yaml.safe_load(recipe_path.read_text("utf-8")) if recipe_path.is_file() else {}
    for name in recipe.get("remove", []):
        (made.root / name).unlink()
    for name, target in recipe.get("link", {}).items():
        (made.root / target).parent.mkdir(parents=True, exist_ok=True)
        (made.root / target).write_text("outside\n", encoding="utf-8")
        (made.root / name).symlink_to((made.root / target).resolve())
    for name, size in recipe.get("size", {}).items():
        with (made.root / name).open("wb") as stream:
            stream.truncate(size)
    for name, words in recipe.get("bytes", {}).items():
        (made.root / name).write_bytes(bytes.fromhex(words))


def said(folder: Path, made: World) -> str:
    """Return what the check says of a mistake, a line each."""
    prepare(folder, made)
    problems = made.build(write=False).problems
    return "".join(f"{problem} [{problem.code}]\n" for problem in problems)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_each_mistake_gets_its_own_message(folder: Path, world: Callable[..., World]) -> None:
    expected = (folder / "expected.txt").read_text("utf-8")
    assert said(folder, world()) == expected


def test_the_small_world_itself_has_no_mistakes(world: Callable[..., World]) -> None:
    assert world().build(write=False).problems == ()
