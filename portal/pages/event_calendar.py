"""Events as calendars (RFC 5545): one file an event, and lists that calendars subscribe to.

Every byte follows from the content alone, so that a calendar that has not changed is not fetched
as if it had. Times are London's, with the rules of its clocks in the file (3.6.5), because a time
in UTC would be an hour wrong for whoever reads the invitation in the other half of the year.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portal.content import Event
from portal.content.event import EventStatus
from portal.library import Library

if TYPE_CHECKING:  # whoever needs it imports it: it takes a start of the program 40 ms
    from icalendar import Event as Entry
    from icalendar import Timezone

_ZONE = "Europe/London"
# RFC 5545 (3.8.1.11). A postponed event has no sure day, so nobody should count on it.
_STATUS = {
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.POSTPONED: "TENTATIVE",
}
_SAID = {
    EventStatus.CANCELLED: "Cancelled: ",
    EventStatus.POSTPONED: "Postponed: ",
}


def calendar(library: Library, events: Iterable[Event], name: str) -> str:
    """Return a calendar of events. Its lines end as RFC 5545 has it, with CR and LF."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//{_host(library)}//Events//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    # No METHOD: this is published for subscription, not an invitation to be answered (RFC 5546).
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", _ZONE)
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    made.add_component(london())
    for event in events:
        made.add_component(entry(library, event))
    text: str = made.to_ical().decode()
    return text


def entry(library: Library, event: Event) -> Entry:
    """Return an event as a calendar keeps it."""
    from icalendar import Event as Entry
    from icalendar import vCalAddress

    made = Entry()
    made.add("uid", f"{event.id}@{_host(library)}")
    made.add("dtstamp", stamp(event))
    made.add("sequence", sequence(event))
    made.add("dtstart", event.starts)
    # Without an end, an event of an unknown length would last no time at all (3.6.1).
    made.add("dtend", event.ends or event.starts + timedelta(hours=1))
    made.add("summary", f"{_SAID.get(event.status, '')}{event.title}")
    made.add("description", _description(library, event))
    made.add("location", where(library, event))
    made.add("url", library.config.absolute(event.url))
    made.add("status", _STATUS.get(event.status, "CONFIRMED"))
    made.add("transp", "TRANSPARENT" if event.status in _STATUS else "OPAQUE")
    if event.contact_email:
        organiser = vCalAddress(f"mailto:{event.contact_email}")
        organiser.params["cn"] = organiser_of(library, event)
        made.add("organizer", organiser)
    place = library.places.get(event.place or "")
    if place and not event.online:
        made.add("geo", (place.latitude, place.longitude))
    return made


def stamp(event: Event) -> datetime:
    """Return when the entry was last changed (RFC 5545, 3.8.7.2): the day of the last update.

    Where nothing says so, it is a year before the event: earlier than any update to come, and the
    same in every build.
    """
    known = [each.on for each in event.updates] or ([event.publish_on] if event.publish_on else [])
    day: date = max(known, default=event.date - timedelta(days=365))
    return datetime.combine(day, time(), UTC)


def sequence(event: Event) -> int:
    """Return how often the entry was changed (RFC 5545, 3.8.7.4): calendars take a higher one."""
    changed = event.status is not EventStatus.SCHEDULED
    return max(len(event.updates), int(changed))


def where(library: Library, event: Event) -> str:
    """Return where an event is, in a line."""
    if event.status is EventStatus.MOVED_ONLINE:
        return "Online"
    place = library.places.get(event.place or "")
    parts = [event.venue or ""]
    if place and place.title.casefold() not in parts[0].casefold():
        parts.append(place.title)
    spoken = ", ".join(part for part in parts if part)
    if event.online:
        return f"{spoken}, and online" if spoken else "Online"
    return spoken


def organiser_of(library: Library, event: Event) -> str:
    """Return who holds an event: a provider, whoever is named, or the owner of the site."""
    provider = library.providers.get(event.provider or "")
    return provider.title if provider else event.organiser or library.config.organisation.name


def london() -> Timezone:
    """Return the rules of London's clocks since 1996 (Summer Time Order 2002, SI 2002/262).

    They go forward at 01:00 UTC on the last Sunday of March and back on that of October.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", _ZONE)
    summer = TimezoneDaylight()
    summer.add("dtstart", datetime(1996, 3, 31, 1))  # noqa: DTZ001 - by the local clock
    summer.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1SU"})
    summer.add("tzoffsetfrom", timedelta())
    summer.add("tzoffsetto", timedelta(hours=1))
    summer.add("tzname", "BST")
    winter = TimezoneStandard()
    winter.add("dtstart", datetime(1996, 10, 27, 2))  # noqa: DTZ001
    winter.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1SU"})
    winter.add("tzoffsetfrom", timedelta(hours=1))
    winter.add("tzoffsetto", timedelta())
    winter.add("tzname", "GMT")
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _description(library: Library, event: Event) -> str:
    lines = [event.summary]
    if event.example:
        lines.insert(0, "This is a made-up example.")
    lines += [f"{each.on.isoformat()}: {each.what}" for each in event.updates]
    if event.booking_url:
        lines.append(f"Book: {event.booking_url}")
    lines.append(library.config.absolute(event.url))
    return "\n".join(lines)


def _host(library: Library) -> str:
    return urlsplit(library.config.base_url).hostname or "localhost"
