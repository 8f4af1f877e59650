"""What a provider's own page has no room for: its further vacancies, in pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content import Provider
from portal.filters import count_words
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, Pagination, VacancyCard
from portal.pages.heads import fitting, make_head, ribbon_text, trail
from portal.pages.in_common import told_previews
from portal.pages.kept_card import KeptCard
from portal.pages.lists import count_pages, paginate, part
from portal.pages.page import Context, Page, Together
from portal.prose import ProseMaker
from portal.values import fixed

PAGE_SIZE = 20


@fixed(kw_only=True, slots=False)
class ProviderVacanciesContext(Context):
    """What pages/provider_vacancies.html is filled with. `provider` leads to its own page."""

    heading: str
    provider: LinkRow
    vacancies: tuple[VacancyCard | KeptCard, ...]
    pagination: Pagination


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the second page and those after it of each provider with many vacancies."""
    together = Together(
        "vacancies of providers", lambda: (library.vacancies, *told_previews(library))
    )
    for provider in library.providers.values():
        for number in range(2, count_of(library, provider) + 1):
            yield Page(
                routes.list_page(provider.url, number),
                "pages/provider_vacancies.html",
                partial(_context, library, cards, provider, number),
                provider.position,
                listed=False,
                reads=partial(_reads, library, provider, number),
                together=together,
            )


def count_of(library: Library, provider: Provider) -> int:
    """Return how many pages the vacancies of a provider take, its own page included."""
    return count_pages(len(library.vacancies_by_provider.get(provider.id, ())), PAGE_SIZE)


def first_of(
    library: Library, cards: CardMaker, provider: Provider
) -> tuple[tuple[VacancyCard, ...], Pagination]:
    """Return the vacancies on a provider's own page, and the way to the others."""
    found = library.vacancies_by_provider.get(provider.id, ())
    pagination = paginate(provider.url, 1, count_of(library, provider))
    return cards.vacancies(found[:PAGE_SIZE]), pagination


def _reads(library: Library, provider: Provider, number: int) -> tuple[object, ...]:
    """Return all in `_context` that is of vacancies, as `portal.keeping` asks."""
    found = library.vacancies_by_provider[provider.id]
    return (
        provider,
        library.previewed.get(provider.url),
        len(found),
        *part(found, number, PAGE_SIZE),
    )


def _context(
    library: Library, cards: CardMaker, provider: Provider, number: int
) -> ProviderVacanciesContext:
    found = library.vacancies_by_provider[provider.id]
    pagination = paginate(provider.url, number, count_of(library, provider))
    page = f", page {number}"
    crumbs = trail(
        ("Providers", routes.PROVIDERS),
        (provider.title, provider.url),
        (f"Page {number}", routes.list_page(provider.url, number)),
    )
    heading = f"Vacancies with {provider.title}{page}"
    counted = count_words(len(found), "vacancy", "vacancies")
    return ProviderVacanciesContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, heading, f"{provider.title}{page}"),
            f"{heading}: {counted} open now, with pay, hours and terms.",
            previous_url=pagination.previous_url,
            next_url=pagination.next_url,
        ),
        crumbs=crumbs,
        example=provider.example,
        ribbon=ribbon_text(library, provider.url),
        heading=heading,
        provider=LinkRow(provider.title, provider.url),
        vacancies=cards.listed(part(found, number, PAGE_SIZE)),
        pagination=pagination,
    )
