"""Titles as people say them: not shouted, without pay, place and reference codes at the end."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from portal.patterns import compile_later

_LONGEST = 120
_ACRONYMS = frozenset(
    [
        "DBS",
        "RGN",
        "RMN",
        "RNLD",
        "NMC",
        "HCA",
        "HCSW",
        "NVQ",
        "QCF",
        "RQF",
        "CQC",
        "PBS",
        "LD",
        "MH",
        "EMI",
        "ABI",
        "SEN",
        "SEND",
        "HR",
        "IT",
        "UK",
        "NHS",
        "GP",
        "ICU",
        "CHC",
        "DOLS",
        "MCA",
        "PA",
        "OT",
        "AMHP",
        "CAMHS",
        "TUPE",
        "FTE",
        "PT",
        "FT",
        "FTC",
        "ASD",
        "EPP",
        "PMLD",
        "HGV",
        "LGV",
        "CSCS",
        "PVG",
        "EYP",
        "CPN",
        "RNA",
        "TNA",
        "SSSC",
        "AHP",
        "LGBT",
        "LE",
        "NG",
        "DE",
        "CV",
        "II",
        "III",
        "IV",
        "AM",
        "PM",
    ]
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "with",
    ]
)
_WORD = compile_later(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TAG = compile_later(r"<[^>]{0,200}>")
_UNPRINTABLE = compile_later(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
# What divides a title from its tail; a hyphen counts only with a space beside it ("sleep-in").
_DIVIDER = compile_later(r"\s+[-–—|/•·~]+\s*|\s*[|•·~–—]\s*|[-,:;]\s+|\s*(?=[(\[])")
_PAY = compile_later(
    r"£\s?\d|&pound;|\b\d{2}k\b|\bper (?:hour|annum|week)\b|\b(?:up to|from) £|"
    r"\b\d{1,2}\.\d{2}\s?(?:ph|p/h|an hour|per hour)\b",
    re.IGNORECASE,
)
_FROM_PAY_ON = compile_later(
    r"(?:\b(?:up to|from)\s+)?(?:£\s?\d|\b\d{2}k\b)[^|()\[\]]{0,80}", re.IGNORECASE
)
_REFERENCE = compile_later(
    r"(?:(?:job|vacancy|our)?\s*(?:ref(?:erence)?|id)\b(?:\s*(?:no|number|code))?[.:\s#]*)[\w/-]*\d[\w/-]*"
    r"|#\w*\d\w*|[A-Z]{2,6}[-/_]?\d{3,}[\w/-]*|\d{4,}",
    re.IGNORECASE,
)
_POSTCODE = compile_later(r"\b[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?\b", re.IGNORECASE)
_BRACKETS = "()[]"
_PAIRS = (("(", ")"), ("[", "]"))


@lru_cache(maxsize=16384)
def tidy_title(raw: str, places: frozenset[str] = frozenset()) -> str:
    """Return the title without tails and shouting; `places` are lower-case names of places.

    A tail is dropped only where it is wholly pay, a place or a code, and never the whole title.
    """
    text = html.unescape(html.unescape(raw[:400]))
    text = " ".join(_UNPRINTABLE.sub(" ", _TAG.sub(" ", text)).split())
    kept = _without_tails(text, places) or text
    if _is_shouted(kept):
        kept = _sentence_case(kept, places)
    if len(kept) > _LONGEST:
        kept = kept[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return kept


def pay_in_title(raw: str) -> str:
    """Return the part of a title that speaks of pay, or nothing."""
    found = _FROM_PAY_ON.search(" ".join(html.unescape(raw[:400]).split()))
    return found.group().strip(" -–—,;:") if found else ""


def _without_tails(text: str, places: frozenset[str]) -> str:
    while True:
        divided = [each for each in _DIVIDER.finditer(text) if each.start()]
        last = next((each for each in reversed(divided) if _is_end(text, each, places)), None)
        shorter = text if last is None else text[: last.start()]
        shorter = shorter.strip(" -–—|/,;:").rstrip(" ([")
        if shorter == text:
            return text
        text = shorter


def _is_end(text: str, divider: re.Match[str], places: frozenset[str]) -> bool:
    """Return whether what follows is a tail, and no bracket would be left open by cutting it."""
    before = text[: divider.start()]
    closed = all(before.count(opening) <= before.count(closing) for opening, closing in _PAIRS)
    return closed and _is_tail(text[divider.end() :], places)


def _is_tail(text: str, places: frozenset[str]) -> bool:
    tail = text.strip(" -–—|,;:." + _BRACKETS)
    if not tail:
        return True
    if len(tail) <= 60 and _PAY.search(tail):
        return True
    if _REFERENCE.fullmatch(tail) or _POSTCODE.fullmatch(tail):
        return True
    lower = tail.lower()
    if lower in places:
        return True
    parts = [each.strip() for each in re.split(r"[,/]|\s-\s", lower)]
    return len(parts) > 1 and all(
        each in places or _POSTCODE.fullmatch(each) is not None for each in parts
    )


def _is_shouted(text: str) -> bool:
    words = [each for each in _WORD.findall(text) if len(each) > 1]
    shouted = [each for each in words if each.isupper() and each not in _ACRONYMS]
    return bool(shouted) and all(each.isupper() for each in words) and max(map(len, shouted)) > 3


def _sentence_case(text: str, places: frozenset[str]) -> str:
    """Return a shouted title in sentence case; acronyms stay, and places have capitals."""
    first = True

    def said(found: re.Match[str]) -> str:
        nonlocal first
        word, was_first = found.group(), first
        first = False
        if word in _ACRONYMS and word.lower() not in _SMALL:
            return word
        lower = word.lower()
        return lower.capitalize() if was_first or lower in places else lower

    return _WORD.sub(said, text)
