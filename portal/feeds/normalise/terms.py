"""Driving, experience and the terms that care workers ask about, never guessed.

A field of its own is believed first. In a description only phrases count that can mean nothing
else, and an advert that says both yes and no has said nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from portal.content.vacancy import Answer, Driving, Payer, Terms
from portal.feeds.item import Item


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


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

_SENTENCE = re.compile(r"[^.!?\n;]*\b(?:driv(?:er|ers|ing|e)|own (?:car|vehicle|transport))\b[^.!?\n;]*", re.IGNORECASE)
_ABOUT_DRIVING = _pattern(
    r"\bdriving licen[cs]e|\bdrivers?\b|\bown (?:car|vehicle|transport)\b|\b(?:able|ability|need) to drive\b|\bmust drive\b"
)
_DRIVING_NOT_NEEDED = _pattern(
    r"\bno (?:need|driving|requirement)|\bnon[\s-]?drivers?\b|\bnot (?:\w+ )?(?:need|required|essential|necessary)|"
    r"\b(?:don['’]t|do not) need\b|\bwalkers?\b"
)
_DRIVING_HELPFUL = _pattern(
    r"\bdesir\w+|\bprefer\w*|\badvantage\w*|\bhelpful\b|\bideally\b|\bbeneficial\b|\ba bonus\b|\ba plus\b|\buseful\b"
)
_DRIVING_REQUIRED = _pattern(
    r"\bessential\b|\brequired\b|\bmust\b|\bneed(?:s|ed)?\b|\bnecessary\b|\brequire\b|\bdrivers? only\b|\bmandatory\b"
)
_DRIVING_TITLE = _pattern(r"\bdrivers? (?:only|required|essential|needed)\b|\b(?:must drive|car driver|car owner)\b")

_NO_EXPERIENCE = _pattern(
    r"\b(?:no|without) (?:previous |prior )?(?:care )?experience (?:is )?(?:needed|necessary|required|essential)\b"
    r"|\bexperience (?:is |of care is )?(?:not (?:needed|necessary|required|essential)|isn['’]t (?:needed|necessary|required|essential))\b"
    r"|\b(?:don['’]t|do not) need (?:any )?(?:previous |prior )?(?:care )?experience\b|\bno experience\?"
)
_EXPERIENCE = _pattern(
    r"\b(?:previous|prior|proven|care|relevant) experience (?:\w+ ){0,6}?(?:is |are )?(?:essential|required|necessary)\b"
    r"|\bexperience (?:is )?(?:essential|required)\b|\bmust have (?:\w+ ){0,4}experience\b"
    r"|\b(?:at least|minimum(?: of)?) (?:\w+|\d+)(?: \w+)?(?: months?| years?)['’]?s? (?:\w+ ){0,3}experience\b"
)
_FIELD_YES = _pattern(r"\s*(?:yes|y|true|t|1|paid|provided|free|employer|required|essential)\b.*")
_FIELD_NO = _pattern(r"\s*(?:no|n|false|f|0|none|not|unpaid|self|worker|employee|applicant|candidate)\b.*")
_MONTHS = re.compile(r"(\d+) months")


@lru_cache(maxsize=4096)
def _stated(field: str) -> Answer:
    """Return what a field of its own says: it begins with yes or no, or it says nothing."""
    if not field:
        return Answer.NOT_STATED
    if _FIELD_NO.fullmatch(field):
        return Answer.NO
    return Answer.YES if _FIELD_YES.fullmatch(field) else Answer.NOT_STATED


def _said(text: str, lower: str, rule: Rule) -> Answer:
    word, yes, no = rule
    if word not in lower:
        return Answer.NOT_STATED
    says_yes, says_no = bool(yes.search(text)), bool(no.search(text))
    if says_yes == says_no:
        return Answer.NOT_STATED
    return Answer.YES if says_yes else Answer.NO


def terms_of(item: Item, text: str, lower: str) -> Terms:
    """Return the terms that the item's own fields state, else its description."""
    answers: dict[str, Answer] = {}
    for name, rule in _RULES.items():
        answer = _stated(getattr(item, name))
        if answer is Answer.NOT_STATED:
            answer = _said(text, lower, rule)
        answers[name] = answer
    return Terms(dbs_paid_by=_dbs_paid_by(item.dbs_paid_by, text, lower), **answers)


def _dbs_paid_by(field: str, text: str, lower: str) -> Payer:
    stated = _stated(field)
    if stated is not Answer.NOT_STATED:
        return Payer.EMPLOYER if stated is Answer.YES else Payer.WORKER
    if "dbs" not in lower:
        return Payer.NOT_STATED
    employer, worker = bool(_DBS_EMPLOYER.search(text)), bool(_DBS_WORKER.search(text))
    if employer == worker:
        return Payer.NOT_STATED
    return Payer.EMPLOYER if employer else Payer.WORKER


def driving_of(field: str, title: str, text: str, lower: str) -> Driving:
    """Return whether the work needs a driver, as the field, the title or the description says."""
    if field:
        found = _driving_in(field if _ABOUT_DRIVING.search(field) else f"driving licence {field}")
        if found is not None:
            return found
        stated = _stated(field)
        if stated is not Answer.NOT_STATED:
            return Driving.REQUIRED if stated is Answer.YES else Driving.NOT_NEEDED
    if _DRIVING_TITLE.search(title):
        return Driving.REQUIRED
    if "driv" not in lower and "own " not in lower:
        return Driving.NOT_STATED
    answers = {_driving_in(each.group()) for each in _SENTENCE.finditer(text)} - {None}
    return (answers.pop() if len(answers) == 1 else None) or Driving.NOT_STATED


def _driving_in(sentence: str) -> Driving | None:
    if not _ABOUT_DRIVING.search(sentence):
        return None
    if _DRIVING_NOT_NEEDED.search(sentence):
        return Driving.NOT_NEEDED
    if _DRIVING_HELPFUL.search(sentence):
        return Driving.HELPFUL
    return Driving.REQUIRED if _DRIVING_REQUIRED.search(sentence) else None


def experience_of(field: str, text: str, lower: str) -> Answer:
    """Return whether experience is needed, as the field or the description says."""
    if field:
        months = _MONTHS.fullmatch(field)
        if months:
            return Answer.YES if int(months.group(1)[:6]) else Answer.NO
        if field.lower() in {"no requirements", "none", "no experience", "not required"}:
            return Answer.NO
        stated = _stated(field)
        if stated is not Answer.NOT_STATED:
            return stated
    if "experience" not in lower:
        return Answer.NOT_STATED
    if _NO_EXPERIENCE.search(text):
        return Answer.NO
    return Answer.YES if _EXPERIENCE.search(text) else Answer.NOT_STATED
