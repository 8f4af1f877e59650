"""The page of vacancies that somebody saved: their own browser fills it, and we never see it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

URL = routes.SAVED
_TITLE = "Your saved vacancies"
_ORIGIN = Position("content/vacancies")


@fixed(kw_only=True, slots=False)
class SavedContext(Context):
    """What pages/saved.html is filled with."""

    title: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page; search engines would find nothing on it."""
    yield Page(URL, "pages/saved.html", partial(_context, library), _ORIGIN, listed=False)


def _context(library: Library) -> SavedContext:
    crumbs = trail(("Vacancies", routes.VACANCIES), (_TITLE, URL))
    description = "Vacancies that you saved in this browser, on this device and nowhere else."
    return SavedContext(
        head=make_head(library, crumbs, _TITLE, description, noindex=True),
        crumbs=crumbs,
        title=_TITLE,
        scripts=("saving",),
    )
