"""Warns of what is hard to read: long sentences, hard texts, words that a plain one can replace.

What people asked us not to say of them is in `portal.checks.stories.wording`, which this uses for
pages as well, so that there is one list. Quotations are exempt: people speak as they speak.
docs/writing.md is the guide for authors.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from portal.checks.languages import check_languages
from portal.checks.plain_words import Finding, find_in_heading, find_words
from portal.checks.stories.wording import cold_words
from portal.content import CaseStudy
from portal.errors import Position, Problem, warning
from portal.schema import Part, Record
from portal.source import Location

LONGEST_SENTENCE = 30
# Our aim is a reading age of 9 to 11; only what is far above it is told, so that a warning counts.
OLDEST_READER = 14
# With fewer words, one long name decides the reading age.
FEWEST_WORDS = 100
_SCHOOL_BEGINS = 5

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
# Markup gives way to spaces of the same length, so that places stay. Lines of quotations, headings,
# tables and comments are no sentences of ours.
_NO_SENTENCE = re.compile(r"^(?:\s*>|#|\s*\||\s*<!--).*$", re.MULTILINE)
_LINK_TARGET = re.compile(r"\]\([^)\n]*\)|\{[^}\n]*\}|https?://\S+|<[^>\n]*>|`[^`\n]*`")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_MARK = re.compile(r"[*_\[\]\\]")
_BREAK = re.compile(r"\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s|(?<=[.!?:;])[)”’\"]*\s+(?=\S)|\n(?=#)")
_WORD = re.compile(r"[^\W_](?:[\w'’.,/-]*[^\W_])?")
_VOWELS = re.compile(r"[aeiouy]+")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
# Two words; not a code, an address or a list of positions.
_SPEECH = re.compile(r"[A-Za-z]{2,} [(“]?[A-Za-z]{2}")
# Fields in which people speak, or in which it stands how somebody else writes.
_SPOKEN = frozenset({"quote", "said", "alt_titles", "also_known_as", "words", "sources", "source"})


def check_words(record: Record) -> Iterator[Problem]:
    """Yield warnings about the words of a text. Cold words of stories are told elsewhere."""
    yield from check_languages(record)
    plain = plain_text(record.body)
    place = (record.origin.path, record.body_line)
    for long in _long_sentences(plain):
        yield _warning(place, plain, long)
    yield from _check_age(plain, record)
    lowered = plain.lower()
    for found in find_words(lowered):
        yield _warning(place, plain, found)
    for match in _HEADING.finditer(record.body):
        heading = _MARK.sub(" ", match[1])
        for found in (*find_in_heading(heading), *find_words(heading.lower())):
            yield _warning(place, record.body, found._replace(start=match.start(1) + found.start))
    if not isinstance(record, CaseStudy):
        for cold in cold_words(plain.replace("’", "'")):
            told = Finding(cold.code, cold.sentence, cold.remedy, cold.start)
            yield _warning(place, plain, told)


def check_facts(record: Record) -> Iterator[Problem]:
    """Yield warnings about the words of what stands in fields: titles, summaries, lists.

    Words that people speak, and names that others gave, are left alone.
    """
    for location, text in _texts(record, ()):
        if _SPOKEN.intersection(location) or not _SPEECH.search(text):
            continue
        found = [*find_words(text.lower())]
        if location == ("title",):
            found += find_in_heading(text)
        found += _long_sentences(plain_text(text))
        for each in found:
            position = record.origin.position(*location)
            yield warning(position, each.code, each.sentence, each.remedy)


def _texts(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    """Yield every text in a value, with where it stands."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, Part):
        for name, inner in value:
            yield from _texts(inner, (*location, name.rstrip("_")))
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*location, number))


def plain_text(markdown: str) -> str:
    """Return a text of the same length and lines, with spaces for markup, quotations and headings.

    >>> plain_text('See [pay](/pay/) *now*.')
    'See  pay          now .'
    """
    for pattern in (_FENCE, _NO_SENTENCE, _LINK_TARGET, _QUOTED, _MARK):
        markdown = pattern.sub(_blank, markdown)
    return markdown


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def sentences(plain: str) -> Iterator[tuple[int, list[str]]]:
    """Yield where each sentence starts, and its words. Entries of lists are sentences too.

    >>> [words for _, words in sentences("One two. Three")]
    [['One', 'two'], ['Three']]
    """
    start = 0
    for end, after in [
        *((each.start(), each.end()) for each in _BREAK.finditer(plain)),
        (None,) * 2,
    ]:
        part = plain[start:end]
        words = [word[0] for word in _WORD.finditer(part)]
        if words:
            yield start + len(part) - len(part.lstrip()), words
        if after is not None:
            start = after


def reading_age(plain: str) -> float:
    """Return the age, in years, at which a reader follows a text, or 0 for too short a one.

    The Flesch-Kincaid grade (Kincaid et al., 1975, US Navy): 0.39 words a sentence + 11.8 syllables
    a word - 15.59, and five for the age at which school begins. Syllables are groups of vowels.
    """
    parts = [words for _, words in sentences(plain)]
    count = sum(map(len, parts))
    if count < FEWEST_WORDS:
        return 0
    spoken = sum(syllables(word) for words in parts for word in words)
    return 0.39 * count / len(parts) + 11.8 * spoken / count - 15.59 + _SCHOOL_BEGINS


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return about how many syllables a word has.

    >>> [syllables(word) for word in ("care", "people", "manager", "12", "needed")]
    [1, 2, 3, 1, 2]
    """
    lower = word.lower()
    groups = len(_VOWELS.findall(lower))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouycsxzgh]es$", lower)
    return max(1, groups - (1 if silent else 0))


def _long_sentences(plain: str) -> Iterator[Finding]:
    for start, words in sentences(plain):
        if len(words) > LONGEST_SENTENCE:
            yield Finding(
                "long-sentence",
                f'This sentence has {len(words)} words: "{" ".join(words[:6])} …".',
                "Make two of it, or a list: people lose the thread after about 25 words.",
                start,
            )


def _check_age(plain: str, record: Record) -> Iterator[Problem]:
    age = reading_age(plain)
    if age > OLDEST_READER:
        yield warning(
            Position(record.origin.path, record.body_line),
            "hard-to-read",
            f"This text asks for a reading age of about {age:.0f}; aim for 9 to 11.",
            "Use shorter sentences and everyday words. docs/writing.md shows how.",
        )


def _warning(place: tuple[str, int], text: str, found: Finding) -> Problem:
    """Return the warning about words in a text; `place` is its file and its first line."""
    line = text.count("\n", 0, found.start)
    column = found.start - (text.rfind("\n", 0, found.start) + 1) + 1
    position = Position(place[0], place[1] + line, column)
    return warning(position, found.code, found.sentence, found.remedy)
