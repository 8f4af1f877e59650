"""Checks of the pathway as a whole: what no single role or step can know of itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from portal.cache import hash_of
from portal.checks.known_texts import KnownTexts
from portal.content import Role, Step
from portal.content.loading import Records
from portal.content.pathway import StepKind
from portal.errors import Position, Problem, warning
from portal.filters import british_date
from portal.library import Library
from portal.pages.pathway_drawing import graph_of
from portal.pathway_map import Graph, faults_of, lay_out

# Pay moves every April; a figure that has missed one is old, one that has missed two misleads.
PAY_LASTS_MONTHS = 18
FAULTS_TOLD = 3


def check_pathway(
    records: Records, library: Library, texts: KnownTexts | None = None
) -> Iterator[Problem]:
    """Yield every problem of the pathway; nothing that unread files would explain.

    `texts` knows what was found in the map of another run.
    """
    for role in library.roles.values():
        yield from _check_pay(role, library.today)
    yield from _check_doubles(library.steps)
    for step in library.steps:
        yield from _check_substance(step)
    if any(records.broken.get(name) for name in ("role", "step", "start")):
        return
    yield from _check_cycles(library)
    yield from _check_reach(library)
    graph, position = graph_of(library), library.steps[0].position if library.steps else None
    if position:
        find = partial(_check_map, graph, position)
        yield from (texts or KnownTexts()).of_other(hash_of(repr((graph, position))), find)


def _check_pay(role: Role, today: date) -> Iterator[Problem]:
    if role.pay is None:
        return
    day = role.pay.as_of
    if (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day) >= (
        PAY_LASTS_MONTHS
    ):
        yield warning(
            role.origin.position("pay", "as_of"),
            "old-pay",
            f"pay.as_of: the pay of {british_date(day)} is {PAY_LASTS_MONTHS} months old, or "
            "older.",
            "Look the figure up again and change as_of, or write pay_note in place of pay.",
        )


def _check_doubles(steps: tuple[Step, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Step] = {}
    for step in steps:
        other = first.setdefault((step.from_, step.to), step)
        if other is not step:
            yield Problem(
                step.position,
                "same-step",
                f"There is a step from {step.from_} to {step.to} already, in "
                f"{other.position.path}:{other.position.line}.",
                "Make one step of the two.",
            )


def _check_substance(step: Step) -> Iterator[Problem]:
    if not (step.months or step.time_note or step.needs):
        yield warning(
            step.position,
            "empty-step",
            f"The step from {step.from_} to {step.to} says neither how long it takes nor what it "
            "takes.",
            "Add months, time_note or needs.",
        )


def _check_cycles(library: Library) -> Iterator[Problem]:
    """Yield a problem for each step up that closes a circle: up cannot lead back to itself."""
    state: dict[str, int] = {}  # 1 while the roles beyond it are looked at, 2 afterwards
    for root in library.roles:
        if root in state:
            continue
        path: list[str] = [root]
        waiting = [iter(_ups(library, root))]
        state[root] = 1
        while path:
            step = next(waiting[-1], None)
            if step is None:
                state[path.pop()] = 2
                waiting.pop()
            elif state.get(step.to) == 1:
                yield _circle(library, step, [*path[path.index(step.to) :], step.to])
            elif step.to not in state:
                state[step.to] = 1
                path.append(step.to)
                waiting.append(iter(_ups(library, step.to)))


def _ups(library: Library, role: str) -> tuple[Step, ...]:
    steps = library.steps_from.get(role, ())
    return tuple(step for step in steps if step.kind is StepKind.ADVANCE and step.to != step.from_)


def _circle(library: Library, step: Step, roles: list[str]) -> Problem:
    titles = " → ".join(library.roles[each].title for each in roles)
    return Problem(
        step.position,
        "steps-in-a-circle",
        f"Steps up lead in a circle: {titles}.",
        "Make one of them kind: sideways, or take it out.",
    )


def _check_reach(library: Library) -> Iterator[Problem]:
    """Yield a warning for each role that nobody can reach, though steps lead to it."""
    if not library.starts:
        return
    waiting = [role for start in library.starts.values() for role in start.first_roles]
    reached = set(waiting)
    while waiting:
        beyond = {step.to for step in library.steps_from.get(waiting.pop(), ())} - reached
        reached |= beyond
        waiting.extend(beyond)
    for role in library.roles.values():
        if role.id not in reached and role.id in library.steps_to:
            yield warning(
                role.position,
                "unreachable-role",
                f'No start leads to the role "{role.title}", however many steps one takes.',
                "Name it, or a role before it, under first_roles in starts.yaml.",
            )


def _check_map(graph: Graph, position: Position) -> Iterator[Problem]:
    """Yield a warning where the drawing of a graph has faults. To draw it takes as long as to check
    half of all texts.
    """
    faults = list(faults_of(lay_out(graph)))
    if faults:
        told = "; ".join(faults[:FAULTS_TOLD])
        more = f"; and {len(faults) - FAULTS_TOLD} more" if len(faults) > FAULTS_TOLD else ""
        yield warning(
            position,
            "map-overlap",
            f"The map of the pathway is hard to read in places: {told}{more}.",
            "Change the level of a role there, or take a step out. The list says all of it anyway.",
        )
