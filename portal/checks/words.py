"""Warns of what is hard to read: long sentences, hard texts, words that a plain one can replace.

What people asked us not to say of them is in `portal.checks.stories.wording`, which this uses for
pages as well, so that there is one list. Quotations are exempt: people speak as they speak.
docs/writing.md is the guide for authors.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from portal.checks.languages import check_languages
from portal.checks.plain_words import Finding, find_in_heading, find_words, may_hold_words
from portal.checks.stories.wording import cold_words
from portal.content import CaseStudy
from portal.errors import Position, Problem, warning
from portal.patterns import compile_later
from portal.schema import Part, Record
from portal.source import Location

LONGEST_SENTENCE = 30
# So many words of one letter, and what parts them, are the fewest letters of too long a sentence.
_SHORTEST_LONG = 2 * LONGEST_SENTENCE + 1
# Our aim is a reading age of 9 to 11; only what is far above it is told, so that a warning counts.
OLDEST_READER = 14
# With fewer words, one long name decides the reading age.
FEWEST_WORDS = 100
_SCHOOL_BEGINS = 5

_FENCE = compile_later(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
# Markup gives way to spaces of the same length, so that places stay. Lines of quotations, headings,
# tables and comments are no sentences of ours.
_NO_SENTENCE = compile_later(r"^(?:\s*>|#|\s*\||\s*<!--).*$", re.MULTILINE)
# The same for a text without the other three. A pattern that begins with one character is looked
# for by that character alone; what has to be before it is looked at behind.
_HEADING_LINE = compile_later(r"#(?<![^\n]#).*")
_LINK_TARGET = compile_later(r"\]\([^)\n]*\)|\{[^}\n]*\}|https?://\S+|<[^>\n]*>|`[^`\n]*`")
_QUOTED = compile_later(r"“[^”]*”|\"[^\"\n]*\"")
_MARKS = str.maketrans("*_[]\\", "     ")
# Two ends of a line, the start of an item of a list or of a heading; or the end of a sentence. What
# may come first stands in one set, so that all other characters are passed over quickly.
_BREAK = compile_later(
    r"[.!?:;\n](?:(?<=\n)(?:\s*\n|\s*(?:[-*+]|\d+[.)])\s|(?=#))|(?<=[.!?:;])(?:"
    r"\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s|[)”’\"]*\s+(?=\S)|\n(?=#)))"
)
_WORD = compile_later(r"[^\W_](?:[\w'’.,/-]*[^\W_])?")
_NOT_LINE_END = compile_later(r"[^\n]")
_VOWELS = compile_later(r"[aeiouy]+")
_SILENT = compile_later(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouycsxzgh]es$")
_HEADING = compile_later(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
# Two words; not a code, an address or a list of positions.
_SPEECH = compile_later(r"[A-Za-z]{2,} [(“]?[A-Za-z]{2}")
# Fields in which people speak, or in which it stands how somebody else writes.
_SPOKEN = frozenset({"quote", "said", "alt_titles", "also_known_as", "words", "sources", "source"})
_Sentence = tuple[int, list[str]]


def check_words(record: Record) -> Iterator[Problem]:
    """Yield warnings about the words of a text. Cold words of stories are told elsewhere."""
    yield from check_languages(record)
    plain = plain_text(record.body)
    place = (record.origin.path, record.body_line)
    parts = tuple(sentences(plain))
    for long in _long_sentences(parts):
        yield _warning(place, plain, long)
    yield from _check_age(parts, record)
    lowered = plain.lower()
    for found in find_words(lowered):
        yield _warning(place, plain, found)
    headings = _HEADING.finditer(record.body) if "#" in record.body else ()
    for match in headings:
        heading = match[1].translate(_MARKS)
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
    texts = [each for each in _texts(record, ()) if _SPEECH.search(each[1])]
    # Nearly all records have no such word in any field: one look tells it of them all.
    may_hold = may_hold_words("\n".join([text for _, text in texts]).lower())
    for location, text in texts:
        found = [*find_words(text.lower())] if may_hold else []
        if location == ("title",):
            found += find_in_heading(text)
        if len(text) >= _SHORTEST_LONG:
            found += _long_sentences(sentences(plain_text(text)))
        for each in found:
            position = record.origin.position(*location)
            yield warning(position, each.code, each.sentence, each.remedy)


def _texts(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    """Yield every text in a value, with where it stands, but for what people speak."""
    members: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Part):
        # Pydantic's own loop over fields is slow.
        members = ((name.rstrip("_"), inner) for name, inner in vars(value).items())
    elif isinstance(value, tuple | list):
        members = enumerate(value)
    for name, inner in members:
        if inner is None or name in _SPOKEN:
            continue
        if isinstance(inner, str):
            yield (*location, name), inner
        else:
            yield from _texts(inner, (*location, name))


def plain_text(markdown: str) -> str:
    """Return a text of the same length and lines, with spaces for markup, quotations and headings.

    >>> plain_text('See [pay](/pay/) *now*.')
    'See  pay          now .'
    """
    if "```" in markdown or "~~~" in markdown:
        markdown = _FENCE.sub(_blank, markdown)
    if ">" in markdown or "|" in markdown or "<!--" in markdown:
        markdown = _NO_SENTENCE.sub(_blank, markdown)
    elif "#" in markdown:
        markdown = _HEADING_LINE.sub(_blank, markdown)
    markdown = _LINK_TARGET.sub(_blank, markdown)
    if "“" in markdown or '"' in markdown:
        markdown = _QUOTED.sub(_blank, markdown)
    return markdown.translate(_MARKS)


def _blank(match: re.Match[str]) -> str:
    found = match[0]
    return _NOT_LINE_END.sub(" ", found) if "\n" in found else " " * len(found)


def sentences(plain: str) -> Iterator[_Sentence]:
    """Yield where each sentence starts, and its words. Entries of lists are sentences too.

    >>> [words for _, words in sentences("One two. Three")]
    [['One', 'two'], ['Three']]
    """
    start = 0
    for match in _BREAK.finditer(plain):
        if words := _words(part := plain[start : match.start()]):
            yield start + len(part) - len(part.lstrip()), words
        start = match.end()
    if words := _words(part := plain[start:]):
        yield start + len(part) - len(part.lstrip()), words


def _words(part: str) -> list[str]:
    words: list[str] = []
    for token in part.split():
        # Most are a word and nothing else, which is told much faster than by an expression.
        if token.isalnum():
            words.append(token)
        else:
            words += _WORD.findall(token)
    return words


def reading_age(plain: str) -> float:
    """Return the age, in years, at which a reader follows a text, or 0 for too short a one.

    The Flesch-Kincaid grade (Kincaid et al., 1975, US Navy): 0.39 words a sentence + 11.8 syllables
    a word - 15.59, and five for the age at which school begins. Syllables are groups of vowels.
    """
    return _reading_age(tuple(sentences(plain)))


def _reading_age(parts: Sequence[_Sentence]) -> float:
    count = sum(len(words) for _, words in parts)
    if count < FEWEST_WORDS:
        return 0
    spoken = sum(sum(map(syllables, words)) for _, words in parts)
    return 0.39 * count / len(parts) + 11.8 * spoken / count - 15.59 + _SCHOOL_BEGINS


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return about how many syllables a word has.

    >>> [syllables(word) for word in ("care", "people", "manager", "12", "needed")]
    [1, 2, 3, 1, 2]
    """
    lower = word.lower()
    groups = len(_VOWELS.findall(lower))
    silent = _SILENT.search(lower)
    return max(1, groups - (1 if silent else 0))


def _long_sentences(parts: Iterable[_Sentence]) -> Iterator[Finding]:
    for start, words in parts:
        if len(words) > LONGEST_SENTENCE:
            yield Finding(
                "long-sentence",
                f'This sentence has {len(words)} words: "{" ".join(words[:6])} …".',
                "Make two of it, or a list: people lose the thread after about 25 words.",
                start,
            )


def _check_age(parts: Sequence[_Sentence], record: Record) -> Iterator[Problem]:
    age = _reading_age(parts)
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
