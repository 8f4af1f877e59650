"""What "plan my route" is filled with: the form, and the pathway as the browser plans in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from portal import routes
from portal.content import CaseStudy, Role, Step
from portal.content.role import Branch, RouteKind
from portal.filters import amount_text, british_date
from portal.journeys import Reason
from portal.library import Library
from portal.pages import words
from portal.pages.planner_network import Pathway, pathway_of
from portal.pages.ways import step_time
from portal.values import fixed

# The shape of the data. Raise it when a field is taken out or changes its meaning.
VERSION = 1
# Ways into a role for somebody who is in none yet.
_BEGINNINGS = (RouteKind.STRAIGHT_IN, RouteKind.APPRENTICESHIP, RouteKind.VOLUNTEER)
# The label of a journey, and what it means.
REASONS: Mapping[Reason, tuple[str, str]] = {
    Reason.QUICKEST: ("Quickest", "It takes the least time, going by the usual times."),
    Reason.FEWEST: (
        "Fewest new qualifications",
        "It asks for the fewest qualifications and courses.",
    ),
    Reason.EARNING: (
        "Earning while you learn",
        "You learn in a paid job: by an apprenticeship, or a course that your employer pays for.",
    ),
    Reason.SIDEWAYS: (
        "Sideways first",
        "You first move to another kind of work at the same level, and then go up from there.",
    ),
}


@fixed
class Choices:
    """A group of what can be chosen: pairs of id and title."""

    title: str
    choices: tuple[tuple[str, str], ...]


@fixed
class PlannerForm:
    """What components/planner.html is filled with: places to start from, and roles by line."""

    action: str
    starts: tuple[tuple[str, str], ...]
    lines: tuple[Choices, ...]


def planner_form(library: Library) -> PlannerForm:
    """Return the form that asks where a person is, and where they want to be."""
    by_line: defaultdict[Branch, list[tuple[str, str]]] = defaultdict(list)
    for role in library.roles.values():
        by_line[role.branch].append((role.id, role.title))
    return PlannerForm(
        action=routes.PLAN,
        starts=tuple((each.id, each.title) for each in library.starts.values()),
        lines=tuple(
            Choices(words.BRANCHES[branch], tuple(by_line[branch]))
            for branch in Branch
            if branch in by_line
        ),
    )


def planner_data(library: Library) -> Mapping[str, Any]:
    """Return the pathway as numbers and words.

    Roles, steps, qualifications, stories and sources are known by their places in their lists.
    """
    pathway = pathway_of(library)
    stories: dict[CaseStudy, int] = {}
    sources: dict[str, int] = {}

    def told(start: str, end: str) -> list[int]:
        found = library.stories_by_step.get((start, end), ())
        return [stories.setdefault(each, len(stories)) for each in found]

    def steps() -> Iterator[Mapping[str, Any]]:
        for step, leg in zip(pathway.steps, _legs(pathway), strict=True):
            yield _without_empty(
                {
                    "leg": leg,
                    "kind": words.STEP_KINDS[step.kind],
                    "time": step_time(step),
                    "learning": step.learning,
                    "note": step.note,
                    "source": sources.setdefault(step.source, len(sources)),
                    "stories": told(step.from_, step.to),
                }
            )

    data: dict[str, Any] = {
        "version": VERSION,
        "reasons": {reason.value: REASONS[reason] for reason in Reason},
        "lines": [(branch.value, words.BRANCHES[branch]) for branch in Branch],
        "districts": [(each.id_, each.title) for each in library.districts.values()],
        "roles": [_role(library, role) for role in library.roles.values()],
        "qualifications": [
            _without_empty({"title": each.title, "pays": each.who_pays})
            for each in library.qualifications.values()
        ],
        "starts": [
            {
                "id": start.id,
                "title": start.title,
                "roles": [pathway.roles.index(each) for each in _first_roles(library, start.id)],
                "stories": [told(start.id, each) for each in _first_roles(library, start.id)],
            }
            for start in library.starts.values()
        ],
        "steps": list(steps()),
    }
    return data | {
        "sources": list(sources),
        "stories": [(each.title, each.url, each.person.name) for each in stories],
    }


def network_data(pathway: Pathway) -> Mapping[str, Any]:
    """Return a network as `new Network(levels, lines, legs)` takes it in the browser."""
    network = pathway.network
    return {"levels": network.levels, "lines": network.lines, "legs": _legs(pathway)}


def _first_roles(library: Library, start: str) -> list[str]:
    return [each for each in library.starts[start].first_roles if each in library.roles]


def _legs(pathway: Pathway) -> list[tuple[Any, ...]]:
    known = {identity: number for number, identity in enumerate(pathway.qualifications)}

    def needs(step: Step) -> list[int]:
        return [known[each] for each in step.needs if each in known]

    return [
        (
            *(leg.start, leg.end, leg.least, leg.most, needs(step)),
            *(int(leg.paid), int(leg.unpaid), int(leg.sideways)),
        )
        for leg, step in zip(pathway.network.legs, pathway.steps, strict=True)
    ]


def _role(library: Library, role: Role) -> Mapping[str, Any]:
    found = library.vacancies_by_district_and_role
    counts = [len(found.get((district, role.id), ())) for district in library.districts]
    return _without_empty(
        {
            "id": role.id,
            "title": role.title,
            "level": role.level,
            "line": list(Branch).index(role.branch),
            "pay": _pay(role),
            "begin": next((each.text for each in role.routes if each.kind in _BEGINNINGS), ""),
            "registration": role.registration,
            "vacancies": len(library.vacancies_by_role.get(role.id, ())),
            "districts": [pair for pair in enumerate(counts) if pair[1]],
        }
    )


def _pay(role: Role) -> tuple[str, ...]:
    """Return what is paid, by whose figures of when, and how to read them; one text where no
    figure is sound.
    """
    pay = role.pay
    if pay is None:
        return (role.pay_note or "We have no sound figure for this role yet.",)
    figures = amount_text(pay.starter.min, pay.starter.max, pay.per)
    if pay.experienced:
        later = amount_text(pay.experienced.min, pay.experienced.max, pay.per)
        figures = f"{figures} when you start, {later} with experience"
    source = f"{pay.source}, {british_date(pay.as_of)}."
    return (figures, source, pay.note) if pay.note else (figures, source)


def _without_empty(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields that say something; what is not there is empty."""
    return {name: value for name, value in fields.items() if value not in ("", None, [])}
