"""The page of one role: what it is, what it takes, where it leads, who is hiring, who does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import Role
from portal.content.role import Question
from portal.filters import amount_text, british_date, count_words, list_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow, RoleCard, StepRow, StoryCard, VacancyCard
from portal.pages.heads import fitting, make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker

VACANCIES_SHOWN = 6
STORIES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A kind of way into a role, in words, and how each of that kind works."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualificationRow:
    """A qualification: `detail` is level, time and who pays, in a line; `url` leads elsewhere."""

    title: str
    summary: str
    detail: str
    url: str


@dataclass(frozen=True, kw_only=True)
class RoleContext(Context):
    """What pages/role.html is filled with, in the order of the page.

    `body` is safe HTML; `all_vacancies` leads to the whole list, or is None where none is open.
    """

    title: str
    summary: str
    category: str
    also_called: str
    facts: tuple[Fact, ...]
    day_to_day: tuple[str, ...]
    body: Markup
    hard_parts: tuple[str, ...]
    values: tuple[Fact, ...]
    ways_in: tuple[RouteRow, ...]
    apprenticeships: tuple[str, ...]
    starts: tuple[LinkRow, ...]
    steps_in: tuple[StepRow, ...]
    steps_out: tuple[StepRow, ...]
    end_of_line: bool
    vacancies: tuple[VacancyCard, ...]
    vacancies_text: str
    all_vacancies: LinkRow | None
    vacancies_by_district: tuple[LinkRow, ...]
    stories: tuple[StoryCard, ...]
    qualifications: tuple[QualificationRow, ...]
    questions: tuple[Question, ...]
    related: tuple[RoleCard, ...]
    sources: tuple[str, ...]
    source_url: str
    reviewed_on: date


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each role."""
    for role in library.roles.values():
        yield Page(
            role.url,
            "pages/role.html",
            partial(_context, library, prose, cards, role),
            role.position,
            modified=role.reviewed_on,
        )


def _context(library: Library, prose: ProseMaker, cards: CardMaker, role: Role) -> RoleContext:
    crumbs = trail(("Roles", routes.ROLES), (role.title, role.url))
    stories = library.stories_by_role.get(role.id, ())[:STORIES_SHOWN]
    found = library.vacancies_by_role.get(role.id, ())
    counted = count_words(len(found), "open vacancy", "open vacancies")
    return RoleContext(
        head=make_head(library, crumbs, _name(library, role), role.summary),
        crumbs=crumbs,
        example=role.example,
        ribbon=ribbon_text(library, role.url),
        title=role.title,
        summary=role.summary,
        category=words.CATEGORIES[role.category],
        also_called=list_words(role.alt_titles, "or"),
        facts=_facts(cards, role),
        day_to_day=role.day_to_day,
        body=Markup(prose.html(role.body)),  # noqa: S704 - prose makes safe HTML
        hard_parts=role.hard_parts,
        values=_values(library, role),
        ways_in=_ways_in(role),
        apprenticeships=role.apprenticeships,
        starts=tuple(LinkRow(each.title, each.url) for each in library.starts_to.get(role.id, ())),
        steps_in=cards.steps_to(role.id),
        steps_out=cards.steps_from(role.id),
        end_of_line=role.end_of_line,
        vacancies=cards.vacancies(found[:VACANCIES_SHOWN]),
        vacancies_text=counted if found else "",
        all_vacancies=LinkRow(f"All {counted}", routes.vacancies_for(role.id)) if found else None,
        vacancies_by_district=_by_district(library, role),
        stories=tuple(cards.story(each) for each in stories),
        qualifications=tuple(_qualifications(library, role)),
        questions=role.questions,
        related=tuple(cards.role(each) for each in role.related if each in library.roles),
        sources=role.sources,
        source_url=role.source_url or "",
        reviewed_on=role.reviewed_on,
    )


def _name(library: Library, role: Role) -> str:
    title = role.title
    return fitting(library, f"{title}: pay and how to start", f"{title}: how to start", title)


def _facts(cards: CardMaker, role: Role) -> tuple[Fact, ...]:
    rows = list(_pay_facts(role))
    settings = list_words(cards.setting_titles(role.settings), "or")
    known = (
        ("Where", settings, ""),
        ("Shifts", role.shifts, ""),
        ("Driving", words.ROLE_DRIVING[role.driving], role.driving_note),
        ("Criminal-record check (DBS)", role.dbs, ""),
        ("Registration", role.registration, ""),
    )
    rows.extend(Fact(label, value, note or "") for label, value, note in known if value)
    return tuple(rows)


def _pay_facts(role: Role) -> Iterator[Fact]:
    """Yield pay with its source and date; where there is no sound figure, what to say instead."""
    pay = role.pay
    if pay is None:
        yield Fact("Pay", role.pay_note or "We have no sound figure for this role yet.")
        return
    note = f"{pay.source}, {british_date(pay.as_of)}."
    if pay.note:
        note = f"{note} {pay.note}"
    if pay.experienced is None:
        yield Fact("Pay", amount_text(pay.starter.min, pay.starter.max, pay.per), note)
        return
    yield Fact("Pay when you start", amount_text(pay.starter.min, pay.starter.max, pay.per))
    yield Fact(
        "Pay with experience", amount_text(pay.experienced.min, pay.experienced.max, pay.per), note
    )


def _values(library: Library, role: Role) -> tuple[Fact, ...]:
    known = [library.values[each] for each in role.values if each in library.values]
    return tuple(Fact(value.title, value.meaning) for value in known)


def _by_district(library: Library, role: Role) -> tuple[LinkRow, ...]:
    found = library.vacancies_by_district_and_role
    return tuple(
        LinkRow(each.title, routes.vacancies_in(each.id_, role.id), len(found[each.id_, role.id]))
        for each in library.districts.values()
        if (each.id_, role.id) in found
    )


def _qualifications(library: Library, role: Role) -> Iterator[QualificationRow]:
    for identity in role.qualifications:
        known = library.qualifications.get(identity)
        if known is not None:
            parts = (known.level, known.duration, known.who_pays)
            detail = ". ".join(part.rstrip(".") for part in parts if part)
            yield QualificationRow(
                known.title, known.summary, f"{detail}." if detail else "", known.url or ""
            )


def _ways_in(role: Role) -> tuple[RouteRow, ...]:
    kinds = dict.fromkeys(each.kind for each in role.routes)
    return tuple(
        RouteRow(
            words.ROUTE_KINDS[kind], tuple(each.text for each in role.routes if each.kind == kind)
        )
        for kind in kinds
    )
