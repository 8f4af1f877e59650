"""What `new` writes where an author must still write: it may stand in a draft and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.errors import Position, Problem
from portal.source import Document, Location

PLACEHOLDER = "Write here"
NO_CONSENT = "NO CONSENT YET"
_PARTS, _PARTS_OF_NO_CONSENT = PLACEHOLDER.split(), NO_CONSENT.split()


def check_placeholders(document: Document) -> Iterator[Problem]:
    """Yield a problem for each placeholder that is left in a file that is no draft."""
    data = document.data
    if isinstance(data, dict) and str(data.get("draft", "")).lower() == "true":
        return
    for location, text in _texts(data, ()) if _may_hold_one(document) else ():
        if NO_CONSENT in text:
            yield Problem(
                document.source.position(*location),
                "no-consent",
                "The consent is still the placeholder, so nobody has agreed to this yet.",
                "Write the number of the signed form, or draft: true until you have it.",
            )
        elif text.startswith(PLACEHOLDER):
            yield _left(document.source.position(*location))
    lines = document.body.split("\n") if PLACEHOLDER in document.body else ()
    for number, line in enumerate(lines, document.body_line):
        if line.startswith(PLACEHOLDER):
            yield _left(Position(document.source.path, number))


def _may_hold_one(document: Document) -> bool:
    """Return whether there may be a placeholder: sooner than where, asked for hardly ever."""
    return document.may_say(*_PARTS) or document.may_say(*_PARTS_OF_NO_CONSENT)


def _left(position: Position) -> Problem:
    return Problem(
        position,
        "placeholder",
        f'"{PLACEHOLDER}" is still here.',
        "Put your own words in its place, or take the line out.",
    )


def _texts(data: Any, base: Location) -> Iterator[tuple[Location, str]]:
    members: Any = ()
    if isinstance(data, dict):
        members = data.items()
    elif isinstance(data, list):
        members = enumerate(data)
    elif isinstance(data, str):
        yield base, data
    for key, value in members:
        yield from _texts(value, (*base, key))
