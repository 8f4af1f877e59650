"""What was saved, by what has to be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, Flag, auto
from pathlib import Path

from portal.project import Project

_NAMED = 2


class Part(Flag):
    """A part of the site that is made again by itself. `REST` is all that a plan is made of."""

    TEMPLATES = auto()
    STYLES = auto()
    ASSETS = auto()
    REST = auto()


class Age(Enum):
    """What a page in a browser is, after something was saved."""

    NEW = auto()
    OTHER_STYLES = auto()
    OLD = auto()


def parts_of(saved: Iterable[Path], project: Project) -> Part:
    """Return the parts of a project to which files belong."""
    templates, assets = project.templates.resolve(), project.assets.resolve()
    parts = Part(0)
    for path in saved:
        if path.is_relative_to(templates):
            parts |= Part.TEMPLATES
        elif path.is_relative_to(assets):
            parts |= Part.STYLES if path.suffix == ".css" else Part.ASSETS
        else:
            parts |= Part.REST
    return parts


def names_of(saved: Iterable[Path], folder: Path) -> str:
    """Return the names of files, as seen from a folder; of many, the first ones."""
    root = folder.resolve()
    names = sorted(
        path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        for path in saved
    )
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
