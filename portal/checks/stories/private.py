"""Finds in a story what may be private: of people who draw on care, who did not tell it themselves.

Tuned to be right rather than complete: an editor who is warned for nothing soon reads no warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from portal.patterns import compile_later
from portal.values import fixed

_REACH = 160
# Numbers that anybody may ring: free ones, and those of public services.
_PUBLIC_NUMBERS = compile_later(r"(?:\+44|0)(?:800|808|3\d\d|845)")
_PHONE = compile_later(r"(?<![\w+-])(?:\+44[ ]?(?:\(0\))?|\(?0)\d(?:[ ()-]{0,2}\d){8,9}(?![\w-])")
_MANY_DIGITS = compile_later(r"\d[\d ()-]{8}")
_EMAIL = compile_later(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}(?!\w)")
# Royal Mail: the last two letters of a postcode are never C, I, K, M, O or V.
_POSTCODE = compile_later(r"\b[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[ABD-HJLNP-UW-Z]{2}\b")
_TEN_DIGITS = compile_later(r"(?<![\d.,£-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.,-]?\d)")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DAY = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}),? \d{{4}}|(?:{_MONTHS}) \d{{1,2}},? \d{{4}})"
)
_BORN = compile_later(
    rf"\b(?:(?:born|birthday|birth|d\.?o\.?b\.?)(?: (?:on|is|was|of))?[:,]? (?:the )?{_DAY})\b",
    re.IGNORECASE,
)
_BIRTH = ("born", "Born", "birth", "Birth", "dob")
_INITIALS = compile_later(r"D\.?O\.?B")
_MAY_BE_TITLED = compile_later(r"M[rsix]")
_TITLED = compile_later(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? ([A-Z][\w'-]+)")
# Care is given to a person: two names after such words are likely a first name and a surname.
_CARED_FOR = compile_later(
    r"\b(?:(?:[Ss]upport|[Hh]elp|[Vv]isit|[Ww]ash|[Bb]ath|[Ff]eed)(?:s|ed|ing)?|"
    r"[Cc]ar(?:es|ed|ing) for|[Ll]ook(?:s|ed|ing)? after|[Kk]eyworker (?:for|to)|"
    r"(?:man|woman|lady|gentleman|person|boy|girl|someone|somebody)(?:,)? (?:called|named))"
    r" ([A-Z][a-zà-ÿ'-]+) ([A-Z][a-zà-ÿ'-]{2,})\b"
)
# Two names behind the last letter of such a word. A pattern that begins with one character is
# looked for by that character alone; what has to be before it is looked at behind.
_TWO_NAMES = compile_later(r" (?<=[dghoprst] )[A-Z][a-zà-ÿ'-]+ [A-Z]")
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
_AGE = compile_later(
    r"\baged? (?:of )?(\d{1,3})\b|\b(\d{1,3})[ -]years?[ -]old\b|"
    r"\b(?:she|he|who|mum|dad|nan|grandad|[A-Z][a-z]+) (?:is|was|turned) (\d{2,3})\b"
    r"(?! (?:%|per|hours|minutes|miles|weeks|months|days|of|people|pounds))"
)
_TWO_DIGITS = compile_later(r"\d\d")
# The same, for a quick look: the letter and the space before a number, or a year behind it.
_MAY_BE_AGE = compile_later(r"\d(?:(?<=[defs] \d)|\d?\d?[ -]year)")
# All that the rules for digits look for in their quick looks, in one look.
_TELLING_DIGIT = compile_later(r"\d(?:[\d ()-]{8}|(?<=[A-Z]\d)|(?<=[defs] \d)|\d?\d?[ -]year)")
_CONDITION = compile_later(
    r"\b(?:alzheimer's|anorexia|autism|autistic|bipolar|brain (?:injury|tumour)|cancer|"
    r"cerebral palsy|copd|cystic fibrosis|dementia|depression|diabetes|diabetic|"
    r"down'?s syndrome|epilepsy|epileptic|hiv|huntington's|learning disabilit(?:y|ies)|"
    r"motor neurone|mnd|multiple sclerosis|parkinson's|psychosis|schizophrenia|spina bifida|"
    r"stroke|terminally ill)\b",
    re.IGNORECASE,
)
_SENTENCE_END = compile_later(r"[.!?\n](?=\s|$)")


@fixed
class Found:
    """Words that should not be there as they are: where they stand, why, and what to do."""

    start: int
    end: int
    code: str
    sentence: str
    remedy: str


@fixed
class Rule:
    """What to look for, and what to say of it."""

    code: str
    sentence: str
    remedy: str
    # A quick look that tells most texts apart from those that are worth reading closely. It finds
    # in a longer text what it finds in a part of it.
    may_hold: Callable[[str], object]
    find: Callable[[str], Iterator[tuple[int, int]]]
    digits: bool = False


def details_for(text: str) -> tuple[Rule, ...]:
    """Return the rules by which something may be found in a text or in a part of it."""
    rules = _RULES if _TELLING_DIGIT.search(text) else _WITHOUT_DIGITS
    return tuple(rule for rule in rules if rule.may_hold(text))


def private_details(text: str, rules: Sequence[Rule] | None = None) -> Iterator[Found]:
    """Yield what may be private in a text, with straight quotation marks and plain spaces.

    `rules` are those that may find something, where that is known already.

    >>> [found.code for found in private_details("Ring me on 07700 900123, at LE1 1AA.")]
    ['private-phone', 'private-postcode']
    >>> list(private_details("Ted is 84 and likes dominoes. We rang 0800 138 1677."))
    []
    """
    for rule in _RULES if rules is None else rules:
        if not rule.may_hold(text):
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


def _may_be_birthday(text: str) -> object:
    return any(map(text.__contains__, _BIRTH)) or _INITIALS.search(text)


def _may_be_surname(text: str) -> object:
    return _MAY_BE_TITLED.search(text) or _TWO_NAMES.search(text)


def _may_be_age(text: str) -> object:
    return _TWO_DIGITS.search(text) and _MAY_BE_AGE.search(text)


def _surnames(text: str) -> Iterator[tuple[int, int]]:
    for match in _TITLED.finditer(text) if _MAY_BE_TITLED.search(text) else ():
        yield match.span()
    for match in _CARED_FOR.finditer(text) if _TWO_NAMES.search(text) else ():
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


_RULES: tuple[Rule, ...] = (
    Rule(
        "private-phone",
        'There is what looks like a telephone number: "{}".',
        "Take it out. People can reach the employer through the site.",
        _MANY_DIGITS.search,
        _phones,
        digits=True,
    ),
    Rule(
        "private-email",
        'There is an email address: "{}".',
        "Take it out. People can reach the employer through the site.",
        re.compile("@").search,
        _matches(_EMAIL),
    ),
    Rule(
        "private-postcode",
        'There is a whole postcode: "{}".',
        "Write the town or village: a postcode leads to a few front doors.",
        re.compile(r"[A-Z]\d").search,
        _matches(_POSTCODE),
        digits=True,
    ),
    Rule(
        "private-nhs-number",
        'There is what looks like an NHS number: "{}".',
        "Take it out, and see docs/privacy.md: it is in the history of the repository now.",
        _MANY_DIGITS.search,
        _nhs_numbers,
        digits=True,
    ),
    Rule(
        "private-birthday",
        'There is a date of birth: "{}".',
        "Write how old the person was, roughly, or take it out.",
        _may_be_birthday,
        _matches(_BORN),
    ),
    Rule(
        "private-surname",
        '"{}" looks like the surname of somebody who draws on care.',
        "Use a first name that is not theirs, or say who they are: a neighbour, a retired baker.",
        _may_be_surname,
        _surnames,
    ),
    Rule(
        "private-age",
        'An age ("{}") stands beside a health condition: together they can tell who it is.',
        "Leave out one of the two, or write “in her eighties”.",
        _may_be_age,
        _ages,
        digits=True,
    ),
)
_WITHOUT_DIGITS = tuple(rule for rule in _RULES if not rule.digits)
