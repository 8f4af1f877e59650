"""Refer a friend: make a link, the schemes by provider and district, what a friend should know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content import Scheme
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, SchemeCard
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.qr import QrCode
from portal.pages.saved import URL as SAVED
from portal.pages.scheme import ReadyLink, ready_link
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/refer-a-friend")


@fixed
class DistrictSchemes:
    """The schemes that are open in a district."""

    title: str
    schemes: tuple[LinkRow, ...]


@fixed(kw_only=True, slots=False)
class ReferAFriendContext(Context):
    """What pages/refer_a_friend.html is filled with. `ended` are those not open today.

    `roles` and `providers` are what a link can lead to; `whole_site` is a link to everything, and
    `ready` those to the providers with an open scheme, all without a code. `saved` is the page of
    saved vacancies; `count` is where providers count codes.
    """

    lead: str
    roles: tuple[LinkRow, ...]
    providers: tuple[LinkRow, ...]
    area_wide: tuple[SchemeCard, ...]
    by_provider: tuple[SchemeCard, ...]
    by_district: tuple[DistrictSchemes, ...]
    open: tuple[SchemeCard, ...]
    ended: tuple[SchemeCard, ...]
    whole_site: ReadyLink
    ready: tuple[LinkRow, ...]
    saved: str
    count: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page."""
    make = partial(_context, library, cards)
    yield Page(routes.REFER_A_FRIEND, "pages/refer_a_friend.html", make, _ORIGIN)


def _context(library: Library, cards: CardMaker) -> ReferAFriendContext:
    crumbs = trail(("Refer a friend", routes.REFER_A_FRIEND))
    today = library.today
    is_open = [each for each in library.schemes if each.is_open(today)]
    owned = {each.provider: each for each in is_open if each.provider in library.providers}
    address = library.config.absolute(routes.HOME)
    return ReferAFriendContext(
        head=make_head(
            library,
            crumbs,
            "Refer a friend to a job in care",
            f"Schemes in {library.config.area} that thank you for bringing a friend into care: "
            "who can refer, what is paid and when. Make your own link without giving any names.",
        ),
        crumbs=crumbs,
        lead="You know who would be good at this. Make a link, send it to them yourself, and let "
        "them decide. We ask for no names.",
        roles=tuple(LinkRow(each.title, each.url) for each in library.roles.values()),
        providers=tuple(
            LinkRow(each.title, each.url)
            for each in library.providers.values()
            if each.id in owned or each.id in library.vacancies_by_provider
        ),
        open=tuple(cards.scheme(each) for each in is_open),
        area_wide=tuple(cards.scheme(each) for each in is_open if not each.provider),
        by_provider=tuple(cards.scheme(each) for each in is_open if each.provider),
        by_district=tuple(_by_district(library, is_open)),
        ended=tuple(cards.scheme(each) for each in library.schemes if not each.is_open(today)),
        whole_site=ReadyLink(
            library.config.title, routes.HOME, address, QrCode(address, f"QR code of {address}")
        ),
        ready=tuple(_ready(library, each) for each in owned.values()),
        saved=SAVED,
        count=routes.COUNT_REFERRALS,
        scripts=("referral",),
        stylesheets=("referral",),
    )


def _ready(library: Library, scheme: Scheme) -> LinkRow:
    link = ready_link(library, scheme)
    return LinkRow(link.title, link.address)


def _by_district(library: Library, schemes: list[Scheme]) -> Iterator[DistrictSchemes]:
    """Yield each district with its schemes; one that names no district is open in all of them."""
    for identity, district in library.districts.items():
        rows = tuple(
            LinkRow(each.title, each.url)
            for each in schemes
            if not each.districts or identity in each.districts
        )
        if rows:
            yield DistrictSchemes(district.title, rows)
