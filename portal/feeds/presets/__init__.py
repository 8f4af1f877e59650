"""Presets: one YAML file for each system whose JSON or XML only has to be mapped."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from portal.content.feed import FeedMap, ItemsPath
from portal.errors import Problem
from portal.expressions import Condition, Expression, condition, expression
from portal.schema import Part, Text, validate
from portal.source import Source, read_yaml

_FOLDER = Path(__file__).resolve().parent
__all__ = ["Preset", "PresetError", "preset", "read_preset"]


class Preset(Part):
    """How to read what one system sends."""

    title: Text = Field(description="The system's name.")
    about: Text = Field(description="Where its feed is found, and what it leaves out.")
    kind: Literal["json", "xml"] = Field(description="What it is written in.")
    recognise: list[Text] = Field(
        [], description="Paths in the first item that together are this system's alone."
    )
    items: ItemsPath = Field(description="Where the items are; `.` is the document itself.")
    map: FeedMap = Field(description="Our field: where it stands in an item.")
    leave_out: list[Text] = Field([], description="Conditions on which an item is not public.")

    @cached_property
    def expressions(self) -> dict[str, Expression]:
        """Return the map, understood."""
        return {field: expression(text) for field, text in self.map.items()}

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """Return the conditions on which an item is left out, understood."""
        return tuple(condition(text) for text in self.leave_out)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Return words that a document without them cannot be recognised by."""
        return tuple(each.rsplit(".", 1)[-1].lstrip("/@") for each in self.recognise)


class PresetError(Exception):
    """A preset that we ship is not right; the tests find it before anybody else does."""


def read_preset(text: str, name: str) -> tuple[Preset | None, list[Problem]]:
    """Return the preset in a text, or None, and every problem in it, each at its line."""
    made = read_yaml(text, name)
    if made.problems:
        return None, made.problems
    return validate(Preset, made.data, Source(name, made.values, made.keys), date.min, False)


@lru_cache(maxsize=64)
def preset(name: str) -> Preset:
    """Return a preset by its name. Raises PresetError."""
    path = _FOLDER / f"{name}.yaml"
    found, problems = read_preset(path.read_text("utf-8"), f"portal/feeds/presets/{path.name}")
    if found is None:
        raise PresetError("; ".join(str(each) for each in problems))
    return found
