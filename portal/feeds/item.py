"""What a reader hands on: items whose fields are still the feed's own text, in our words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from portal.values import fixed

# More than any board in the country carries; beyond it a file is broken or hostile.
MAXIMUM_ITEMS = 200_000


@fixed
class Item:
    """One advert as the feed told it: every field is text, and empty where the feed is silent.

    `number` counts the feed's items from 1, so that a person can find the one that is meant.
    `description` is raw HTML or plain text and not safe to print. `location` is a place in one
    piece, such as "Oadby, LE2 4AB"; the other place fields are its parts where the feed has them.
    `other_places` are the further places of one and the same advert, one a line.
    """

    number: int
    reference: str = ""
    title: str = ""
    provider: str = ""
    location: str = ""
    street: str = ""
    locality: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    latitude: str = ""
    longitude: str = ""
    other_places: str = ""
    description: str = ""
    pay_minimum: str = ""
    pay_maximum: str = ""
    pay_per: str = ""
    pay_currency: str = ""
    pay_text: str = ""
    contract: str = ""
    hours: str = ""
    hours_minimum: str = ""
    hours_maximum: str = ""
    guaranteed_hours: str = ""
    shifts: str = ""
    driving: str = ""
    travel_time_paid: str = ""
    mileage: str = ""
    dbs_paid_by: str = ""
    induction_paid: str = ""
    sick_pay: str = ""
    uniform_provided: str = ""
    experience: str = ""
    starts: str = ""
    posted: str = ""
    closes: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""


_TEXTS = tuple(each.name for each in fields(Item) if each.name != "number")
TEXT_FIELDS = frozenset(_TEXTS)
# All that an item says, in the order of its fields.
texts_of: Callable[[Item], tuple[str, ...]] = attrgetter(*_TEXTS)


def with_fields(item: Item, texts: Mapping[str, str]) -> Item:
    """Return the item with these texts for its fields."""
    known = dict(zip(_TEXTS, texts_of(item), strict=True))
    return Item(item.number, **{**known, **texts})


@fixed
class Skipped:
    """An item that was seen and not kept, and why, in plain English."""

    number: int
    reason: str


class Untold(NamedTuple):
    """An item as its feed has it, until somebody asks what it says: most say what they said before.

    `tell` makes our item of number and record; what comes of it is a function of the two. `told` is
    its print, where its reader has made one (`portal.feeds.elements`).
    """

    number: int
    record: Any
    tell: Callable[[int, Any], Item | Skipped]
    told: str = ""


Entry = Item | Skipped | Untold


def item_of(entry: Entry) -> Item | Skipped:
    """Return what an entry says. Never raises."""
    if not isinstance(entry, Untold):
        return entry
    try:
        return entry.tell(entry.number, entry.record)
    except Exception as fault:
        # As with a whole feed (`portal.feeds.read`): one item must not cost the others.
        return Skipped(entry.number, f"It could not be read ({type(fault).__name__}).")


@fixed(slots=False)
class Reading:
    """All that was found in one feed. Every entry is either in `items` or in `skipped`.

    `format` is the reader's name, or empty where none understood the bytes. `lenient` says that
    the feed broke its own format's rules and was read with a forgiving parser. `problems` are
    whole sentences about the feed, not about one item. `prints` are those of the entries, where
    they are known (`portal.feeds.prints`).
    """

    format: str
    entries: tuple[Entry, ...] = ()
    lenient: bool = False
    problems: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()

    @cached_property
    def told(self) -> tuple[Item | Skipped, ...]:
        """Return what all entries say."""
        return tuple(map(item_of, self.entries))

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items that can be used."""
        return tuple(each for each in self.told if isinstance(each, Item))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Return the items that cannot, with the reasons."""
        return tuple(each for each in self.told if isinstance(each, Skipped))

    @property
    def read(self) -> int:
        """Return how many items were seen, kept or not."""
        return len(self.entries)


def reading(
    format_name: str,
    entries: Sequence[Entry],
    *,
    lenient: bool = False,
    problems: tuple[str, ...] = (),
    empty: str = "It holds no vacancies.",
) -> Reading:
    """Return the reading of these entries; `empty` is the problem where there are none."""
    if not entries and not problems:
        problems = (empty,)
    if len(entries) >= MAXIMUM_ITEMS:
        problems = (*problems, f"It is too long: only its first {MAXIMUM_ITEMS:,} items were read.")
    return Reading(format_name, tuple(entries), lenient=lenient, problems=problems)


# What systems write where they have nothing to say. "None" is an answer: no experience needed.
_NOTHING = frozenset(
    written
    for nothing in ("null", "n/a", "nan", "nil", "undefined", "#n/a", "(null)")
    for written in (nothing, nothing.upper(), nothing.capitalize())
) | {"NaN"}


def _whole(text: str) -> str:
    """Return a text without halves of characters, which JSON can name and no file can hold.

    Systems that cut a text at so many UTF-16 units leave such a half of an emoji at its end.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "ignore").decode()
    return text


def item_or_skipped(number: int, found: dict[str, str]) -> Item | Skipped:
    """Return the item with these fields, or why it is not one: a vacancy needs a title."""
    if not _NOTHING.isdisjoint(found.values()):
        found = {name: each for name, each in found.items() if each not in _NOTHING}
    if not all(map(str.isascii, found.values())):
        found = {name: _whole(each) for name, each in found.items()}
    if not found.get("title"):
        return Skipped(number, "It has no title.")
    return Item(number, **found)
