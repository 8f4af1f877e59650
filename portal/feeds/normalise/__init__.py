"""From what a feed says to what the site shows: one module for each part of a vacancy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from portal.content.vacancy import Vacancy
from portal.feeds.item import TEXT_FIELDS, Item, Reading
from portal.feeds.normalise.identity import Identity, ids
from portal.feeds.normalise.note import Happened, Note, printable_title
from portal.feeds.normalise.place import Gazetteer, GazetteerPlace
from portal.feeds.normalise.role import RoleMatch, RoleMatcher
from portal.feeds.normalise.vacancy import Lookups, vacancy_of

__all__ = [
    "Gazetteer",
    "GazetteerPlace",
    "Happened",
    "Note",
    "RoleMatch",
    "RoleMatcher",
    "vacancies",
]

_Found = tuple[Item, Vacancy, list[str]]

_NO_LETTERS = "Its title has no letters in it."
_REPEATED = "It is the same vacancy as an earlier item."
_SHARED = "Its reference or address is another vacancy's too, so its own words make its id."


def vacancies(
    reading: Reading,
    feed_id: str,
    defaults: Mapping[str, str],
    gazetteer: Gazetteer,
    matcher: RoleMatcher,
    providers: Mapping[str, str],
    example: bool = False,
) -> tuple[tuple[Vacancy, ...], tuple[Note, ...]]:
    """Return the vacancies of a reading, in its order, and a note for every loss and change.

    `defaults` are texts for fields of `Item`, used where an item is silent. `providers` maps
    lower-case names, and ids if wanted, to providers' ids.
    """
    notes = [Note(feed_id, 0, problem) for problem in reading.problems]
    for skipped in reading.skipped:
        notes.append(Note(feed_id, skipped.number, skipped.reason, happened=Happened.SKIPPED))
    lookups = Lookups(feed_id, gazetteer, matcher, providers, example)
    usable = {name: text for name, text in defaults.items() if name in TEXT_FIELDS and text}
    found: list[_Found] = []
    for raw in reading.items:
        item = _with_defaults(raw, usable) if usable else raw
        vacancy, remarks = vacancy_of(item, lookups)
        if any(each.isalpha() for each in vacancy.title):
            found.append((item, vacancy, remarks))
        else:
            notes.append(Note(feed_id, raw.number, _NO_LETTERS, happened=Happened.SKIPPED))
    kept, more = _with_ids(feed_id, found)
    return kept, tuple(sorted((*notes, *more), key=lambda note: note.number))


def _with_defaults(item: Item, defaults: Mapping[str, str]) -> Item:
    missing = {name: text for name, text in defaults.items() if not getattr(item, name)}
    return replace(item, **missing) if missing else item


def _with_ids(feed_id: str, found: list[_Found]) -> tuple[tuple[Vacancy, ...], list[Note]]:
    """Return the vacancies under ids of their own, without repetitions, and notes on all of it."""
    own_ids = ids(feed_id, [_identity(item, vacancy) for item, vacancy, _ in found])
    kept: list[Vacancy] = []
    notes: list[Note] = []
    for (item, vacancy, remarks), (own, is_shared) in zip(found, own_ids, strict=True):
        title = printable_title(vacancy.title)
        if not own:
            notes.append(Note(feed_id, item.number, _REPEATED, title, Happened.SKIPPED))
            continue
        if is_shared:
            remarks.append(_SHARED)
        notes += [Note(feed_id, item.number, remark, title) for remark in remarks]
        kept.append(replace(vacancy, id=own))
    return tuple(kept), notes


def _identity(item: Item, vacancy: Vacancy) -> Identity:
    content = (
        *(item.description, item.pay_text, item.pay_minimum, item.pay_maximum),
        *(item.hours, item.shifts, item.contract, item.posted, item.closes, item.starts),
    )
    return Identity(
        vacancy.reference,
        vacancy.apply.url,
        vacancy.provider_name,
        vacancy.title,
        vacancy.postcode or vacancy.place,
        "\x1f".join(content),
    )
