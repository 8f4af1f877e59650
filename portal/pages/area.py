"""A district as a place to work and live in: who is hiring, getting around, stories, help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

from markupsafe import Markup

from portal import routes
from portal.content.area import Area
from portal.content.audience import JobsWith
from portal.content.event import EventFor
from portal.content.facts import Place
from portal.filters import count_words
from portal.library import Library
from portal.pages.area_drawing import AreaDrawing, draw_one, neighbours
from portal.pages.card_maker import CardMaker
from portal.pages.cards import (
    Fact,
    LinkRow,
    ProviderCard,
    SchemeCard,
    StoryCard,
    VacancyCard,
)
from portal.pages.data_topic import area_links
from portal.pages.event_cards import EventCard, coming_events
from portal.pages.heads import SCHEMA_ORG, fitting, make_head, ribbon_text, trail
from portal.pages.helping import HelpRow, help_rows
from portal.pages.job_searches import search_links
from portal.pages.page import Context, Crumb, Head, Page
from portal.prose import ProseMaker
from portal.values import fixed

VACANCIES_SHOWN = 4
STORIES_SHOWN = 3
CARDS_SHOWN = 6
EVENTS_SHOWN = 3
_SEARCHES = (
    JobsWith.NO_CAR,
    JobsWith.NO_EXPERIENCE,
    JobsWith.GUARANTEED_HOURS,
    JobsWith.SCHOOL_HOURS,
    JobsWith.NIGHTS,
)
_EARTH_MILES = 3958.8  # mean radius (IUGG)


@fixed(kw_only=True, slots=False)
class AreaContext(Context):
    """What pages/area.html is filled with. `body` is safe HTML.

    `addresses` are those of the districts that have a page; `no_car` counts vacancies that say
    that no car is needed; `distances` are between towns, in a straight line.
    """

    title: str
    summary: str
    body: Markup
    hard_to_recruit: bool
    hard_to_recruit_note: str
    drawing: AreaDrawing | None
    addresses: dict[str, str]
    attribution: str
    facts: tuple[Fact, ...]
    distances: tuple[Fact, ...]
    no_car: LinkRow | None
    searches: tuple[LinkRow, ...]
    vacancies: tuple[VacancyCard, ...]
    all_vacancies: LinkRow
    stories: tuple[StoryCard, ...]
    more_stories: LinkRow | None
    providers: tuple[ProviderCard, ...]
    more_providers: bool
    schemes: tuple[SchemeCard, ...]
    events: tuple[EventCard, ...]
    help: tuple[HelpRow, ...]
    neighbours: tuple[LinkRow, ...]
    sources: tuple[str, ...]
    reviewed_on: date | None


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each district that somebody has written about."""
    for each in library.areas.values():
        if each.district in library.districts:
            yield Page(
                each.url,
                "pages/area.html",
                partial(_context, library, prose, cards, each),
                each.position,
                modified=each.reviewed_on,
                head=partial(_head, library, each),
            )


