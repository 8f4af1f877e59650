"""Warns of words in other scripts that do not say which language they are in (WCAG 2.2, 3.1.2).

A screen reader that is not told reads Urdu as English, or spells it out. Words in Latin letters
cannot be told apart from English by a program; docs/writing.md asks authors to mark them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.errors import Position, Problem, warning
from portal.patterns import compile_later
from portal.prose import PHRASE
from portal.schema import Record, other_letters

_MARKED = compile_later(r"<(span|p)\b[^>]*\blang=[^>]*>.*?</\1>", re.DOTALL)


def check_languages(record: Record) -> Iterator[Problem]:
    """Yield a warning for the first such words of each line of a text, and of each fact at its top.

    A record that has a `language` is in it, and is left alone.
    """
    if getattr(record, "language", None):
        return
    marked = record.body
    if other_letters(marked):  # few texts have any, and only theirs are taken apart
        for pattern in (PHRASE, _MARKED):
            marked = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), marked)
        for number, line in enumerate(marked.split("\n"), record.body_line):
            if found := other_letters(line):
                position = Position(record.origin.path, number, found.start() + 1)
                remedy = f"Write it like [{found[0][:40]}]{{lang=ur}}, with"
                yield _warning(position, found[0], remedy)
    for name, value in vars(record).items():
        if isinstance(value, str) and (found := other_letters(value)):
            yield _warning(
                record.origin.position(name),
                found[0],
                "Here it cannot be marked: write it in the text below, or, if the whole page is in "
                "that language, add language: with",
            )


def _warning(position: Position, words: str, remedy: str) -> Problem:
    return warning(
        position,
        "unmarked-language",
        f'"{words[:40]}" does not say which language it is in, so screen readers cannot say it.',
        f"{remedy} the letters of its language, like ur for Urdu.",
    )
