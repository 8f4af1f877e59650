"""The list of providers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.errors import Position
from portal.filters import count_words
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import ProviderCard
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/providers")


@fixed(kw_only=True, slots=False)
class ProvidersContext(Context):
    """What pages/providers.html is filled with."""

    lead: str
    providers: tuple[ProviderCard, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the list of providers."""
    make = partial(_context, library, cards)
    yield Page(routes.PROVIDERS, "pages/providers.html", make, _ORIGIN)


def _context(library: Library, cards: CardMaker) -> ProvidersContext:
    crumbs = trail(("Providers", routes.PROVIDERS))
    counted = count_words(len(library.providers), "provider")
    return ProvidersContext(
        head=make_head(
            library,
            crumbs,
            "Care providers who employ people here",
            f"{counted} of adult social care in {library.config.area}: what they do, where they "
            "work and which vacancies they have.",
        ),
        crumbs=crumbs,
        lead="Who gives care and support here, what they do, and what they have open.",
        providers=tuple(cards.provider(each) for each in library.providers),
    )
