"""What the work needs of a person: a driver, experience. Never guessed.

A field of its own is believed first; in a description only words that can mean nothing else.
"""

from __future__ import annotations

from functools import lru_cache

from portal.content.vacancy import Answer, Driving
from portal.feeds.normalise.phrases import Sentences, any_of
from portal.feeds.normalise.terms import stated
from portal.patterns import compile_later

_ABOUT_DRIVING = any_of(
    r"driving licen[cs]e",
    r"drivers?\b",
    r"own (?:car|vehicle|transport)\b",
    r"(?:able|ability|need|must|have) (?:to )?drive\b",
)
_DRIVING_NOT_NEEDED = any_of(
    r"no (?:need|driving|requirement)",
    r"non[\s-]?drivers?\b",
    r"not (?:\w+ )?(?:need|required|essential|necessary)",
    r"(?:don['’]t|do not) need\b",
    r"walkers?\b",
)
_DRIVING_HELPFUL = any_of(
    r"desir\w+", r"prefer\w*", r"advantage\w*", r"helpful", r"ideal(?:ly)?\b", r"beneficial\b",
    r"a (?:bonus|plus)\b", r"useful\b",
)  # fmt: skip
_DRIVING_REQUIRED = any_of(
    r"essential\b", r"required?\b", r"must\b", r"need(?:s|ed)?\b", r"necessary\b", r"only\b",
    r"mandatory\b",
)  # fmt: skip
_DRIVING_TITLE = any_of(
    r"drivers? (?:only|required|essential|needed)\b", r"must drive\b", r"car (?:driver|owner)\b"
)

_NEEDED = r"(?:needed|necessary|required|essential)\b"
_NO_EXPERIENCE = any_of(
    rf"(?:no|without) (?:previous |prior )?(?:care )?experience (?:is )?{_NEEDED}",
    rf"experience (?:is |of care is )?not {_NEEDED}",
    rf"experience isn['’]t {_NEEDED}",
    r"(?:don['’]t|do not) need (?:any )?(?:previous |prior )?(?:care )?experience\b",
    r"no experience\?",
)
_EXPERIENCE = any_of(
    r"(?:previous|prior|proven|care|relevant) experience (?:\w+ ){0,6}?(?:is |are )?"
    r"(?:essential|required|necessary)\b",
    r"experience (?:is )?(?:essential|required)\b",
    r"must have (?:\w+ ){0,4}experience\b",
    r"(?:at least|minimum(?: of)?) \w+(?: \w+)? (?:months?|years?)['’]?s? "
    r"(?:\w+ ){0,3}experience\b",
)
_MONTHS = compile_later(r"(\d{1,6}) months")
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
    return _driving_said(text.about("driving"))


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
        own = field.strip().lower()
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
