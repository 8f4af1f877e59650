"""How much of what people want to know an advert says: a score, and what is missing.

The list is that of the terms which adverts in care leave out and people ask about first: pay, hours
and how many are guaranteed, pay for travel between visits, mileage, the DBS check, induction, sick
pay, driving, the closing date and the contract. "No" is an answer; only silence counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.content.vacancy import Answer, Contract, Driving, Payer, Vacancy

_VISITING_ROLES = frozenset({"home-care-worker", "reablement-worker"})
_VISITING_TITLE = re.compile(
    r"(?<!nursing )(?<!care )(?<!residential )\bhome ?care\b|\bdomiciliary\b|\bcommunity care|"
    r"\bvisiting\b|\breablement\b",
    re.IGNORECASE,
)
_UNPAID = frozenset({Contract.VOLUNTEER, Contract.WORK_EXPERIENCE})


@dataclass(frozen=True, slots=True)
class Completeness:
    """A score from 0 to 100, and what an advert does not say, the weightiest first."""

    score: int
    missing: tuple[str, ...]


def completeness(vacancy: Vacancy) -> Completeness:
    """Return how complete an advert is. What does not belong to a job is not asked of it."""
    asked = _asked(vacancy)
    whole = sum(weight for _, weight, _ in asked)
    said = sum(weight for _, weight, is_said in asked if is_said)
    gaps = sorted(
        (-weight, place, name) for place, (name, weight, is_said) in enumerate(asked) if not is_said
    )
    return Completeness(round(100 * said / whole), tuple(name for _, _, name in gaps))


def visits_people(vacancy: Vacancy) -> bool:
    """Return whether the work goes from home to home, so that travel between visits matters."""
    return vacancy.role in _VISITING_ROLES or bool(_VISITING_TITLE.search(vacancy.title))


def _asked(vacancy: Vacancy) -> list[tuple[str, int, bool]]:
    """Return what is asked of an advert: its name, its weight, and whether it is said."""
    pay, hours, terms = vacancy.pay, vacancy.hours, vacancy.terms
    is_paid = vacancy.contract not in _UNPAID
    at_homes = visits_people(vacancy)
    drives = at_homes or vacancy.driving in {Driving.REQUIRED, Driving.HELPFUL}
    asked = [
        ("hours a week", 3, hours.minimum is not None or hours.maximum is not None),
        ("contract", 2, vacancy.contract is not None),
        ("closing date", 2, vacancy.closes_at is not None),
        ("whether people need to drive", 2, vacancy.driving is not Driving.NOT_STATED),
        ("who pays for the DBS check", 2, terms.dbs_paid_by is not Payer.NOT_STATED),
    ]
    if is_paid:
        has_pay = pay.minimum is not None or pay.maximum is not None
        asked += [
            ("pay in pounds", 4, has_pay),
            ("whether hours are guaranteed", 3, _is_said(hours.guaranteed)),
            ("whether induction is paid", 2, _is_said(terms.induction_paid)),
            ("sick pay", 2, _is_said(terms.sick_pay)),
        ]
    if is_paid and at_homes:
        asked.append(("pay for travel between visits", 3, _is_said(terms.travel_time_paid)))
    if drives:
        asked.append(("mileage", 1, _is_said(terms.mileage)))
    return asked


def _is_said(answer: Answer) -> bool:
    return answer is not Answer.NOT_STATED
