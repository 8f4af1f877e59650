"""Paid hours a week, and whether they are guaranteed: from their own fields, else from words."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from portal.content.vacancy import Answer, VacancyHours
from portal.feeds.item import Item
from portal.feeds.normalise.phrases import Sentences, any_of
from portal.patterns import compile_later

_WEEK = Decimal(168)
_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|–|to|and|or)\s*{_NUMBER})?"
_HOURS = compile_later(
    rf"(?<![\d£.:,]){_RANGE}\s*(?:\+\s*)?(?:(?:paid|contracted|guaranteed|weekly) )?"
    r"(?:hours?|hrs?|h)"
    r"(?:\s*(?:(?:per|a|each|/|p/?)\s*|-)?(w(?:ee)?k(?:ly)?|w))?\b"
)
_BARE = compile_later(rf"{_RANGE}(?:\.0+)?")
_UP_TO = compile_later(r"\b(?:up to|maximum(?: of)?|max)\s*$")
_FROM = compile_later(r"\b(?:from|minimum(?: of)?|at least|min)\s*$")
_NOT_GUARANTEED = any_of(
    r"(?:zero|0)[\s-]hours? contracts?\b",
    r"(?:no|not|\w+n['’]t)(?: be)? guaranteed(?: hours)?\b",
    r"cannot be guaranteed\b",
)
_GUARANTEED = any_of(
    r"guaranteed (?:contracted |minimum )?hours?\b",
    r"(?:contract(?:ed)?|hours are) guaranteed\b",
    r"guaranteed (?:minimum (?:of )?|at least )?\d\d?(?:\.\d+)? (?:hours?|hrs?)\b",
    r"(?:hours?|hrs?)(?: (?:(?:per|a|each) )?week)?,? (?:is |are )?guaranteed\b",
    r"guaranteed-hours? contracts?\b",
)
_YES = compile_later(r"\s*(?:yes|y|true|t|1|guaranteed)\b.*")
_NO = compile_later(r"\s*(?:no|n|false|f|0|none|not guaranteed)\b(?!/|\.\d).*")

_Range = tuple[Decimal | None, Decimal | None]


def hours_of(item: Item, text: Sentences) -> VacancyHours:
    """Return the weekly hours that the item's fields state, else its description."""
    (low, high), guaranteed = _stated(
        item.hours.lower(), item.hours_minimum, item.hours_maximum, item.guaranteed_hours.lower()
    )
    if low is None and high is None:
        low, high = _weekly(text.about("hours"), needs_week=True)
    if guaranteed is Answer.NOT_STATED:
        guaranteed = _guaranteed_said(text.about("guarantee"))
    return VacancyHours(low, high, guaranteed)


@lru_cache(maxsize=4096)
def _stated(field: str, minimum: str, maximum: str, guaranteed: str) -> tuple[_Range, Answer]:
    low, high = _bare(minimum)[0], _bare(maximum)[0]
    if low is None and high is None:
        low, high = _bare(field)
        if low is None and high is None:
            low, high = _weekly(field, needs_week=False)
    said = _guaranteed_said(field)
    if _NO.fullmatch(guaranteed):
        said = Answer.NO
    elif _YES.fullmatch(guaranteed):
        said = Answer.YES
    return (low, high), said


@lru_cache(maxsize=4096)
def _guaranteed_said(text: str) -> Answer:
    if _NOT_GUARANTEED.search(text):
        return Answer.NO
    return Answer.YES if _GUARANTEED.search(text) else Answer.NOT_STATED


def _bare(text: str) -> _Range:
    """Return the number or range that is all of a field."""
    found = _BARE.fullmatch(text.strip())
    return _ordered(found.group(1), found.group(2)) if found else (None, None)


@lru_cache(maxsize=8192)
def _weekly(text: str, *, needs_week: bool) -> _Range:
    """Return the first hours in a text, such as "20 to 30 hours per week".

    In running text hours count only if a week is named: shifts and visits have hours too.
    """
    for found in _HOURS.finditer(text):
        if needs_week and not found.group(3):
            continue
        low, high = _ordered(found.group(1), found.group(2))
        if high is None:
            continue
        before = text[max(0, found.start() - 20) : found.start()]
        if found.group(2) is None and _UP_TO.search(before):
            return None, high
        if found.group(2) is None and _FROM.search(before):
            return low, None
        return low, high
    return None, None


def _ordered(first: str, second: str | None) -> _Range:
    low, high = sorted((Decimal(first), Decimal(second or first)))
    if not 0 < high <= _WEEK:
        return None, None
    # "0 to 40 hours" states no minimum.
    return low or None, high
