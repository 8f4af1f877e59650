"""Lists of events: those to come, for whom and where, with calendars and feeds; and past ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import groupby

from portal import routes
from portal.content import Event
from portal.content.event import EventFor
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.event_calendar import calendar, stamp
from portal.pages.event_cards import EventCard, cards_of, district_of
from portal.pages.exports import ExportContext
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, FeedLink, Page
from portal.pages.syndication import Entry, Feeds, feed_links
from portal.prose import ProseMaker
from portal.values import fixed

PAST_FOR = timedelta(days=90)
PAST = f"{routes.EVENTS}past/"
_GROUPS = 3  # lists that are of no district
_ORIGIN = Position("content/events")


@fixed
class Month:
    """The events of a month, like `December 2026`."""

    title: str
    events: tuple[EventCard, ...]


@fixed(kw_only=True, slots=False)
class EventsContext(Context):
    """What pages/events.html is filled with.

    `groups` and `districts` lead to the other lists; `current` is the address of this one.
    `calendar` is its calendar from the root of the site, `subscribe` the address that opens a
    calendar's own question whether to follow it, and `calendar_address` the same to be copied; all
    are empty for past events.
    """

    heading: str
    lead: str
    months: tuple[Month, ...]
    none: str
    current: str
    groups: tuple[LinkRow, ...]
    districts: tuple[LinkRow, ...]
    calendar: str
    subscribe: str
    calendar_address: str
    past: str


@fixed
class _List:
    url: str
    name: str
    title: str
    lead: str
    events: tuple[Event, ...]


def events_in(district: str) -> str:
    """Return the address of the events in a district."""
    return f"{routes.EVENTS}in/{district}/"


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield every list with its calendar, the feeds of all events, and the past ones."""
    coming = [each for each in library.events if not each.is_over(library.today)]
    lists = tuple(_lists(library, coming))
    feeds = Feeds(library, partial(_entry, library))
    for each in lists:
        make = partial(_context, library, lists, each)
        listed = bool(each.events) or each.url == routes.EVENTS
        yield Page(each.url, "pages/events.html", make, _ORIGIN, listed=listed)
        text = partial(_calendar, library, each)
        url = f"{each.url}calendar.ics"
        yield Page(url, "feeds/verbatim.txt", text, _ORIGIN, listed=False)
    newest = sorted(coming, key=lambda each: (stamp(each), each.id), reverse=True)
    yield from feeds.pages(routes.EVENTS, "Events", newest, _ORIGIN)
    make = partial(_past, library, lists)
    yield Page(PAST, "pages/events.html", make, _ORIGIN, listed=False)


def _lists(library: Library, coming: Sequence[Event]) -> Iterator[_List]:
    area = library.config.area
    yield _List(
        routes.EVENTS,
        "All events",
        "Events",
        f"Open days, job fairs, visits and forums about care in {area}. Come and see for yourself.",
        tuple(coming),
    )
    yield _List(
        f"{routes.EVENTS}for-people/",
        "For people who look for work",
        "Events for people who look for work",
        "Meet people who do the job, ask anything, and find out what would suit you.",
        tuple(each for each in coming if each.for_ is EventFor.PEOPLE),
    )
    yield _List(
        f"{routes.EVENTS}for-providers/",
        "For providers",
        "Events for providers",
        "Forums, training and mornings with other providers on finding and keeping good people.",
        tuple(each for each in coming if each.for_ is EventFor.PROVIDERS),
    )
    for identity, district in library.districts.items():
        yield _List(
            events_in(identity),
            district.title,
            f"Events in {district.title}",
            f"Open days, job fairs, visits and forums about care in {district.title}.",
            tuple(each for each in coming if district_of(library, each) == identity),
        )


def _context(library: Library, lists: tuple[_List, ...], shown: _List) -> EventsContext:
    every = shown.url == routes.EVENTS
    crumbs = trail(("Events", routes.EVENTS), *(() if every else ((shown.title, shown.url),)))
    address = library.config.absolute(f"{shown.url}calendar.ics")
    file = FeedLink(f"{shown.title} (calendar)", f"{shown.url}calendar.ics", "text/calendar")
    return EventsContext(
        head=make_head(
            library,
            crumbs,
            shown.title if not every else "Events about work in care",
            shown.lead,
            noindex=not shown.events and not every,
            feeds=(*feed_links(routes.EVENTS, "Events"), file),
        ),
        crumbs=crumbs,
        heading=shown.title,
        lead=shown.lead,
        months=_months(library, shown.events),
        none="No event is planned here at the moment. Follow the calendar, and the next one comes "
        "to you by itself.",
        current=shown.url,
        groups=_links(lists[:_GROUPS]),
        districts=_links(lists[_GROUPS:]),
        calendar=f"{shown.url}calendar.ics",
        subscribe=f"webcal://{address.partition('://')[2]}",
        calendar_address=address,
        past=PAST,
        stylesheets=("event",),
    )


def _past(library: Library, lists: tuple[_List, ...]) -> EventsContext:
    crumbs = trail(("Events", routes.EVENTS), ("Past events", PAST))
    first = library.today - PAST_FOR
    events = [each for each in library.events if first <= each.last_day < library.today]
    lead = "What was on in the last 90 days."
    return EventsContext(
        head=make_head(library, crumbs, "Past events", lead, noindex=True),
        crumbs=crumbs,
        heading="Past events",
        lead=lead,
        months=_months(library, events[::-1]),
        none="There was no event in the last 90 days.",
        current=PAST,
        groups=_links(lists[:_GROUPS]),
        districts=_links(lists[_GROUPS:]),
        calendar="",
        subscribe="",
        calendar_address="",
        past=PAST,
        stylesheets=("event",),
    )


def _links(lists: tuple[_List, ...]) -> tuple[LinkRow, ...]:
    return tuple(LinkRow(each.name, each.url, len(each.events)) for each in lists)


def _months(library: Library, events: Sequence[Event]) -> tuple[Month, ...]:
    return tuple(
        Month(title, cards_of(library, group))
        for title, group in groupby(events, lambda each: each.date.strftime("%B %Y"))
    )


def _calendar(library: Library, shown: _List) -> ExportContext:
    name = f"{shown.title} – {library.config.short_title or library.config.title}"
    return ExportContext(text=calendar(library, shown.events, name))


def _entry(library: Library, event: Event) -> Entry:
    return Entry(
        event.title,
        event.url,
        event.summary,
        event.organiser or library.config.organisation.name,
        min(stamp(event).date(), library.today),
    )
