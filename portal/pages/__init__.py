"""Every kind of page, one module each, and the one tuple that registers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.library import Library
from portal.pages import role, roles, vacancies, vacancy
from portal.pages.card_maker import CardMaker
from portal.pages.page import Page
from portal.prose import ProseMaker

PageMaker = Callable[[Library, ProseMaker, CardMaker], Iterator[Page]]

# In the order of the site. A maker yields pages whose contexts are made when they are rendered.
MAKERS: tuple[PageMaker, ...] = (
    roles.pages,
    role.pages,
    vacancies.pages,
    vacancy.pages,
)


def all_pages(library: Library, prose: ProseMaker) -> Iterator[Page]:
    """Yield every page of the site."""
    cards = CardMaker(library)
    for make in MAKERS:
        yield from make(library, prose, cards)
