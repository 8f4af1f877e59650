"""What every site has at fixed addresses: the page for what is not there, files for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from portal import routes
from portal.errors import Position
from portal.images import icons_of
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.syndication import DocumentContext
from portal.palette import make_palette
from portal.prose import ProseMaker
from portal.values import fixed

# https://www.sitemaps.org/protocol.html: no more than 50,000 addresses in one file.
SITEMAP_LIMIT = 50_000
_ORIGIN = Position("site.yaml")
_SITEMAP = "/sitemap.xml"


@fixed(kw_only=True, slots=False)
class NotFoundContext(Context):
    """What pages/not_found.html is filled with."""

    links: tuple[LinkRow, ...]


@fixed(kw_only=True, slots=False)
class OfflineContext(Context):
    """What pages/offline.html is filled with: what a device may have kept."""

    links: tuple[LinkRow, ...]


@fixed(kw_only=True, slots=False)
class RobotsContext:
    """What feeds/robots.txt is filled with: the whole address of the sitemap."""

    sitemap: str


@fixed
class SitemapEntry:
    """A page of the site: its whole address, and the day it changed where that is known."""

    url: str
    modified: str


@fixed(kw_only=True, slots=False)
class SitemapContext:
    """What feeds/sitemap.xml is filled with."""

    entries: tuple[SitemapEntry, ...]


@fixed(kw_only=True, slots=False)
class SitemapIndexContext:
    """What feeds/sitemap_index.xml is filled with: whole addresses of sitemaps."""

    urls: tuple[str, ...]


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the fixed files, all but the sitemap, which must know the other pages."""
    not_found = partial(_not_found, library)
    yield Page("/404.html", "pages/not_found.html", not_found, _ORIGIN, listed=False)
    offline = partial(_offline, library)
    yield Page(routes.OFFLINE, "pages/offline.html", offline, _ORIGIN, listed=False)
    robots = partial(RobotsContext, sitemap=library.config.absolute(_SITEMAP))
    yield Page("/robots.txt", "feeds/robots.txt", robots, _ORIGIN, listed=False)
    manifest = partial(_manifest, library)
    yield Page("/site.webmanifest", "feeds/document.json", manifest, _ORIGIN, listed=False)


def sitemap_pages(library: Library, listed: Sequence[Page]) -> Iterator[Page]:
    """Yield the sitemap of the listed pages; where there are very many, an index and its parts."""
    if len(listed) <= SITEMAP_LIMIT:
        yield _sitemap_page(_SITEMAP, library, listed)
        return
    starts = range(0, len(listed), SITEMAP_LIMIT)
    urls = [f"/sitemap-{number}.xml" for number in range(1, len(starts) + 1)]
    index = partial(SitemapIndexContext, urls=tuple(map(library.config.absolute, urls)))
    yield Page(_SITEMAP, "feeds/sitemap_index.xml", index, _ORIGIN, listed=False)
    for url, start in zip(urls, starts, strict=True):
        yield _sitemap_page(url, library, listed[start : start + SITEMAP_LIMIT])


def _sitemap_page(url: str, library: Library, listed: Sequence[Page]) -> Page:
    make, reads = partial(_sitemap, library, listed), partial(_sitemap_reads, listed)
    return Page(url, "feeds/sitemap.xml", make, _ORIGIN, listed=False, reads=reads)


def _sitemap_reads(listed: Sequence[Page]) -> tuple[object, ...]:
    """Return all that a sitemap says of its pages, as `portal.keeping` asks: in one text, for there
    are thousands.
    """
    return ("\n".join(f"{page.url} {page.modified}" for page in listed),)


def _sitemap(library: Library, listed: Sequence[Page]) -> SitemapContext:
    absolute = library.config.absolute
    return SitemapContext(
        entries=tuple(
            SitemapEntry(absolute(page.url), page.modified.isoformat() if page.modified else "")
            for page in listed
        )
    )


def _not_found(library: Library) -> NotFoundContext:
    head = make_head(
        library,
        trail(("Page not found", "/404.html")),
        "Page not found",
        "There is no page at this address.",
        noindex=True,
    )
    links = (
        LinkRow("Home", routes.HOME),
        LinkRow("Roles", routes.ROLES),
        LinkRow("Vacancies", routes.VACANCIES),
        LinkRow("Stories", routes.CASE_STUDIES),
        *((LinkRow("Stories that people took back", routes.WITHDRAWN),) * library.has_withdrawn),
    )
    return NotFoundContext(head=head, links=links)


def _offline(library: Library) -> OfflineContext:
    """Return what is shown in place of a page that nobody kept, where there is no network."""
    head = make_head(
        library,
        trail(("No signal", routes.OFFLINE)),
        "You have no signal",
        "What you see where your device cannot reach the internet.",
        noindex=True,
    )
    links = (
        LinkRow("Your saved vacancies", routes.SAVED),
        LinkRow("Plan my route, and the plans that you saved", routes.PLAN),
    )
    return OfflineContext(head=head, links=links)


def _manifest(library: Library) -> DocumentContext:
    config = library.config
    light = make_palette(config.brand).light
    return DocumentContext(
        document={
            "name": config.title,
            "short_name": config.short_title or config.title,
            "description": config.description,
            "lang": config.language,
            "start_url": f"{config.root}/",
            "scope": f"{config.root}/",
            "display": "browser",
            "background_color": light["ground"],
            "theme_color": light["deep"],
            "icons": [
                entry for icon in icons_of(config.brand) if (entry := icon.entry(config.root))
            ],
        }
    )
