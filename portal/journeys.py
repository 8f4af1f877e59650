"""Journeys through a network of roles: up to three ways to a goal, each best for a reason.

Everything here is numbers: roles and legs are known by their places in a list, so that the same
network can be handed to a browser as it is. assets/js/planner/journeys.js is this module in the
other language, and a test holds the two to the same answers. docs/decisions/0011-plan-my-route.md
says why the reasons are measured as they are.

The best journey is the first in the order of these numbers, one after another:

- quickest: counted time, legs;
- fewest qualifications: different qualifications on the whole way, counted time, legs;
- earning while learning: legs with learning outside paid work, legs without learning in paid work,
  counted time, legs; it must have one leg at least with learning in paid work;
- sideways first: as the quickest, of those whose first leg goes across and leads to no role that
  the person could begin in anyway.

Where all of them are equal, the earlier leg of the network's list decides, then the next one.

Counted time is twice the middle of a range, so that it stays a whole number of half months. A time
without a longest counts as its shortest, an unknown one as two years, and no leg as less than three
months: to find a job, give notice, have checks and settle in takes that long (the Care Certificate,
commonly about 12 weeks).
"""

from __future__ import annotations

import functools
import heapq
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cached_property

from portal.values import fixed

MOST_JOURNEYS = 3
# Half months: see the head of this module.
LEAST_COUNTED = 2 * 3
UNKNOWN_COUNTED = 2 * 24
# "Show me" looks as far as this: five years.
HORIZON = 2 * 60
# After so many labels a search gives up. The shipped pathway needs some hundreds.
MOST_LABELS = 20_000


class Reason(StrEnum):
    """Why a journey is offered, in the order in which journeys are shown."""

    QUICKEST = "quickest"
    FEWEST = "fewest"
    EARNING = "earning"
    SIDEWAYS = "sideways"


@fixed
class Leg:
    """A step between two roles. `least` and `most` are months, None where nobody can say.

    `needs` are different qualifications; `paid` and `unpaid` tell whether there is learning in a
    paid job, and learning outside of one.
    """

    start: int
    end: int
    least: int | None
    most: int | None
    needs: frozenset[int]
    paid: bool
    unpaid: bool
    sideways: bool

    @property
    def counted(self) -> int:
        """Return the counted time in half months."""
        if self.least is None:
            return UNKNOWN_COUNTED
        most = self.least if self.most is None else self.most
        return max(LEAST_COUNTED, self.least + most)


@fixed(slots=False)
class Network:
    """Legs between roles. Each role has a level and a line, by which good goals are told."""

    levels: tuple[int, ...]
    lines: tuple[int, ...]
    legs: tuple[Leg, ...]

    @cached_property
    def legs_from(self) -> tuple[tuple[int, ...], ...]:
        """Return the legs that begin in each role."""
        found: list[list[int]] = [[] for _ in self.levels]
        for number, leg in enumerate(self.legs):
            found[leg.start].append(number)
        return tuple(map(tuple, found))


@fixed
class Journey:
    """A way from the role `start` along `legs`, which may be none, and the reasons for it."""

    start: int
    legs: tuple[int, ...]
    reasons: tuple[Reason, ...]


Legs = tuple[int, ...]
# Legs with learning outside paid work, legs without learning in paid work, half months, legs.
Cost = tuple[int, int, int, int]
Rank = tuple[int, int, int, int]
_FREE: Cost = (0, 0, 0, 0)
_NOTHING: frozenset[int] = frozenset()


def plan(network: Network, origins: Sequence[int], goal: int) -> tuple[Journey, ...]:
    """Return up to three journeys from any of the origins to a goal; none where no way leads there.

    A journey that is best for several reasons is told once, with all of them.
    """
    reasons: dict[Legs, list[Reason]] = {}
    for reason in Reason:
        path = _best(network, origins, goal, reason)
        if path is not None:
            reasons.setdefault(path, []).append(reason)
        elif not reasons:
            break  # where there is no quickest way there is none at all
    return tuple(
        Journey(network.legs[path[0]].start if path else goal, path, tuple(found))
        for path, found in list(reasons.items())[:MOST_JOURNEYS]
    )


