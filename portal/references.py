"""Checks that what records name is there, and is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from portal.content import TYPES, Form
from portal.content.loading import Records
from portal.content.published import Published, has_ended
from portal.errors import Problem, Severity
from portal.schema import Record, suggest
from portal.schema.remembered import Remembered
from portal.source import Location, slugify

_LISTED = 12


class ReferenceChecker:
    """Checks references, and remembers which unchanged records have none that is wrong."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._are_right: Remembered[bool] = Remembered()

    def check(
        self,
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
        self._are_right.begin(known, hidden, today)

        shown = _Shown(known, hidden)

        def is_right(record: Record) -> bool:
            return all(
                identity in shown[reference.kinds] for _, reference, identity in record.references
            ) or _is_hidden(record, today)

        unsure = _unsure(records)
        for group in records.by_type.values():
            for record in group:
                if not self._are_right.of(record, is_right):
                    yield from _check_record(record, records, known, hidden, unsure)


class _Shown(dict[tuple[str, ...], frozenset[str]]):
    """The ids that may be named, by the kinds that are meant; put together once for all records."""

    def __init__(
        self, known: Mapping[str, set[str]], hidden: Mapping[tuple[str, str], str]
    ) -> None:
        super().__init__()
        self._known = known
        self._hidden = hidden

    def __missing__(self, kinds: tuple[str, ...]) -> frozenset[str]:
        named = frozenset().union(*(self._known[kind] for kind in kinds))
        ids = named - {identity for kind, identity in self._hidden if kind in kinds}
        self[kinds] = ids
        return ids


def _is_hidden(record: Record, today: date) -> bool:
    """Return whether a record is not published: it may point at what is not published yet."""
    return isinstance(record, Published) and bool(record.hidden_because(today))


def _check_record(
    record: Record,
    records: Records,
    known: Mapping[str, set[str]],
    hidden: Mapping[tuple[str, str], str],
    unsure: set[str],
) -> Iterator[Problem]:
    for location, reference, identity in record.references:
        kind = next((each for each in reference.kinds if identity in known[each]), None)
        position = record.origin.position(*_marked(location))
        if kind is None:
            if not any(
                identity in records.broken.get(each, ()) or each in unsure
                for each in reference.kinds
            ):  # otherwise it is there, and its own problem is told where it is
                kinds = " or ".join(reference.kinds)
                yield Problem(
                    position,
                    "unknown-id",
                    f'{_dotted(location)}: there is no {kinds} called "{identity}".',
                    _remedy(records, reference.kinds, identity, known),
                )
        elif (kind, identity) in hidden:
            because = hidden[kind, identity]
            # Pages pass over stories that are gone; other kinds they need.
            ended = kind == "case-study" and has_ended(because)
            yield Problem(
                position,
                "not-published",
                f'{_dotted(location)}: the {kind} "{identity}" is not published: {because}.',
                "Take its name out here." if ended else "Publish it, or choose another one.",
                Severity.WARNING if ended else Severity.ERROR,
            )


def _marked(location: Location) -> Location:
    """Return the location as it is in the file: `from` is no name for a field in Python."""
    return tuple("from" if part == "from_" else part for part in location)


def _dotted(location: Location) -> str:
    return ".".join(part for part in _marked(location) if isinstance(part, str))


def _remedy(
    records: Records, kinds: tuple[str, ...], identity: str, known: Mapping[str, set[str]]
) -> str:
    """Return the id that was meant, also by a title that adverts use; else those that there are."""
    choices = sorted(set().union(*(known[kind] for kind in kinds)))
    names = _names(records, kinds)
    if identity in names:
        return f'Did you mean "{names[identity]}"?'
    if remedy := suggest(identity, choices):
        return remedy
    if near := get_close_matches(identity, names, n=1, cutoff=0.75):
        return f'Did you mean "{names[near[0]]}"?'
    if not choices:
        return f"Write the {kinds[0]} first."
    if len(choices) <= _LISTED:
        return f"There are: {', '.join(choices)}."
    places = " and ".join(f"content/{each.where}" for each in TYPES if each.name in kinds)
    more = f"and {len(choices) - _LISTED} more: all are in {places or 'content/facts/places.yaml'}"
    return f"There are: {', '.join(choices[:_LISTED])} {more}."


def _names(records: Records, kinds: tuple[str, ...]) -> Mapping[str, str]:
    """Return ids by the titles of their records, and by other titles, both written as ids."""
    found: dict[str, str] = {}
    for record in (each for kind in kinds for each in records.by_type.get(kind, ())):
        for name in (getattr(record, "title", ""), *getattr(record, "alt_titles", ())):
            found.setdefault(slugify(str(name)), record.id)
    return found


def _unsure(records: Records) -> set[str]:
    """Return the kinds of id that may be missing only because their file has a problem."""
    unsure = {
        each.name for each in TYPES if each.form is Form.LIST and records.broken.get(each.name)
    }
    if records.broken.get("places"):
        unsure |= {"place", "district"}
    return unsure
