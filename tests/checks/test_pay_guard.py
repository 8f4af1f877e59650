"""The pay guard: less than the law allows is told with the rate, and nothing unsure is claimed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from adverts import RATES, RISE, TODAY, vacancy
from hypothesis import given
from hypothesis import strategies as st

from portal.checks.adverts.pay import is_surely_enough, shortfall
from portal.content.vacancy import Contract, PayPeriod, Vacancy

YEAR, WEEK, MONTH, DAY = PayPeriod.YEAR, PayPeriod.WEEK, PayPeriod.MONTH, PayPeriod.DAY


def told(given_vacancy: Vacancy, rates: Any = RATES, today: date = TODAY) -> str:
    """Return what is said of a vacancy's pay, or an empty text."""
    short = shortfall(given_vacancy, rates, today)
    return f"{short.sentence} {short.remedy}" if short else ""


def test_pay_below_the_living_wage_is_told_with_the_rate_its_day_and_its_source() -> None:
    assert told(vacancy("7.90")) == (
        "£7.90 an hour is less than the law allows: the National Living Wage, which people aged "
        "21 and over must get, is £12.71 an hour from 1 April 2026 (GOV.UK, rates). Pay at least "
        "£12.71 an hour, or correct the figure."
    )


@pytest.mark.parametrize(("amount", "young"), [("12.70", "under 21"), ("9.00", "under 18")])
def test_pay_that_only_young_people_may_get_is_told_as_such(amount: str, young: str) -> None:
    assert f"It would be legal only for people {young}, and an advert" in told(vacancy(amount))


def test_pay_at_the_rate_or_above_is_fine() -> None:
    assert told(vacancy("12.71")) == told(vacancy("13.40")) == ""


def test_up_to_an_amount_below_the_rate_is_too_little() -> None:
    assert told(vacancy(None, most="12.00"))


def test_the_least_of_a_range_counts() -> None:
    assert told(vacancy("12.00", most="14.00"))
    assert told(vacancy("10.85", most="12.71", words="£10.85 aged 18 to 20, £12.71 over 21")) == ""


def test_an_apprentice_has_a_rate_of_their_own() -> None:
    assert told(vacancy("8.00", contract=Contract.APPRENTICESHIP)) == ""
    assert "the apprentice rate is £8.00 an hour from 1 April 2026" in told(
        vacancy("7.55", contract=Contract.APPRENTICESHIP)
    )


@pytest.mark.parametrize("contract", [Contract.VOLUNTEER, Contract.WORK_EXPERIENCE])
def test_volunteers_and_placements_are_left_alone(contract: Contract) -> None:
    assert told(vacancy("3.00", contract=contract)) == ""


def test_a_salary_is_turned_into_hours_where_that_is_certain() -> None:
    assert told(vacancy("20000", YEAR, hours="37.5")).startswith(
        "£20,000 a year for 37.5 hours a week, which is £10.25 an hour, is less than"
    )
    assert told(vacancy("350", WEEK, hours="37.5"))
    assert told(vacancy("1500", MONTH, hours="37.5"))


@pytest.mark.parametrize(
    "unsure",
    [
        vacancy("20000", YEAR),
        vacancy("24784", YEAR, hours="37.5"),  # £12.71 an hour, rounded down to a pound
        vacancy("20000", YEAR, hours="37.5", words="£20,000 pro rata"),
        vacancy("20000", YEAR, hours="37.5", words="FTE £20,000"),
        vacancy("20000", YEAR, hours="37.5", description="<p>This is term-time only.</p>"),
        vacancy("90", DAY, hours="10"),
        vacancy("400", WEEK, hours="40", title="Live-in carer"),
        vacancy("11.50", description="<p>Accommodation comes with the job.</p>"),
        vacancy(None),
    ],
    ids=lambda value: f"{value.pay.minimum} {value.pay.per} {value.pay.text}",
)
def test_what_is_not_certain_is_not_claimed(unsure: Vacancy) -> None:
    assert told(unsure) == ""


def test_the_rate_is_that_of_the_day_the_work_starts() -> None:
    rates = (RISE, *RATES)
    assert told(vacancy("13.00"), rates) == ""
    assert "£13.20 an hour from 1 April 2027" in told(
        vacancy("13.00", starts="2 April 2027"), rates
    )
    assert told(vacancy("13.00", starts="31 March 2027"), rates) == ""
    assert told(vacancy("12.30"), today=date(2026, 3, 31)) == ""


def test_a_rise_before_the_closing_day_is_told_ahead() -> None:
    rates = (RISE, *RATES)
    short = shortfall(vacancy("13.00", closes="2027-04-30"), rates, TODAY)
    assert short is not None
    assert short.is_coming
    assert short.sentence.startswith("£13.00 an hour will be less than the law allows:")
    assert told(vacancy("13.00", closes="2027-03-31"), rates) == ""


def test_without_rates_nothing_is_said() -> None:
    assert told(vacancy("1.00"), ()) == ""
    assert told(vacancy("1.00"), today=date(2020, 1, 1)) == ""


AMOUNTS = st.one_of(st.none(), st.decimals(0, 10**6, places=2).map(str))


@given(AMOUNTS, st.sampled_from(PayPeriod), AMOUNTS, st.decimals(0, 168).map(str), st.text())
def test_no_pay_makes_it_fail(
    amount: str | None, per: PayPeriod, most: str | None, hours: str, words: str
) -> None:
    odd = vacancy(amount, per, most, words, hours, starts=words, description=words)
    short = shortfall(odd, (RISE, *RATES), TODAY)
    assert short is None or "£" in short.sentence


@given(st.decimals(Decimal("12.71"), 10**4, places=2).map(str))
def test_legal_pay_by_the_hour_is_never_refused(amount: str) -> None:
    assert told(vacancy(amount)) == ""


@given(
    st.none() | st.decimals(8, 16, places=2).map(str),
    st.none() | st.decimals(8, 16, places=2).map(str),
    st.sampled_from(PayPeriod),
    st.none() | st.sampled_from(Contract),
)
def test_the_quick_look_passes_over_no_pay_that_is_too_low(
    amount: str | None, most: str | None, per: PayPeriod, contract: Contract | None
) -> None:
    given_vacancy = vacancy(amount, per, most, contract=contract, closes="2027-05-01", hours="37")
    rates = (RISE, *RATES)
    highest = max(each.age_21_and_over for each in rates)
    if is_surely_enough(given_vacancy, highest):
        assert shortfall(given_vacancy, rates, TODAY) is None
