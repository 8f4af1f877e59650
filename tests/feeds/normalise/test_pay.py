"""Pay: numbers where the advert is clear, words where it is not, and never nought."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.vacancy import PayPeriod
from portal.feeds.normalise.pay import NOT_PLAUSIBLE, NOT_POUNDS, pay_of

HOUR, YEAR = PayPeriod.HOUR, PayPeriod.YEAR


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "per"),
    [
        ("£12.60–£13.10ph", "12.60", "13.10", HOUR),
        ("£12.60 - £13 p/h", "12.60", "13", HOUR),
        ("£12.60 to £13.10 an hour", "12.60", "13.10", HOUR),
        ("£12.60 per hour plus 45p per mile", "12.60", "12.60", HOUR),
        ("From £12.60 per hour", "12.60", None, HOUR),
        ("£12.60+", "12.60", None, HOUR),
        ("12.60", "12.60", "12.60", HOUR),
        ("24k pro rata", "24000", "24000", YEAR),
        ("£24-26k", "24000", "26000", YEAR),
        ("up to £30,000 FTE", None, "30000", YEAR),
        ("£24,071 to £25,674 depending on experience", "24071", "25674", YEAR),
        ("£22,000 for 37.5 hours per week", "22000", "22000", YEAR),
        ("£28,000 per annum (£14.36 per hour)", "28000", "28000", YEAR),
        ("£500 a week", "500", "500", PayPeriod.WEEK),
        ("£1,950 per month", "1950", "1950", PayPeriod.MONTH),
        ("£90 per shift", "90", "90", PayPeriod.DAY),
    ],
)
def test_clear_words_become_numbers(
    text: str, minimum: str | None, maximum: str | None, per: PayPeriod
) -> None:
    pay, note = pay_of("", "", "", "", text)
    assert (pay.minimum, pay.maximum) == tuple(
        Decimal(each) if each else None for each in (minimum, maximum)
    )
    assert (pay.per, pay.text, note) == (per, text, "")


@pytest.mark.parametrize(
    "text", ["competitive", "NMW", "Band 3", "Negotiable", "£0.00", "£500 joining bonus", "£700"]
)
def test_unclear_words_stay_words(text: str) -> None:
    pay, _ = pay_of("", "", "", "", text)
    assert (pay.minimum, pay.maximum, pay.per, pay.text) == (None, None, None, text)


def test_structured_fields_come_before_words() -> None:
    pay, _ = pay_of("12.6", "13.1", "HOUR", "GBP", "up to £15 an hour with enhancements")
    assert (pay.minimum, pay.maximum, pay.per) == (Decimal("12.6"), Decimal("13.1"), HOUR)
    assert pay.text == "up to £15 an hour with enhancements"


def test_numbers_without_words_get_words() -> None:
    pay, _ = pay_of("12.6", "13", "HOUR", "GBP", "")
    assert pay.text == "£12.60 to £13 per hour"


@pytest.mark.parametrize("nothing", ["0", "0.00", "null", "N/A", "F", ""])
def test_nought_is_not_stated(nothing: str) -> None:
    pay, note = pay_of(nothing, nothing, "YEAR", "GBP", "")
    assert (pay.minimum, pay.maximum, pay.text, note) == (None, None, "", "")


def test_a_range_the_wrong_way_round_is_turned() -> None:
    pay, _ = pay_of("14", "12.5", "HOUR", "", "")
    assert (pay.minimum, pay.maximum) == (Decimal("12.5"), Decimal(14))


def test_prose_in_the_fields_for_numbers_is_read() -> None:
    pay, _ = pay_of("£24,454", "£30,000 pro rata", "", "", "")
    assert (pay.minimum, pay.maximum, pay.per) == (Decimal(24454), Decimal(30000), YEAR)


def test_other_money_is_kept_as_words() -> None:
    assert pay_of("40000", "50000", "YEAR", "EUR", "")[1] == NOT_POUNDS
    assert pay_of("", "", "", "", "$30,000 a year")[1] == NOT_POUNDS


@pytest.mark.parametrize(
    ("amount", "per"), [("24000", "HOUR"), ("12.6", "YEAR"), ("50879", "WEEK"), ("999999", "YEAR")]
)
def test_an_amount_that_cannot_be_is_kept_as_words(amount: str, per: str) -> None:
    pay, note = pay_of(amount, amount, per, "GBP", "as agreed")
    assert (pay.minimum, pay.per, pay.text, note) == (None, None, "as agreed", NOT_PLAUSIBLE)


@given(*[st.text(max_size=30)] * 5)
def test_no_fields_are_too_strange_and_none_gives_nought(
    minimum: str, maximum: str, per: str, currency: str, text: str
) -> None:
    pay, _ = pay_of(minimum, maximum, per, currency, text)
    assert pay.minimum != 0
    assert pay.maximum != 0


@given(st.text("£$0123456789.,-–k pha/to", max_size=40))
def test_numbers_come_with_the_time_they_are_for(text: str) -> None:
    pay, _ = pay_of("", "", "", "", text)
    assert (pay.per is None) == (pay.minimum is None and pay.maximum is None)
