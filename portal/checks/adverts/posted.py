"""What a provider should mend in a vacancy posted by hand, each thing at its own line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from portal.checks.adverts.pay import shortfall
from portal.content import PayRate, PostedVacancy
from portal.content.advert_rules.wording import Found, wording
from portal.content.completeness import completeness
from portal.content.vacancy import Status, Vacancy
from portal.errors import Position, Problem, Severity, warning
from portal.filters import british_date
from portal.patterns import compile_later
from portal.schema.words import quote
from portal.source import Location

COMPLETE_ENOUGH = 60
_SOON = compile_later(
    r"(?:a\.?s\.?a\.?p\.?|as soon as possible|immediate(?:ly)?(?: start)?|now|straight ?away)[.!]?",
    re.IGNORECASE,
)
_EMPTY = compile_later(
    r"(?:n\.?/?a\.?|not applicable|t\.?b\.?[acd]\.?|to be (?:confirmed|agreed|advised|decided)|"
    r"none|nil|unknown|x{2,9}|[-–—.?]{1,9})[.!]?",
    re.IGNORECASE,
)
_PAY = compile_later(
    r"£\s?\d|\bper hour\b|\ban hour\b|\d\s?p\.?h\b|\bper annum\b|\d\s?p\.?a\b", re.IGNORECASE
)
_CODE = compile_later(
    r"\bref(?:erence)?\b[.:]?\s?\w*\d|[(\[#]\s?[A-Za-z]{0,4}-?\d{3,}|\b[A-Z]{2,5}[-/ ]?\d{3,}\b"
)
_POSTCODE = compile_later(r"\b[A-Z]{1,2}\d[A-Z\d]?(?: \d[A-Z]{2})?\b")


def check_posted(
    record: PostedVacancy, vacancy: Vacancy, rates: Sequence[PayRate], today: date
) -> Iterator[Problem]:
    """Yield every problem of an open vacancy that was posted by hand."""
    short = shortfall(vacancy, rates, today)
    if short is not None:
        position = record.origin.position("pay", "min" if record.pay.min is not None else "max")
        severity = Severity.WARNING if short.is_coming else Severity.ERROR
        code = "pay-too-low-soon" if short.is_coming else "pay-too-low"
        yield Problem(position, code, short.sentence, short.remedy, severity)
    yield from _check_wording(record)
    yield from _check_title(record, vacancy)
    yield from _check_fields(record)
    yield from _check_completeness(record, vacancy)


def check_closed(record: PostedVacancy, today: date) -> Iterator[Problem]:
    """Yield a warning where a vacancy says it is open and its last day has passed."""
    if record.status is Status.OPEN and record.closes_on < today:
        yield warning(
            record.origin.position("closes_on"),
            "vacancy-closed",
            f"The last day to apply was {british_date(record.closes_on)}, so this vacancy is not "
            "among the open ones.",
            "Give a later closes_on if people can still apply; otherwise say status: filled.",
        )


def _check_wording(record: PostedVacancy) -> Iterator[Problem]:
    for found in wording(record.title, is_title=True):
        yield wording_problem(found, record.origin.position("title"))
    fields: list[tuple[Location, str | None]] = [
        (("pay", "text"), record.pay.text),
        (("starts",), record.starts),
    ]
    for location, text in fields:
        for found in wording(text or ""):
            yield wording_problem(found, record.origin.position(*location))
    for found in wording(record.body):
        before = record.body[: found.start]
        # A text in a YAML file is indented, so only its line is known.
        in_yaml = ("body",) in record.origin.values
        column = 0 if in_yaml else found.start - before.rfind("\n")
        line = record.body_line + before.count("\n")
        yield wording_problem(found, Position(record.origin.path, line, column))


def wording_problem(found: Found, position: Position) -> Problem:
    """Return the problem that a finding is in a file: illegal words are an error."""
    severity = Severity.ERROR if found.illegal else Severity.WARNING
    return Problem(position, found.rule.code, said_of(found), better_than(found), severity)


def said_of(found: Found) -> str:
    """Return what is wrong with some words, and the law that says so."""
    return f"{quote(found.words)} {found.rule.because} ({found.rule.law})."


def better_than(found: Found) -> str:
    """Return what to write instead; where a reason was given, what an editor should ask."""
    if found.excused:
        return (
            "A reason is given: check that the work really needs it, and that the employer has "
            "written the reason down (Equality Act 2010, Schedule 9)."
        )
    return f"Better: {found.rule.better}."


def _check_title(record: PostedVacancy, vacancy: Vacancy) -> Iterator[Problem]:
    position = record.origin.position("title")
    title = record.title
    if title.isupper() and sum(each.isalpha() for each in title) > 5:
        yield warning(
            position,
            "title-in-capitals",
            "The title is in capitals, which are slow to read and which some screen readers spell.",
            "Write it as in a sentence, with one capital letter at its start.",
        )
    place = re.search(rf"\b{re.escape(vacancy.place)}\b", title, re.IGNORECASE)
    extra = (
        ("pay", _PAY.search(title)),
        ("a code", _CODE.search(title)),
        ("the place", place if vacancy.place else None),
        ("a postcode", _POSTCODE.search(title)),
    )
    for name, match in extra:
        if match:
            yield warning(
                position,
                "title-with-more",
                f"The title holds {name}, {quote(match[0].strip())}, and the page shows that "
                "beside it already.",
                "Keep the title to the name of the job.",
            )
            return


def _check_fields(record: PostedVacancy) -> Iterator[Problem]:
    if record.starts and _SOON.fullmatch(record.starts):
        yield warning(
            record.origin.position("starts"),
            "starts-soon",
            f"{quote(record.starts)} tells nobody when the work starts: checks take weeks.",
            'Give a day, or say what it hangs on, like "when your checks are back, about three '
            'weeks".',
        )
    fields: list[tuple[Location, str | None]] = [
        (("title",), record.title),
        (("pay", "text"), record.pay.text),
        (("starts",), record.starts),
        (("postcode",), record.postcode),
    ]
    for location, text in fields:
        if text and _EMPTY.fullmatch(text):
            yield warning(
                record.origin.position(*location),
                "says-nothing",
                f"{quote(text)} says nothing, and would be shown as it is.",
                "Fill it in, or take the line out.",
            )


def _check_completeness(record: PostedVacancy, vacancy: Vacancy) -> Iterator[Problem]:
    found = completeness(vacancy)
    if found.score < COMPLETE_ENOUGH:
        yield warning(
            record.position,
            "advert-incomplete",
            f"This advert says {found.score} of 100 of what people want to know. Missing: "
            f"{', '.join(found.missing)}.",
            'Say yes or no wherever you can; what is left out is shown as "not stated".',
        )
