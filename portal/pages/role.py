"""The page of one role: what it is, what it takes, where it leads, who is hiring, who does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from portal import routes
from portal.content import Role
from portal.content.pathway import StepKind
from portal.content.role import Question
from portal.filters import british_date, count_words, list_words
from portal.library import Library
from portal.pages import words
from portal.pages.applying import message
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow, RoleCard, StepRow, StoryCard, VacancyCard
from portal.pages.heads import SCHEMA_ORG, fitting, make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.pages.role_facts import (
    QualificationRow,
    RouteRow,
    glance_facts,
    pay_facts,
    qualification_rows,
    route_rows,
    value_facts,
)
from portal.pages.streets import street_at
from portal.pages.ways import Way, ways_in
from portal.prose import ProseMaker
from portal.values import fixed

VACANCIES_SHOWN = 6
STORIES_SHOWN = 3
COMPARED = 3
_TRAINING = "/training-and-apprenticeships/"


@fixed(kw_only=True, slots=False)
class RoleContext(Context):
    """What pages/role.html is filled with, in the order of the page.

    `contents` are the parts of the page by their ids, only those that it has. `compare` and
    `compare_with` lead to the role beside those that are alike, and name them. `body` is safe
    HTML; `share` is a message ready for an address; `all_vacancies` leads to the whole list, or is
    None where none is open. `street` names what is drawn beside the heading.
    """

    title: str
    summary: str
    share: Markup
    category: str
    street: str
    also_called: str
    new_since: str
    contents: tuple[LinkRow, ...]
    plan: str
    compare: str
    compare_with: str
    pay: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    day_to_day: tuple[str, ...]
    body: Markup
    hard_parts: tuple[str, ...]
    values: tuple[Fact, ...]
    ways_in: tuple[RouteRow, ...]
    apprenticeships: tuple[str, ...]
    starts: tuple[LinkRow, ...]
    people_come_from: tuple[Way, ...]
    steps_out: tuple[StepRow, ...]
    further: tuple[Way, ...]
    end_of_line: bool
    vacancies: tuple[VacancyCard, ...]
    vacancies_text: str
    all_vacancies: LinkRow | None
    vacancies_by_district: tuple[LinkRow, ...]
    hiring_alike: tuple[LinkRow, ...]
    stories: tuple[StoryCard, ...]
    qualifications: tuple[QualificationRow, ...]
    training: str
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
    related = [each for each in role.related if each in library.roles]
    return RoleContext(
        head=make_head(
            library, crumbs, _name(library, role), role.summary, structured=_questions(role)
        ),
        crumbs=crumbs,
        stylesheets=("role",),
        example=role.example,
        ribbon=ribbon_text(library, role.url),
        title=role.title,
        summary=role.summary,
        share=message(role.title, library.config.absolute(role.url)),
        category=words.CATEGORIES[role.category],
        street=street_at(role.settings),
        also_called=list_words(role.alt_titles, "or"),
        new_since=british_date(role.new.since) if role.new else "",
        contents=tuple(_contents(role, bool(stories))),
        plan=f"{routes.PLAN}?from={role.id}",
        compare=f"{routes.COMPARE}?roles={','.join([role.id, *related][:COMPARED])}",
        compare_with=list_words(library.roles[each].title for each in related[: COMPARED - 1]),
        pay=tuple(pay_facts(role)),
        facts=tuple(glance_facts(library, cards, role)),
        day_to_day=role.day_to_day,
        body=Markup(prose.html(role.body)),  # noqa: S704 - prose makes safe HTML
        hard_parts=role.hard_parts,
        values=value_facts(library, role),
        ways_in=route_rows(role),
        apprenticeships=role.apprenticeships,
        starts=tuple(LinkRow(each.title, each.url) for each in library.starts_to.get(role.id, ())),
        people_come_from=ways_in(library, role.id),
        steps_out=tuple(sorted(cards.steps_from(role.id), key=_up_first)),
        further=cards.ways_on(role.id),
        end_of_line=role.end_of_line,
        vacancies=cards.vacancies(found[:VACANCIES_SHOWN]),
        vacancies_text=counted if found else "",
        all_vacancies=LinkRow(f"All {counted}", routes.vacancies_for(role.id)) if found else None,
        vacancies_by_district=_by_district(library, role),
        hiring_alike=_hiring_alike(cards, library, related),
        stories=tuple(cards.story(each) for each in stories),
        qualifications=tuple(qualification_rows(library, role)),
        training=cards.prose_url(_TRAINING),
        questions=role.questions,
        related=tuple(cards.role(each) for each in related),
        sources=role.sources,
        source_url=role.source_url or "",
        reviewed_on=role.reviewed_on,
    )


def _up_first(step: StepRow) -> int:
    """Return the place of a step in a list: who reads only the first ones sees the way up."""
    return list(StepKind).index(StepKind(step.kind))


def _name(library: Library, role: Role) -> str:
    title = role.title
    return fitting(library, f"{title}: pay and how to start", f"{title}: how to start", title)


def _contents(role: Role, has_stories: bool) -> Iterator[LinkRow]:
    """Yield the parts of the page, in their order."""
    yield LinkRow("At a glance", "#glance")
    yield LinkRow("What a day is like", "#day")
    if role.values or role.hard_parts:
        yield LinkRow("Is it for you?", "#for-you")
    yield LinkRow("How to start", "#start")
    yield LinkRow("Where it leads", "#leads")
    yield LinkRow("Vacancies now", "#vacancies")
    if has_stories:
        yield LinkRow("Stories", "#stories")
    if role.qualifications:
        yield LinkRow("Training", "#training")
    if role.questions:
        yield LinkRow("Questions people ask", "#questions")


def _questions(role: Role) -> Iterator[Mapping[str, Any]]:
    """Yield the questions as schema.org has them, where there are any (FAQPage)."""
    if role.questions:
        yield {
            "@context": SCHEMA_ORG,
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": each.question,
                    "acceptedAnswer": {"@type": "Answer", "text": each.answer},
                }
                for each in role.questions
            ],
        }


def _by_district(library: Library, role: Role) -> tuple[LinkRow, ...]:
    found = library.vacancies_by_district_and_role
    return tuple(
        LinkRow(each.title, routes.vacancies_in(each.id_, role.id), len(found[each.id_, role.id]))
        for each in library.districts.values()
        if (each.id_, role.id) in found
    )


def _hiring_alike(cards: CardMaker, library: Library, related: list[str]) -> tuple[LinkRow, ...]:
    """Return the roles that are alike and have open vacancies."""
    found = library.vacancies_by_role
    return tuple(
        LinkRow(cards.role(each).title, routes.vacancies_for(each), len(found[each]))
        for each in related
        if each in found
    )