def goals(network: Network, origins: Sequence[int]) -> tuple[Legs, ...]:
    """Return the quickest ways to good roles to reach from the origins, soonest first.

    On each line it is the role of the highest level that five years are enough for, or else the
    soonest; none of the origins, and none of a lower level than the middle one of theirs.
    """
    levels = sorted(network.levels[each] for each in origins)
    lowest = levels[len(levels) // 2]
    found: dict[int, tuple[Rank, Legs]] = {}
    for role, path in _search(network, _begin(origins), _quick(network)).items():
        level = network.levels[role]
        if role in origins or level < lowest:
            continue
        time = sum(network.legs[each].counted for each in path)
        rank = (1, time, 0, role) if time > HORIZON else (0, -level, time, role)
        line = network.lines[role]
        found[line] = min(found.get(line, (rank, path)), (rank, path))
    ways = [(sum(network.legs[each].counted for each in path), path) for _, path in found.values()]
    return tuple(path for _, path in sorted(ways))


def _best(network: Network, origins: Sequence[int], goal: int, reason: Reason) -> Legs | None:
    legs = network.legs
    if reason is Reason.SIDEWAYS:
        across = [
            ((number,), legs[number].end)
            for origin in origins
            for number in network.legs_from[origin]
            if legs[number].sideways and legs[number].end not in origins
        ]
        return _search(network, across, _quick(network), goal, frozenset(origins)).get(goal)
    begin = _begin(origins)
    if reason is Reason.FEWEST:
        return _search(network, begin, _quick(network), goal, counts_needs=True).get(goal)
    if reason is Reason.QUICKEST:
        return _search(network, begin, _quick(network), goal).get(goal)
    path = _search(network, begin, _learning(network), goal).get(goal)
    return path if path and any(legs[each].paid for each in path) else None


def _begin(origins: Iterable[int]) -> list[tuple[Legs, int]]:
    return [((), origin) for origin in dict.fromkeys(origins)]


def _quick(network: Network) -> Callable[[int], Cost]:
    return lambda number: (0, 0, network.legs[number].counted, 1)


def _learning(network: Network) -> Callable[[int], Cost]:
    def weigh(number: int) -> Cost:
        leg = network.legs[number]
        return int(leg.unpaid), int(leg.unpaid or not leg.paid), leg.counted, 1

    return weigh


def _search(
    network: Network,
    begin: Iterable[tuple[Legs, int]],
    weigh: Callable[[int], Cost],
    goal: int | None = None,
    shut: frozenset[int] = _NOTHING,
    counts_needs: bool = False,
) -> dict[int, Legs]:
    """Return the best path to each role, or to those that are found before the goal.

    Labels leave the heap in their order (Dijkstra), and every leg costs something, so no path
    visits a role twice. Where qualifications count, what is best to a role depends on which were
    gathered on the way: a label is dropped only if another has no other ones, and is no dearer.
    """
    legs = network.legs
    heap: list[tuple[int, Cost, Legs, int, frozenset[int]]] = []

    def push(path: Legs, role: int, cost: Cost, needs: frozenset[int]) -> None:
        heapq.heappush(heap, (len(needs), cost, path, role, needs))

    for path, role in begin:
        push(path, role, functools.reduce(_add, map(weigh, path), _FREE), _NOTHING)
    best: dict[int, Legs] = {}
    kept: dict[int, list[tuple[frozenset[int], Cost, Legs]]] = {}
    for _ in range(MOST_LABELS):
        if not heap:
            break
        _, cost, path, role, needs = heapq.heappop(heap)
        before = kept.setdefault(role, [])
        if any(less <= needs and (spent, way) <= (cost, path) for less, spent, way in before):
            continue
        before.append((needs, cost, path))
        best.setdefault(role, path)
        if role == goal:
            break
        for number in network.legs_from[role]:
            leg = legs[number]
            if leg.end not in shut:
                more = needs | leg.needs if counts_needs else needs
                push((*path, number), leg.end, _add(cost, weigh(number)), more)
    return best


def _add(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]
