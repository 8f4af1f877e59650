"""The file from which Cloudflare Pages and Netlify take the headers of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from portal import hosting
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.page import Page
from portal.prose import ProseMaker

HEADERS = "/_headers"
_ORIGIN = Position("site.yaml")


@dataclass(frozen=True, kw_only=True)
class HeadersContext:
    """What feeds/headers.txt is filled with: headers by name for all files, the pattern of
    pictures, and Cache-Control of what never changes.
    """

    headers: Mapping[str, str]
    pictures: str
    unchanging: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the file, where the site begins at the root of its host: elsewhere nobody reads it."""
    if not library.config.root:
        context = partial(_context, library)
        yield Page(HEADERS, "feeds/headers.txt", context, _ORIGIN, listed=False)


def _context(library: Library) -> HeadersContext:
    return HeadersContext(
        headers=hosting.headers(library.config),
        pictures=hosting.PICTURES,
        unchanging=hosting.UNCHANGING,
    )
