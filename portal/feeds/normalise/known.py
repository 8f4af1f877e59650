"""Items that an earlier run has seen: what they became, by a hash of all that they say.

A feed that is fetched anew says of most of its vacancies what it said before. What an item becomes
is a function of its own words, of the feed's entry, of our places, roles and providers; who keeps
these items sees to it that the rest is the same (`portal.feeds.kept_harvest`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from portal.content.vacancy import Vacancy
from portal.feeds.item import TEXT_FIELDS, Item, with_fields
from portal.feeds.normalise.place import Whereabouts
from portal.feeds.normalise.vacancy import Draft

_FIELDS = tuple(sorted(TEXT_FIELDS))
_texts = attrgetter(*_FIELDS)


@dataclass(frozen=True, slots=True)
class Known:
    """What became of an item: its vacancy, fields that were found in its text, and remarks."""

    vacancy: Vacancy
    found: Mapping[str, str]
    remarks: Sequence[str]


@dataclass(slots=True)
class KnownItems:
    """What became of items: `before` in an earlier run, `now` in this one, by their prints."""

    before: Mapping[str, Known] = field(default_factory=dict)
    now: dict[str, Known] = field(default_factory=dict)

    def draft(self, item: Item, told: str) -> Draft | None:
        """Return the draft of an item that was seen before, its vacancy with it, or None."""
        known = self.before.get(told)
        if known is None:
            return None
        made = known.vacancy
        where = Whereabouts(
            made.place, made.district, made.outcode, made.postcode, made.latitude, made.longitude
        )
        return Draft(
            item=with_fields(item, known.found) if known.found else item,
            title=made.title,
            reference=made.reference,
            provider_name=made.provider_name,
            where=where,
            apply=made.apply,
            description=made.description,
            plain="",
            remarks=list(known.remarks),
            made=made,
        )

    def learn(self, told: str, item: Item, draft: Draft, vacancy: Vacancy) -> None:
        """Keep what an item became."""
        found = {}
        if draft.item is not item:
            pairs = zip(_FIELDS, _texts(item), _texts(draft.item), strict=True)
            found = {name: after for name, before, after in pairs if before != after}
        self.now[told] = Known(vacancy, found, tuple(draft.remarks))


def print_of(item: Item) -> str:
    """Return a hash of all that an item says; its number is not among that."""
    said: tuple[Any, ...] = _texts(item)
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
