"""The terms of a vacancy: all that people ask about, silence included."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from portal.content.vacancy import Answer, Contract, Driving, Payer, Shift, Vacancy
from portal.filters import list_words
from portal.pages import words
from portal.pages.cards import Term, Tone

_TONES: Mapping[Answer, Tone] = {
    Answer.YES: "yes",
    Answer.NO: "no",
    Answer.NOT_STATED: "not-stated",
}
_DBS = "Criminal-record check (DBS)"
_PAYERS = {
    Payer.EMPLOYER: Term(_DBS, "The employer pays", "yes"),
    Payer.WORKER: Term(_DBS, "You pay", "no"),
    Payer.NOT_STATED: Term(_DBS, "Not stated", "not-stated"),
}
_EXPERIENCE = {
    Answer.YES: Term("Experience", "You need experience", "neutral"),
    Answer.NO: Term("Experience", "No experience needed", "yes"),
    Answer.NOT_STATED: Term("Experience", "Not stated", "not-stated"),
}


def _answers(label: str) -> Mapping[Answer, Term]:
    return {each: Term(label, words.ANSWERS[each], _TONES[each]) for each in Answer}


_GUARANTEED = _answers("Guaranteed hours")
_TRAVEL = _answers("Paid for travel between visits")
_MILEAGE = _answers("Mileage paid")
_INDUCTION = _answers("Paid for training when you start")
_SICK_PAY = _answers("Sick pay above the legal minimum")
_UNIFORM = _answers("Uniform provided")
_CONTRACTS = {each: Term("Contract", text, "neutral") for each, text in words.CONTRACTS.items()}
_NO_CONTRACT = Term("Contract", "Not stated", "not-stated")
_NO_SHIFTS = Term("Shifts", "Not stated", "not-stated")
_DRIVING = {
    each: Term("Driving", text, "not-stated" if each is Driving.NOT_STATED else "neutral")
    for each, text in words.DRIVING.items()
}


def terms_of(vacancy: Vacancy) -> tuple[Term, ...]:
    """Return every term people ask about; what the advert leaves out is shown as such.

    Many adverts leave out the same: the very same terms come back for them.
    """
    terms = vacancy.terms
    return _terms(
        vacancy.contract,
        vacancy.shifts,
        vacancy.hours.guaranteed,
        terms.travel_time_paid,
        terms.mileage,
        terms.induction_paid,
        terms.dbs_paid_by,
        terms.sick_pay,
        terms.uniform_provided,
        vacancy.driving,
        vacancy.experience_needed,
    )


@cache
def _terms(
    contract: Contract | None,
    shifts: tuple[Shift, ...],
    guaranteed: Answer,
    travel: Answer,
    mileage: Answer,
    induction: Answer,
    payer: Payer,
    sick_pay: Answer,
    uniform: Answer,
    driving: Driving,
    experience: Answer,
) -> tuple[Term, ...]:
    return (
        _CONTRACTS[contract] if contract else _NO_CONTRACT,
        _shifts(shifts),
        _GUARANTEED[guaranteed],
        _TRAVEL[travel],
        _MILEAGE[mileage],
        _INDUCTION[induction],
        _PAYERS[payer],
        _SICK_PAY[sick_pay],
        _UNIFORM[uniform],
        _DRIVING[driving],
        _EXPERIENCE[experience],
    )


@cache
def _shifts(shifts: tuple[Shift, ...]) -> Term:
    if not shifts:
        return _NO_SHIFTS
    text = list_words(words.SHIFTS[each] for each in shifts)
    return Term("Shifts", text.capitalize(), "neutral")
