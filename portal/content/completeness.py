"""How much of what people want to know an advert says: a score, and what is missing.

The list is that of the terms which adverts in care leave out and people ask about first: pay, hours
and how many are guaranteed, pay for travel between visits, mileage, the DBS check, induction, sick
pay, driving, the closing date and the contract. "No" is an answer; only silence counts.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from operator import attrgetter

from portal.alike import for_each
from portal.content.vacancy import Answer, Contract, Driving, Payer, Vacancy
from portal.values import fixed

_VISITING_ROLES = frozenset({"home-care-worker", "reablement-worker"})
_VISITING_TITLE = re.compile(
    r"(?<!nursing )(?<!care )(?<!residential )\bhome ?care\b|\bdomiciliary\b|\bcommunity care|"
    r"\bvisiting\b|\breablement\b",
    re.IGNORECASE,
)
# What a field holds where an advert is silent.
_SILENT = frozenset({None, Answer.NOT_STATED, Payer.NOT_STATED, Driving.NOT_STATED})
_UNPAID = frozenset({Contract.VOLUNTEER, Contract.WORK_EXPERIENCE})


class AskedOf(StrEnum):
    """Which adverts are asked for something: what does not belong to a job is not asked of it."""

    ALL = "all"
    PAID = "paid"
    VISITS = "visits"
    DRIVES = "drives"


@fixed
class Question:
    """Something people want to know: how much it weighs, of which adverts it is asked, and which
    fields say it: one of them is enough.
    """

    name: str
    weight: int
    asked_of: AskedOf
    fields: tuple[str, ...]


@fixed
class Completeness:
    """A score from 0 to 100, what an advert does not say, the weightiest first, and all that it was
    asked.
    """

    score: int
    missing: tuple[str, ...]
    asked: tuple[str, ...]


def completeness(vacancy: Vacancy) -> Completeness:
    """Return how complete an advert is. What does not belong to a job is not asked of it."""
    asked = _asked_of(*_kind_of(vacancy))
    gaps = [question for question in asked if not _says(vacancy, question)]
    whole = sum(question.weight for question in asked)
    said = whole - sum(question.weight for question in gaps)
    gaps.sort(key=lambda question: -question.weight)
    return Completeness(round(100 * said / whole), _names(gaps), _names(asked))


def completeness_of_all(vacancies: Collection[Vacancy]) -> Iterator[Completeness]:
    """Yield how complete each advert is; of ten thousand, few differ in what they are silent about.

    What has many values counts by whether there is one, or no two adverts would be alike.
    """
    visits = for_each(vacancies, map(_job_of, vacancies), visits_people)
    silent = [
        [value is None for value in map(_VALUE_OF[field], vacancies)] for field in _OF_MANY_VALUES
    ]
    told = zip(visits, map(_rest_of, vacancies), *silent, strict=True)
    return for_each(vacancies, told, completeness)


def answered(scores: Iterable[Completeness]) -> Iterator[tuple[Question, int, int]]:
    """Yield each question, of how many adverts it is asked, and how many of those answer it."""
    counts = Counter(map(attrgetter("asked", "missing"), scores))
    for question in QUESTIONS:
        asked = sum(count for (names, _), count in counts.items() if question.name in names)
        silent = sum(count for (_, names), count in counts.items() if question.name in names)
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


def _says(vacancy: Vacancy, question: Question) -> bool:
    return not all(_VALUE_OF[field](vacancy) in _SILENT for field in question.fields)


def _names(questions: Iterable[Question]) -> tuple[str, ...]:
    return tuple(question.name for question in questions)


# Of two that weigh the same, the first is named first among what is missing.
QUESTIONS: tuple[Question, ...] = (
    Question("pay in pounds", 4, AskedOf.PAID, ("pay.minimum", "pay.maximum")),
    Question("hours a week", 3, AskedOf.ALL, ("hours.minimum", "hours.maximum")),
    Question("whether hours are guaranteed", 3, AskedOf.PAID, ("hours.guaranteed",)),
    Question("pay for travel between visits", 3, AskedOf.VISITS, ("terms.travel_time_paid",)),
    Question("contract", 2, AskedOf.ALL, ("contract",)),
    Question("closing date", 2, AskedOf.ALL, ("closes_at",)),
    Question("whether people need to drive", 2, AskedOf.ALL, ("driving",)),
    Question("who pays for the DBS check", 2, AskedOf.ALL, ("terms.dbs_paid_by",)),
    Question("whether induction is paid", 2, AskedOf.PAID, ("terms.induction_paid",)),
    Question("sick pay", 2, AskedOf.PAID, ("terms.sick_pay",)),
    Question("mileage", 1, AskedOf.DRIVES, ("terms.mileage",)),
)
_VALUE_OF = {field: attrgetter(field) for each in QUESTIONS for field in each.fields}
_OF_MANY_VALUES = ("pay.minimum", "pay.maximum", "hours.minimum", "hours.maximum", "closes_at")
# Which questions are asked follows from the job, and from contract and driving, which are asked.
_job_of = attrgetter("role", "title")
_rest_of = attrgetter(*(field for field in _VALUE_OF if field not in _OF_MANY_VALUES))
