"""The pay guard: no advert for less than the law allows on the day that the work starts.

Sources: National Minimum Wage Act 1998, section 1; National Minimum Wage Regulations 2015 (rates by
age, regulations 4 and 4A; the offset for a home that comes with the work, regulation 16; voluntary
workers are left out by section 44 of the Act); the rates themselves stand in
content/facts/pay_rates.yaml with their own sources. Nothing is claimed that is not certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from portal.content import PayRate
from portal.content.vacancy import Contract, PayPeriod, Vacancy
from portal.feeds.normalise.dates import day_of
from portal.filters import british_date, money, number
from portal.patterns import compile_later
from portal.values import fixed

# 52 weeks and not 52.14: that makes an hour's pay come out higher, never lower, than it is.
_WEEKS = {
    PayPeriod.WEEK: Decimal(1),
    PayPeriod.MONTH: Decimal(52) / 12,
    PayPeriod.YEAR: Decimal(52),
}
_UNPAID = frozenset({Contract.VOLUNTEER, Contract.WORK_EXPERIENCE})
_ROUNDING = Decimal("0.02")
_PENNY = Decimal("0.01")
# What makes a week's, month's or year's pay one that cannot be turned into an hour's for certain.
_DOUBT = compile_later(
    r"\bpro[\s-]?rata\b|\bf\.?t\.?e\b|\bw\.?t\.?e\b|equivalent|\bote\b|term[\s-]time|annuali[sz]ed|"
    r"unpaid (?:lunch|meal )?\s?break|sleep[\s-]?ins?\b|part[\s-]time"
)
_HOME = compile_later(r"live[\s-]in\b|accommodation")
_BY_AGE = compile_later(
    r"\baged?\b|\bunder[\s-](?:18|21)|\b(?:16|18)\s?(?:-|–|to)\s?(?:17|20)\b|apprentic"
)


@fixed
class Shortfall:
    """What an advert pays, and the legal rate that it does not reach; `is_coming` for a rise."""

    offer: str
    rate: Decimal
    rates: PayRate
    is_apprentice: bool
    only_for: str
    is_coming: bool

    @property
    def sentence(self) -> str:
        """Return what is wrong, with the rate, its day and its source."""
        name = (
            "the apprentice rate"
            if self.is_apprentice
            else "the National Living Wage, which people aged 21 and over must get,"
        )
        since = british_date(self.rates.from_date)
        source = self.rates.source.split(". ")[0].rstrip(".")
        told = f"{name} is {money(self.rate, pence=True)} an hour from {since} ({source})."
        if self.is_coming:
            return f"{self.offer} will be less than the law allows: {told}"
        young = (
            f" It would be legal only for people {self.only_for}, and an advert may not ask for "
            "an age."
        )
        return f"{self.offer} is less than the law allows: {told}{young if self.only_for else ''}"

    @property
    def remedy(self) -> str:
        """Return what to do about it."""
        least = money(self.rate, pence=True)
        if self.is_coming:
            return f"Say that it will be at least {least} an hour from that day."
        return f"Pay at least {least} an hour, or correct the figure."


def is_surely_enough(vacancy: Vacancy, highest: Decimal) -> bool:
    """Return whether an hour's pay is not below the highest of all rates: a quick look, which most
    adverts pass.
    """
    pay = vacancy.pay
    return pay.per is PayPeriod.HOUR and pay.minimum is not None and pay.minimum >= highest


def shortfall(vacancy: Vacancy, rates: Sequence[PayRate], today: date) -> Shortfall | None:
    """Return by which legal rate a vacancy pays too little, or None.

    The rates are those of the day it starts, or of today where it does not name one. Where they
    are kept, but will rise before it closes, the shortfall is one to come.
    """
    if vacancy.pay.per is None or vacancy.contract in _UNPAID:
        return None
    hourly = _most_by_the_hour(vacancy)
    if hourly is None or all(hourly >= each.age_21_and_over for each in rates):
        return None
    if _is_doubtful(vacancy):
        return None
    starts = max(day_of(vacancy.starts) or today, today)
    ends = vacancy.closes_at.date() if vacancy.closes_at else starts
    for day in (starts, ends):
        known = [each for each in rates if each.from_date <= day]
        if known:
            found = _compare(vacancy, hourly, max(known, key=lambda each: each.from_date))
            if found is not None:
                return found if day == starts else _as_coming(found)
    return None


def _compare(vacancy: Vacancy, hourly: Decimal, rates: PayRate) -> Shortfall | None:
    is_apprentice = vacancy.contract is Contract.APPRENTICESHIP
    rate = rates.apprentice if is_apprentice else rates.age_21_and_over
    if hourly >= rate:
        return None
    only_for = ""
    if not is_apprentice and hourly >= rates.under_18:
        only_for = "under 21" if hourly >= rates.age_18_to_20 else "under 18"
    if only_for and _BY_AGE.search(vacancy.pay.text.lower()):
        return None  # the advert gives its rates by age, and this is the lowest of them
    return Shortfall(_offer(vacancy, hourly), rate, rates, is_apprentice, only_for, False)


def _as_coming(found: Shortfall) -> Shortfall:
    return Shortfall(found.offer, found.rate, found.rates, found.is_apprentice, "", True)


def _most_by_the_hour(vacancy: Vacancy) -> Decimal | None:
    """Return the most that an hour of the lowest pay can come to, or None where nobody can tell."""
    pay, hours = vacancy.pay, vacancy.hours
    amount = pay.minimum if pay.minimum is not None else pay.maximum
    if amount is None or pay.per is PayPeriod.HOUR:
        return amount
    if pay.per not in _WEEKS or not hours.minimum:
        return None
    return amount / (_WEEKS[pay.per] * hours.minimum) + _ROUNDING


def _is_doubtful(vacancy: Vacancy) -> bool:
    words = f"{vacancy.title} {vacancy.pay.text} {vacancy.description}".lower()
    return bool(
        _HOME.search(words) or (vacancy.pay.per is not PayPeriod.HOUR and _DOUBT.search(words))
    )


def _offer(vacancy: Vacancy, hourly: Decimal) -> str:
    pay, hours = vacancy.pay, vacancy.hours
    if pay.per is PayPeriod.HOUR or pay.per is None or hours.minimum is None:
        return f"{money(hourly, pence=True)} an hour"
    amount = pay.minimum if pay.minimum is not None else pay.maximum
    worked_out = (hourly - _ROUNDING).quantize(_PENNY, ROUND_DOWN)
    return (
        f"{money(amount or Decimal(0))} a {pay.per.value} for {number(hours.minimum)} hours a "
        f"week, which is {money(worked_out, pence=True)} an hour,"
    )
