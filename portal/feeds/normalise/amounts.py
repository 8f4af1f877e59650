"""Amounts of money in prose: which, how many, and for what time."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from portal.content.vacancy import PayPeriod
from portal.patterns import compile_later
from portal.values import fixed

_PER = r"(?:\b(?:per|an?|each)\s*|/\s*)"
_PERIODS: dict[PayPeriod, re.Pattern[str]] = {
    PayPeriod.HOUR: compile_later(
        rf"(?:{_PER}|\d)h(?:ou)?rs?\b|\bhourly\b|(?:\b|\d)p\.?\s?/?h\b|^h(?:ou)?rs?$",
        re.IGNORECASE,
    ),
    PayPeriod.WEEK: compile_later(
        rf"{_PER}w(?:ee)?k\b|\bweekly\b|(?:\b|\d)p/?w\b|^week$", re.IGNORECASE
    ),
    PayPeriod.DAY: compile_later(
        rf"{_PER}(?:day|shift)\b|\bdaily\b|(?:\b|\d)p/?d\b|^day$", re.IGNORECASE
    ),
    PayPeriod.MONTH: compile_later(
        rf"{_PER}(?:month|mth)\b|\bmonthly\b|(?:\b|\d)pcm\b|^month$", re.IGNORECASE
    ),
    PayPeriod.YEAR: compile_later(
        rf"{_PER}(?:annum|anum|year|yr)\b|\bannual(?:ly)?\b|\byearly\b|(?:\b|\d)p\.?/?a\b"
        r"|\bpro[\s-]?rata\b|\bfte\b|^(?:year|yr|annum)$",
        re.IGNORECASE,
    ),
}
_AMOUNT = compile_later(
    r"(?P<sign>£|&pound;|\bGBP\s?)?\s?(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,7})"
    r"(?P<pence>\.\d{1,4})?(?P<thousand>\s?k\b)?(?!,?\d|\s?%)",
    re.IGNORECASE,
)
_FOREIGN = compile_later(r"[$€¥₹]|\b(?:USD|EUR|AUD|CAD|NZD|INR|ZAR|CHF)\b")
_RANGE = compile_later(
    r"\s*(?:gross|p\.?/?h|p\.?/?a|per\s\w+|an\shour)?\s*(?:-|–|—|to|and|up\sto)\s*", re.IGNORECASE
)
_UP_TO = compile_later(r"\b(?:up\s?to|max(?:imum)?(?:\sof)?|to)\s*$", re.IGNORECASE)
_FROM = compile_later(
    r"\b(?:from|starting(?:\s(?:at|from))?|min(?:imum)?(?:\sof)?|starts\sat)\s*$", re.IGNORECASE
)
_AT_LEAST = compile_later(r"\s*(?:\+|plus\b(?!\s+\w+)|minimum\b|and\sabove\b)", re.IGNORECASE)

# "£22,000 for 37.5 hours per week" is not pay for a week.
_HOURS_A_WEEK = compile_later(
    r"\d[\d.]*\s*(?:hours?|hrs?)\s*(?:(?:per|a|each|/|p)\s*)?(?:w(?:ee)?k|w)\b", re.IGNORECASE
)

_ARE_HOURS = compile_later(r"\s*(?:hours|hrs)\b", re.IGNORECASE)

# A welcome is not pay: "£500 joining bonus".
_BONUS = compile_later(
    r"\s*(?:(?:welcome|joining|sign(?:ing)?[\s-]on|golden|retention|referral|start(?:er)?)[\s-]*)*"
    r"(?:bonus|hello)\b",
    re.IGNORECASE,
)

# Outside these an amount has the wrong unit or is not pay. The lowest is well under any legal
# minimum on purpose: pay that is too low has to be found by the check, not hidden here.
PLAUSIBLE: dict[PayPeriod, tuple[Decimal, Decimal]] = {
    PayPeriod.HOUR: (Decimal(2), Decimal(250)),
    PayPeriod.DAY: (Decimal(15), Decimal(2_000)),
    PayPeriod.WEEK: (Decimal(30), Decimal(5_000)),
    PayPeriod.MONTH: (Decimal(100), Decimal(25_000)),
    PayPeriod.YEAR: (Decimal(1_000), Decimal(300_000)),
}


@fixed
class Amounts:
    """A lowest and a highest amount, and the time they are for; None where not said."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    per: PayPeriod | None = None


@lru_cache(maxsize=2048)
def period_of(text: str) -> PayPeriod | None:
    """Return the first time-span that a text names, such as "ph" or "per annum"."""
    found = [
        (match.start(), period)
        for period, pattern in _PERIODS.items()
        if (match := pattern.search(text))
    ]
    return min(found)[1] if found else None


def number(text: str) -> Decimal | None:
    """Return a field's bare number, such as "24,500" or "£12.60"; None for none and for nought."""
    match = _AMOUNT.fullmatch(text.strip())
    return _value(match) if match else None


def is_foreign(text: str) -> bool:
    """Return whether a text names money other than pounds."""
    return bool(_FOREIGN.search(text))


def _value(match: re.Match[str]) -> Decimal | None:
    value = Decimal(match["number"].replace(",", "") + (match["pence"] or ""))
    value *= 1000 if match["thousand"] else 1
    return value or None


def _is_money(match: re.Match[str]) -> bool:
    """Return whether a number is pay: it has a sign, pence, "k" or the size of a salary."""
    if _BONUS.match(match.string, match.end()):
        return False
    if match["sign"] or match["thousand"]:
        return True
    digits = match["number"].replace(",", "")
    return bool(match["pence"] and len(match["pence"]) == 3) or 10_000 <= int(digits) <= 150_000


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> Amounts:
    """Return the first amount or range of a text that speaks of pay.

    Only the first counts: what follows is a bonus, an enhancement or the mileage.
    """
    text = _HOURS_A_WEEK.sub(" ", text)
    first = next((each for each in _AMOUNT.finditer(text) if _is_money(each)), None)
    value = _value(first) if first else None
    if first is None or value is None:
        return Amounts()
    joined = _RANGE.match(text, first.end())
    second = _AMOUNT.match(text, joined.end()) if joined else None
    if second and _ARE_HOURS.match(text, second.end()):
        second = None
    other = _value(second) if second else None
    if other is not None and second is not None:
        if second["thousand"] and not first["thousand"] and value < 1000:
            value *= 1000
        low, high = sorted((value, other))
        return Amounts(low, high, period_of(text[first.start() :]))
    per = period_of(text[first.start() :]) or period_of(text)
    before = text[: first.start()]
    if _UP_TO.search(before):
        return Amounts(None, value, per)
    if _FROM.search(before) or _AT_LEAST.match(text, first.end()):
        return Amounts(value, None, per)
    return Amounts(value, value, per)
