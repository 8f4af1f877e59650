"""Everything for providers as one document to print: made from the same records as the pages.

Parts are numbered, and each printed page says at its foot which part it belongs to, because
browsers cannot write page numbers into a list of contents (CSS Generated Content for Paged Media,
target-counter, which Chromium does not have).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import count

from markupsafe import Markup, escape

from portal import routes
from portal.content import FreePage
from portal.content.event import EventFor
from portal.errors import Position
from portal.filters import british_date
from portal.library import Library
from portal.pages import resources
from portal.pages.advert_helper import AdvertGuide, advert_guide
from portal.pages.card_maker import CardMaker
from portal.pages.event_cards import EventCard, coming_events
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.resources import ResourceGroup
from portal.pages.tracker import BLANK_LINES, COLUMNS, SOURCES, Column
from portal.pages.values_kit import ValuesKit, values_kit
from portal.prose import ProseMaker
from portal.values import fixed

URL = routes.PROVIDER_PACK
TITLE = "Pack for care providers"
_ORIGIN = Position("content/pages/for-providers/index.md")
_TAG = re.compile(r'<(/?)h([23])(?: id="([^"]*)")?>')
_LINK = re.compile(r'href="#')
_TABLE = re.compile(r'aria-label="Table(?: \d+)?"')
# The written pages that come before what is made from records, and those after it, by their ids.
_BEFORE = ("for-providers/what-we-do", "for-providers/post-a-vacancy")
_AFTER = (
    "for-providers/keep-people",
    "for-providers/start-a-referral-scheme",
    "work-experience",
    "for-providers/share-a-story",
    "for-providers/consent-form",
)


@fixed
class WrittenPart:
    """A written page as a part: `body` is safe HTML whose headings begin at h3."""

    summary: str
    body: Markup


@fixed
class TrackerSheet:
    """The recruitment tracker on paper: what to fill in for each source."""

    columns: tuple[Column, ...]
    sources: tuple[str, ...]
    blank_lines: int


@fixed
class Part:
    """A part of the pack, of which one of the last fields says what it holds."""

    id: str
    title: str
    number: int = 0
    written: WrittenPart | None = None
    adverts: AdvertGuide | None = None
    kit: ValuesKit | None = None
    tracker: TrackerSheet | None = None
    help: tuple[ResourceGroup, ...] = ()
    events: tuple[EventCard, ...] = ()


@fixed(kw_only=True, slots=False)
class PackContext(Context):
    """What pages/pack.html is filled with. `address` is the site's, as people read it out."""

    title: str
    area: str
    made_on: str
    address: str
    parts: tuple[Part, ...]
    sources: tuple[str, ...]


def pages(library: Library, prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the pack."""
    yield Page(URL, "pages/pack.html", partial(_context, library, prose), _ORIGIN)


def _context(library: Library, prose: ProseMaker) -> PackContext:
    crumbs = trail(resources.hub_crumb(), (TITLE, URL))
    pages = {each.id: each for each in library.pages}
    written = [pages[each] for each in (*_BEFORE, *_AFTER) if each in pages]
    kit = values_kit(library)
    rate = library.pay_rate(library.today)
    sources = (
        *(line for page in written for line in page.sources),
        *kit.sources,
        *((rate.source,) if rate else ()),
    )
    return PackContext(
        head=make_head(
            library,
            crumbs,
            TITLE,
            "Everything for care providers as one document to print: adverts, interviews by value, "
            "keeping people, referral schemes, templates and who helps.",
        ),
        crumbs=crumbs,
        title=TITLE,
        area=library.config.area,
        made_on=british_date(library.today),
        address=library.config.absolute(routes.FOR_PROVIDERS).partition("://")[2].rstrip("/"),
        parts=tuple(_parts(library, prose, pages, kit)),
        sources=tuple(dict.fromkeys(sources)),
        stylesheets=("hub", "event", "pack"),
    )


def _parts(
    library: Library, prose: ProseMaker, pages: dict[str, FreePage], kit: ValuesKit
) -> Iterator[Part]:
    """Yield the parts that have something in them, numbered from 1."""
    found = [_written(prose, pages[each]) for each in _BEFORE if each in pages]
    found.append(Part("adverts", "Write an advert that works", adverts=advert_guide()))
    if kit.values:
        found.append(Part("values", "Recruit for values", kit=kit))
    found += [_written(prose, pages[each]) for each in _AFTER if each in pages]
    sheet = TrackerSheet(COLUMNS, SOURCES, BLANK_LINES)
    found.append(Part("tracker", "Count what works", tracker=sheet))
    groups = _once_each(resources.groups(library))
    if groups:
        found.append(Part("help", "Who helps", help=groups))
    events = coming_events(library, for_=EventFor.PROVIDERS)
    if events:
        found.append(Part("events", "Dates for providers", events=events))
    for number, part in enumerate(found, 1):
        yield replace(part, number=number)


def _written(prose: ProseMaker, page: FreePage) -> Part:
    identity = page.id.rpartition("/")[2]
    body = nested(prose.html(page.body), identity, escape(page.title))
    part = WrittenPart(page.summary, Markup(body))  # noqa: S704 - prose makes safe HTML
    return Part(identity, page.title, written=part)


def nested(made: str, prefix: str, title: str = "") -> str:
    """Return the HTML of a written page as a part of a larger one: headings a level further down,
    every id, with what leads to it, behind a prefix, and each table with a name of its own.

    >>> nested('<h2 id="why">Why</h2><p><a href="#why">Why?</a></p>', "keep")
    '<h3 id="keep-why">Why</h3><p><a href="#keep-why">Why?</a></p>'
    """

    def lower(match: re.Match[str]) -> str:
        end, level, identity = match.groups()
        named = f' id="{prefix}-{identity}"' if identity else ""
        return f"<{end}h{int(level) + 1}{named}>"

    numbers = count(1)
    named = _TABLE.sub(lambda _: f'aria-label="Table {next(numbers)} of {title}"', made)
    return _LINK.sub(f'href="#{prefix}-', _TAG.sub(lower, named))


def _once_each(groups: tuple[ResourceGroup, ...]) -> tuple[ResourceGroup, ...]:
    """Return the groups with each resource in the first that it meets: paper is not filtered."""
    seen: set[str] = set()
    kept = []
    for group in groups:
        rows = tuple(row for row in group.rows if row.id not in seen)
        seen.update(row.id for row in rows)
        if rows:
            kept.append(ResourceGroup(group.id, group.title, group.lead, group.url, rows))
    return tuple(kept)
