"""How much of what people want to know an advert says: a score, and what is missing.

The list is that of the terms which adverts in care leave out and people ask about first: pay, hours
and how many are guaranteed, pay for travel between visits, mileage, the DBS check, induction, sick
pay, driving, the closing date and the contract. "No" is an answer; only silence counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.content.vacancy import Answer, Contract, Driving, Payer, Vacancy

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


@dataclass(frozen=True, slots=True)
class Question:
    """Something people want to know: how much it weighs, of which adverts it is asked, and whether
    an advert says it.
    """

    name: str
    weight: int
    asked_of: AskedOf
    is_said: Callable[[Vacancy], bool]


@dataclass(frozen=True, slots=True)
class Completeness:
    """A score from 0 to 100, and what an advert does not say, the weightiest first."""

    score: int
    missing: tuple[str, ...]


def completeness(vacancy: Vacancy) -> Completeness:
    """Return how complete an advert is. What does not belong to a job is not asked of it."""
    kinds = _kinds(vacancy)
    whole = said = 0
    gaps: list[tuple[int, str]] = []
    for question in QUESTIONS:
        if question.asked_of in kinds:
            whole += question.weight
            if question.is_said(vacancy):
                said += question.weight
            else:
                gaps.append((question.weight, question.name))
    gaps.sort(key=lambda gap: -gap[0])
    return Completeness(round(100 * said / whole), tuple(name for _, name in gaps))


def answered(vacancies: Iterable[Vacancy]) -> Iterator[tuple[Question, int, int]]:
    """Yield each question, of how many adverts it is asked, and how many of those answer it."""
    known = [(_kinds(each), each) for each in vacancies]
    for question in QUESTIONS:
        asked = [each for kinds, each in known if question.asked_of in kinds]
        yield question, len(asked), sum(map(question.is_said, asked))


def visits_people(vacancy: Vacancy) -> bool:
    """Return whether the work goes from home to home, so that travel between visits matters."""
    return vacancy.role in _VISITING_ROLES or bool(_VISITING_TITLE.search(vacancy.title))


def _kinds(vacancy: Vacancy) -> set[AskedOf]:
    kinds = {AskedOf.ALL}
    is_paid = vacancy.contract not in _UNPAID
    at_homes = visits_people(vacancy)
    if is_paid:
        kinds.add(AskedOf.PAID)
    if is_paid and at_homes:
        kinds.add(AskedOf.VISITS)
    if at_homes or vacancy.driving in {Driving.REQUIRED, Driving.HELPFUL}:
        kinds.add(AskedOf.DRIVES)
    return kinds


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
