"""The terms that care workers ask about, never guessed.

A field of its own is believed first. In a description only phrases count that can mean nothing
else, and an advert that says both yes and no has said nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter

from portal.content.vacancy import Answer, Payer, Terms
from portal.feeds.item import Item
from portal.feeds.normalise.phrases import Sentences, any_of
from portal.patterns import compile_later

# What means yes and what means no.
_Rule = tuple[re.Pattern[str], re.Pattern[str]]

_RULES: dict[str, _Rule] = {
    "travel_time_paid": (
        any_of(
            r"paid travel(?:ling)?(?: time)?\b(?! expenses)",
            r"travel(?:ling)? time (?:is |will be )?(?:fully )?paid\b",
            r"(?:paid|pay) (?:for )?(?:your |all )?travel(?:ling)? time\b",
        ),
        any_of(r"unpaid travel", r"travel(?:ling)? time is (?:not paid|unpaid)\b"),
    ),
    "mileage": (
        any_of(
            r"(?:paid|generous|free) mileage\b",
            r"mileage (?:is |will be )?(?:paid|allowance|rate|reimburse\w*)\b",
            r"mileage (?:at|of) (?:£|\d)",
            r"pay (?:your )?mileage\b",
            r"\d{2} ?(?:p|pence) (?:per|a) mile\b",
            r"0\.\d\d (?:per|a) mile\b",
        ),
        any_of(r"no mileage\b", r"mileage (?:is )?not paid\b"),
    ),
    "induction_paid": (
        any_of(
            r"paid (?:\w+ )?induction\b",
            r"induction (?:\w+ ){0,2}(?:is |are )?(?:fully )?paid\b",
        ),
        any_of(r"unpaid induction\b", r"induction is (?:not paid|unpaid)\b"),
    ),
    "sick_pay": (
        any_of(
            r"(?:company|occupational|enhanced|contractual|full|paid) sick(?:ness)? pay\b",
            r"sick pay scheme\b",
        ),
        any_of(
            r"(?:ssp|statutory sick pay) only\b",
            r"no (?:company |occupational )?sick pay\b",
        ),
    ),
    "uniform_provided": (
        any_of(
            r"free uniforms?\b",
            r"provided uniform\b",
            r"uniforms? (?:and ppe )?(?:is |are |will be )?(?:provided|supplied|included)\b",
        ),
        any_of(r"uniforms? (?:is |are )?not provided\b", r"buy your own uniform\b"),
    ),
}
_fields_of = attrgetter(*_RULES)
_WORKER = r"(?:you|the (?:applicant|candidate|employee|worker))"
_DBS_EMPLOYER = any_of(
    r"(?:free|paid) (?:enhanced )?dbs\b",
    r"dbs(?: check| certificate)? (?:is |will be |fully |cost )*"
    rf"(?:paid(?: for)?|free|funded|covered|provided free)\b(?! (?:for )?by {_WORKER})",
    r"we (?:will )?(?:pay|cover|fund)(?: for)?(?: the cost of)? (?:your|the) (?:enhanced )?dbs\b",
)
_DBS_WORKER = any_of(
    rf"dbs(?: check| certificate)? (?:\w+ ){{0,4}}paid (?:for )?by {_WORKER}\b",
    r"dbs(?: check| certificate)? (?:\w+ ){0,4}at your own (?:cost|expense)\b",
    r"(?:you|applicants?|candidates?) (?:will |must |have to |need to )+"
    r"pay for (?:your|their|the) (?:own )?(?:enhanced )?dbs\b",
    r"cost of (?:the|your) dbs (?:\w+ ){0,4}deducted\b",
)
_YES = compile_later(r"\s*(?:yes|y|true|t|1|paid|provided|free|employer|required|essential)\b.*")
# "N/A", "not stated" and "none given" are no answers.
_NO = compile_later(
    r"\s*(?:no|n|false|f|0|none|not|unpaid|self|worker|employee|applicant|candidate)\b(?!/)"
    r"(?! (?:yet )?(?:stated|known|specified|sure|given|confirmed|disclosed|applicable|available"
    r"|information|details|data|provided in)\b).*",
    re.DOTALL,
)
# A column about the check says who pays only in words of paying: "required" and "yes" say that
# there is a check.
_DBS_FIELD_WORKER = any_of(
    r"(?:self|worker|employee|applicant|candidate|you|unpaid)\b",
    r"not (?:paid|free)\b",
    r"own (?:cost|expense)\b",
)
_DBS_FIELD_EMPLOYER = any_of(
    r"(?:employer|company|paid|free|funded|covered|reimbursed)\b",
    r"we (?:will )?(?:pay|cover|fund)\b",
)


@lru_cache(maxsize=4096)
def stated(field: str) -> Answer:
    """Return what a field of its own says: it begins with yes or no, or it says nothing."""
    lower = field.lower()
    if _NO.fullmatch(lower):
        return Answer.NO
    return Answer.YES if _YES.fullmatch(lower) else Answer.NOT_STATED


def terms_of(item: Item, text: Sentences) -> Terms:
    """Return the terms that the item's own fields state, else its description."""
    answers: list[Answer] = []
    for name, field in zip(_RULES, _fields_of(item), strict=True):
        answer = stated(field) if field else Answer.NOT_STATED
        if answer is Answer.NOT_STATED and (about := text.about(name)):
            answer = _said(name, about)
        answers.append(answer)
    return _terms(_dbs_paid_by(item.dbs_paid_by, text), *answers)


@lru_cache(maxsize=4096)
def _terms(dbs_paid_by: Payer, *answers: Answer) -> Terms:
    return Terms(dbs_paid_by=dbs_paid_by, **dict(zip(_RULES, answers, strict=True)))


@lru_cache(maxsize=8192)
def _said(name: str, about: str) -> Answer:
    """Return what these sentences say of a term; cached, because employers repeat themselves."""
    yes, no = _RULES[name]
    says_yes, says_no = bool(yes.search(about)), bool(no.search(about))
    if says_yes == says_no:
        return Answer.NOT_STATED
    return Answer.YES if says_yes else Answer.NO


def _dbs_paid_by(field: str, text: Sentences) -> Payer:
    if field:
        lower = field.lower()
        if _DBS_FIELD_WORKER.search(lower):
            return Payer.WORKER
        if _DBS_FIELD_EMPLOYER.search(lower):
            return Payer.EMPLOYER
    return _dbs_said(text.about("dbs_paid_by"))


@lru_cache(maxsize=8192)
def _dbs_said(about: str) -> Payer:
    employer, worker = bool(_DBS_EMPLOYER.search(about)), bool(_DBS_WORKER.search(about))
    if employer == worker:
        return Payer.NOT_STATED
    return Payer.EMPLOYER if employer else Payer.WORKER
