"""The upright parts of lines, in the gutters between columns: each on a track of its own.

This is channel routing: which of two lines goes up or down first decides whether they cross, or
even lie over one another. The order is improved by moving one line at a time to its best place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from portal.pathway_map.graph import Kind
from portal.values import fixed

PASSES = 4
# A line over a line is worse than any number of crossings that it could save.
OVERLAP = 1000
CLEARANCE = 6
LEAST = 6  # tracks that a gutter has in any case


@fixed(slots=False)
class Run:
    """A tree in a gutter: how far down its lines are that come from the left and from the right."""

    tree: int
    kind: Kind
    stops: frozenset[str]
    left: tuple[int, ...]
    right: tuple[int, ...]

    @cached_property
    def top(self) -> int:
        """Where the upright part begins."""
        return min(self.left + self.right)

    @cached_property
    def bottom(self) -> int:
        """Where the upright part ends."""
        return max(self.left + self.right)

    def meets(self, other: Run) -> bool:
        """Say whether two runs cannot be on one track: both are seen at once, side by side.

        Ways across are shown for one stop at a time.
        """
        if "across" in (self.kind, other.kind) and self.stops.isdisjoint(other.stops):
            return False
        return self.top - CLEARANCE < other.bottom and other.top - CLEARANCE < self.bottom


def cost_of(first: Run, second: Run) -> int:
    """Return what it costs to have one run to the left of another: crossings, and overlaps."""
    over_second = sum(second.top < y < second.bottom for y in first.right)
    over_first = sum(first.top < y < first.bottom for y in second.left)
    shared = sum(abs(one - other) < CLEARANCE for one in first.right for other in second.left)
    return over_second + over_first + OVERLAP * shared


def assign(runs: Sequence[Run]) -> dict[int, int]:
    """Return the place of each run that is not straight, in half tracks from the left, by tree.

    Ways up have whole tracks; ways across, which are shown for one stop at a time, have the halves
    between them.
    """
    upright = [run for run in runs if run.top != run.bottom]
    upright.sort(key=lambda run: (min(run.right, default=0), run.tree))
    up = _in_best_order([run for run in upright if run.kind == "up"])
    places: dict[int, int] = {}
    for number, run in enumerate(up):
        earlier = (places[other.tree] + 2 for other in up[:number] if other.meets(run))
        places[run.tree] = max(earlier, default=0)
    placed = up
    for run in upright:
        if run.kind == "across":
            seen = [other for other in placed if run.meets(other)]
            places[run.tree] = _between(run, seen, places)
            placed = [*placed, run]
    return places


def _between(run: Run, seen: Sequence[Run], places: Mapping[int, int]) -> int:
    """Return the half track on which a way across costs least among those seen with it."""
    taken = {places[other.tree] for other in seen}
    free = (half for half in range(1, 2 * (LEAST + len(seen)), 2) if half not in taken)

    def price(half: int) -> tuple[int, int]:
        cost = sum(
            cost_of(run, other) if half < places[other.tree] else cost_of(other, run)
            for other in seen
        )
        return cost + half // 4, half

    return min(free, key=price)


def _in_best_order(runs: Sequence[Run]) -> list[Run]:
    """Return runs from left to right, so that moving a single one elsewhere takes no cost away."""
    # What it costs more, or less, to have the second run to the left of the first.
    change = [
        [cost_of(other, one) - cost_of(one, other) if one.meets(other) else 0 for other in runs]
        for one in runs
    ]
    order = list(range(len(runs)))
    for _ in range(PASSES):
        moved = False
        for run in range(len(runs)):
            at = order.index(run)
            rest = order[:at] + order[at + 1 :]
            # Ahead of all others, then behind the first of them, the second, and so on.
            prices = list(accumulate((change[run][other] for other in rest), initial=0))
            best = min(prices)
            if best < prices[at]:
                rest.insert(prices.index(best), run)
                order = rest
                moved = True
        if not moved:
            break
    return [runs[number] for number in order]
