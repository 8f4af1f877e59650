"""Items that an earlier run has seen: what they became, by a hash of all that they say.

A feed that is fetched anew says of most of its vacancies what it said before. What an item becomes
is a function of its own words, of the feed's entry, of our places, roles and providers; who keeps
these items sees to it that the rest is the same (`portal.feeds.kept_harvest`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.feeds.normalise.vacancy import Made


@dataclass
class KnownItems:
    """What became of items: `before` in an earlier run, `now` in this one, by their prints.

    `prints` are those of an earlier run, which `load` gives, or nothing where what was kept is
    hurt.
    """

    prints: Collection[str] = frozenset()
    load: Callable[[], Mapping[str, Made]] = dict
    now: dict[str, Made] = field(default_factory=dict)

    @cached_property
    def before(self) -> Mapping[str, Made]:
        """What the items of an earlier run became: all of `prints`, or none."""
        return self.load()
