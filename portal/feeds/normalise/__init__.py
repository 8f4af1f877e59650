"""From what a feed says to what the site shows: one module for each part of a vacancy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from portal.content.vacancy import Vacancy
from portal.feeds.item import TEXT_FIELDS, Item, Reading, with_fields
from portal.feeds.normalise.identity import Identity, ids
from portal.feeds.normalise.note import Happened, Note, printable_title
from portal.feeds.normalise.place import Gazetteer, GazetteerPlace
from portal.feeds.normalise.role import RoleMatch, RoleMatcher
from portal.feeds.normalise.vacancy import Draft, Lookups, draft_of, vacancy_of

__all__ = [
    "Gazetteer",
    "GazetteerPlace",
    "Happened",
    "Note",
    "RoleMatch",
    "RoleMatcher",
    "vacancies",
]

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
    first_seen: Mapping[str, date] = MappingProxyType({}),
    last_seen: date | None = None,
) -> tuple[tuple[Vacancy, ...], tuple[Note, ...]]:
    """Return the vacancies of a reading, in its order, and a note for every loss and change.

    `defaults` are texts for fields of `Item`, used where an item is silent. `providers` maps
    lower-case names, and ids if wanted, to providers' ids. `first_seen` are days by vacancies' ids,
    `last_seen` is the day on which the feed was last checked.
    """
    notes = [Note(feed_id, 0, problem) for problem in reading.problems]
    notes += [
        Note(feed_id, each.number, each.reason, happened=Happened.SKIPPED)
        for each in reading.skipped
    ]
    days = (first_seen, last_seen)
    lookups = Lookups(feed_id, gazetteer, matcher, providers, example, *days)
    usable = {name: text for name, text in defaults.items() if name in TEXT_FIELDS and text}
    drafts: list[Draft] = []
    for raw in reading.items:
        draft = draft_of(_with_defaults(raw, usable) if usable else raw, lookups)
        if any(each.isalpha() for each in draft.title):
            drafts.append(draft)
        else:
            notes.append(Note(feed_id, raw.number, _NO_LETTERS, happened=Happened.SKIPPED))
    kept, more = _with_ids(drafts, lookups)
    return kept, tuple(sorted((*notes, *more), key=lambda note: note.number))


def _with_defaults(item: Item, defaults: Mapping[str, str]) -> Item:
    missing = {name: text for name, text in defaults.items() if not getattr(item, name)}
    return with_fields(item, missing) if missing else item


def _with_ids(drafts: list[Draft], lookups: Lookups) -> tuple[tuple[Vacancy, ...], list[Note]]:
    """Return the vacancies under ids of their own, without repetitions, and notes on all of it."""
    own_ids = ids(lookups.feed, [_identity(draft) for draft in drafts])
    kept: list[Vacancy] = []
    notes: list[Note] = []
    for draft, (own, is_shared) in zip(drafts, own_ids, strict=True):
        number = draft.item.number
        if not own:
            title = printable_title(draft.title)
            notes.append(Note(lookups.feed, number, _REPEATED, title, Happened.SKIPPED))
            continue
        kept.append(vacancy_of(draft, own, lookups))
        remarks = [*draft.remarks, _SHARED] if is_shared else draft.remarks
        if remarks:
            title = printable_title(draft.title)
            notes += [Note(lookups.feed, number, remark, title) for remark in remarks]
    return tuple(kept), notes


def _identity(draft: Draft) -> Identity:
    item = draft.item
    content = (
        *(item.description, item.pay_text, item.pay_minimum, item.pay_maximum),
        *(item.hours, item.shifts, item.contract, item.posted, item.closes, item.starts),
    )
    return Identity(
        draft.reference,
        draft.apply.url,
        draft.provider_name,
        draft.title,
        draft.where.postcode or draft.where.place,
        content,
    )
