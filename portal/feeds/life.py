"""The life of a vacancy: open, closing soon, closed, filled, withdrawn. All of it by days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from portal.content.vacancy import Status, Vacancy
from portal.feeds.posted import LONDON

SOON = timedelta(days=7)
# How long a vacancy keeps its address after its end: links to it are in mails and on posters.
KEPT = timedelta(days=90)


def closing_day(vacancy: Vacancy) -> date | None:
    """Return the last day on which people can apply, in London, where the advert names one."""
    moment = vacancy.closes_at
    if moment is None:
        return None
    return (moment if moment.tzinfo is LONDON else moment.astimezone(LONDON)).date()


def is_open(vacancy: Vacancy, today: date) -> bool:
    """Return whether people can apply on a day: up to and including the closing day."""
    if vacancy.status is not Status.OPEN:
        return False
    last = closing_day(vacancy)
    return last is None or last >= today


def is_closing_soon(vacancy: Vacancy, today: date) -> bool:
    """Return whether a vacancy is open and closes within a week."""
    last = closing_day(vacancy)
    return last is not None and is_open(vacancy, today) and last - today <= SOON


def is_new(vacancy: Vacancy, today: date) -> bool:
    """Return whether a vacancy came today.

    The day it was first seen decides where it is known: some feeds give every advert a new date of
    posting each night, and others bring old adverts.
    """
    first = vacancy.first_seen or vacancy.posted_on
    posted = vacancy.posted_on or first
    return first == today and posted is not None and today - posted <= timedelta(days=1)


def unchecked(vacancy: Vacancy, gone_on: date, today: date) -> Vacancy:
    """Return a vacancy of a feed that was last checked too long ago, as it stands on a day.

    `gone_on` is the day it was taken off the lists. One that has closed by then is closed.
    """
    if not is_open(vacancy, today):
        return vacancy
    return replace(vacancy, status=Status.UNCHECKED, ended_on=gone_on)


def ended(vacancy: Vacancy, today: date) -> Vacancy | None:
    """Return a vacancy that is not open as its page tells it; None once its address goes too.

    An advert that was filled or taken back does not say when; it is kept as if it had run on.
    """
    last = closing_day(vacancy)
    status, end = vacancy.status, vacancy.ended_on
    is_by_day = end is not None or status in (Status.OPEN, Status.CLOSED)
    if last is not None and last < (end or today) and is_by_day:
        status, end = Status.CLOSED, last
    until = end or last
    if until is None or today - until > KEPT:
        return None
    return replace(vacancy, status=status, ended_on=end)
