"""Checks of the doors for people: the answers to their questions are texts like any other."""

from __future__ import annotations

from collections.abc import Iterator

from portal import prose
from portal.content import Audience
from portal.errors import Problem
from portal.library import Library
from portal.prose import Figures


def check_audiences(library: Library, figures: Figures) -> Iterator[Problem]:
    """Yield what an author should mend in the answers, where each begins."""
    for audience in library.audiences.values():
        yield from _check_answers(audience, figures, library.config.base_url)


def _check_answers(audience: Audience, figures: Figures, base_url: str) -> Iterator[Problem]:
    for number, each in enumerate(audience.questions):
        start = audience.origin.position("questions", number, "answer")
        yield from prose.check(each.answer, start.path, start.line or 1, figures, base_url)
