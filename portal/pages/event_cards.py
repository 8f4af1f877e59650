"""Events as other pages list them: by audience, district or provider, and those to come."""

from __future__ import annotations

from collections.abc import Iterable

from portal.content import Event
from portal.content.event import EventFor, EventKind, EventStatus
from portal.library import Library
from portal.pages.event_calendar import where
from portal.pages.event_dates import date_words, time_words
from portal.pages.vacancy_dates import iso_moment
from portal.values import fixed

KINDS = {
    EventKind.OPEN_DAY: "Open day",
    EventKind.JOB_FAIR: "Job fair",
    EventKind.VISIT: "Visit",
    EventKind.FORUM: "Forum",
    EventKind.TRAINING: "Training",
    EventKind.TALK: "Talk",
}
STATUSES = {
    EventStatus.SCHEDULED: "",
    EventStatus.CANCELLED: "Cancelled",
    EventStatus.POSTPONED: "Postponed",
    EventStatus.RESCHEDULED: "New date",
    EventStatus.MOVED_ONLINE: "Moved online",
}


@fixed
class EventCard:
    """An event in a list: `day` and `month` are the leaf of a calendar, `when` is in words.

    `until` is the moment from which it is over (ISO 8601), by which scripts say so; `status` says
    what is out of the ordinary, or is empty.
    """

    title: str
    url: str
    summary: str
    kind: str
    day: str
    month: str
    when: str
    where: str
    status: str
    is_off: bool
    until: str
    over: bool
    example: bool


def event_card(library: Library, event: Event) -> EventCard:
    """Return the card of an event."""
    return EventCard(
        title=event.title,
        url=event.url,
        summary=event.summary,
        kind=KINDS[event.kind] if event.kind else "Event",
        day=str(event.date.day),
        month=event.date.strftime("%b"),
        when=f"{date_words(event)}, {time_words(event)[:1].lower()}{time_words(event)[1:]}",
        where=where(library, event),
        status=STATUSES[event.status],
        is_off=event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED),
        until=iso_moment(event.over_at),
        over=event.is_over(library.today),
        example=event.example,
    )


def coming_events(
    library: Library,
    *,
    audience: str | None = None,
    district: str | None = None,
    provider: str | None = None,
    for_: EventFor | None = None,
) -> tuple[EventCard, ...]:
    """Return cards of the events to come, soonest first: all, or those that meet every condition.

    An event for people without audiences is for all of them; one that is online alone is in no
    district.
    """
    return cards_of(
        library,
        (
            each
            for each in library.events
            if not each.is_over(library.today)
            and (audience is None or _is_for(each, audience))
            and (district is None or district_of(library, each) == district)
            and (provider is None or each.provider == provider)
            and (for_ is None or each.for_ is for_)
        ),
    )


def _is_for(event: Event, audience: str) -> bool:
    everybody = event.for_ is EventFor.PEOPLE and not event.audiences
    return everybody or audience in event.audiences


def cards_of(library: Library, events: Iterable[Event]) -> tuple[EventCard, ...]:
    """Return the cards of events, in their order."""
    return tuple(event_card(library, each) for each in events)


def district_of(library: Library, event: Event) -> str:
    """Return the id of the district of an event, or an empty text where it is nowhere we know."""
    place = library.places.get(event.place or "")
    return place.district if place else ""
