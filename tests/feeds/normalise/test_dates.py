"""Days and moments as feeds write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.normalise.dates import LONDON, closing_moment, day_of


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-03",
        "2026-06-03T09:30:00",
        "2026-06-03T09:30:00.1234567",
        "2026-06-03 09:30:00 UTC",
        "2026-06-03T09:30:00+0100",
        "20260603"[:4] + "/06/03",
        "Wed, 03 Jun 2026 09:30:00 GMT",
        "03 Jun 2026 09:30:00 EST",
        "03/06/2026",
        "3-6-2026",
        "3.6.26",
        "03/06/2026 12:00:00",
        "3 June 2026",
        "3rd of June 2026",
        "Wednesday 3rd June 2026 at 5:00 pm",
        "June 3, 2026",
        "Applications close 11:59pm 3 June 2026 .",
        "46176",
        "46176.5",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_of(text) == date(2026, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ASAP",
        "28 February",
        "20226-06-03",
        "2026-13-01",
        "2026-02-30",
        "31/02/2026",
        "12",
        "1026-06-03",
        "2199-01-01",
        "Rolling",
        "12345",
        "4617",
        "23 days",
        "2026-06-03T25:61",
        "1 Octember 2026",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None
    assert closing_moment(text) is None


def test_a_closing_day_closes_at_its_end_in_london() -> None:
    assert closing_moment("2026-06-03") == datetime(2026, 6, 3, 23, 59, 59, tzinfo=LONDON)


@pytest.mark.parametrize(
    "text", ["2026-06-03T00:00:00", "2026-06-03T00:00:00Z", "03/06/2026 00:00"]
)
def test_midnight_means_the_day(text: str) -> None:
    assert closing_moment(text) == datetime(2026, 6, 3, 23, 59, 59, tzinfo=LONDON)


def test_a_time_without_a_zone_is_london_time() -> None:
    assert closing_moment("2026-06-03T17:00") == datetime(2026, 6, 3, 17, tzinfo=LONDON)


def test_a_time_with_a_zone_is_moved_to_london() -> None:
    found = closing_moment("2026-06-03T23:30:00Z")
    assert found is not None
    assert found.isoformat() == "2026-06-04T00:30:00+01:00"


@given(st.text(max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    day_of(text)
    closing_moment(text)


@given(st.dates(date(1995, 1, 1), date(2095, 1, 1)))
def test_british_and_iso_dates_agree(day: date) -> None:
    assert day_of(day.isoformat()) == day_of(day.strftime("%d/%m/%Y")) == day
