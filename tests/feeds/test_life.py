"""When a vacancy is open, when it is nearly too late, and how long its page stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portal.content.vacancy import Status, Vacancy
from portal.feeds.life import ended, is_closing_soon, is_new, is_open
from portal.feeds.posted import LONDON

LAST = date(2026, 11, 22)
VACANCY = Vacancy("a-1", "Cook", "a", closes_at=datetime(2026, 11, 22, 23, 59, 59, tzinfo=LONDON))


def day(after: int) -> date:
    """Return the day that many days after the closing day."""
    return LAST + timedelta(days=after)


def test_people_can_apply_on_the_closing_day_and_not_after_it() -> None:
    assert is_open(VACANCY, LAST)
    assert not is_open(VACANCY, day(1))
    assert is_open(replace(VACANCY, closes_at=None), day(1000))


def test_a_vacancy_closes_soon_in_its_last_week() -> None:
    assert [is_closing_soon(VACANCY, day(after)) for after in (-8, -7, 0, 1)] == [
        False,
        True,
        True,
        False,
    ]
    assert not is_closing_soon(replace(VACANCY, closes_at=None), LAST)


@pytest.mark.parametrize(
    ("first_seen", "posted_on", "new"),
    [
        (LAST, None, True),
        (LAST, day(-1), True),
        (None, LAST, True),
        (day(-9), LAST, False),
        (LAST, day(-30), False),
        (None, None, False),
    ],
)
def test_new_is_what_came_today_whatever_date_a_feed_gives_it_each_night(
    first_seen: date | None, posted_on: date | None, new: bool
) -> None:
    assert is_new(replace(VACANCY, first_seen=first_seen, posted_on=posted_on), LAST) is new


def test_a_closed_vacancy_keeps_its_page_for_ninety_days() -> None:
    last = ended(VACANCY, day(90))
    assert last is not None
    assert (last.status, last.ended_on) == (Status.CLOSED, LAST)
    assert ended(VACANCY, day(91)) is None


def test_one_that_was_filled_keeps_its_page_as_if_it_had_run_on() -> None:
    filled = replace(VACANCY, status=Status.FILLED)
    for today in (day(-20), day(90)):
        assert ended(filled, today) == filled
    assert ended(filled, day(91)) is None


def test_one_that_went_from_its_feed_was_withdrawn_unless_it_had_closed() -> None:
    gone = replace(VACANCY, status=Status.WITHDRAWN, ended_on=day(-5))
    assert ended(gone, LAST) == gone
    assert ended(gone, day(86)) is None
    late = ended(replace(gone, ended_on=day(3)), day(4))
    assert late is not None
    assert (late.status, late.ended_on) == (Status.CLOSED, LAST)
