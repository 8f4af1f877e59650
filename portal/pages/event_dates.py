"""When an event is, in words that people say."""

from __future__ import annotations

from datetime import date, time

from portal.content import Event
from portal.filters import british_date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_words(day: date) -> str:
    """Return a day with its name.

    >>> day_words(date(2026, 11, 22))
    'Sunday 22 November 2026'
    """
    return f"{_DAYS[day.weekday()]} {british_date(day)}"


def clock_words(clock: time) -> str:
    """Return a time of day.

    >>> clock_words(time(9, 30)), clock_words(time(14)), clock_words(time(12)), clock_words(time(0))
    ('9:30am', '2pm', 'midday', 'midnight')
    """
    if not clock.minute and clock.hour in (0, 12):
        return "midday" if clock.hour else "midnight"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def time_words(event: Event) -> str:
    """Return the times of an event: `2pm to 5:30pm`, or `From 2pm` where its end is not known."""
    begins = clock_words(event.starts.time())
    return f"{begins} to {clock_words(event.ends.time())}" if event.ends else f"From {begins}"


def date_words(event: Event) -> str:
    """Return the day of an event, or its first and last day."""
    if event.last_day == event.date:
        return day_words(event.date)
    return f"{day_words(event.date)} to {day_words(event.last_day)}"
