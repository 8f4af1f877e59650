"""The strict base of every record an author writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr

from portal.errors import Position
from portal.source import Source

_NO_SOURCE = Source("")


class Part(BaseModel):
    """A group of fields inside a record. Unknown keys are problems, and nothing changes later."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, validate_default=False
    )


class Record(Part):
    """Something an author writes: a file, or an entry in a file that holds a list."""

    _id: str = PrivateAttr(default="")
    _source: Source = PrivateAttr(default=_NO_SOURCE)
    _body: str = PrivateAttr(default="")
    _body_line: int = PrivateAttr(default=0)

    @property
    def id(self) -> str:
        """Return the name that other records use: the file's name, or the `id` of an entry."""
        return self._id

    @property
    def origin(self) -> Source:
        """Return where the record was written."""
        return self._source

    @property
    def body(self) -> str:
        """Return the Markdown below the facts, or an empty text."""
        return self._body

    @property
    def position(self) -> Position:
        """Return the first line of the record."""
        return self._source.position()

    @property
    def body_line(self) -> int:
        """Return the line of the file on which the body starts, or 0."""
        return self._body_line


def models_in(annotation: Any) -> Iterator[type[Part]]:
    """Yield the groups that an annotation speaks of, such as `Person` in `Person | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from models_in(argument)
