"""The page of an event: when, where, how to get in, how to book; with a file for calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from portal import routes
from portal.content import Event
from portal.content.event import EventFor, EventStatus
from portal.filters import british_date
from portal.library import Library
from portal.pages.applying import message, phone_url
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact
from portal.pages.event_calendar import calendar, organiser_of, where
from portal.pages.event_cards import KINDS, EventCard, coming_events, district_of
from portal.pages.event_dates import date_words, time_words
from portal.pages.events import events_in
from portal.pages.exports import ExportContext
from portal.pages.heads import SCHEMA_ORG, make_head, ribbon_text, trail
from portal.pages.page import Context, FeedLink, Page
from portal.pages.vacancy_dates import iso_moment
from portal.prose import ProseMaker
from portal.values import fixed

OTHERS_SHOWN = 3
_SCHEMA_STATUS = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.CANCELLED: "EventCancelled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.RESCHEDULED: "EventRescheduled",
    EventStatus.MOVED_ONLINE: "EventMovedOnline",
}
_NOTICES = {
    EventStatus.CANCELLED: ("This event is cancelled", "Please do not come. We are sorry."),
    EventStatus.POSTPONED: ("This event is postponed", "There is no new day yet."),
    EventStatus.RESCHEDULED: ("This event has a new day", "It is not on the day first announced."),
    EventStatus.MOVED_ONLINE: ("This event is online now", "Nobody will be at the venue."),
}


@fixed
class Notice:
    """What is out of the ordinary about an event."""

    title: str
    text: str


@fixed(kw_only=True, slots=False)
class EventContext(Context):
    """What pages/event.html is filled with.

    `until` is the moment from which the event is over (ISO 8601), at which the page says so by
    itself; `over` says that it is on the day of the build. `body` is safe HTML. `accessibility`
    is empty where nobody has said what the venue has. `share` is a message ready for an address.
    """

    title: str
    summary: str
    kind: str
    notice: Notice | None
    until: str
    over: bool
    over_sentence: str
    is_off: bool
    facts: tuple[Fact, ...]
    in_person: bool
    accessibility: tuple[str, ...]
    booking: str
    booking_url: str
    contact_email: str
    contact_phone: str
    phone_url: str
    calendar: str
    share: Markup
    updates: tuple[Fact, ...]
    body: Markup
    others: tuple[EventCard, ...]


def pages(library: Library, prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield a page and a calendar file for each event; past ones keep theirs, out of search."""
    for event in library.events:
        make = partial(_context, library, prose, event)
        listed = not event.is_over(library.today)
        yield Page(event.url, "pages/event.html", make, event.position, listed=listed)
        text = partial(_calendar, library, event)
        yield Page(ics_url(event), "feeds/verbatim.txt", text, event.position, listed=False)


def ics_url(event: Event) -> str:
    """Return the address of the calendar file of an event."""
    return f"{event.url}{event.id}.ics"


def _calendar(library: Library, event: Event) -> ExportContext:
    return ExportContext(text=calendar(library, (event,), event.title))


def _context(library: Library, prose: ProseMaker, event: Event) -> EventContext:
    crumbs = trail(("Events", routes.EVENTS), (event.title, event.url))
    over = event.is_over(library.today)
    data = event_data(library, event)
    others = [each for each in coming_events(library, for_=event.for_) if each.url != event.url]
    return EventContext(
        head=make_head(
            library,
            crumbs,
            event.title,
            f"{british_date(event.date)}: {event.summary}",
            noindex=over,
            structured=(data,) if data else (),
            feeds=(FeedLink(f"{event.title} (calendar)", ics_url(event), "text/calendar"),),
        ),
        crumbs=crumbs,
        example=event.example,
        ribbon=ribbon_text(library, event.url),
        title=event.title,
        summary=event.summary,
        kind=_kicker(event),
        notice=_notice(event),
        until="" if over else iso_moment(event.over_at),
        over=over,
        over_sentence=f"It was on {date_words(event)}.",
        is_off=event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED),
        facts=_facts(library, event),
        in_person=_in_person(event),
        accessibility=event.accessibility,
        booking=event.booking or "",
        booking_url=event.booking_url or "",
        contact_email=event.contact_email or "",
        contact_phone=event.contact_phone or "",
        phone_url=phone_url(event.contact_phone or ""),
        calendar=ics_url(event),
        share=message(f"{event.title}, {date_words(event)}", library.config.absolute(event.url)),
        updates=tuple(Fact(british_date(each.on), each.what) for each in event.updates[::-1]),
        body=Markup(prose.html(event.body)),  # noqa: S704 - prose makes safe HTML
        others=tuple(others[:OTHERS_SHOWN]),
        stylesheets=("event",),
    )


