"""Count referrals: providers total the codes in their own list, in their own browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.exports import ExportContext
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

TEMPLATE = f"{routes.COUNT_REFERRALS}referrals.csv"
_TITLE = "Count referrals"
_ORIGIN = Position("content/refer-a-friend")
# The byte order mark tells Excel that it is UTF-8; RFC 4180 has the lines end so. No column asks
# for a name: the codes alone are enough to count.
_EMPTY = "\ufeffcode,applied_on,started_on,stayed_until\r\n"


@fixed(kw_only=True, slots=False)
class CountContext(Context):
    """What pages/count_referrals.html is filled with. `template` is an empty list to fill in."""

    title: str
    template: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page, which is of no use to those who search for work, and the empty list."""
    make = partial(_context, library)
    yield Page(routes.COUNT_REFERRALS, "pages/count_referrals.html", make, _ORIGIN, listed=False)
    empty = partial(ExportContext, text=_EMPTY)
    yield Page(TEMPLATE, "feeds/verbatim.txt", empty, _ORIGIN, listed=False)


def _context(library: Library) -> CountContext:
    hub = next((each for each in library.pages if each.url == routes.FOR_PROVIDERS), None)
    above = [(hub.menu_title or hub.title, hub.url)] if hub else []
    crumbs = trail(*above, (_TITLE, routes.COUNT_REFERRALS))
    description = "Total the codes of people who referred a friend. Nothing leaves your computer."
    return CountContext(
        head=make_head(library, crumbs, _TITLE, description, noindex=True),
        crumbs=crumbs,
        title=_TITLE,
        template=TEMPLATE,
        scripts=("counting",),
        stylesheets=("referral",),
    )
