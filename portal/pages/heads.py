"""The head of every page: title, description, trail from home, and data for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from portal import routes
from portal.config import Config
from portal.filters import shorten
from portal.library import Library
from portal.pages.page import Crumb, FeedLink, Head

_HOME = Crumb("Home", routes.HOME)
# What search engines show of a title, the site's own name at its end included.
TITLE_LIMIT = 65
SCHEMA_ORG = "https://schema.org"


def trail(*crumbs: tuple[str, str]) -> tuple[Crumb, ...]:
    """Return the crumbs from home; the last pair is the page itself."""
    return (_HOME, *(Crumb(title, url) for title, url in crumbs))


def fitting(library: Library, *titles: str) -> str:
    """Return the first title that leaves room for the site's name, or the shortest of them."""
    config = library.config
    room = TITLE_LIMIT - len(f" – {config.short_title or config.title}")
    return next((title for title in titles if len(title) <= room), min(titles, key=len))


def make_head(
    library: Library,
    crumbs: tuple[Crumb, ...],
    title: str,
    description: str,
    *,
    kind: str = "website",
    noindex: bool = False,
    structured: Iterable[Mapping[str, Any]] = (),
    feeds: tuple[FeedLink, ...] = (),
    previous_url: str = "",
    next_url: str = "",
) -> Head:
    """Return the head of the page at which the crumbs end, its BreadcrumbList included."""
    data = tuple(structured)
    if len(crumbs) > 1:
        data = (breadcrumb_list(library.config, crumbs), *data)
    return Head(
        title=title,
        description=shorten(description),
        url=crumbs[-1].url,
        noindex=noindex,
        kind=kind,
        structured=data,
        feeds=feeds,
        previous=previous_url,
        next=next_url,
    )


def breadcrumb_list(config: Config, crumbs: tuple[Crumb, ...]) -> Mapping[str, Any]:
    """Return the trail as schema.org has it."""
    return {
        "@context": SCHEMA_ORG,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.title,
                "item": config.absolute(crumb.url),
            }
            for position, crumb in enumerate(crumbs, 1)
        ],
    }


def ribbon_text(library: Library, url: str) -> str:
    """Return why a page that a preview shows is not public yet, or an empty text."""
    because = library.previewed.get(url, "")
    return f"{because[0].upper()}{because[1:]}." if because else ""