def _kicker(event: Event) -> str:
    kind = KINDS[event.kind] if event.kind else "Event"
    return f"{kind} for providers" if event.for_ is EventFor.PROVIDERS else kind


def _notice(event: Event) -> Notice | None:
    if event.status not in _NOTICES:
        return None
    title, text = _NOTICES[event.status]
    if event.previous_date:
        text = f"It was planned for {british_date(event.previous_date)}. {text}"
    latest = max(event.updates, key=lambda each: each.on, default=None)
    return Notice(title, latest.what if latest else text)


def _facts(library: Library, event: Event) -> tuple[Fact, ...]:
    identity = district_of(library, event)
    district = library.districts.get(identity)
    provider = library.providers.get(event.provider or "")
    groups = [library.audiences[each].title for each in event.audiences]
    held_by = organiser_of(library, event)
    rows = (
        Fact("When", date_words(event), time_words(event)),
        Fact("Where", where(library, event)),
        Fact("District", district.title if district else "", url=events_in(identity)),
        Fact("For", ", ".join(groups)),
        Fact("Cost", event.cost or "Not stated"),
        Fact("Held by", held_by, url=provider.url if provider else ""),
    )
    return tuple(row for row in rows if row.value)


def _in_person(event: Event) -> bool:
    held_online = event.status is EventStatus.MOVED_ONLINE
    return bool(event.place or event.venue) and not held_online


def event_data(library: Library, event: Event) -> Mapping[str, Any] | None:
    """Return an event as search engines read it, or None for one that is made up or over.

    Required and recommended fields: developers.google.com/search/docs/appearance/structured-data/
    event. Times carry their distance from UTC; a postponed event keeps its first date, as Google
    asks.
    """
    if event.example or event.is_over(library.today):
        return None
    address = library.config.absolute(event.url)
    data: dict[str, Any] = {
        "@context": SCHEMA_ORG,
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": address,
        "startDate": iso_moment(event.starts),
        "eventStatus": f"{SCHEMA_ORG}/{_SCHEMA_STATUS[event.status]}",
        "eventAttendanceMode": f"{SCHEMA_ORG}/{_mode(event)}",
        "location": _locations(library, event, address),
        "organizer": {"@type": "Organization", "name": organiser_of(library, event)},
    }
    if event.ends:
        data["endDate"] = iso_moment(event.ends)
    if event.previous_date:
        data["previousStartDate"] = event.previous_date.isoformat()
    if (event.cost or "").casefold() == "free":
        data["isAccessibleForFree"] = True
    return data


def _mode(event: Event) -> str:
    if not _in_person(event):
        return "OnlineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.online else "OfflineEventAttendanceMode"


def _locations(library: Library, event: Event, address: str) -> list[Mapping[str, Any]] | Any:
    found: list[Mapping[str, Any]] = []
    if _in_person(event):
        place = library.places.get(event.place or "")
        postal: dict[str, str] = {"@type": "PostalAddress", "addressCountry": "GB"}
        if event.venue:
            postal["streetAddress"] = event.venue
        if place:
            postal["addressLocality"] = place.title
        name = event.venue or (place.title if place else "")
        found.append({"@type": "Place", "name": name, "address": postal})
    if event.online or not found:
        found.append({"@type": "VirtualLocation", "url": event.booking_url or address})
    return found[0] if len(found) == 1 else found
