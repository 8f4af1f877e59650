"""Feeds of what a list shows: Atom (RFC 4287) and JSON Feed 1.1, with the newest entries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from portal.errors import Position
from portal.filters import rfc3339
from portal.library import Library
from portal.pages.page import FeedLink, Page
from portal.values import fixed

NEWEST = 50
# As many entries are kept for the next feed. Lists that share most stand near each other: of ten
# thousand vacancies, a quarter more entries are made than if all were kept, in a fifth of the
# memory.
_KEPT = 2_000
_ATOM = "application/atom+xml"
_JSON = "application/feed+json"
_encode = json.JSONEncoder(ensure_ascii=False).encode


class _Listed(Protocol):
    """What can stand in a feed: it has a page of its own."""

    @property
    def url(self) -> str: ...


ListedT = TypeVar("ListedT", bound=_Listed)
T = TypeVar("T")


@fixed
class Entry:
    """One thing in a feed. `url` is from the root of the site."""

    title: str
    url: str
    summary: str
    author: str
    published: date


@fixed(kw_only=True, slots=False)
class AtomContext:
    """What feeds/atom.xml is filled with. Addresses are whole; `updated` is an RFC 3339 moment."""

    title: str
    url: str
    feed_url: str
    author: str
    updated: str
    language: str
    entries: tuple[Entry, ...]


@fixed(kw_only=True, slots=False)
class JsonFeedContext:
    """What feeds/json_feed.json is filled with. Addresses are whole; each of `entries` is JSON."""

    title: str
    url: str
    feed_url: str
    language: str
    entries: tuple[str, ...]


@fixed(kw_only=True, slots=False)
class DocumentContext:
    """What feeds/document.json is filled with: anything that JSON can hold."""

    document: Mapping[str, Any]


def feed_links(url: str, title: str) -> tuple[FeedLink, ...]:
    """Return the links to the feeds of the list at an address."""
    return (
        FeedLink(f"{title} (Atom)", f"{url}feed.xml", _ATOM),
        FeedLink(f"{title} (JSON)", f"{url}feed.json", _JSON),
    )


class Feeds(Generic[ListedT]):
    """The feeds of one kind of thing. What is in several that stand near each other is made once: a
    vacancy is in up to eight.

    `entry` says what a feed tells of a thing; it is asked when a feed is rendered.
    """

    def __init__(
        self, library: Library, entry: Callable[[ListedT], Entry], is_told: bool = False
    ) -> None:
        """Take a library. `is_told`: an entry is made of its thing and the rest of the library."""
        self._library = library
        self._entry = entry
        self._is_told = is_told
        self._entries: dict[str, Entry] = {}
        self._items: dict[str, str] = {}

    def pages(
        self, url: str, title: str, members: Sequence[ListedT], origin: Position
    ) -> Iterator[Page]:
        """Yield both feeds of the list at an address, whose members have the newest first."""
        atom = partial(self._atom, url, title, members)
        reads = partial(self._reads, title, members) if self._is_told else None
        yield Page(f"{url}feed.xml", "feeds/atom.xml", atom, origin, listed=False, reads=reads)
        feed = partial(self._json, url, title, members)
        address = f"{url}feed.json"
        yield Page(address, "feeds/json_feed.json", feed, origin, listed=False, reads=reads)

    def _reads(self, title: str, members: Sequence[ListedT]) -> tuple[object, ...]:
        return (title, *islice(members, NEWEST))

    def _atom(self, url: str, title: str, members: Sequence[ListedT]) -> AtomContext:
        config = self._library.config
        entries = self._newest(members)
        # An empty feed needs a moment too (RFC 4287, 4.1.1): the day of the build is the one known.
        updated = max((entry.published for entry in entries), default=self._library.today)
        return AtomContext(
            title=title,
            url=config.absolute(url),
            feed_url=config.absolute(f"{url}feed.xml"),
            author=config.organisation.name,
            updated=rfc3339(updated),
            language=config.language,
            entries=entries,
        )

    def _json(self, url: str, title: str, members: Sequence[ListedT]) -> JsonFeedContext:
        config = self._library.config
        return JsonFeedContext(
            title=title,
            url=config.absolute(url),
            feed_url=config.absolute(f"{url}feed.json"),
            language=config.language,
            entries=tuple(self._item(entry) for entry in self._newest(members)),
        )

    def _newest(self, members: Sequence[ListedT]) -> tuple[Entry, ...]:
        return tuple(self._entry_of(member) for member in islice(members, NEWEST))

    def _entry_of(self, member: ListedT) -> Entry:
        entry = self._entries.get(member.url)
        if entry is None:
            entry = self._entry(member)
            _keep(self._entries, member.url, entry)
        return entry

    def _item(self, entry: Entry) -> str:
        """Return an entry as JSON Feed has it."""
        item = self._items.get(entry.url)
        if item is None:
            address = self._library.config.absolute(entry.url)
            item = _encode(
                {
                    "id": address,
                    "url": address,
                    "title": entry.title,
                    "content_text": entry.summary,
                    "date_published": rfc3339(entry.published),
                    "authors": [{"name": entry.author}],
                }
            )
            _keep(self._items, entry.url, item)
        return item


def _keep(kept: dict[str, T], url: str, value: T) -> None:
    """Keep what was made of a thing, and let go of all that was kept where that is much."""
    if len(kept) >= _KEPT:
        kept.clear()
    kept[url] = value
