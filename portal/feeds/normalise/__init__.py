"""From what a feed says to what the site shows: one module for each part of a vacancy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from portal.content.vacancy import Vacancy
from portal.feeds.item import TEXT_FIELDS, Item, Reading, with_fields
from portal.feeds.normalise.description import safe_html
from portal.feeds.normalise.identity import Identity, ids
from portal.feeds.normalise.known import KnownItems, print_of
from portal.feeds.normalise.note import Happened, Note, printable_title
from portal.feeds.normalise.phrases import forget_lines
from portal.feeds.normalise.place import Gazetteer, GazetteerPlace
from portal.feeds.normalise.role import RoleMatch, RoleMatcher
from portal.feeds.normalise.vacancy import Lookups, Made, made_of
from portal.values import complete
from portal.workers import spread

__all__ = [
    "Gazetteer",
    "GazetteerPlace",
    "Happened",
    "KnownItems",
    "Note",
    "RoleMatch",
    "RoleMatcher",
    "forget_texts",
    "vacancies",
]

# So many items are worked out in one go where several processes share the work.
_PIECE = 500
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
    owner: str | None = None,
    example: bool = False,
    first_seen: Mapping[str, date] = MappingProxyType({}),
    last_seen: date | None = None,
    known: KnownItems | None = None,
    jobs: int = 1,
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
    lookups = Lookups(feed_id, gazetteer, matcher, providers, owner, example)
    usable = {name: text for name, text in defaults.items() if name in TEXT_FIELDS and text}
    items = [_with_defaults(raw, usable) if usable else raw for raw in reading.items]
    drafts: list[_Draft] = []
    for each in _drafts(items, lookups, known, jobs):
        if any(map(str.isalpha, each.made.vacancy.title)):
            drafts.append(each)
        else:
            notes.append(Note(feed_id, each.item.number, _NO_LETTERS, happened=Happened.SKIPPED))
    kept, more = _with_ids(drafts, feed_id, known)
    vacancies = tuple(
        complete(each, first_seen=first_seen.get(each.id), last_seen=last_seen) for each in kept
    )
    return vacancies, tuple(sorted((*notes, *more), key=lambda note: note.number))


def forget_texts() -> None:
    """Let go of the adverts' texts that were remembered: ten megabytes, until the next feeds."""
    safe_html.cache_clear()
    forget_lines()


def _with_defaults(item: Item, defaults: Mapping[str, str]) -> Item:
    missing = {name: text for name, text in defaults.items() if not getattr(item, name)}
    return with_fields(item, missing) if missing else item


class _Draft(NamedTuple):
    """An item, its print, and what it became."""

    told: str
    item: Item
    made: Made


def _drafts(
    items: Sequence[Item], lookups: Lookups, known: KnownItems, jobs: int
) -> Iterator[_Draft]:
    """Yield what each item becomes. Those that are not known are worked out in pieces."""
    prints = [print_of(each) for each in items]
    new = [item for item, told in zip(items, prints, strict=True) if told not in known.before]

    def work(piece: int) -> list[Made]:
        return [made_of(each, lookups) for each in new[piece * _PIECE : (piece + 1) * _PIECE]]

    made = chain.from_iterable(spread(-(-len(new) // _PIECE), work, jobs))
    for item, told in zip(items, prints, strict=True):
        yield _Draft(told, item, known.before.get(told) or next(made))


def _with_ids(
    drafts: list[_Draft], feed_id: str, known: KnownItems
) -> tuple[list[Vacancy], list[Note]]:
    """Return the vacancies under ids of their own, without repetitions, and notes on all of it."""
    own_ids = ids(feed_id, [_identity(each.item, each.made) for each in drafts])
    kept: list[Vacancy] = []
    notes: list[Note] = []
    for (told, item, made), (own, is_shared) in zip(drafts, own_ids, strict=True):
        vacancy = made.vacancy
        if not own:
            title = printable_title(vacancy.title)
            notes.append(Note(feed_id, item.number, _REPEATED, title, Happened.SKIPPED))
            continue
        kept.append(complete(vacancy, id=own))
        known.now[told] = made
        remarks = [*made.remarks, _SHARED] if is_shared else made.remarks
        if remarks:
            title = printable_title(vacancy.title)
            notes += [Note(feed_id, item.number, remark, title) for remark in remarks]
    return kept, notes


_content_of: Callable[[Item], tuple[str, ...]] = attrgetter(
    *("description", "pay_text", "pay_minimum", "pay_maximum"),
    *("hours", "shifts", "contract", "posted", "closes", "starts"),
)


def _identity(item: Item, made: Made) -> Identity:
    vacancy = made.vacancy
    return Identity(
        vacancy.reference,
        vacancy.apply.url,
        vacancy.provider_name,
        vacancy.title,
        vacancy.postcode or vacancy.place,
        _content_of(with_fields(item, made.found) if made.found else item),
    )
