"""Items that an earlier run has seen: what they became, by a hash of all that they say.

A feed that is fetched anew says of most of its vacancies what it said before. What an item becomes
is a function of its own words, of the feed's entry, of our places, roles and providers; who keeps
these items sees to it that the rest is the same (`portal.feeds.kept_harvest`).
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.feeds.item import Item, texts_of
from portal.feeds.normalise.vacancy import Made


@dataclass(slots=True)
class KnownItems:
    """What became of items: `before` in an earlier run, `now` in this one, by their prints."""

    before: Mapping[str, Made] = field(default_factory=dict)
    now: dict[str, Made] = field(default_factory=dict)


def print_of(item: Item) -> str:
    """Return a hash of all that an item says; its number is not among that."""
    # Each text with its length. Version 2 does not tell which texts are the very same object.
    said = marshal.dumps(texts_of(item), 2)
    return hashlib.blake2b(said, digest_size=16).hexdigest()
