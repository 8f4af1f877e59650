"""Checks that what records name is there, and is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from portal.content import TYPES, Form
from portal.content.loading import Records
from portal.content.published import Published
from portal.errors import Problem
from portal.schema import Record, suggest
from portal.source import Location


def check_references(
    records: Records,
    places: Iterable[str],
    districts: Iterable[str],
    hidden: Mapping[tuple[str, str], str],
    today: date,
) -> Iterator[Problem]:
    """Yield a problem for each id that names nothing, or something that is not published.

    `hidden` says why a record, by its kind and id, is not published today.
    """
    known: dict[str, set[str]] = {
        name: {record.id for record in group} for name, group in records.by_type.items()
    }
    known["place"] = set(places)
    known["district"] = set(districts)
    unsure = _unsure(records)
    for group in records.by_type.values():
        for record in group:
            if isinstance(record, Published) and record.hidden_because(today):
                continue  # what is not published may point at what is not published yet
            for location, reference, identity in record.references:
                kind = next((each for each in reference.kinds if identity in known[each]), None)
                if kind is None:
                    if not any(
                        identity in records.broken.get(each, ()) or each in unsure
                        for each in reference.kinds
                    ):  # otherwise it is there, and its own problem is told where it is
                        yield _unknown(record, location, reference.kinds, identity, known)
                elif (kind, identity) in hidden:
                    because = hidden[kind, identity]
                    yield Problem(
                        record.origin.position(*_marked(location)),
                        "not-published",
                        f'{_dotted(location)}: the {kind} "{identity}" is not published: '
                        f"{because}.",
                        "Publish it, or choose another one.",
                    )


def _marked(location: Location) -> Location:
    """Return the location as it is in the file: `from` is no name for a field in Python."""
    return tuple("from" if part == "from_" else part for part in location)


def _dotted(location: Location) -> str:
    return ".".join(part for part in _marked(location) if isinstance(part, str))


def _unknown(
    record: Record,
    location: Location,
    kinds: tuple[str, ...],
    identity: str,
    known: Mapping[str, set[str]],
) -> Problem:
    choices = sorted(set().union(*(known[kind] for kind in kinds)))
    remedy = suggest(identity, choices)
    if not remedy:
        listed = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
        remedy = f"There are: {listed}." if choices else f"Write the {kinds[0]} first."
    return Problem(
        record.origin.position(*_marked(location)),
        "unknown-id",
        f'{_dotted(location)}: there is no {" or ".join(kinds)} called "{identity}".',
        remedy,
    )


def _unsure(records: Records) -> set[str]:
    """Return the kinds of id that may be missing only because their file has a problem."""
    unsure = {
        each.name for each in TYPES if each.form is Form.LIST and records.broken.get(each.name)
    }
    if records.broken.get("places"):
        unsure |= {"place", "district"}
    return unsure
