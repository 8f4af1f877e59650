"""Short links for posters, `/go/<code>/`: each leads to a page of this site, and to no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from portal import routes
from portal.content import Campaign, Event
from portal.content.short_link import short_url
from portal.errors import Position
from portal.filters import british_date
from portal.library import Library
from portal.pages.aliases import RedirectContext
from portal.pages.card_maker import CardMaker
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.qr import QrCode, readable
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/go.yaml")


@fixed
class ShortRow:
    """A short link: `address` is whole and without its scheme, as it stands on a poster."""

    url: str
    address: str
    qr: QrCode
    title: str
    to: str
    used_on: str


@fixed
class _Link:
    code: str
    title: str
    to: str
    used_on: str
    origin: Position


@fixed(kw_only=True, slots=False)
class ShortLinksContext(Context):
    """What pages/short_links.html is filled with."""

    links: tuple[ShortRow, ...]


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each code, and the team's list of all, which search engines are not shown.

    A `to` is a path on this site by its schema, so nothing here can lead anywhere else.
    """
    links = tuple(_links(library))
    for link in links:
        make = partial(RedirectContext, title=link.title, url=link.to, moved=False)
        url = short_url(link.code)
        yield Page(url, "pages/redirect.html", make, link.origin, listed=False)
    everything = partial(_context, library, links)
    yield Page(routes.SHORT_LINKS, "pages/short_links.html", everything, _ORIGIN, listed=False)


def short_urls(library: Library) -> Mapping[str, str]:
    """Return the short address of each page that has one: the shortest, of several the first."""
    found: dict[str, str] = {}
    for link in sorted(_links(library), key=lambda each: len(each.code)):
        found.setdefault(link.to, short_url(link.code))
    return dict(sorted(found.items()))


def _links(library: Library) -> Iterator[_Link]:
    for link in library.short_links:
        used = link.used_on or ""
        if link.printed_on:
            used = f"{used}, {british_date(link.printed_on)}".removeprefix(", ")
        yield _Link(link.id_, link.title, link.to, used, link.position)
    owners: tuple[Event | Campaign, ...] = (*library.events, *library.campaigns)
    for record in owners:
        if record.short:
            where = record.origin.position("short")
            yield _Link(record.short, record.title, record.url, "", where)


def _context(library: Library, links: tuple[_Link, ...]) -> ShortLinksContext:
    crumbs = trail(("Short links", routes.SHORT_LINKS))
    rows = []
    for link in links:
        url = short_url(link.code)
        address = library.config.absolute(url)
        code = QrCode(address)
        rows.append(ShortRow(url, readable(address), code, link.title, link.to, link.used_on))
    return ShortLinksContext(
        head=make_head(
            library,
            crumbs,
            "Short links for posters",
            "Every short address of this site, where it leads, and its code to print.",
            noindex=True,
        ),
        crumbs=crumbs,
        links=tuple(rows),
        stylesheets=("event",),
    )
