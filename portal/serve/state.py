"""The site as it stands at one moment, and what a page of it is when it is looked at."""

from __future__ import annotations

from dataclasses import field

from portal.errors import Problem
from portal.planning import Plan
from portal.serve.saved import Age
from portal.values import fixed


@fixed
class Shown:
    """A page as it was made. `problems` are its own; with `broken` there is no text."""

    text: str
    problems: tuple[Problem, ...] = ()
    broken: bool = False


@fixed
class State:
    """The site at one moment. `problems` stand in for every page; `plan` is the last good one.

    From the state with the number `since` to this one, nothing has changed but stylesheets. With
    `early`, the plan is of content alone: no vacancy was read yet.
    """

    number: int
    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    warnings: frozenset[Problem] = frozenset()
    shown: dict[str, Shown] = field(default_factory=dict)
    since: int = 0
    early: bool = False

    def age_of(self, number: int) -> Age:
        """Return what a browser needs that has a page of the state with this number."""
        if number >= self.number:
            return Age.NEW
        return Age.OTHER_STYLES if number >= self.since else Age.OLD

    def looks_like(self, other: State) -> bool:
        """Return whether stylesheets of the same names are in both, and no page of problems."""
        if self.plan is None or other.plan is None or self.problems or other.problems:
            return False
        return self.plan.assets.stylesheets.keys() == other.plan.assets.stylesheets.keys()
