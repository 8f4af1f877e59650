"""Feeds of what a list shows: Atom (RFC 4287) and JSON Feed 1.1, with the newest entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from portal.errors import Position
from portal.filters import rfc3339
from portal.library import Library
from portal.pages.page import FeedLink, Page

NEWEST = 50
_ATOM = "application/atom+xml"
_JSON = "application/feed+json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a feed. `url` is from the root of the site."""

    title: str
    url: str
    summary: str
    author: str
    published: date


@dataclass(frozen=True, kw_only=True)
class AtomContext:
    """What feeds/atom.xml is filled with. Addresses are whole; `updated` is an RFC 3339 moment."""

    title: str
    url: str
    feed_url: str
    author: str
    updated: str
    language: str
    base_url: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentContext:
    """What feeds/document.json is filled with: anything that JSON can hold."""

    document: Mapping[str, Any]


def feed_links(url: str, title: str) -> tuple[FeedLink, ...]:
    """Return the links to the feeds of the list at an address."""
    return (
        FeedLink(f"{title} (Atom)", f"{url}feed.xml", _ATOM),
        FeedLink(f"{title} (JSON)", f"{url}feed.json", _JSON),
    )


def feed_pages(
    library: Library,
    url: str,
    title: str,
    entries: Callable[[], tuple[Entry, ...]],
    origin: Position,
) -> Iterator[Page]:
    """Yield both feeds of the list at an address. `entries` is asked when a feed is rendered."""
    make_atom = partial(_atom, library, url, title, entries)
    make_json = partial(_json_feed, library, url, title, entries)
    yield Page(f"{url}feed.xml", "feeds/atom.xml", make_atom, origin, listed=False)
    yield Page(f"{url}feed.json", "feeds/document.json", make_json, origin, listed=False)


def _atom(
    library: Library, url: str, title: str, entries: Callable[[], tuple[Entry, ...]]
) -> AtomContext:
    config = library.config
    made = entries()
    # An empty feed needs a moment too (RFC 4287, 4.1.1): the day of the build is the one known.
    updated = max((entry.published for entry in made), default=library.today)
    return AtomContext(
        title=title,
        url=config.absolute(url),
        feed_url=config.absolute(f"{url}feed.xml"),
        author=config.organisation.name,
        updated=rfc3339(updated),
        language=config.language,
        base_url=config.base_url.rstrip("/"),
        entries=made,
    )


def _json_feed(
    library: Library, url: str, title: str, entries: Callable[[], tuple[Entry, ...]]
) -> DocumentContext:
    config = library.config
    items = [
        {
            "id": config.absolute(entry.url),
            "url": config.absolute(entry.url),
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": rfc3339(entry.published),
            "authors": [{"name": entry.author}],
        }
        for entry in entries()
    ]
    return DocumentContext(
        document={
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "home_page_url": config.absolute(url),
            "feed_url": config.absolute(f"{url}feed.json"),
            "language": config.language,
            "items": items,
        }
    )
