"""One answer into one fact, or a sentence that says why that cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import TypeAlias

from portal.source import slugify
from portal.submissions.answers import as_markdown, chosen, one_line, ticked
from portal.submissions.questions import Kind, Lists, Question, Reading

# What stands in a file: text, a list of texts, or a list of small groups of texts.
Fact: TypeAlias = "str | list[str] | dict[str, str] | list[dict[str, str]]"

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        1,
    )
}
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MOMENTS = 12


class AnswerError(Exception):
    """Raised for an answer that is no fact; says what is wrong and what to write."""


def fact_of(question: Question, answer: str, type_name: str, lists: Lists) -> Fact:
    """Return the fact in an answer. Raises AnswerError."""
    match question.reading:
        case Reading.DAY:
            return day_in(one_line(answer)).isoformat()
        case Reading.AMOUNT:
            return _amount(one_line(answer))
        case Reading.OPTION:
            return _options(question, answer)[0]
        case Reading.OPTIONS | Reading.PROMISE:
            return _options(question, answer)
        case Reading.PLACE:
            return _named(one_line(answer), lists.places, "town or village")
        case Reading.PROVIDER:
            return _provider(one_line(answer), type_name, lists)
        case Reading.TIMELINE:
            return _timeline(answer)
        case Reading.MARKDOWN:
            return as_markdown(answer)
        case _:
            return one_line(answer)


def day_in(text: str) -> date:
    """Return the day in a text: 2026-05-01, 01/05/2026 (day first) or 1 May 2026."""
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text.lower()).replace(",", " ")
    parts = re.findall(r"\d+|[a-z]+", plain)
    try:
        match parts:
            case [year, month, day] if len(year) == 4 and month.isdigit():
                return date(int(year), int(month), int(day))
            case [day, month, year] if len(year) == 4 and month.isdigit():
                return date(int(year), int(month), int(day))
            case [*_, day, month, year] if len(year) == 4 and month[:3] in _MONTHS:
                return date(int(year), _MONTHS[month[:3]], int(day))
    except ValueError:
        pass  # a day that no calendar has: told like any other text that is no day
    raise AnswerError(f"“{_short(text)}” is not a day. Write it like 2026-05-01 or 1 May 2026.")


def _amount(text: str) -> str:
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or "-" in text.split(numbers[0])[0]:
        raise AnswerError(f"“{_short(text)}” is not one figure. Write one number, like 13.10.")
    number = numbers[0].replace(",", "")
    return number if "." in number else f"{number}.00" if "£" in text else number


def _options(question: Question, answer: str) -> list[str]:
    if question.kind is Kind.CHECKBOXES:
        words, rest = ticked(answer), ""
        unknown = [each for each in words if each not in question.options]
        rest = unknown[0] if unknown else ""
    else:
        words, rest = chosen(answer, question.options)
    if rest:
        near = get_close_matches(rest, question.options, n=1, cutoff=0.6)
        hint = f"Did you mean “{near[0]}”?" if near else _listed(list(question.options))
        raise AnswerError(f"“{_short(rest)}” is not one of the choices. {hint}")
    if question.reading is Reading.OPTION and len(words) > 1:
        raise AnswerError("Several are chosen. Choose one.")
    return [question.options[each] for each in words]


def _provider(text: str, type_name: str, lists: Lists) -> Fact:
    try:
        return _named(text, lists.providers, "provider")
    except AnswerError:
        if type_name == "case-study":
            return {"name": text}
        raise


def _named(text: str, known: Mapping[str, str], what: str) -> str:
    by_key = {slugify(title): identity for title, identity in known.items()}
    by_key |= {identity: identity for identity in known.values()}
    key = slugify(text)
    if key in by_key:
        return by_key[key]
    near = get_close_matches(key, by_key, n=1, cutoff=0.75)
    titles = [title for title, identity in known.items() if near and identity == by_key[near[0]]]
    hint = f"Did you mean “{titles[0]}”? " if titles else ""
    if what == "provider":
        remedy = "If it is new here, ask us to add it first: we need its website and what it does."
    else:
        remedy = "Write the name of the nearest town in Leicester, Leicestershire or Rutland."
    raise AnswerError(f"We know no {what} called “{_short(text)}”. {hint}{remedy}")


def _timeline(answer: str) -> list[dict[str, str]]:
    moments = []
    for line in answer.split("\n"):
        plain = one_line(re.sub(r"^[ \t]*[-*•][ \t]+", "", line))
        if not plain:
            continue
        when, found, what = plain.partition(":")
        if not found or not when.strip() or not what.strip():
            raise AnswerError(
                f"“{_short(plain)}” has no time before a colon. "
                "Write it like 2019: Began as a cook."
            )
        moments.append({"when": when.strip(), "what": what.strip()})
    if len(moments) > _MOMENTS:
        raise AnswerError(
            f"There are {len(moments)} moments. Keep the {_MOMENTS} that matter most."
        )
    return moments


def _listed(options: list[str]) -> str:
    shown = ", ".join(options[:8])
    return f"Choose from the list: {shown}{' …' if len(options) > 8 else ''}."


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
