"""When the work is done: from its own field and the title, else from plain words."""

from __future__ import annotations

import re
from functools import lru_cache

from portal.content.vacancy import Shift
from portal.feeds.normalise.phrases import Sentences, any_of
from portal.patterns import compile_later

_Rules = tuple[tuple[Shift, re.Pattern[str]], ...]

# In a field or a title a word is enough.
_WORDS: _Rules = (
    (
        Shift.DAYS,
        any_of(
            r"days?\b(?!\s+(?:centre|care|service|opportunit|off|a|per|nursery|week))",
            r"earl(?:y|ies)\b(?! years)",
            r"mornings?\b",
        ),
    ),
    (Shift.NIGHTS, any_of(r"(?:over)?nights?\b")),
    (Shift.SLEEP_IN, any_of(r"sleep(?:ing)?[\s-]?ins?\b", r"sleep[\s-]?overs?\b")),
    (Shift.WEEKENDS, any_of(r"week-?ends?\b", r"saturdays?\b")),
    (Shift.SCHOOL_HOURS, any_of(r"school[\s-]hours\b", r"term[\s-]time\b")),
)
# In a description "day" and "weekend" mean many things; these phrases mean shifts.
_BOTH = r"days? (?:and|or|/|&) nights?\b"
_PHRASES: _Rules = (
    (Shift.DAYS, any_of(r"day shifts?\b", _BOTH)),
    (
        Shift.NIGHTS,
        any_of(
            r"night(?:[\s-]?time)? shifts?\b", r"waking nights?\b", r"nights? work(?:ing)?\b", _BOTH
        ),
    ),
    (Shift.SLEEP_IN, any_of(r"sleep(?:ing)?[\s-]ins?\b")),
    (
        Shift.WEEKENDS,
        any_of(
            r"(?:alternate|every other|some|including|and|work(?:ing)?|occasional) weekends?\b",
            r"weekend (?:work(?:ing)?|shifts?)\b",
            r"1 in [234] weekends?\b",
        ),
    ),
    (
        Shift.SCHOOL_HOURS,
        any_of(r"(?:school[\s-]hours|term[\s-]time) (?:shifts?|only|work|role|contract|hours)\b"),
    ),
)
_NOT = compile_later(r"\b(?:no|not|without|never|\w+n['’]t)\s+(?:\w+\s+){0,2}$")


@lru_cache(maxsize=4096)
def shifts_of(field: str, title: str) -> tuple[Shift, ...]:
    """Return the shifts that their own field and the title name."""
    return _found(_WORDS, f"{field.replace('_', ' ')} . {title}".lower())


def shifts_in(text: Sentences) -> tuple[Shift, ...]:
    """Return the shifts that a description names as shifts."""
    return _said(text.about("shifts"))


@lru_cache(maxsize=8192)
def _said(about: str) -> tuple[Shift, ...]:
    return _found(_PHRASES, about) if about else ()


def _found(rules: _Rules, text: str) -> tuple[Shift, ...]:
    return tuple(
        shift
        for shift, pattern in rules
        if any(not _is_denied(text, found.start()) for found in pattern.finditer(text))
    )


def _is_denied(text: str, at: int) -> bool:
    """Return whether "no" or the like stands a few words before: "no weekends"."""
    return _NOT.search(text[max(0, at - 30) : at]) is not None
