"""Records of which there are ten thousand: fixed values that are made quickly."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Return the class, of two fields or more, as a dataclass whose values nobody changes.

    That nobody does is held by mypy, and not while the program runs: `frozen=True` sets each field
    through a function, and a record of 34 fields then takes ten times as long to make.
    """
    made = dataclass(slots=True, unsafe_hash=True)(kind)
    values_of = attrgetter(*(each.name for each in fields(made)))  # type: ignore[arg-type]

    def reduced(self: T) -> tuple[type[T], Any]:
        return made, values_of(self)

    # How it goes to another process: in one step, and not field by field.
    made.__reduce__ = reduced  # type: ignore[assignment]
    return made


def complete(made: T, **values: object) -> T:
    """Return a record with values that were not known when it was made.

    Only whoever made it may do so, before anybody else has it.
    """
    for name, value in values.items():
        setattr(made, name, value)
    return made
