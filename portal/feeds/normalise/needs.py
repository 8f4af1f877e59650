"""What the work needs of a person: a driver, experience. Never guessed.

A field of its own is believed first; in a description only words that can mean nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from portal.content.vacancy import Answer, Driving
from portal.feeds.normalise.sentences import Sentences
from portal.feeds.normalise.terms import stated

# Every pattern here is for text in lower case.
_pattern = re.compile

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
_MONTHS = _pattern(r"(\d{1,6}) months")
_NONE_NEEDED = frozenset({"no requirements", "none", "no experience", "not required"})


def driving_of(field: str, title: str, text: Sentences) -> Driving:
    """Return whether the work needs a driver: by the field, the title, the description."""
    if field:
        own = field.lower()
        found = _driving_in(own if _ABOUT_DRIVING.search(own) else f"driving licence {own}")
        if found is not None:
            return found
        answer = stated(field)
        if answer is not Answer.NOT_STATED:
            return Driving.REQUIRED if answer is Answer.YES else Driving.NOT_NEEDED
    if _DRIVING_TITLE.search(title.lower()):
        return Driving.REQUIRED
    return _driving_said(text.about("driv", "own car", "own vehicle", "own transport"))


@lru_cache(maxsize=8192)
def _driving_said(about: str) -> Driving:
    answers = {_driving_in(each) for each in about.split("\n")} - {None}
    return (answers.pop() if len(answers) == 1 else None) or Driving.NOT_STATED


def _driving_in(sentence: str) -> Driving | None:
    if not _ABOUT_DRIVING.search(sentence):
        return None
    if _DRIVING_NOT_NEEDED.search(sentence):
        return Driving.NOT_NEEDED
    if _DRIVING_HELPFUL.search(sentence):
        return Driving.HELPFUL
    return Driving.REQUIRED if _DRIVING_REQUIRED.search(sentence) else None


def experience_of(field: str, text: Sentences) -> Answer:
    """Return whether experience is needed, as the field or the description says."""
    if field:
        own = field.lower()
        months = _MONTHS.fullmatch(own)
        if months:
            return Answer.YES if int(months.group(1)) else Answer.NO
        answer = Answer.NO if own in _NONE_NEEDED else stated(field)
        if answer is not Answer.NOT_STATED:
            return answer
    return _experience_said(text.about("experience"))


@lru_cache(maxsize=8192)
def _experience_said(about: str) -> Answer:
    if _NO_EXPERIENCE.search(about):
        return Answer.NO
    return Answer.YES if _EXPERIENCE.search(about) else Answer.NOT_STATED
