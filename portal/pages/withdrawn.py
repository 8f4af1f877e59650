"""What is left of a story that was withdrawn: for 90 days a page that says so, and names nobody.

It is one page for all of them. The address of a story often holds a name or a place, so keeping
that address would keep a trace; a link to the story meets the page for missing pages instead, and
that one leads here (docs/decisions/, "withdrawn stories").
"""

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

_TITLE = "This story has been withdrawn"
_ORIGIN = Position("content/case-studies")


@fixed(kw_only=True, slots=False)
class WithdrawnContext(Context):
    """What pages/withdrawn.html is filled with."""

    title: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page where a story was withdrawn in the last 90 days."""
    if library.has_withdrawn:
        context = partial(_context, library)
        yield Page(routes.WITHDRAWN, "pages/withdrawn.html", context, _ORIGIN, listed=False)


def _context(library: Library) -> WithdrawnContext:
    crumbs = trail(("Stories", routes.CASE_STUDIES), (_TITLE, routes.WITHDRAWN))
    description = "The person who told us this story asked us to take it down, and we have."
    return WithdrawnContext(
        head=make_head(library, crumbs, _TITLE, description, noindex=True),
        crumbs=crumbs,
        title=_TITLE,
    )
