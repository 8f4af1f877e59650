"""How much of what people want to know an advert says: a score, and what is missing.

The list is that of the terms which adverts in care leave out and people ask about first: pay, hours
and how many are guaranteed, pay for travel between visits, mileage, the DBS check, induction, sick
pay, driving, the closing date and the contract. "No" is an answer; only silence counts.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import compress

from portal.content.vacancy import Answer, Contract, Driving, Payer, Vacancy
from portal.values import fixed

_VISITING_ROLES = frozenset({"home-care-worker", "reablement-worker"})
_VISITING_TITLE = re.compile(
    r"(?<!nursing )(?<!care )(?<!residential )\bhome ?care\b|\bdomiciliary\b|\bcommunity care|"
    r"\bvisiting\b|\breablement\b",
    re.IGNORECASE,
)
_UNPAID = frozenset({Contract.VOLUNTEER, Contract.WORK_EXPERIENCE})


class AskedOf(StrEnum):
    """Which adverts are asked for something: what does not belong to a job is not asked of it."""

    ALL = "all"
    PAID = "paid"
    VISITS = "visits"
    DRIVES = "drives"


@fixed
class Question:
    """Something people want to know: how much it weighs, of which adverts it is asked, and whether
    an advert says it.
    """

    name: str
    weight: int
    asked_of: AskedOf
    is_said: Callable[[Vacancy], bool]


@fixed
class Completeness:
    """A score from 0 to 100, and what an advert does not say, the weightiest first."""

    score: int
    missing: tuple[str, ...]


def completeness(vacancy: Vacancy) -> Completeness:
    """Return how complete an advert is. What does not belong to a job is not asked of it."""
    kind = _kind_of(vacancy)
    silent = [not question.is_said(vacancy) for question in _asked_of(*kind)]
    return _score(kind, tuple(silent))


@functools.lru_cache(maxsize=4096)  # many adverts are silent about the same things
def _score(kind: tuple[bool, bool, bool], silent: tuple[bool, ...]) -> Completeness:
    asked = _asked_of(*kind)
    gaps = list(compress(asked, silent))
    whole = sum(question.weight for question in asked)
    said = whole - sum(question.weight for question in gaps)
    gaps.sort(key=lambda question: -question.weight)
    return Completeness(round(100 * said / whole), tuple(question.name for question in gaps))


def answered(
    scored: Iterable[tuple[Vacancy, Completeness]],
) -> Iterator[tuple[Question, int, int]]:
    """Yield each question, of how many adverts it is asked, and how many of those answer it."""
    counts = Counter((_kind_of(vacancy), found.missing) for vacancy, found in scored)
    for question in QUESTIONS:
        asked = silent = 0
        for (kind, missing), count in counts.items():
            if question in _asked_of(*kind):
                asked += count
                silent += count * (question.name in missing)
        yield question, asked, asked - silent


def visits_people(vacancy: Vacancy) -> bool:
    """Return whether the work goes from home to home, so that travel between visits matters."""
    return vacancy.role in _VISITING_ROLES or _tells_of_visits(vacancy.title)


@functools.lru_cache(maxsize=4096)
def _tells_of_visits(title: str) -> bool:
    return bool(_VISITING_TITLE.search(title))


def _kind_of(vacancy: Vacancy) -> tuple[bool, bool, bool]:
    """Return whether the work is paid, goes from home to home, and may ask for driving."""
    at_homes = visits_people(vacancy)
    drives = at_homes or vacancy.driving in (Driving.REQUIRED, Driving.HELPFUL)
    return vacancy.contract not in _UNPAID, at_homes, drives


@functools.lru_cache
def _asked_of(is_paid: bool, at_homes: bool, drives: bool) -> tuple[Question, ...]:
    kinds = {AskedOf.ALL}
    if is_paid:
        kinds.add(AskedOf.PAID)
    if is_paid and at_homes:
        kinds.add(AskedOf.VISITS)
    if drives:
        kinds.add(AskedOf.DRIVES)
    return tuple(question for question in QUESTIONS if question.asked_of in kinds)


def _is_said(answer: Answer) -> bool:
    return answer is not Answer.NOT_STATED


def _has_figure(vacancy: Vacancy) -> bool:
    return vacancy.pay.minimum is not None or vacancy.pay.maximum is not None


# Of two that weigh the same, the first is named first among what is missing.
QUESTIONS: tuple[Question, ...] = (
    Question("pay in pounds", 4, AskedOf.PAID, _has_figure),
    Question(
        "hours a week",
        3,
        AskedOf.ALL,
        lambda each: each.hours.minimum is not None or each.hours.maximum is not None,
    ),
    Question(
        "whether hours are guaranteed",
        3,
        AskedOf.PAID,
        lambda each: _is_said(each.hours.guaranteed),
    ),
    Question(
        "pay for travel between visits",
        3,
        AskedOf.VISITS,
        lambda each: _is_said(each.terms.travel_time_paid),
    ),
    Question("contract", 2, AskedOf.ALL, lambda each: each.contract is not None),
    Question("closing date", 2, AskedOf.ALL, lambda each: each.closes_at is not None),
    Question(
        "whether people need to drive",
        2,
        AskedOf.ALL,
        lambda each: each.driving is not Driving.NOT_STATED,
    ),
    Question(
        "who pays for the DBS check",
        2,
        AskedOf.ALL,
        lambda each: each.terms.dbs_paid_by is not Payer.NOT_STATED,
    ),
    Question(
        "whether induction is paid",
        2,
        AskedOf.PAID,
        lambda each: _is_said(each.terms.induction_paid),
    ),
    Question("sick pay", 2, AskedOf.PAID, lambda each: _is_said(each.terms.sick_pay)),
    Question("mileage", 1, AskedOf.DRIVES, lambda each: _is_said(each.terms.mileage)),
)
