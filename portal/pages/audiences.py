"""The doors for people: which groups the site speaks to, and where each of them can begin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.heads import fitting, make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/for")


@fixed(kw_only=True, slots=False)
class AudiencesContext(Context):
    """What pages/audiences.html is filled with: a door for each group, and ways to start."""

    doors: tuple[LinkRow, ...]
    starts: tuple[LinkRow, ...]


def door_links(library: Library) -> tuple[LinkRow, ...]:
    """Return a link to the page of each group, with a sentence."""
    return tuple(
        LinkRow(each.title, each.url, note=each.summary) for each in library.audiences.values()
    )


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page of all doors, where there is one."""
    if library.audiences:
        make = partial(_context, library)
        yield Page(routes.AUDIENCES, "pages/audiences.html", make, _ORIGIN)


def _context(library: Library) -> AudiencesContext:
    crumbs = trail(("For you", routes.AUDIENCES))
    return AudiencesContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, "Care work for people like you", "For people like you"),
            f"Where you could begin in care in {library.config.area}, whoever you are: first jobs, "
            "money and help, and stories of people who came the same way.",
        ),
        crumbs=crumbs,
        doors=door_links(library),
        starts=tuple(
            LinkRow(each.title, each.url, note=each.summary) for each in library.starts.values()
        ),
    )
