"""From what a feed says to what the site shows: one module for each part of a vacancy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from portal.content.advert_rules import wording
from portal.content.vacancy import Vacancy
from portal.feeds.item import TEXT_FIELDS, Entry, Item, Reading, Skipped, item_of, with_fields
from portal.feeds.normalise import phrases
from portal.feeds.normalise.description import safe_html
from portal.feeds.normalise.identity import Identity, ids
from portal.feeds.normalise.known import KnownItems
from portal.feeds.normalise.note import Happened, Note, printable_title
from portal.feeds.normalise.place import Gazetteer, GazetteerPlace
from portal.feeds.normalise.role import RoleMatch, RoleMatcher
from portal.feeds.normalise.vacancy import Lookups, Made, made_of, with_judgement
from portal.feeds.prints import print_of
from portal.promise import Promise
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

# An entry with its print, where that is known, and what an entry with a print became.
_Told = tuple[str, Entry]
_Outcome = tuple[str, Made | Skipped]
# So many items are worked out in one go, and with fewer than these by one process alone.
_PIECE = 100
_WORTH_SPREADING = 600
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
    lookups = Lookups(feed_id, gazetteer, matcher, providers, owner, example)
    usable = {name: text for name, text in defaults.items() if name in TEXT_FIELDS and text}
    drafts: list[_Draft] = []
    made_of_all = _made(reading, usable, lookups, known, jobs)
    for entry, (told, made) in zip(reading.entries, made_of_all, strict=True):
        if isinstance(made, Skipped):
            notes.append(Note(feed_id, made.number, made.reason, happened=Happened.SKIPPED))
        elif any(map(str.isalpha, made.vacancy.title)):
            drafts.append(_Draft(told, entry, made))
        else:
            notes.append(Note(feed_id, entry.number, _NO_LETTERS, happened=Happened.SKIPPED))
    own_ids = ids(feed_id, [_identity(each, usable) for each in drafts])
    kept, more = _with_ids(drafts, own_ids, feed_id, known, first_seen, last_seen)
    return tuple(kept), tuple(sorted((*notes, *more), key=lambda note: note.number))


def forget_texts() -> None:
    """Let go of the adverts' texts that were remembered: ten megabytes, until the next feeds."""
    safe_html.cache_clear()
    phrases.forget_lines()
    wording.forget_lines()


def _with_ids(
    drafts: Sequence[_Draft],
    own_ids: Sequence[tuple[str, bool]],
    feed_id: str,
    known: KnownItems,
    first_seen: Mapping[str, date],
    last_seen: date | None,
) -> tuple[list[Vacancy], list[Note]]:
    """Return the vacancies under ids of their own, with the days on which they were seen, without
    repetitions; and notes on all of it.
    """
    kept: list[Vacancy] = []
    notes: list[Note] = []
    for (told, entry, made), (own, is_shared) in zip(drafts, own_ids, strict=True):
        vacancy = made.vacancy
        if not own:
            title = printable_title(vacancy.title)
            notes.append(Note(feed_id, entry.number, _REPEATED, title, Happened.SKIPPED))
            continue
        vacancy.remember(made.said)
        seen = first_seen.get(own)
        kept.append(complete(vacancy, id=own, first_seen=seen, last_seen=last_seen))
        known.now[told] = made
        remarks = [*made.remarks, _SHARED] if is_shared else made.remarks
        if remarks:
            title = printable_title(vacancy.title)
            notes += [Note(feed_id, entry.number, remark, title) for remark in remarks]
    return kept, notes


class _Draft(NamedTuple):
    """An entry, its print, and what it became."""

    told: str
    entry: Entry
    made: Made


def _item(entry: Entry, defaults: Mapping[str, str]) -> Item | Skipped:
    """Return what an entry says, and the defaults where it is silent."""
    item = item_of(entry)
    if not defaults or isinstance(item, Skipped):
        return item
    missing = {name: text for name, text in defaults.items() if not getattr(item, name)}
    return with_fields(item, missing) if missing else item


def _made(
    reading: Reading,
    defaults: Mapping[str, str],
    lookups: Lookups,
    known: KnownItems,
    jobs: int,
) -> Iterator[tuple[str, Made | Skipped]]:
    """Yield the print of each entry with what it becomes. Of what is not known, much is worked out
    by several processes, and little by another one while this one loads what is known.
    """
    entries, prints = reading.entries, reading.prints
    if not prints:
        prints = tuple(map(print_of, entries)) if known.prints else ("",) * len(entries)
    told = frozenset(known.prints)
    every = list(zip(prints, entries, strict=True))
    new = [each for each in every if each[0] not in told]
    before: Mapping[str, Made] = {}
    of_new: list[_Outcome] | None = None
    if told:
        with Promise[list[_Outcome]](jobs) as beside:
            if 0 < len(new) < _WORTH_SPREADING:
                beside.begin(partial(_worked_out, new, defaults, lookups))
            before = known.before
            of_new = beside.value() if before else None
        new = new if before else every
    if of_new is None:
        of_new = _worked_out_by(jobs, new, defaults, lookups)
    outcomes = iter(of_new)
    for each in prints:
        yield (each, before[each]) if each in before else next(outcomes)


def _worked_out_by(
    jobs: int, new: Sequence[_Told], defaults: Mapping[str, str], lookups: Lookups
) -> list[_Outcome]:
    """Return what `_worked_out` does, by several processes where that is worth it."""

    def work(piece: int) -> list[_Outcome]:
        own = new[piece * _PIECE : (piece + 1) * _PIECE]
        return _worked_out(own, defaults, lookups)

    several = jobs if len(new) >= _WORTH_SPREADING else 1
    return list(chain.from_iterable(spread(-(-len(new) // _PIECE), work, several)))


def _worked_out(
    new: Sequence[_Told], defaults: Mapping[str, str], lookups: Lookups
) -> list[_Outcome]:
    """Return the prints of entries with what they become."""
    # One step for all of them before the next: the processor has its program at hand then.
    items = [_item(each, defaults) for _, each in new]
    made = [each if isinstance(each, Skipped) else made_of(each, lookups) for each in items]
    judged = [each if isinstance(each, Skipped) else with_judgement(each) for each in made]
    return [
        (told or print_of(entry), each) for (told, entry), each in zip(new, judged, strict=True)
    ]


_content_of: Callable[[Item], tuple[str, ...]] = attrgetter(
    *("description", "pay_text", "pay_minimum", "pay_maximum"),
    *("hours", "shifts", "contract", "posted", "closes", "starts"),
)


def _identity(draft: _Draft, defaults: Mapping[str, str]) -> Identity:
    vacancy = draft.made.vacancy
    return Identity(
        vacancy.reference,
        vacancy.apply.url,
        vacancy.provider_name,
        vacancy.title,
        vacancy.postcode or vacancy.place,
        partial(_content, draft, defaults),
    )


def _content(draft: _Draft, defaults: Mapping[str, str]) -> tuple[str, ...]:
    item = _item(draft.entry, defaults)
    if isinstance(item, Skipped):  # it was none a moment ago
        return ()
    return _content_of(with_fields(item, draft.made.found) if draft.made.found else item)
