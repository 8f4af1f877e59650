"""What every kind of page yields: an address, a template, and what the template is filled with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from portal.errors import Position
from portal.values import fixed


@fixed
class Crumb:
    """A step of the breadcrumb."""

    title: str
    url: str


@fixed
class FeedLink:
    """A feed of what a page lists."""

    title: str
    url: str
    media_type: str


@fixed
class Head:
    """What search engines and cards see. `structured` holds JSON-LD objects (schema.org)."""

    title: str
    description: str
    url: str
    noindex: bool = False
    kind: str = "website"
    structured: tuple[Mapping[str, Any], ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    previous: str = ""
    next: str = ""


@fixed(kw_only=True, slots=False)
class Context:
    """What every page's context has. `crumbs` lead from home to the page itself, which is last.

    `scripts` and `stylesheets` are the names of those that the page needs beside those of every
    page: `finder` is assets/js/finder.js. `sends_to` is the other host (its origin) to which a form
    of the page is sent. `language` is that of its own title and text, where it is not the site's.
    """

    head: Head
    crumbs: tuple[Crumb, ...] = ()
    example: bool = False
    ribbon: str = ""
    scripts: tuple[str, ...] = ()
    stylesheets: tuple[str, ...] = ()
    sends_to: str = ""
    language: str = ""


class Together(NamedTuple):
    """Pages of a kind that all stay while nothing changes of which any of them is made.

    `reads` returns all that the `reads` of these pages may return, their order on the site
    included, and may return more; `name` tells these pages from others.
    """

    name: str
    reads: Callable[[], Iterable[object]]


def nothing() -> tuple[object, ...]:
    """Return nothing: a page `reads` that where no vacancy and no story is on it, nor counted."""
    return ()


class Page(NamedTuple):
    """One file of the site. `context` is made when the page is rendered, not before.

    `template` is below templates/; `origin` is the content to which problems of the page belong.
    `listed` pages are in the sitemap and in search. `reads`, where it is given, returns all that
    the context is made of and that may change while the rest of the library stays: a quicker way to
    tell that a page is still what it was than making its context (`portal.keeping`). `together` is
    what tells that of all pages of a kind at once. `head`, where it is given, makes the head alone:
    it is all that the search asks of a page. A tuple, because there are ten thousand.
    """

    url: str
    template: str
    context: Callable[[], Any]
    origin: Position
    listed: bool = True
    modified: date | None = None
    reads: Callable[[], tuple[object, ...]] | None = None
    together: Together | None = None
    head: Callable[[], Head] | None = None


class Twice:
    """A context that is wanted twice, by the search and by its own page, and made once."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Any]) -> None:
        """Take what makes it."""
        self._make = make
        self._made: Any = None

    def __call__(self) -> Any:
        """Return the context; who asks second is the last who needs it kept."""
        made, self._made = self._made, None
        if made is None:
            made = self._made = self._make()
        return made
