"""What was read of YAML: values, and their places. What reads it is loaded when there is some.

That takes 15 ms, and of an edit nearly all facts are known from before (`content.known_facts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from portal.errors import Problem

Location = tuple[str | int, ...]
Marks = dict[Location, tuple[int, int]]


@dataclass(slots=True)
class YamlReading:
    """What a YAML text holds: dicts, lists, texts and None; the places of values and of keys."""

    data: Any = None
    values: Marks = field(default_factory=dict)
    keys: Marks = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Plain(NamedTuple):
    """What a YAML text holds, and on which line and column of it that begins, counted from 0.

    `body` are those of the text that is called so, which is most of what it stands in; `entries`
    those of what a list holds, each of which may be a record.
    """

    data: dict[str, Any] | list[Any]
    line: int
    column: int
    body: tuple[int, int] | None = None
    entries: tuple[tuple[int, int], ...] = ()


class Places:
    """The places of all values and keys of a text that was read before, found when asked for."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        """Take what `read_yaml` takes."""
        self._asked = (text, path, first_line)
        self.values: Mapping[Location, tuple[int, int]] = _Later(self, "values")
        self.keys: Mapping[Location, tuple[int, int]] = _Later(self, "keys")

    @cached_property
    def reading(self) -> YamlReading:
        """Return the text as it is read with every place."""
        return read_yaml(*self._asked)


class _Later(Mapping[Location, tuple[int, int]]):
    """Places of one kind, as a mapping."""

    def __init__(self, places: Places, name: str) -> None:
        self._places, self._name = places, name

    @property
    def _marks(self) -> Marks:
        marks: Marks = getattr(self._places.reading, self._name)
        return marks

    def __getitem__(self, location: Location) -> tuple[int, int]:
        return self._marks[location]

    def __iter__(self) -> Iterator[Location]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


def read_yaml(text: str, path: str, first_line: int = 1) -> YamlReading:
    """Return what `yaml_reader.read_yaml` does."""
    from portal.source import yaml_reader

    return yaml_reader.read_yaml(text, path, first_line)


def read_plain(text: str) -> Plain | None:
    """Return what `plain_yaml.read_plain` does."""
    from portal.source import plain_yaml

    return plain_yaml.read_plain(text)