def _context(library: Library, prose: ProseMaker, cards: CardMaker, area: Area) -> AreaContext:
    here = area.district
    vacancies = library.vacancies_by_district.get(here, ())
    stories = library.stories_by_district.get(here, ())
    providers = library.providers_by_district.get(here, ())
    searches = search_links(_SEARCHES, cards.jobs.count(vacancies), routes.vacancies_in(here))
    counted = count_words(len(vacancies), "open vacancy", "open vacancies")
    return AreaContext(
        head=_head(library, area),
        crumbs=_crumbs(area),
        example=area.example,
        ribbon=ribbon_text(library, area.url),
        title=area.title,
        summary=area.summary,
        body=Markup(prose.html(area.body)),  # noqa: S704 - prose makes safe HTML
        hard_to_recruit=area.hard_to_recruit,
        hard_to_recruit_note=area.hard_to_recruit_note or "",
        drawing=draw_one(library, here),
        addresses={each: found.url for each, found in library.areas.items() if each != here},
        attribution=library.outlines.attribution if library.outlines else "",
        facts=_facts(library, here),
        distances=_distances(library, here),
        no_car=next((each for each in searches if "no-car" in each.url), None),
        searches=searches,
        vacancies=cards.vacancies(vacancies[:VACANCIES_SHOWN]),
        all_vacancies=LinkRow(f"All {counted} here", routes.vacancies_in(here), len(vacancies)),
        stories=tuple(cards.story(each) for each in stories[:STORIES_SHOWN]),
        more_stories=_more(area, len(stories)),
        providers=tuple(cards.provider(each.id) for each in providers[:CARDS_SHOWN]),
        more_providers=len(providers) > CARDS_SHOWN,
        schemes=tuple(
            cards.scheme(scheme)
            for provider in providers
            for scheme in library.schemes_by_provider.get(provider.id, ())
        )[:CARDS_SHOWN],
        events=coming_events(library, district=here, for_=EventFor.PEOPLE)[:EVENTS_SHOWN],
        help=help_rows(library, area.resources),
        neighbours=_neighbours(library, here),
        sources=area.sources,
        reviewed_on=area.reviewed_on,
        stylesheets=("area", "event"),
    )


def _crumbs(area: Area) -> tuple[Crumb, ...]:
    return trail(("Areas", routes.AREAS), (area.title, area.url))


def _head(library: Library, area: Area) -> Head:
    return make_head(
        library,
        _crumbs(area),
        fitting(library, f"Care jobs and life in {area.title}", area.title),
        area.summary,
        structured=(_structured(library, area),),
    )


def _more(area: Area, count: int) -> LinkRow | None:
    if count <= STORIES_SHOWN:
        return None
    return LinkRow(f"All stories from {area.title}", routes.case_studies_in(area.district), count)


def _facts(library: Library, here: str) -> tuple[Fact, ...]:
    district = library.districts[here]
    facts = [Fact("Social care is the task of", district.care_authority)]
    if district.main_places:
        facts.append(Fact("Towns", ", ".join(district.main_places)))
    if district.website:
        facts.append(Fact("Council", "Website of the local council", url=district.website))
    facts.extend(
        Fact("Care work in figures", link.title, url=link.url)
        for link in (area_links(library) if library.workforce else ())
        if district.care_authority.startswith(f"{link.title} ")
    )
    return tuple(facts)


def _neighbours(library: Library, here: str) -> tuple[LinkRow, ...]:
    """Return the districts next to one; without outlines there is nothing to tell it by."""
    beside = neighbours(library.outlines).get(here, ()) if library.outlines else ()
    return tuple(
        LinkRow(library.areas[each].title, library.areas[each].url)
        for each in beside
        if each in library.areas
    )


def _distances(library: Library, here: str) -> tuple[Fact, ...]:
    """Return how far it is from town to town, in whole miles, for those on a bicycle or a bus."""
    by_title = {each.title: each for each in library.places.values() if each.district == here}
    towns = [by_title[each] for each in library.districts[here].main_places if each in by_title]
    return tuple(
        Fact(f"{one.title} to {other.title}", f"about {_miles(one, other)}")
        for one, other in pairwise(towns)
    )


def _miles(one: Place, other: Place) -> str:
    """Return the length of the great circle between two places (haversine)."""
    north, south = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return count_words(max(1, round(2 * _EARTH_MILES * asin(sqrt(half)))), "mile", "miles")


def _structured(library: Library, area: Area) -> Mapping[str, Any]:
    """Return the district as schema.org has it."""
    district = library.districts[area.district]
    return {
        "@context": SCHEMA_ORG,
        "@type": "AdministrativeArea",
        "name": district.title,
        "identifier": district.ons_code,
        "url": library.config.absolute(area.url),
        "containedInPlace": {"@type": "Place", "name": library.config.area},
    }
