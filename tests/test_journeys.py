"""Journeys through a network: the best for each reason, held against trying every path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys_shipped import PAIRS, numbers, origins, shipped

from portal.content import Step
from portal.journeys import Leg, Network, Reason, goals, plan

Steps = tuple[Step, ...]


@cache
def every_path(place: str, goal: str) -> tuple[Steps, ...]:
    """Return every path from a place to a role that visits no role twice."""
    library, _ = shipped()

    def onward(role: str, path: Steps) -> Iterator[Steps]:
        if role == goal:
            yield path
            return
        seen = {role, *(step.from_ for step in path)}
        for step in library.steps_from.get(role, ()):
            if step.to not in seen:
                yield from onward(step.to, (*path, step))

    return tuple(path for role in origins(place) for path in onward(role, ()))


def half_months(path: Steps) -> int:
    """Return the time of a path as docs/decisions/ says that it counts."""
    total = 0
    for step in path:
        if step.months:
            total += max(6, sum(step.months))
        elif step.at_least is not None:
            total += max(6, 2 * step.at_least)
        else:
            total += 48
    return total


def learning(path: Steps) -> tuple[int, int]:
    """Return how many steps have learning outside paid work, and how many none in it."""
    known = shipped()[0].qualifications
    paid = [[known[each].in_paid_work for each in step.needs] for step in path]
    outside = sum(not all(each) for each in paid)
    return outside, sum(not each or not all(each) for each in paid)


def order(path: Steps) -> list[int]:
    """Return where the steps of a path stand in the list of all."""
    places = {id(step): place for place, step in enumerate(shipped()[0].steps)}
    return [places[id(step)] for step in path]


def best(place: str, goal: str, reason: Reason) -> list[int] | None:
    """Return the best path for a reason among all there are."""
    ways = every_path(place, goal)
    if reason is Reason.SIDEWAYS:
        begin = set(origins(place))
        ways = tuple(
            way
            for way in ways
            if way and way[0].kind == "sideways" and not begin & {step.to for step in way}
        )

    def rank(way: Steps) -> tuple[object, ...]:
        first: tuple[int, ...] = ()
        if reason is Reason.FEWEST:
            first = (len({need for step in way for need in step.needs}),)
        if reason is Reason.EARNING:
            first = learning(way)
        return (*first, half_months(way), len(way), order(way))

    chosen = min(ways, key=rank, default=None)
    if chosen is None:
        return None
    known = shipped()[0].qualifications
    is_paid = any(known[need].in_paid_work for step in chosen for need in step.needs)
    return None if reason is Reason.EARNING and not is_paid else order(chosen)


@pytest.mark.parametrize(("place", "goal"), PAIRS)
def test_each_journey_is_the_best_of_all_paths_for_its_reasons(place: str, goal: str) -> None:
    _, pathway = shipped()
    expected: dict[tuple[int, ...], list[Reason]] = {}
    for reason in Reason:
        path = best(place, goal, reason)
        if path is not None:
            expected.setdefault(tuple(path), []).append(reason)
    found = plan(pathway.network, numbers(place), pathway.roles.index(goal))
    assert [(each.legs, list(each.reasons)) for each in found] == list(expected.items())[:3]
    assert found


def leg(start: int, end: int, **changes: object) -> Leg:
    """Return a leg of a year without qualifications, with these changes."""
    facts: dict[str, object] = {
        "least": 12,
        "most": 12,
        "needs": frozenset(),
        "paid": False,
        "unpaid": False,
        "sideways": False,
    }
    return Leg(start, end, **(facts | changes))  # type: ignore[arg-type]


def network(*legs: Leg, roles: int = 5) -> Network:
    """Return a network of five roles, each a level above the one before."""
    return Network(tuple(range(roles)), (0,) * roles, legs)


def found(legs: tuple[Leg, ...], start: int = 0, goal: int = 4) -> dict[Reason, tuple[int, ...]]:
    """Return the legs of the journey that is offered for each reason."""
    journeys = plan(network(*legs), [start], goal)
    return {reason: each.legs for each in journeys for reason in each.reasons}


def test_one_journey_that_is_best_twice_is_told_once_with_both_reasons() -> None:
    (journey,) = plan(network(leg(0, 4)), [0], 4)
    assert (journey.start, journey.legs) == (0, (0,))
    assert journey.reasons == (Reason.QUICKEST, Reason.FEWEST)


def test_a_qualification_counts_once_however_often_it_is_asked_for() -> None:
    same, other = frozenset({1}), frozenset({2})
    legs = (leg(0, 1, needs=same), leg(1, 4, needs=same), leg(0, 2, needs=same))
    ways = found((*legs, leg(2, 4, least=1, most=1, needs=other)))
    assert ways[Reason.QUICKEST] == (2, 3)
    assert ways[Reason.FEWEST] == (0, 1)


def test_what_is_cheap_at_first_may_ask_for_more_in_the_end() -> None:
    # To role 1 it is quicker with one qualification, but the last leg asks for the other.
    early, late = frozenset({1}), frozenset({2})
    legs = (leg(0, 1, needs=early), leg(0, 1, least=24, most=24, needs=late))
    ways = found((*legs, leg(1, 4, needs=late)))
    assert ways[Reason.QUICKEST] == (0, 2)
    assert ways[Reason.FEWEST] == (1, 2)


def test_earning_while_learning_avoids_learning_that_is_not_paid() -> None:
    studied = leg(0, 4, needs=frozenset({1}), unpaid=True)
    ways = found((studied, leg(0, 1), leg(1, 4, needs=frozenset({2}), paid=True)))
    assert ways[Reason.QUICKEST] == (0,)
    assert ways[Reason.EARNING] == (1, 2)


def test_a_way_without_any_learning_is_not_called_earning_while_learning() -> None:
    assert Reason.EARNING not in found((leg(0, 4),))


def test_sideways_first_begins_across() -> None:
    ways = found((leg(0, 4), leg(0, 1, sideways=True), leg(1, 4)))
    assert ways[Reason.SIDEWAYS] == (1, 2)


def test_nobody_is_sent_sideways_to_a_role_they_could_begin_in() -> None:
    both = network(leg(0, 1, sideways=True), leg(1, 4))
    (journey,) = plan(both, [0, 1], 4)
    assert journey.legs == (1,)


def test_a_change_of_job_is_never_free() -> None:
    hops = (leg(0, 1, least=0, most=None), leg(1, 2, least=0, most=None), leg(2, 4, least=0))
    assert found((leg(0, 4, least=7, most=7), *hops))[Reason.QUICKEST] == (0,)


def test_where_one_can_begin_there_is_nothing_to_do_first() -> None:
    (journey,) = plan(network(leg(0, 4)), [0, 4], 4)
    assert (journey.start, journey.legs) == (4, ())


def test_there_may_be_no_way() -> None:
    assert plan(network(leg(0, 1), leg(1, 0)), [0], 4) == ()


def test_good_goals_are_the_highest_within_five_years_on_each_line() -> None:
    legs = (leg(0, 1), leg(1, 2), leg(2, 3, least=60, most=60))
    lines = Network((1, 2, 3, 4, 2), (0, 0, 0, 0, 1), (*legs, leg(0, 4, least=90, most=90)))
    assert goals(lines, [0]) == ((0, 1), (3,))


LEGS = st.builds(
    leg,
    st.integers(0, 4),
    st.integers(0, 4),
    least=st.sampled_from([None, 0, 6, 12]),
    most=st.sampled_from([None, 12, 24]),
    needs=st.frozensets(st.integers(0, 3), max_size=2),
    paid=st.booleans(),
    unpaid=st.booleans(),
    sideways=st.booleans(),
)


@given(st.lists(LEGS, max_size=14))
def test_no_journey_visits_a_role_twice(legs: list[Leg]) -> None:
    for journey in plan(network(*legs), [0], 4):
        ends = [legs[each].end for each in journey.legs]
        assert ends[-1] == 4
        assert len({journey.start, *ends}) == len(ends) + 1
        starts = [legs[each].start for each in journey.legs]
        assert starts == [journey.start, *ends[:-1]]


def test_a_network_of_five_hundred_roles_is_planned_within_bounds() -> None:
    legs = tuple(
        leg(start, (start * 7 + hop * 13 + 1) % 500, needs=frozenset({start % 30, hop % 30}))
        for start in range(500)
        for hop in range(40)
        if (start * 7 + hop * 13 + 1) % 500 != start
    )
    assert plan(network(*legs, roles=500), [0], 499)
