"""Which of pydantic's findings say again what another one says better."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from portal.errors import Problem
from portal.source import Location

_WRONG_SHAPES = frozenset({"string_type", "model_type", "model_attributes_type", "dict_type"})


def without_echoes(details: list[ErrorDetails], data: Any) -> list[ErrorDetails]:
    """Return the findings that an author should read, one for each mistake."""
    return _without_others(_without_short_lists(details), data)


def _without_short_lists(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is too short where that is so only because an entry of it is wrong."""
    return [
        detail
        for detail in details
        if detail["type"] != "too_short"
        or not any(
            other is not detail and other["loc"][: len(detail["loc"])] == detail["loc"]
            for other in details
        )
    ]


def _without_others(details: list[ErrorDetails], data: Any) -> list[ErrorDetails]:
    """Leave out what a field could have been instead, such as an id in place of a group.

    Where several shapes can stand in a field, pydantic tells what is wrong for each of them.
    """
    located = [(real_location(detail["loc"], data), detail) for detail in details]
    kept = []
    for number, (location, detail) in enumerate(located):
        better = any(
            other[: len(location)] == location
            and (each["type"] not in _WRONG_SHAPES or index < number)
            for index, (other, each) in enumerate(located)
            if index != number
        )
        if detail["type"] not in _WRONG_SHAPES or not better:
            kept.append(detail)
    return kept


def _quoted(sentence: str) -> str:
    return sentence.split('"')[1]


def without_renamed(problems: list[Problem]) -> list[Problem]:
    """Leave out that a name is missing where another problem says that it is misspelt."""
    meant = set()
    for each in problems:
        if each.code == "unknown-key" and each.remedy.startswith("Did you mean"):
            above, dot, _ = _quoted(each.sentence).rpartition(".")
            meant.add(f"{above}{dot}{_quoted(each.remedy)}")
    return [
        each for each in problems if each.code != "missing" or _quoted(each.sentence) not in meant
    ]


def real_location(loc: tuple[int | str, ...], data: Any) -> Location:
    """Return the part of pydantic's location that is in the data (it also names union members)."""
    location: list[str | int] = []
    here = data
    for part in loc:
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            continue
        location.append(part)
    return tuple(location)
