"""Which other records a record names, read off its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.schema.fields import Reference
from portal.schema.record import Part, models_in
from portal.source import Location


def references(record: Part) -> Iterator[tuple[Location, Reference, str]]:
    """Yield the place, kind and id of every reference in a record to another one."""
    yield from _references(record, ())


def _references(part: Part, base: Location) -> Iterator[tuple[Location, Reference, str]]:
    for name, reference, nested in _shape(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        members = enumerate(value) if isinstance(value, tuple | list) else [(None, value)]
        for index, member in members:
            location = (*base, name) if index is None else (*base, name, index)
            if isinstance(member, Part):
                yield from _references(member, location) if nested else ()
            elif reference is not None and isinstance(member, str):
                yield location, reference, member


_SHAPES: dict[type[Part], tuple[tuple[str, Reference | None, bool], ...]] = {}


def _shape(model: type[Part]) -> tuple[tuple[str, Reference | None, bool], ...]:
    """Return name, reference and whether it holds groups, for the fields worth looking into."""
    if model not in _SHAPES:
        _SHAPES[model] = tuple(
            (name, reference, nested)
            for name, field in model.model_fields.items()
            for reference in [_reference_in(field.metadata, field.annotation)]
            for nested in [any(models_in(field.annotation))]
            if reference is not None or nested
        )
    return _SHAPES[model]


def _reference_in(metadata: list[Any], annotation: Any) -> Reference | None:
    for item in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(item, Reference):
            return item
    for argument in getattr(annotation, "__args__", ()):
        found = _reference_in([], argument)
        if found:
            return found
    return None
