"""The terms that care workers ask about, never guessed.

A field of its own is believed first. In a description only phrases count that can mean nothing
else, and an advert that says both yes and no has said nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from portal.content.vacancy import Answer, Payer, Terms
from portal.feeds.item import Item
from portal.feeds.normalise.sentences import Sentences

# Every pattern here is for text in lower case.
_pattern = re.compile


Rule = tuple[str, re.Pattern[str], re.Pattern[str]]

# A word that must occur for the rest to be tried, then what means yes and what means no.
_RULES: dict[str, Rule] = {
    "travel_time_paid": (
        "travel",
        _pattern(
            r"\bpaid travel(?:ling)?(?: time)?\b(?! expenses)|\btravel(?:ling)? time (?:is |will be )?(?:fully )?paid\b"
            r"|\bpaid (?:for )?(?:your |all )?travel(?:ling)? time\b|\bpay (?:for )?(?:your )?travel(?:ling)? time\b"
        ),
        _pattern(r"\bunpaid travel\b|\btravel(?:ling)? time is (?:not paid|unpaid)\b"),
    ),
    "mileage": (
        "mile",
        _pattern(
            r"\b(?:paid|generous|free) mileage\b|\bmileage (?:is |will be )?(?:paid|allowance|rate|reimburse\w*)\b"
            r"|\bmileage (?:at|of) (?:£|\d)|\b\d{2}p? ?(?:p|pence)? (?:per|a) mile\b|£0\.\d\d (?:per|a) mile\b"
            r"|\bpay (?:your )?mileage\b"
        ),
        _pattern(r"\b(?:no mileage|mileage is not paid|mileage not paid)\b"),
    ),
    "induction_paid": (
        "paid",
        _pattern(
            r"\b(?<!un)paid (?:\w+ )?(?:induction|shadowing)\b|\binduction (?:\w+ ){0,2}(?:is |are )?(?:fully )?paid\b"
            r"|\b(?<!un)paid induction\b"
        ),
        _pattern(r"\bunpaid induction\b|\binduction is (?:not paid|unpaid)\b"),
    ),
    "sick_pay": (
        "sick",
        _pattern(r"\b(?:company|occupational|enhanced|contractual|full|paid) sick(?:ness)? pay\b|\bsick pay scheme\b"),
        _pattern(r"\b(?:ssp|statutory sick pay) only\b|\bno (?:company |occupational )?sick pay\b"),
    ),
    "uniform_provided": (
        "uniform",
        _pattern(
            r"\bfree uniforms?\b|\buniforms? (?:is |are |will be )?(?:provided|supplied|included)\b"
            r"|\bprovided uniform\b|\buniform (?:and|&) ppe (?:provided|supplied)\b"
        ),
        _pattern(r"\buniforms? (?:is |are )?not provided\b|\bbuy your own uniform\b"),
    ),
}
_DBS_EMPLOYER = _pattern(
    r"\bfree (?:enhanced )?dbs\b|\bdbs(?: check| certificate)? (?:is |will be |fully |cost )*(?:paid(?: for)?(?: by (?:us|the company|the employer))?|"
    r"free|funded|covered|provided free)\b(?! by (?:you|the (?:applicant|candidate|employee|worker)))|\bwe (?:will )?(?:pay|cover|fund)(?: for)?(?: the cost of)? (?:your|the) (?:enhanced )?dbs\b"
    r"|\bpaid (?:enhanced )?dbs\b"
)
_DBS_WORKER = _pattern(
    r"\bdbs(?: check| certificate)? (?:\w+ ){0,4}(?:at your own (?:cost|expense)|paid (?:for )?by (?:you|the (?:applicant|candidate|employee|worker)))\b"
    r"|\b(?:you|applicants?|candidates?) (?:will |must |have to |need to )+pay for (?:your|their|the) (?:own )?(?:enhanced )?dbs\b"
    r"|\bcost of (?:the|your) dbs (?:\w+ ){0,4}deducted\b"
)

_FIELD_YES = _pattern(r"\s*(?:yes|y|true|t|1|paid|provided|free|employer|required|essential)\b.*")
_FIELD_NO = _pattern(r"\s*(?:no|n|false|f|0|none|not|unpaid|self|worker|employee|applicant|candidate)\b.*")


@lru_cache(maxsize=4096)
def stated(field: str) -> Answer:
    """Return what a field of its own says: it begins with yes or no, or it says nothing."""
    if not field:
        return Answer.NOT_STATED
    lower = field.lower()
    if _FIELD_NO.fullmatch(lower):
        return Answer.NO
    return Answer.YES if _FIELD_YES.fullmatch(lower) else Answer.NOT_STATED


@lru_cache(maxsize=8192)
def _said(name: str, about: str) -> Answer:
    """Return what these sentences say of a term; cached, because employers repeat themselves."""
    _, yes, no = _RULES[name]
    says_yes, says_no = bool(yes.search(about)), bool(no.search(about))
    if says_yes == says_no:
        return Answer.NOT_STATED
    return Answer.YES if says_yes else Answer.NO


def terms_of(item: Item, text: Sentences) -> Terms:
    """Return the terms that the item's own fields state, else its description."""
    answers: dict[str, Answer] = {}
    for name, (word, _, _) in _RULES.items():
        field = getattr(item, name)
        answer = stated(field) if field else Answer.NOT_STATED
        if answer is Answer.NOT_STATED and (about := text.about(word)):
            answer = _said(name, about)
        answers[name] = answer
    return Terms(dbs_paid_by=_dbs_paid_by(item.dbs_paid_by, text), **answers)


def _dbs_paid_by(field: str, text: Sentences) -> Payer:
    own = stated(field)
    if own is not Answer.NOT_STATED:
        return Payer.EMPLOYER if own is Answer.YES else Payer.WORKER
    return _dbs_said(text.about("dbs"))


@lru_cache(maxsize=8192)
def _dbs_said(about: str) -> Payer:
    employer, worker = bool(_DBS_EMPLOYER.search(about)), bool(_DBS_WORKER.search(about))
    if employer == worker:
        return Payer.NOT_STATED
    return Payer.EMPLOYER if employer else Payer.WORKER
