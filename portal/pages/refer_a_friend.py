"""The list of refer-a-friend schemes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import SchemeCard
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker

_ORIGIN = Position("content/refer-a-friend")


@dataclass(frozen=True, kw_only=True)
class ReferAFriendContext(Context):
    """What pages/refer_a_friend.html is filled with. `ended` are those not open today."""

    lead: str
    open: tuple[SchemeCard, ...]
    ended: tuple[SchemeCard, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the list of schemes."""
    make = partial(_context, library, cards)
    yield Page(routes.REFER_A_FRIEND, "pages/refer_a_friend.html", make, _ORIGIN)


def _context(library: Library, cards: CardMaker) -> ReferAFriendContext:
    crumbs = trail(("Refer a friend", routes.REFER_A_FRIEND))
    today = library.today
    return ReferAFriendContext(
        head=make_head(
            library,
            crumbs,
            "Refer a friend to a job in care",
            f"Schemes in {library.config.area} that thank you for bringing a friend into care: "
            "who can refer, what is paid and when.",
        ),
        crumbs=crumbs,
        lead="You know who would be good at this. These schemes thank you when a friend starts "
        "and stays. Ask your friend before you pass on their name.",
        open=tuple(cards.scheme(each) for each in library.schemes if each.is_open(today)),
        ended=tuple(cards.scheme(each) for each in library.schemes if not each.is_open(today)),
    )
