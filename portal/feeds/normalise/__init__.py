"""From what a feed says to what the site shows: one module for each part of a vacancy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from portal.content.vacancy import Vacancy
from portal.feeds.item import TEXT_FIELDS, Item, Reading, with_fields
from portal.feeds.normalise.identity import Identity, ids
from portal.feeds.normalise.known import KnownItems, print_of
from portal.feeds.normalise.note import Happened, Note, printable_title
from portal.feeds.normalise.place import Gazetteer, GazetteerPlace
from portal.feeds.normalise.role import RoleMatch, RoleMatcher
from portal.feeds.normalise.vacancy import Draft, Lookups, draft_of, vacancy_of

__all__ = [
    "Gazetteer",
    "GazetteerPlace",
    "Happened",
    "KnownItems",
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
    known: KnownItems | None = None,
) -> tuple[tuple[Vacancy, ...], tuple[Note, ...]]:
    """Return the vacancies of a reading, in its order, and a note for every loss and change.

    `defaults` are texts for fields of `Item`, used where an item is silent. `providers` maps
    lower-case names, and ids if wanted, to providers' ids. `first_seen` are days by vacancies' ids,
    `last_seen` is the day on which the feed was last checked. `known` are items that an earlier run
    saw, with all else the same; it learns those of this one.
    """
    known = known or KnownItems()
    notes = [Note(feed_id, 0, problem) for problem in reading.problems]
    notes += [
        Note(feed_id, each.number, each.reason, happened=Happened.SKIPPED)
        for each in reading.skipped
    ]
    days = (first_seen, last_seen)
    lookups = Lookups(feed_id, gazetteer, matcher, providers, example, *days)
    usable = {name: text for name, text in defaults.items() if name in TEXT_FIELDS and text}
    drafts: list[_Drafted] = []
    for raw in reading.items:
        item = _with_defaults(raw, usable) if usable else raw
        told = print_of(item)
        draft = known.draft(item, told) or draft_of(item, lookups)
        if any(each.isalpha() for each in draft.title):
            drafts.append(_Drafted(told, item, draft))
        else:
            notes.append(Note(feed_id, raw.number, _NO_LETTERS, happened=Happened.SKIPPED))
    kept, more = _with_ids(drafts, lookups, known)
    return kept, tuple(sorted((*notes, *more), key=lambda note: note.number))


def _with_defaults(item: Item, defaults: Mapping[str, str]) -> Item:
    missing = {name: text for name, text in defaults.items() if not getattr(item, name)}
    return with_fields(item, missing) if missing else item


class _Drafted(NamedTuple):
    """An item, its print, and what it is going to be."""

    told: str
    item: Item
    draft: Draft


def _with_ids(
    drafts: list[_Drafted], lookups: Lookups, known: KnownItems
) -> tuple[tuple[Vacancy, ...], list[Note]]:
    """Return the vacancies under ids of their own, without repetitions, and notes on all of it."""
    own_ids = ids(lookups.feed, [_identity(each.draft) for each in drafts])
    kept: list[Vacancy] = []
    notes: list[Note] = []
    for (told, item, draft), (own, is_shared) in zip(drafts, own_ids, strict=True):
        number = draft.item.number
        if not own:
            title = printable_title(draft.title)
            notes.append(Note(lookups.feed, number, _REPEATED, title, Happened.SKIPPED))
            continue
        kept.append(vacancy_of(draft, own, lookups))
        known.learn(told, item, draft, kept[-1])
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
