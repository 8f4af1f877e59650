"""The door for a group of people: a welcome, first roles, money and help, stories, vacancies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import Audience, Start
from portal.content.event import EventFor
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, RoleCard, StoryCard, VacancyCard
from portal.pages.event_cards import EventCard, coming_events
from portal.pages.heads import fitting, make_head, ribbon_text, trail
from portal.pages.helping import HelpRow, help_rows
from portal.pages.job_searches import search_links
from portal.pages.page import Context, Crumb, Head, Page
from portal.prose import ProseMaker
from portal.values import fixed

ROLES_SHOWN = 6
STORIES_SHOWN = 3
VACANCIES_SHOWN = 4
EVENTS_SHOWN = 2
_CONTACT = "/contact/"


@fixed
class Answered:
    """A question of the group; the answer is safe HTML."""

    question: str
    answer: Markup


@fixed(kw_only=True, slots=False)
class AudienceContext(Context):
    """What pages/audience.html is filled with. `body` is safe HTML.

    `starts` lead to the routes from where these people are; `plan` to the planner with such a
    start chosen; `searches` to the vacancies, filtered. `quiz` and `contact` are empty without such
    a page.
    """

    title: str
    group: str
    summary: str
    body: Markup
    brings: tuple[str, ...]
    first_roles: tuple[RoleCard, ...]
    starts: tuple[LinkRow, ...]
    searches: tuple[LinkRow, ...]
    vacancies: tuple[VacancyCard, ...]
    stories: tuple[StoryCard, ...]
    more_stories: LinkRow | None
    events: tuple[EventCard, ...]
    help: tuple[HelpRow, ...]
    questions: tuple[Answered, ...]
    plan: str
    quiz: str
    contact: str
    others: tuple[LinkRow, ...]
    sources: tuple[str, ...]
    reviewed_on: date | None


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each group of people."""
    for each in library.audiences.values():
        yield Page(
            each.url,
            "pages/audience.html",
            partial(_context, library, prose, cards, each),
            each.position,
            modified=each.reviewed_on,
            head=partial(_head, library, each),
        )


def starts_of(library: Library, audience: Audience) -> tuple[Start, ...]:
    """Return the places to start from that speak to a group."""
    return tuple(each for each in library.starts.values() if each.audience == audience.id)


def _context(
    library: Library, prose: ProseMaker, cards: CardMaker, audience: Audience
) -> AudienceContext:
    starts = starts_of(library, audience)
    named = audience.first_roles or [role for start in starts for role in start.first_roles]
    roles = [each for each in dict.fromkeys(named) if each in library.roles]
    vacancies = cards.jobs.fitting(audience.jobs_with, roles, VACANCIES_SHOWN)
    stories = library.stories_by_audience.get(audience.id, ())
    return AudienceContext(
        head=_head(library, audience),
        crumbs=_crumbs(audience),
        example=audience.example,
        ribbon=ribbon_text(library, audience.url),
        title=audience.heading or audience.title,
        group=audience.title,
        summary=audience.summary,
        body=Markup(prose.html(audience.body)),  # noqa: S704 - prose makes safe HTML
        brings=audience.brings,
        first_roles=tuple(cards.role(each) for each in roles[:ROLES_SHOWN]),
        starts=tuple(LinkRow(each.title, each.url, note=each.summary) for each in starts),
        searches=search_links(audience.jobs_with, cards.job_counts),
        vacancies=cards.vacancies(vacancies),
        stories=tuple(cards.story(each) for each in stories[:STORIES_SHOWN]),
        more_stories=_more_stories(audience, len(stories)),
        events=coming_events(library, audience=audience.id, for_=EventFor.PEOPLE)[:EVENTS_SHOWN],
        help=help_rows(library, audience.resources),
        questions=tuple(
            Answered(each.question, Markup(prose.html(each.answer)))  # noqa: S704 - safe too
            for each in audience.questions
        ),
        plan=f"{routes.PLAN}?from={starts[0].id}" if starts else routes.PLAN,
        quiz=routes.QUIZ if library.quiz else "",
        contact=cards.prose_url(_CONTACT),
        others=tuple(
            LinkRow(each.title, each.url)
            for each in library.audiences.values()
            if each.id != audience.id
        ),
        sources=audience.sources,
        reviewed_on=audience.reviewed_on,
        stylesheets=("area", "event"),
    )


def _crumbs(audience: Audience) -> tuple[Crumb, ...]:
    return trail(("For you", routes.AUDIENCES), (audience.title, audience.url))


def _head(library: Library, audience: Audience) -> Head:
    title = fitting(library, audience.heading or audience.title, audience.title)
    return make_head(library, _crumbs(audience), title, _description(audience))


def _description(audience: Audience) -> str:
    return f"{audience.summary} First jobs, money and help, stories and vacancies."


def _more_stories(audience: Audience, count: int) -> LinkRow | None:
    if count <= STORIES_SHOWN:
        return None
    return LinkRow("All of their stories", routes.case_studies_for(audience.id), count)
