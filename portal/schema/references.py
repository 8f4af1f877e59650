"""Which other records a record names, read off its schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.schema.fields import Reference
from portal.schema.record import Part, models_in
from portal.source import Location


def references(record: Part) -> tuple[tuple[Location, Reference, str], ...]:
    """Return the place, kind and id of every reference in a record to another one."""
    found: list[tuple[Location, Reference, str]] = []
    _collect(record, (), found)
    return tuple(found)


def _collect(part: Part, base: Location, found: list[tuple[Location, Reference, str]]) -> None:
    values = vars(part)  # to ask for each as an attribute takes longer
    for name, reference, nested in _shape(type(part)):
        value = values[name]
        if isinstance(value, str):
            if reference is not None:
                found.append(((*base, name), reference, value))
        elif isinstance(value, tuple | list):
            for index, member in enumerate(value):
                if isinstance(member, str):
                    if reference is not None:
                        found.append(((*base, name, index), reference, member))
                elif nested and isinstance(member, Part):
                    _collect(member, (*base, name, index), found)
        elif nested and isinstance(value, Part):
            _collect(value, (*base, name), found)


_SHAPES: dict[type[Part], tuple[tuple[str, Reference | None, bool], ...]] = {}


def _shape(model: type[Part]) -> tuple[tuple[str, Reference | None, bool], ...]:
    """Return name, reference and whether it holds groups that have some, for the fields worth
    looking into.
    """
    if model not in _SHAPES:
        _SHAPES[model] = tuple(
            (name, reference, nested)
            for name, field in model.model_fields.items()
            for reference in [_reference_in(field.metadata, field.annotation)]
            for nested in [_may_name(models_in(field.annotation))]
            if reference is not None or nested
        )
    return _SHAPES[model]


def _may_name(models: Iterable[type[Part]], above: frozenset[type[Part]] = frozenset()) -> bool:
    """Return whether groups of these kinds have references, or groups inside them have.

    Most have none: of a thousand stories, five thousand groups need not be looked into.
    """
    return any(
        _reference_in(field.metadata, field.annotation) is not None
        or _may_name(models_in(field.annotation), above | {model})
        for model in models
        if model not in above
        for field in model.model_fields.values()
    )


def _reference_in(metadata: list[Any], annotation: Any) -> Reference | None:
    for item in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(item, Reference):
            return item
    for argument in getattr(annotation, "__args__", ()):
        found = _reference_in([], argument)
        if found:
            return found
    return None
