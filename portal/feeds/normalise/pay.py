"""An item's pay: the structured fields first, then its words; what is unsure stays words."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from portal.content.vacancy import PayPeriod, VacancyPay
from portal.feeds.normalise.amounts import (
    PLAUSIBLE,
    Amounts,
    amounts_in,
    is_foreign,
    number,
    period_of,
)

_LONGEST_TEXT = 200
# Amounts of these sizes can only be for one time: nobody earns £20,000 an hour or £12.60 a year.
_SURELY_HOUR = (Decimal(5), Decimal(60))
_SURELY_YEAR = (Decimal(10_000), Decimal(150_000))
_POUNDS = frozenset({"GBP", "£", "POUNDS", "POUND STERLING"})

NOT_POUNDS = "Its pay is not in pounds, so it is kept as words only."
NOT_PLAUSIBLE = "Its pay does not fit the time it is said to be for, so it is kept as words only."


@lru_cache(maxsize=8192)
def pay_of(
    minimum: str, maximum: str, per: str, currency: str, text: str
) -> tuple[VacancyPay, str]:
    """Return the pay that these fields of an item state, and a note or nothing.

    Nought means "not stated" in every system that writes it, and so does "competitive".
    """
    words = " ".join(text.split())[:_LONGEST_TEXT]
    low, high = _one(minimum), _one(maximum)
    found = amounts_in(words)
    if low.minimum is not None or high.maximum is not None:
        found = Amounts(low.minimum, high.maximum, low.per or high.per or found.per)
    if found.minimum is None and found.maximum is None:
        return VacancyPay(text=words), ""
    if (currency and currency.upper() not in _POUNDS) or is_foreign(minimum + maximum + words):
        return VacancyPay(text=words or _range(found, "", f" {currency.upper()[:3]}")), NOT_POUNDS
    return _checked(found, period_of(per.replace("_", " ")), words)


def _one(field: str) -> Amounts:
    """Return the amount in a field meant for one: a number, or "£24,454" and a word or two."""
    value = number(field)
    if value is not None:
        return Amounts(value, value)
    found = amounts_in(field[:_LONGEST_TEXT]) if field else Amounts()
    return Amounts(found.minimum or found.maximum, found.maximum or found.minimum, found.per)


def _range(found: Amounts, before: str, after: str = "") -> str:
    """Return words for amounts that came without any, so that something can be shown."""
    known = [each for each in (found.minimum, found.maximum) if each is not None]
    shown = (f"{each:,.0f}" if each == each.to_integral() else f"{each:,.2f}" for each in known)
    return " to ".join(dict.fromkeys(f"{before}{each}" for each in shown)) + after


def _checked(found: Amounts, stated: PayPeriod | None, words: str) -> tuple[VacancyPay, str]:
    known = [each for each in (found.minimum, found.maximum) if each is not None]
    per = stated or found.per or _sure_period(known)
    text = words or _range(found, "£", f" per {per.value}" if per else "")
    if per is None:
        # An amount without a time could be an hour's or a month's; only its words are sure.
        return VacancyPay(text=text), ""
    lowest, highest = PLAUSIBLE[per]
    if not all(lowest <= each <= highest for each in known):
        return VacancyPay(text=words), NOT_PLAUSIBLE
    low, high = found.minimum, found.maximum
    if low is not None and high is not None and low > high:
        low, high = high, low
    return VacancyPay(low, high, per, text), ""


def _sure_period(amounts: list[Decimal]) -> PayPeriod | None:
    if all(_SURELY_HOUR[0] <= each <= _SURELY_HOUR[1] for each in amounts):
        return PayPeriod.HOUR
    if all(_SURELY_YEAR[0] <= each <= _SURELY_YEAR[1] for each in amounts):
        return PayPeriod.YEAR
    return None
