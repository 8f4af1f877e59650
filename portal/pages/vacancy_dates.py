"""The dates of a vacancy in words: when it closes, how long that is, what to say afterwards."""

from __future__ import annotations

from datetime import date, datetime

from portal.content.vacancy import Vacancy
from portal.feeds.life import closing_day, is_closing_soon
from portal.filters import british_date, british_moment
from portal.pages.cards import Fact

_MOST_DAYS = 60


def iso_moment(moment: datetime | None) -> str:
    """Return a moment as scripts read it, or an empty text."""
    return moment.isoformat(timespec="seconds") if moment else ""


def closing_fact(vacancy: Vacancy, today: date) -> Fact:
    """Return the last day to apply, and how long that is from the day of the build."""
    last = closing_day(vacancy)
    left = days_left((last - today).days) if last else ""
    return Fact("Closes", british_moment(vacancy.closes_at) or "Not stated", left)


def days_left(days: int) -> str:
    """Return how long there is to apply, in the words that assets/js/shared/days.js also uses.

    Nobody counts the days of a date far away, which often means that an advert has none.

    >>> days_left(12), days_left(1), days_left(0), days_left(3693)
    ('12 days left', 'Closes tomorrow', 'Closes today', '')
    """
    if days > _MOST_DAYS:
        return ""
    if days > 1:
        return f"{days} days left"
    return "Closes tomorrow" if days == 1 else "Closes today"


def closed_sentence(moment: date | None) -> str:
    """Return what to say of a vacancy that closed at a moment or on a day; nothing for never.

    >>> closed_sentence(date(2026, 12, 4))
    'This vacancy closed on 4 December 2026.'
    """
    when = british_moment(moment) if isinstance(moment, datetime) else british_date(moment)
    return f"This vacancy closed on {when}." if when else ""


def date_facts(vacancy: Vacancy, today: date) -> tuple[Fact, ...]:
    """Return the key dates."""
    soon = "Closing soon" if is_closing_soon(vacancy, today) else ""
    return (
        Fact("Closes", british_moment(vacancy.closes_at) or "Not stated", soon),
        Fact("Starts", vacancy.starts or "Not stated"),
        Fact("Posted", british_date(vacancy.posted_on or vacancy.first_seen) or "Not stated"),
    )
