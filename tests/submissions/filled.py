"""Forms as GitHub writes them once somebody has filled them in."""

from __future__ import annotations

from collections.abc import Mapping

from portal.submissions.questions import Form, Kind, Lists, Question, Reading

LISTS = Lists(
    roles={"Care assistant": "care-assistant", "Cook, chef or baker": "cook", "Cook": "kitchen"},
    starts={"I work in a shop": "retail"},
    settings={"Care home": "care-home"},
    audiences={"Career changers": "career-changer", "Over 50s": "over-50"},
    places={"Testham": "testham", "Barrow upon Soar": "barrow-upon-soar"},
    providers={"Example House": "example-house", "The House": "example-house"},
)
NOTHING = "_No response_"
_TEXT = "I had worked in a shop for nine years, and I liked the people. " * 5
_ANSWERS = {
    "First or chosen name": "Sam",
    "Title": "From the shop to the care home",
    "In one or two sentences": "Sam left the shop floor and found people who remember.",
    "Job title": "Care assistant",
    "Pay from": "£13.50",
    "Pay to": NOTHING,
    "Hours a week from": "16",
    "Hours a week to": "20",
    "Apply on a web page": NOTHING,
    "Apply by email": "jobs@example.org",
    "Apply by telephone": NOTHING,
    "Day by which you ask again": NOTHING,
    "Last day to apply": "20 December 2026",
    "Number of the consent form": "T-17",
    "Moments on the way": "2019: A shop\r\n- 2020: Care",
}


def filled(form: Form, changes: Mapping[str, str | None] | None = None) -> str:
    """Return the Markdown of a good form, with other answers; None leaves a question out."""
    given = {**_ANSWERS, **(changes or {})}
    parts = []
    for question in form.questions:
        answer = given.get(question.label, _usual(question))
        if answer is not None:
            parts.append(f"### {question.label}\r\n\r\n{answer}")
    return "\r\n\r\n".join(parts)


def _usual(question: Question) -> str:
    if question.kind is Kind.CHECKBOXES:
        return "\r\n".join(f"- [X] {words}" for words in question.options)
    if question.kind is Kind.DROPDOWN:
        return next(iter(question.options))
    return {
        Reading.DAY: "2026-05-01",
        Reading.PLACE: "Testham",
        Reading.PROVIDER: "Example House",
        Reading.MARKDOWN: _TEXT.strip(),
    }.get(question.reading, "Words of theirs.")
