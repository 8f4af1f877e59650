"""The home page: what this is, three doors, what is true today, and how to start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from portal import routes
from portal.content import Quotation
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, StoryCard, VacancyCard
from portal.pages.drawings import SETTINGS, WIDTH, Drawing, drawing_of
from portal.pages.heads import SCHEMA_ORG, make_head, trail
from portal.pages.page import Context, Head, Page
from portal.pages.route_map import RouteMap, route_map_of
from portal.pages.streets import Standing, Street
from portal.prose import ProseMaker
from portal.values import fixed

VACANCIES_SHOWN = 3
WORKPLACES_SHOWN = 6
_HOUSES_APART = 132
_ORIGIN = Position("site.yaml")
_FOR_PROVIDERS = "/for-providers/"


@fixed
class Workplace:
    """A kind of place where people work; `url` leads to the stories from there, if any."""

    title: str
    summary: str
    drawing: Drawing
    url: str
    stories: int


@fixed(kw_only=True, slots=False)
class HomeContext(Context):
    """What pages/home.html is filled with.

    `doors` are the three ways on; `counts` lead to the lists they count; `map` is the pathway, made
    small; `workplaces` are kinds of place to work in; `districts` include those without a vacancy;
    `starts` are the places people come from. `people` and `areas` are the addresses of the doors
    for people and of the districts, empty where there are none.
    """

    heading: str
    lead: str
    doors: tuple[LinkRow, ...]
    counts: tuple[LinkRow, ...]
    vacancies: tuple[VacancyCard, ...]
    story: StoryCard | None
    quotation: Quotation | None
    districts: tuple[LinkRow, ...]
    starts: tuple[LinkRow, ...]
    people: str
    areas: str
    street: Street
    map: RouteMap | None
    workplaces: tuple[Workplace, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the home page."""
    make, head = partial(_context, library, cards), partial(_head, library)
    yield Page(routes.HOME, "pages/home.html", make, _ORIGIN, head=head)


def _context(library: Library, cards: CardMaker) -> HomeContext:
    config = library.config
    return HomeContext(
        head=_head(library),
        crumbs=trail(),
        heading=config.title,
        lead=config.description,
        doors=_doors(cards),
        counts=_counts(library),
        vacancies=cards.vacancies(library.vacancies[:VACANCIES_SHOWN]),
        story=next((cards.story(each) for each in library.case_studies), None),
        quotation=_quotation(library),
        districts=cards.districts,
        starts=tuple(LinkRow(each.title, each.url) for each in library.starts.values()),
        people=routes.AUDIENCES if library.audiences else "",
        areas=routes.AREAS if library.areas else "",
        street=_street(),
        map=route_map_of(library),
        workplaces=_workplaces(library),
        stylesheets=("home",),
    )


def _head(library: Library) -> Head:
    title, description = library.config.title, library.config.description
    return make_head(library, trail(), title, description, structured=_structured(library))


def _doors(cards: CardMaker) -> tuple[LinkRow, ...]:
    """Return the three ways on; the one for providers leads to their page where there is one."""
    return (
        LinkRow(
            "Find a role",
            routes.ROLES,
            note="See what people do, what it pays and what it takes.",
        ),
        LinkRow(
            "Find a job",
            routes.VACANCIES,
            note="See who is hiring near you, with pay, hours and terms.",
        ),
        LinkRow(
            "I employ people",
            cards.prose_url(_FOR_PROVIDERS) or routes.PROVIDERS,
            note="Tell people about your vacancies and your team.",
        ),
    )


def _counts(library: Library) -> tuple[LinkRow, ...]:
    counted = (
        (routes.VACANCIES, len(library.vacancies), "open vacancy", "open vacancies"),
        (routes.ROLES, len(library.roles), "role", "roles"),
        (routes.CASE_STUDIES, len(library.case_studies), "story", "stories"),
        (routes.PROVIDERS, len(library.providers), "provider", "providers"),
    )
    return tuple(
        LinkRow(one if count == 1 else many, url, count)
        for url, count, one, many in counted
        if count
    )


def _street() -> Street:
    houses = tuple(
        Standing(_HOUSES_APART // 3 + number * _HOUSES_APART, drawing)
        for number, drawing in enumerate(SETTINGS.values())
    )
    pairs = tuple(house.x - (_HOUSES_APART - WIDTH) // 2 for house in houses[1::2])
    return Street(len(houses) * _HOUSES_APART, houses, pairs)


def _workplaces(library: Library) -> tuple[Workplace, ...]:
    """Return the places with stories first, then those that most roles are in."""
    roles = Counter(each for role in library.roles.values() for each in role.settings)
    stories = library.stories_by_setting
    chosen = sorted(
        (each for each in library.settings.values() if roles[each.id]),
        key=lambda each: (-len(stories.get(each.id, ())), -roles[each.id]),
    )[:WORKPLACES_SHOWN]
    return tuple(
        Workplace(
            title=each.title,
            summary=each.summary,
            drawing=drawing_of(each.id),
            url=routes.case_studies_at(each.id) if stories.get(each.id) else "",
            stories=len(stories.get(each.id, ())),
        )
        for each in chosen
    )


def _quotation(library: Library) -> Quotation | None:
    """Return another one each month, so that all of them are heard."""
    known = library.quotations
    return known[library.today.month % len(known)] if known else None


def _structured(library: Library) -> tuple[Mapping[str, Any], ...]:
    config = library.config
    organisation = {
        "@context": SCHEMA_ORG,
        "@type": "Organization",
        "name": config.organisation.name,
        "url": config.organisation.url or config.base_url,
    }
    website = {
        "@context": SCHEMA_ORG,
        "@type": "WebSite",
        "name": config.title,
        "url": config.base_url,
        "inLanguage": config.language,
    }
    return organisation, website
