"""Where a person could begin from where they are now, and where each beginning can lead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import Start
from portal.content.role import RouteKind
from portal.filters import count_words
from portal.library import Library
from portal.pages.applying import message
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, RoleCard, StoryCard, VacancyCard
from portal.pages.heads import fitting, make_head, trail
from portal.pages.page import Context, Page
from portal.pages.ways import Way
from portal.prose import ProseMaker
from portal.values import fixed

STORIES_SHOWN = 3
VACANCIES_SHOWN = 2
# Ways into a role for somebody who is in none yet.
_BEGINNINGS = (RouteKind.STRAIGHT_IN, RouteKind.APPRENTICESHIP, RouteKind.VOLUNTEER)


@fixed
class FirstRole:
    """A role to begin with: how people begin, who did from the same start, who is hiring, and the
    ways on from there, three steps deep.
    """

    role: RoleCard
    begin: tuple[str, ...]
    stories: tuple[StoryCard, ...]
    vacancies: tuple[VacancyCard, ...]
    all_vacancies: LinkRow | None
    ways: tuple[Way, ...]


@fixed(kw_only=True, slots=False)
class StartContext(Context):
    """What pages/start.html is filled with. `others` are the other places to start from.

    `plan_url` leads to the planner, with this start chosen; `share` is a message ready for an
    address; `call_me` leads to the form with which people ask to be called.
    """

    title: str
    summary: str
    share: Markup
    call_me: str
    transfers: tuple[str, ...]
    good_to_know: tuple[str, ...]
    first_roles: tuple[FirstRole, ...]
    plan_url: str
    door: LinkRow | None
    stories: tuple[StoryCard, ...]
    more_stories: LinkRow | None
    others: tuple[LinkRow, ...]
    sources: tuple[str, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each place to start from."""
    for start in library.starts.values():
        make = partial(_context, library, cards, start)
        yield Page(start.url, "pages/start.html", make, start.position)


def _context(library: Library, cards: CardMaker, start: Start) -> StartContext:
    crumbs = trail(("Pathway", routes.PATHWAY), (start.title, start.url))
    stories = library.stories_by_audience.get(start.audience or "", ())
    audience = library.audiences.get(start.audience or "")
    more = None
    if audience and stories:
        more = LinkRow(f"All stories for {audience.title}", routes.case_studies_for(audience.id))
    roles = [each for each in start.first_roles if each in library.roles]
    return StartContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, f"{start.title}: your way into care", start.title),
            start.summary,
        ),
        crumbs=crumbs,
        title=start.title,
        summary=start.summary,
        share=message(f"{start.title}: your way into care", library.config.absolute(start.url)),
        call_me=routes.CALL_ME,
        transfers=start.transfers,
        good_to_know=start.good_to_know,
        first_roles=tuple(_first_role(library, cards, start, each) for each in roles),
        plan_url=f"{routes.PLAN}?from={start.id}",
        door=LinkRow(audience.title, audience.url, note=audience.summary) if audience else None,
        stories=tuple(cards.story(each) for each in stories[:STORIES_SHOWN]),
        more_stories=more,
        others=tuple(
            LinkRow(each.title, each.url) for each in library.starts.values() if each.id != start.id
        ),
        sources=start.sources,
        stylesheets=("planner",),
    )


def _first_role(library: Library, cards: CardMaker, start: Start, identity: str) -> FirstRole:
    role = library.roles[identity]
    found = library.vacancies_by_role.get(identity, ())
    counted = count_words(len(found), "open vacancy", "open vacancies")
    return FirstRole(
        role=cards.role(identity),
        begin=tuple(each.text for each in role.routes if each.kind in _BEGINNINGS),
        stories=tuple(
            cards.story(each) for each in library.stories_by_step.get((start.id, identity), ())
        ),
        vacancies=cards.vacancies(found[:VACANCIES_SHOWN]),
        all_vacancies=LinkRow(f"All {counted}", routes.vacancies_for(identity)) if found else None,
        ways=cards.ways_on(identity),
    )
