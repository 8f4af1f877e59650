"""The file from which Cloudflare Pages and Netlify take the headers of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from portal import hosting
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.page import Page
from portal.pages.syndication import DocumentContext
from portal.prose import ProseMaker
from portal.values import fixed

HEADERS = "/_headers"
_ORIGIN = Position("site.yaml")


@fixed(kw_only=True, slots=False)
class HeadersContext:
    """What feeds/headers.txt is filled with: headers by name for all files, the pattern of
    pictures, Cache-Control of what never changes, and the file that names pages to load ahead.
    """

    headers: Mapping[str, str]
    pictures: str
    unchanging: str
    speculation: str
    speculation_type: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the file of pages to load ahead; and that of headers where the site begins at the root
    of its host: elsewhere nobody reads it.
    """
    ahead = partial(_ahead, library)
    yield Page(hosting.SPECULATION, "feeds/document.json", ahead, _ORIGIN, listed=False)
    if not library.config.root:
        context = partial(_context, library)
        yield Page(HEADERS, "feeds/headers.txt", context, _ORIGIN, listed=False)


def _ahead(library: Library) -> DocumentContext:
    """Return what a browser may load ahead (HTML, "speculation rules"): a page of ours, once its
    link is pressed and before it is let go. Nothing is loaded that nobody asked for, and browsers
    load nothing ahead where they are to save data.
    """
    page = {"href_matches": f"{library.config.root}/*/"}
    return DocumentContext(document={"prefetch": [{"where": page, "eagerness": "conservative"}]})


def _context(library: Library) -> HeadersContext:
    return HeadersContext(
        headers=hosting.headers(library.config),
        pictures=hosting.PICTURES,
        unchanging=hosting.UNCHANGING,
        speculation=hosting.SPECULATION,
        speculation_type=hosting.TYPES["speculationrules"],
    )
