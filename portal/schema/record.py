"""The strict base of every record an author writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr

from portal.errors import Position
from portal.schema.fields import Reference
from portal.source import Location, Source
from portal.values import fixed

_NO_SOURCE = Source("")
# Which fields were written, as pydantic tells it: a set for each of those that differ.
_WRITTEN: dict[frozenset[str], set[str]] = {}


class Part(BaseModel):
    """A group of fields inside a record. Unknown keys are problems, and nothing changes later."""

    # What checks a group is made when it is first used: of most, only as a part of their record's.
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        validate_default=False,
        defer_build=True,
    )

    def model_post_init(self, context: Any) -> None:  # noqa: ARG002 (the signature is pydantic's)
        """Hold the same set of names as others that have them: one of its own takes a kilobyte."""
        names = self.__pydantic_fields_set__
        same = _WRITTEN.setdefault(frozenset(names), names)
        object.__setattr__(self, "__pydantic_fields_set__", same)


@fixed
class Provenance:
    """Where a record comes from, and what it names. `position` is its first line."""

    id: str = ""
    source: Source = _NO_SOURCE
    body: str = ""
    body_line: int = 0
    references: tuple[tuple[Location, Reference, str], ...] = ()
    position: Position = field(init=False)

    def __post_init__(self) -> None:
        """Find the first line once: it is asked for by many checks and for each page."""
        object.__setattr__(self, "position", self.source.position())


_NOWHERE = Provenance()


class Record(Part):
    """Something an author writes: a file, or an entry in a file that holds a list."""

    # From a function: a default itself would be copied, in depth, for each record.
    _provenance: Provenance = PrivateAttr(default_factory=lambda: _NOWHERE)

    @property
    def provenance(self) -> Provenance:
        """Return where the record comes from. (Pydantic's own way to a private field is slow.)"""
        private = self.__pydantic_private__
        return private["_provenance"] if private else _NOWHERE

    @property
    def id(self) -> str:
        """Return the name that other records use: the file's name, or the `id` of an entry."""
        private = self.__pydantic_private__  # as above: this is asked for most of all
        return private["_provenance"].id if private else ""

    @property
    def origin(self) -> Source:
        """Return where the record was written."""
        return self.provenance.source

    @property
    def position(self) -> Position:
        """Return the first line of the record."""
        return self.provenance.position

    @property
    def body(self) -> str:
        """Return the Markdown below the facts, or an empty text."""
        return self.provenance.body

    @property
    def body_line(self) -> int:
        """Return the line of the file on which the body starts, or 0."""
        return self.provenance.body_line

    @property
    def references(self) -> tuple[tuple[Location, Reference, str], ...]:
        """Return place, kind and id of every other record that this one names."""
        return self.provenance.references


def models_in(annotation: Any) -> Iterator[type[Part]]:
    """Yield the groups that an annotation speaks of, such as `Person` in `Person | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from models_in(argument)
