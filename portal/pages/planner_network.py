"""The pathway of a library as a network of numbers, in which journeys are looked for."""

from __future__ import annotations

from portal.content import Step
from portal.content.role import Branch
from portal.journeys import Leg, Network
from portal.library import Library
from portal.values import fixed

_LINES = tuple(Branch)


@fixed(slots=False)
class Pathway:
    """A network, and what its numbers stand for: ids of roles, steps, ids of qualifications."""

    network: Network
    roles: tuple[str, ...]
    steps: tuple[Step, ...]
    qualifications: tuple[str, ...]


def pathway_of(library: Library) -> Pathway:
    """Return the network of a library's steps; a step that asks for what is unknown asks less."""
    roles = tuple(library.roles)
    numbers = {identity: number for number, identity in enumerate(roles)}
    qualifications = tuple(library.qualifications)
    known = {identity: number for number, identity in enumerate(qualifications)}

    def leg(step: Step) -> Leg:
        needs = [each for each in step.needs if each in known]
        in_paid_work = [library.qualifications[each].in_paid_work for each in needs]
        least, most = step.months or (step.at_least, None)
        return Leg(
            start=numbers[step.from_],
            end=numbers[step.to],
            least=least,
            most=most,
            needs=frozenset(known[each] for each in needs),
            paid=any(in_paid_work),
            unpaid=not all(in_paid_work),
            sideways=step.kind == "sideways",
        )

    every = library.roles.values()
    network = Network(
        levels=tuple(role.level for role in every),
        lines=tuple(_LINES.index(role.branch) for role in every),
        legs=tuple(map(leg, library.steps)),
    )
    return Pathway(network, roles, library.steps, qualifications)
