"""Finds in a story what may be private: of people who draw on care, who did not tell it themselves.

Tuned to be right rather than complete: an editor who is warned for nothing soon reads no warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_REACH = 160
# Numbers that anybody may ring: free ones, and those of public services.
_PUBLIC_NUMBERS = re.compile(r"(?:\+44|0)(?:800|808|3\d\d|845)")
_PHONE = re.compile(r"(?<![\w+-])(?:\+44[ ]?(?:\(0\))?|\(?0)\d(?:[ ()-]{0,2}\d){8,9}(?![\w-])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}(?!\w)")
# Royal Mail: the last two letters of a postcode are never C, I, K, M, O or V.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[ABD-HJLNP-UW-Z]{2}\b")
_TEN_DIGITS = re.compile(r"(?<![\d.,£-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.,-]?\d)")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DAY = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}),? \d{{4}}|(?:{_MONTHS}) \d{{1,2}},? \d{{4}})"
)
_BORN = re.compile(
    rf"\b(?:(?:born|birthday|birth|d\.?o\.?b\.?)(?: (?:on|is|was|of))?[:,]? (?:the )?{_DAY})\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? ([A-Z][\w'-]+)")
# Care is given to a person: two names after such words are likely a first name and a surname.
_CARED_FOR = re.compile(
    r"\b(?:(?:[Ss]upport|[Hh]elp|[Vv]isit|[Ww]ash|[Bb]ath|[Ff]eed)(?:s|ed|ing)?|"
    r"[Cc]ar(?:es|ed|ing) for|[Ll]ook(?:s|ed|ing)? after|[Kk]eyworker (?:for|to)|"
    r"(?:man|woman|lady|gentleman|person|boy|girl|someone|somebody)(?:,)? (?:called|named))"
    r" ([A-Z][a-zà-ÿ'-]+) ([A-Z][a-zà-ÿ'-]{2,})\b"
)
# Two capitals that are no person: places, services, schemes.
_NO_NAMES = frozenset(
    """
    association avenue board care centre charity church city college community council county
    court day days district division england example examples foundation friends gardens grange
    group hall health home homes hospice hospital house housing lane level library limited lives
    living lodge ltd manor nhs office park partnership people place project road royal school
    service services shire shared social society street support team trust university view village
    ward week work worker workers
    """.split()  # noqa: SIM905 - a list of sixty would take a page
)
_AGE = re.compile(
    r"\baged? (?:of )?(\d{1,3})\b|\b(\d{1,3})[ -]years?[ -]old\b|"
    r"\b(?:she|he|who|mum|dad|nan|grandad|[A-Z][a-z]+) (?:is|was|turned) (\d{2,3})\b"
    r"(?! (?:%|per|hours|minutes|miles|weeks|months|days|of|people|pounds))"
)
_CONDITION = re.compile(
    r"\b(?:alzheimer's|anorexia|autism|autistic|bipolar|brain (?:injury|tumour)|cancer|"
    r"cerebral palsy|copd|cystic fibrosis|dementia|depression|diabetes|diabetic|"
    r"down'?s syndrome|epilepsy|epileptic|hiv|huntington's|learning disabilit(?:y|ies)|"
    r"motor neurone|mnd|multiple sclerosis|parkinson's|psychosis|schizophrenia|spina bifida|"
    r"stroke|terminally ill)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """Words that should not be there as they are: where they stand, why, and what to do."""

    start: int
    end: int
    code: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    sentence: str
    remedy: str
    # A quick look that tells most texts apart from those that are worth reading closely.
    may_hold: re.Pattern[str]
    find: Callable[[str], Iterator[tuple[int, int]]]


def private_details(text: str) -> Iterator[Found]:
    """Yield what may be private in a text, with straight quotation marks and plain spaces.

    >>> [found.code for found in private_details("Ring me on 07700 900123, at LE1 1AA.")]
    ['private-phone', 'private-postcode']
    >>> list(private_details("Ted is 84 and likes dominoes. We rang 0800 138 1677."))
    []
    """
    for rule in _RULES:
        if not rule.may_hold.search(text):
            continue
        for start, end in rule.find(text):
            shown = " ".join(text[start:end].split())[:60]
            yield Found(start, end, rule.code, rule.sentence.format(shown), rule.remedy)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        if not _PUBLIC_NUMBERS.match(re.sub(r"[^\d+]", "", match[0])):
            yield match.span()


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _TEN_DIGITS.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", match[0])):
            yield match.span()


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits are an NHS number, by its check digit (NHS Data Dictionary).

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918"), is_nhs_number("0000000000")
    (True, False, False)
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def _surnames(text: str) -> Iterator[tuple[int, int]]:
    for match in _TITLED.finditer(text):
        yield match.span()
    for match in _CARED_FOR.finditer(text):
        if not {match[1].lower(), match[2].lower()} & _NO_NAMES:
            yield match.start(1), match.end(2)


def _ages(text: str) -> Iterator[tuple[int, int]]:
    """Yield ages that stand in one sentence with a condition: together they tell who it is."""
    for match in _AGE.finditer(text):
        age = int(match[1] or match[2] or match[3])
        before = _SENTENCE_END.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
        after = _SENTENCE_END.split(text[match.end() : match.end() + _REACH], maxsplit=1)[0]
        if age <= 115 and (_CONDITION.search(before) or _CONDITION.search(after)):
            yield match.span()


_RULES: tuple[_Rule, ...] = (
    _Rule(
        "private-phone",
        'There is what looks like a telephone number: "{}".',
        "Take it out. People can reach the employer through the site.",
        re.compile(r"\d[\d ()-]{8}"),
        _phones,
    ),
    _Rule(
        "private-email",
        'There is an email address: "{}".',
        "Take it out. People can reach the employer through the site.",
        re.compile("@"),
        _matches(_EMAIL),
    ),
    _Rule(
        "private-postcode",
        'There is a whole postcode: "{}".',
        "Write the town or village: a postcode leads to a few front doors.",
        re.compile(r"[A-Z]\d"),
        _matches(_POSTCODE),
    ),
    _Rule(
        "private-nhs-number",
        'There is what looks like an NHS number: "{}".',
        "Take it out, and see docs/privacy.md: it is in the history of the repository now.",
        re.compile(r"\d[\d -]{8}\d"),
        _nhs_numbers,
    ),
    _Rule(
        "private-birthday",
        'There is a date of birth: "{}".',
        "Write how old the person was, roughly, or take it out.",
        re.compile(r"[Bb]orn|[Bb]irth|D\.?O\.?B|dob"),
        _matches(_BORN),
    ),
    _Rule(
        "private-surname",
        '"{}" looks like the surname of somebody who draws on care.',
        "Use a first name that is not theirs, or say who they are: a neighbour, a retired baker.",
        re.compile(r"M[rsix]|[a-z] [A-Z][a-zà-ÿ'-]+ [A-Z]"),
        _surnames,
    ),
    _Rule(
        "private-age",
        'An age ("{}") stands beside a health condition: together they can tell who it is.',
        "Leave out one of the two, or write “in her eighties”.",
        re.compile(r"\d\d"),
        _ages,
    ),
)
