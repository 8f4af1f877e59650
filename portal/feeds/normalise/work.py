"""The kind of contract, the shifts and the hours: from their own fields, else from plain words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from portal.content.vacancy import Answer, Contract, Shift, VacancyHours
from portal.feeds.normalise.sentences import Sentences

_WEEK = Decimal(168)


# Every pattern here is for text in lower case.
_pattern = re.compile


# In a field or a title a word is enough. The order decides where a field names several.
_CONTRACT_WORDS: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (Contract.APPRENTICESHIP, _pattern(r"\bapprentice(?:ship)?s?\b")),
    (
        Contract.VOLUNTEER,
        # A volunteer co-ordinator is paid.
        _pattern(
            r"\bvolunt(?:eer(?:ing)?|ary)\b(?!\s+(?:services?|co-?ordinator|manager|lead|officer))"
        ),
    ),
    (Contract.WORK_EXPERIENCE, _pattern(r"\bwork[\s_-]?experience\b|\bintern(?:ship)?\b|placement\b")),
    (
        Contract.BANK,
        _pattern(
            r"\b(?:bank|relief|casual|per[\s_]diem|zero[\s_-]hours?|0[\s-]hours?|as and when)\b"
            r"(?!\s+(?:holidays?|clerk|account))"
        ),
    ),
    (
        Contract.FIXED_TERM,
        _pattern(
            r"\bfixed[\s_-]?term\b|\btemp(?:orary)?\b|\bftc\b|\bmaternity(?: leave)? cover\b"
            r"|\bsecondment\b|\bseasonal\b"
        ),
    ),
    (Contract.PERMANENT, _pattern(r"\bperm(?:anent)?\b|\bsubstantive\b")),
)
# In running text only a phrase that can mean nothing else.
_CONTRACT_PHRASES: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (
        Contract.FIXED_TERM,
        _pattern(r"\b(?:this|the) (?:is a|(?:post|role|position|contract) is(?: a)?) (?:\w+[\s-])?(?:fixed[\s-]term|temporary)\b"),
    ),
    (
        Contract.PERMANENT,
        _pattern(r"\b(?:this|the) (?:is a|(?:post|role|position|contract) is(?: a)?) (?:full[\s-]time,? |part[\s-]time,? )?permanent\b"),
    ),
)
# Digits of DWP's Find a Job bulk format: VacancyType@id.
_CONTRACT_CODES = {"1": Contract.PERMANENT, "3": Contract.FIXED_TERM, "4": Contract.APPRENTICESHIP}

_SHIFT_WORDS: tuple[tuple[Shift, re.Pattern[str]], ...] = (
    (Shift.DAYS, _pattern(r"\bdays?\b(?!\s+(?:centre|care|service|opportunit|off|a|per|nursery))|\bearl(?:y|ies)\b|\bmornings?\b")),
    (Shift.NIGHTS, _pattern(r"\bnights?\b|\bwaking nights?\b|\bovernights?\b")),
    (Shift.SLEEP_IN, _pattern(r"\bsleep(?:ing)?[\s-]?ins?\b|\bsleep[\s-]?overs?\b")),
    (Shift.WEEKENDS, _pattern(r"\bweek-?ends?\b|\bsaturdays?\b")),
    (Shift.SCHOOL_HOURS, _pattern(r"\bschool[\s-]hours\b|\bterm[\s-]time\b")),
)
_SHIFT_PHRASES: tuple[tuple[Shift, re.Pattern[str]], ...] = (
    (Shift.DAYS, _pattern(r"\bday shifts?\b|\bdays? (?:and|or|/|&) nights?\b")),
    (Shift.NIGHTS, _pattern(r"\b(?:waking )?night(?:[\s-]?time)? shifts?\b|\bwaking nights?\b|\bnights? work\b|\bdays? (?:and|or|/|&) nights?\b")),
    (Shift.SLEEP_IN, _pattern(r"\bsleep(?:ing)?[\s-]ins?\b")),
    (
        Shift.WEEKENDS,
        _pattern(
            r"\b(?:alternate|every other|some|including|and|work(?:ing)?|occasional) weekends?\b"
            r"|\bweekend (?:work(?:ing)?|shifts?)\b|\b1 in [234] weekends?\b"
        ),
    ),
    (Shift.SCHOOL_HOURS, _pattern(r"\b(?:school[\s-]hours|term[\s-]time) (?:shifts?|only|work|role|position|contract|hours)\b")),
)
_NOT = re.compile(r"\b(?:no|not|without|never|don['’]?t (?:work|do)|n['’]t)\s+(?:\w+\s+){0,2}$")

_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)"
_HOURS = _pattern(
    rf"(?<![\d£.:]){_NUMBER}(?:\s*(?:-|–|to|and|or)\s*{_NUMBER})?\s*(?:\+\s*)?(?:paid |contracted )?"
    r"(?:hours?|hrs?|h)\b\s*(per|a|each|/|p/?)?\s*-?(w(?:ee)?k(?:ly)?|w)?\b"
)
_BARE_HOURS = _pattern(rf"{_NUMBER}(?:\s*(?:-|–|to)\s*{_NUMBER})?(?:\.0+)?")
_UP_TO = re.compile(r"\b(?:up to|maximum(?: of)?|max)\s*$")
_FROM = re.compile(r"\b(?:from|minimum(?: of)?|at least|min)\s*$")
_NOT_GUARANTEED = _pattern(r"\b(?:zero|0)[\s-]hours? contracts?\b|\b(?:no|not|hours are not) guaranteed(?: hours)?\b")
_GUARANTEED = _pattern(r"\bguaranteed (?:contracted |minimum )?hours?\b|\b(?:contract(?:ed)?|hours are) guaranteed\b|\bguaranteed \d\d? hours?\b|\bguaranteed[\s-]hours? contracts?\b")
_YES = _pattern(r"\s*(?:yes|y|true|t|1|guaranteed)\b.*")
_NO = _pattern(r"\s*(?:no|n|false|f|0|none|not guaranteed)\b.*")


@lru_cache(maxsize=4096)
def contract_of(field: str, title: str) -> Contract | None:
    """Return the contract that its own field names, else the title; None if neither does."""
    if field in _CONTRACT_CODES:
        return _CONTRACT_CODES[field]
    for text in (field.replace("_", " ").lower(), title.lower()):
        for contract, pattern in _CONTRACT_WORDS:
            if pattern.search(text):
                return contract
    return None


def contract_in(text: Sentences) -> Contract | None:
    """Return the contract that a description states in so many words."""
    about = text.about("permanent", "fixed", "temporary")
    found = [contract for contract, pattern in _CONTRACT_PHRASES if pattern.search(about)]
    # An advert that says both is for two posts, or nobody can tell.
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def shifts_of(field: str, title: str) -> tuple[Shift, ...]:
    """Return the shifts that their own field and the title name."""
    text = f"{field.replace('_', ' ')} . {title}".lower()
    return _shifts(_SHIFT_WORDS, text)


def shifts_in(text: Sentences) -> tuple[Shift, ...]:
    """Return the shifts that a description names as shifts."""
    return _shifts_said(text.about("shift", "night", "sleep", "weekend", "school", "term"))


@lru_cache(maxsize=8192)
def _shifts_said(about: str) -> tuple[Shift, ...]:
    return _shifts(_SHIFT_PHRASES, about) if about else ()


def _shifts(rules: tuple[tuple[Shift, re.Pattern[str]], ...], text: str) -> tuple[Shift, ...]:
    return tuple(
        shift
        for shift, pattern in rules
        if any(not _NOT.search(text, max(0, found.start() - 30), found.start()) for found in pattern.finditer(text))
    )


@lru_cache(maxsize=4096)
def hours_of(field: str, minimum: str, maximum: str, guaranteed: str) -> VacancyHours:
    """Return the weekly hours that their own fields state."""
    field, guaranteed = field.lower(), guaranteed.lower()
    low, high = _bare(minimum)[0], _bare(maximum)[0]
    if low is None and high is None:
        low, high = _bare(field)
        if low is None:
            low, high = _weekly(field, needs_week=False)
    answer = Answer.NOT_STATED
    if _NOT_GUARANTEED.search(field) or _NO.fullmatch(guaranteed):
        answer = Answer.NO
    elif _GUARANTEED.search(field) or _YES.fullmatch(guaranteed):
        answer = Answer.YES
    return VacancyHours(low, high, answer)


def hours_in(text: Sentences) -> tuple[Decimal | None, Decimal | None]:
    """Return the hours a week that a description states, such as "20 to 30 hours per week"."""
    return _weekly(text.about("hours", "hrs"), needs_week=True)


def guaranteed_in(text: Sentences) -> Answer:
    """Return whether a description says that hours are guaranteed."""
    about = text.about("guarantee", "zero", "0 hour")
    if not about:
        return Answer.NOT_STATED
    if _NOT_GUARANTEED.search(about):
        return Answer.NO
    return Answer.YES if _GUARANTEED.search(about) else Answer.NOT_STATED


def _bare(text: str) -> tuple[Decimal | None, Decimal | None]:
    found = _BARE_HOURS.fullmatch(text.strip())
    return _ordered(found.group(1), found.group(2)) if found else (None, None)


@lru_cache(maxsize=8192)
def _weekly(text: str, *, needs_week: bool) -> tuple[Decimal | None, Decimal | None]:
    for found in _HOURS.finditer(text):
        if needs_week and not found.group(4):
            continue
        low, high = _ordered(found.group(1), found.group(2))
        if low is None:
            continue
        if found.group(2) is None and _UP_TO.search(text, 0, found.start()):
            return None, high
        if found.group(2) is None and _FROM.search(text, 0, found.start()):
            return low, None
        return low, high
    return None, None


def _ordered(first: str, second: str | None) -> tuple[Decimal | None, Decimal | None]:
    low, high = Decimal(first), Decimal(second or first)
    if not 0 < max(low, high) <= _WEEK:
        return None, None
    low, high = min(low, high), max(low, high)
    # "0 to 40 hours" states no minimum.
    return low or None, high
