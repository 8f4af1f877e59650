"""Phrases that mean one thing, and the sentences of a description in which to look for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from portal.patterns import compile_later

_ENDS = (". ", "! ", "? ", "; ")
# What rules look for, and the words of which one is in every phrase that says something of it.
_TOPICS: Mapping[str, tuple[str, ...]] = {
    "contract": ("permanent", "fixed", "temporary"),
    "hours": ("hours", "hrs"),
    "guarantee": ("guarantee", "zero", "0 hour"),
    "shifts": ("shift", "night", "sleep", "weekend", "school", "term"),
    "driving": ("driv", "own car", "own vehicle", "own transport"),
    "experience": ("experience",),
    "travel_time_paid": ("travel",),
    "mileage": ("mile",),
    "dbs_paid_by": ("dbs",),
    "induction_paid": ("induction",),
    "sick_pay": ("sick", "ssp"),
    "uniform_provided": ("uniform",),
}
_TOPICS_OF = tuple((word, topic) for topic, words in _TOPICS.items() for word in words)
# Headings, points of a list and an employer's own sentences are this short, and come again.
_LONGEST_LINE = 400


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern for any of these phrases, each from the beginning of a word.

    Phrases are in lower case, as are the sentences that they are looked for in.
    """
    return compile_later(rf"\b(?:{'|'.join(phrases)})")


class Sentences:
    """The sentences and lines of a text that are about something, in lower case.

    Rules about phrases are tried only on the sentences in which their word occurs: most of an
    advert is about something else, and patterns are a hundred times slower than finding a word.
    """

    __slots__ = ("_about",)

    def __init__(self, text: str) -> None:
        """Take a plain text."""
        about: dict[str, list[str]] = {}
        for line in text.split("\n"):
            if line:
                for topic, sentence in _line(line) if len(line) <= _LONGEST_LINE else _told(line):
                    if topic in about:
                        about[topic].append(sentence)
                    else:
                        about[topic] = [sentence]
        self._about = about

    def about(self, topic: str) -> str:
        """Return the sentences about a topic, one a line, in the text's order."""
        found = self._about.get(topic)
        return "\n".join(found) if found else ""


def _told(line: str) -> tuple[tuple[str, str], ...]:
    """Return the sentences of a line that are about something, each with its topic."""
    lower = line.lower()
    words = [each for each in _TOPICS_OF if each[0] in lower]
    if not words:
        return ()
    for end in _ENDS:
        lower = lower.replace(end, "\n")
    told: list[tuple[str, str]] = []
    for sentence in lower.split("\n"):
        # A sentence with two words of a topic is told once.
        topics = {topic: None for word, topic in words if word in sentence}
        told += [(topic, sentence) for topic in topics]
    return tuple(told)


_line = lru_cache(maxsize=8192)(_told)


def forget_lines() -> None:
    """Let go of the lines that were remembered because they come again within a feed."""
    _line.cache_clear()
