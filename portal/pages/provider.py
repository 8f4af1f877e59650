"""The page of one provider: who they are, and everything here that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from portal import routes
from portal.content import Provider
from portal.filters import list_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow, Pagination, SchemeCard, StoryCard, VacancyCard
from portal.pages.event_cards import EventCard, coming_events
from portal.pages.heads import fitting, make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.pages.provider_vacancies import PAGE_SIZE, count_of, first_of
from portal.pages.streets import street_at
from portal.prose import ProseMaker
from portal.values import fixed


@fixed(kw_only=True, slots=False)
class ProviderContext(Context):
    """What pages/provider.html is filled with. `districts` lead to the vacancies in each.

    `vacancies` are the first ones; `pagination` leads to the others; `street` names what
    is drawn beside the heading.
    """

    title: str
    about: str
    street: str
    facts: tuple[Fact, ...]
    districts: tuple[LinkRow, ...]
    vacancies: tuple[VacancyCard, ...]
    pagination: Pagination
    stories: tuple[StoryCard, ...]
    schemes: tuple[SchemeCard, ...]
    events: tuple[EventCard, ...]
    verified_on: date


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each provider."""
    for provider in library.providers.values():
        yield Page(
            provider.url,
            "pages/provider.html",
            partial(_context, library, cards, provider),
            provider.position,
            modified=provider.verified_on,
            reads=partial(_reads, library, cards, provider),
        )


def _reads(library: Library, cards: CardMaker, provider: Provider) -> tuple[object, ...]:
    """Return all in `_context` that is of stories and vacancies, as `portal.keeping` asks."""
    counts = library.vacancies_by_district
    return (
        library.previewed.get(provider.url),
        count_of(library, provider),
        *library.vacancies_by_provider.get(provider.id, ())[:PAGE_SIZE],
        "districts",
        *(len(counts.get(each, ())) for each in provider.districts),
        "stories",
        *(cards.story(each) for each in library.stories_by_provider.get(provider.id, ())),
    )


def _context(library: Library, cards: CardMaker, provider: Provider) -> ProviderContext:
    crumbs = trail(("Providers", routes.PROVIDERS), (provider.title, provider.url))
    counts = library.vacancies_by_district
    vacancies, pagination = first_of(library, cards, provider)
    known = [library.districts[each] for each in provider.districts if each in library.districts]
    events = coming_events(library, provider=provider.id)
    return ProviderContext(
        head=make_head(
            library,
            crumbs,
            fitting(
                library,
                f"{provider.title}: jobs and people",
                f"{provider.title}: jobs",
                provider.title,
            ),
            f"{provider.title}. {provider.about}",
            next_url=pagination.next_url,
        ),
        crumbs=crumbs,
        example=provider.example,
        ribbon=ribbon_text(library, provider.url),
        title=provider.title,
        about=provider.about,
        street=street_at(provider.services),
        facts=_facts(cards, provider),
        districts=tuple(
            LinkRow(each.title, routes.vacancies_in(each.id_), len(counts.get(each.id_, ())))
            for each in known
        ),
        vacancies=vacancies,
        pagination=pagination,
        stories=tuple(
            cards.story(each) for each in library.stories_by_provider.get(provider.id, ())
        ),
        schemes=tuple(
            cards.scheme(each) for each in library.schemes_by_provider.get(provider.id, ())
        ),
        events=events,
        verified_on=provider.verified_on,
        stylesheets=("event",) if events else (),
    )


def _facts(cards: CardMaker, provider: Provider) -> tuple[Fact, ...]:
    website = provider.website or ""
    inspected = "https://www.cqc.org.uk/search/all?query="
    rows = [
        Fact("What they do", list_words(cards.setting_titles(provider.services))),
        Fact("Size", words.SIZES[provider.size] if provider.size else ""),
        Fact("Website", website.split("://")[-1].rstrip("/"), url=website),
    ]
    rows.extend(
        Fact("Inspection reports", f"Care Quality Commission, {each}", url=f"{inspected}{each}")
        for each in provider.cqc_ids
    )
    return tuple(row for row in rows if row.value)
