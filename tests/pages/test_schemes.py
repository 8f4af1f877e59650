"""What a scheme pays is worked out with days, so that nobody has to count weeks on a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portal.content import Scheme
from portal.pages.referral import first_day, worked_example

SUNDAY = TODAY  # 22 November 2026
STAGES = (
    {"when": "They start work", "amount": 50, "after_days": 0},
    {"when": "They have worked for 12 weeks", "amount": "100.50", "after_weeks": 12},
    {"when": "The same day", "amount": 25, "to": "the friend who started", "after_weeks": 12},
)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def scheme(**changes: Any) -> Scheme:
    """Return a scheme of three payments; what is None is left out."""
    facts: dict[str, Any] = {
        "title": "Bring a friend",
        "summary": "A made-up scheme that exists only in tests.",
        "who_can_refer": ("Staff",),
        "who_can_be_referred": ("Friends",),
        "stages": STAGES,
        "starts": date(2026, 1, 1),
        "rules_reviewed_on": date(2026, 1, 1),
        "contact": {"email": "team@site.example"},
    }
    return Scheme.model_validate(
        {name: fact for name, fact in (facts | changes).items() if fact is not None}
    )


def test_an_example_says_from_which_day_how_much_is_paid_to_whom() -> None:
    worked = worked_example(scheme(), SUNDAY)
    assert worked is not None
    assert worked.started == "Monday 7 December 2026"
    assert [(row.day, row.amount, row.whom, row.so_far) for row in worked.rows] == [
        ("7 December 2026", "£50", "for you", "£50"),
        ("1 March 2027", "£100.50", "for you", "£150.50"),
        ("1 March 2027", "£25", "for the friend who started", "£175.50"),
    ]
    assert (worked.total, worked.bonus) == ("£175.50", "")


def test_the_bonus_for_people_new_to_care_is_added_once() -> None:
    worked = worked_example(scheme(new_to_care_bonus=75), SUNDAY)
    assert worked is not None
    assert (worked.bonus, worked.total_with_bonus) == ("£75", "£250.50")


def test_a_stage_that_hangs_on_something_else_has_no_day() -> None:
    stages = ({"when": "They are asked in", "amount": 10}, STAGES[1])
    worked = worked_example(scheme(stages=stages), SUNDAY)
    assert worked is not None
    assert [row.day for row in worked.rows] == ["", "1 March 2027"]


def test_without_any_day_there_is_no_example() -> None:
    assert worked_example(scheme(stages=({"when": "Later", "amount": 10},)), SUNDAY) is None


@pytest.mark.parametrize(
    ("ends", "first"),
    [
        (None, date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 7)),
        (date(2026, 12, 6), date(2026, 12, 6)),
        (SUNDAY, SUNDAY),
        (SUNDAY - timedelta(days=1), None),
    ],
    ids=["no-end", "just-in-time", "before-that-monday", "today", "over"],
)
def test_a_friend_starts_while_the_scheme_lasts(ends: date | None, first: date | None) -> None:
    assert first_day(scheme(ends=ends), SUNDAY) == first
    assert (worked_example(scheme(ends=ends), SUNDAY) is None) == (first is None)


def test_before_a_scheme_begins_its_example_begins_after_it() -> None:
    assert first_day(scheme(starts=date(2027, 1, 1)), SUNDAY) == date(2027, 1, 18)


@given(DAYS, DAYS, st.integers(0, 400))
def test_the_first_day_leaves_two_weeks_or_is_the_last_day_of_all(
    today: date, starts: date, lasts: int
) -> None:
    ends = starts + timedelta(days=lasts)
    first = first_day(scheme(starts=starts, ends=ends), today)
    if today > ends:
        assert first is None
    elif first != ends:
        assert first is not None
        assert first.weekday() == 0
        assert timedelta(14) <= first - max(today, starts) <= timedelta(20)


@given(DAYS, st.integers(1, 36))
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(
    started: date, months: int
) -> None:
    stage = {"when": "Later", "amount": 1, "after_months": months}
    due = scheme(stages=(stage,)).stages[0].due(started)
    assert due is not None
    assert (due.year - started.year) * 12 + due.month - started.month == months
    assert due.day == started.day or (due + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stages": ()}, "at least 1"),
        ({"stages": ({"when": "x", "amount": 0},)}, "greater than 0"),
        ({"stages": ({"when": "x", "amount": 50_000},)}, "less than or equal to 5000"),
        ({"stages": ({"when": "x", "amount": -5},)}, "greater than 0"),
        ({"stages": ({"when": "x", "amount": "NaN"},)}, "finite"),
        ({"stages": ({"when": "x", "amount": "10.005"},)}, "2 decimal places"),
        ({"stages": (STAGES[1], STAGES[0])}, "a later stage comes before an earlier one"),
        ({"new_to_care_bonus": 0}, "greater than 0"),
        ({"new_to_care_bonus": 50_000}, "less than or equal to 5000"),
        ({"ends": date(2025, 12, 31)}, "ends before it starts"),
        ({"apply_parameter": "ref=1&admin"}, "pattern"),
    ],
)
def test_a_scheme_that_cannot_be_true_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        scheme(**changes)


def test_a_scheme_of_one_day_is_open_on_that_day_alone() -> None:
    one = scheme(starts=SUNDAY, ends=SUNDAY)
    days = [SUNDAY + timedelta(days=each) for each in (-1, 0, 1)]
    assert [one.is_open(day) for day in days] == [False, True, False]
    assert [one.is_over(day) for day in days] == [False, False, True]


@pytest.mark.parametrize(
    ("ends", "moment"),
    [
        (date(2026, 12, 10), "2026-12-11T00:00:00+00:00"),
        (date(2026, 7, 10), "2026-07-11T00:00:00+01:00"),
    ],
    ids=["winter", "summer"],
)
def test_it_ends_at_midnight_in_london(ends: date, moment: str) -> None:
    closes = scheme(ends=ends).closes_at
    assert closes is not None
    assert closes.isoformat() == moment
