"""The words that the check looks for: of offices, of American spelling, of headings in title case.

docs/writing.md has the same lists for authors; a test holds the two together.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from portal.values import fixed

# What a text must hold, parted by `/`; the words, as a pattern over small letters; plain ones.
_Table = tuple[tuple[str, str, str], ...]
# Words of offices, and plain ones.
OFFICE: _Table = (
    ("utilis", r"utilis(?:e[sd]?|ing|ation)", "use"),
    ("in order to", r"in order to", "to"),
    ("commenc", r"commenc(?:e[sd]?|ing|ement)", "start"),
    ("prior to", r"prior to", "before"),
    ("in the event ", r"in the event (?:of|that)", "if"),
    ("with regard to", r"with regard to", "about"),
    ("in respect of", r"in respect of", "about"),
    ("in relation to", r"in relation to", "about"),
    ("facilitat", r"facilitat(?:e[sd]?|ing)", "help, or run"),
    ("leverag", r"leverag(?:e[sd]?|ing)", "use"),
    ("endeavo", r"endeavou?r(?:s|ed|ing)? to", "try to"),
    ("in excess of", r"in excess of", "more than"),
    (" in time", r"at this (?:moment|point) in time", "now"),
    ("due to the fact", r"due to the fact that", "because"),
    ("ascertain", r"ascertain(?:s|ed|ing)?", "find out"),
    ("remuneration", r"remuneration", "pay"),
    ("methodology", r"methodology", "method, or way"),
    ("going forward", r"going forward", "from now on"),
    ("click here", r"click here", "the name of what is behind the link"),
)
# American spellings of words that such a site uses, and British ones where they are not just with s
# for z. Many a word ends in -ize rightly (size, prize), so the list names each.
_ISE = (
    "organ|recogn|real|special|apolog|priorit|minim|maxim|summar|personal|author|emphas|util|"
    "final|optim|standard|social|visual|memor|civil|character|general|hospital|normal|categor"
)
AMERICAN: _Table = (
    ("iz", rf"(?:re)?(?:{_ISE})iz(?:e[sd]?|ers?|ing|ations?)", ""),
    ("color", r"colors?|colored|colorful", "colour"),
    ("favor", r"favors?|favorites?|favored", "favour, favourite"),
    ("behavior", r"behaviors?", "behaviour"),
    ("neighbor", r"neighbors?|neighborhoods?", "neighbour"),
    ("labor", r"labor", "labour, or work"),
    ("center", r"centers?", "centre"),
    ("fulfill", r"fulfills?|fulfillment", "fulfil"),
    ("enroll", r"enrolls?|enrollment", "enrol, or join"),
    ("traveled/traveling/traveler", r"travel(?:ed|ing|er|ers)", "travelled, travelling"),
    ("canceled/canceling", r"cancel(?:ed|ing)", "cancelled"),
    ("counseling/counselor", r"counsel(?:ing|or|ors)", "counselling, counsellor"),
    ("license", r"driver'?s licenses?|driving licenses?", "driving licence"),
    ("gotten", r"gotten", "got"),
    (" or cv", r"resumes? or cv", "CV"),
    ("mom", r"moms?", "mum"),
    ("gray", r"gray", "grey"),
    ("jewelry", r"jewelry", "jewellery"),
    ("vacation day", r"vacation days?", "days of holiday"),
)
# Small words that have a capital letter inside a heading only where every word has one.
_SMALL = (
    "And|Or|Your|Our|How|What|With|For|Of|From|To|When|Where|Why|Who|Is|Are|Can|Do|In|On|At|By|"
    "About|Into|Not|You|We"
)
_TITLE_CASE = re.compile(rf"(?<=[a-z,)] )(?:{_SMALL})(?= [A-Za-z])")
# How headings begin that say nothing until the fourth word.
_EMPTY_BEGINNING = re.compile(
    r"(?:an? |some |the |general |further |more |important |useful )*"
    r"(?:(?:information|introduction|overview|details|guidance|notes)"
    r"(?: (?:about|on|of|to|for|regarding))?|welcome to)\b",
    re.IGNORECASE,
)


@fixed
class _Rule:
    held: tuple[str, ...]
    words: str
    better: str

    def finds(self, lowered: str) -> Iterable[re.Match[str]]:
        """Return where the words stand in a text."""
        if any(map(lowered.__contains__, self.held)):
            return _whole_words(self.words).finditer(lowered)
        return ()


def _compiled(table: _Table) -> tuple[_Rule, ...]:
    return tuple(_Rule(tuple(held.split("/")), words, better) for held, words, better in table)


@functools.cache
def _whole_words(words: str) -> re.Pattern[str]:
    """Return what finds words. Most are never needed: no text holds what is looked for first."""
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


_OFFICE = _compiled(OFFICE)
_AMERICAN = _compiled(AMERICAN)
_HELD = tuple(held for rule in (*_OFFICE, *_AMERICAN) for held in rule.held)


class Finding(NamedTuple):
    """Words that can be better: the code of the problem, what is wrong, what to do, and where they
    start in the text.
    """

    code: str
    sentence: str
    remedy: str
    start: int


def may_hold_words(lowered: str) -> bool:
    """Return False only where there is no such word in a text in small letters, nor in any part."""
    return any(map(lowered.__contains__, _HELD))


def find_words(lowered: str) -> Iterator[Finding]:
    """Yield each such word in a text in small letters."""
    if not may_hold_words(lowered):
        return
    for rule in _OFFICE:
        for match in rule.finds(lowered):
            yield Finding(
                "office-words",
                f'"{match[0]}" is a word of offices.',
                f"Write: {rule.better}.",
                match.start(),
            )
    for rule in _AMERICAN:
        for match in rule.finds(lowered):
            yield Finding(
                "american-spelling",
                f'"{match[0]}" is spelt as in America.',
                f"Write: {rule.better or match[0].replace('iz', 'is')}.",
                match.start(),
            )


def find_in_heading(heading: str) -> Iterator[Finding]:
    """Yield what hides the meaning of a heading.

    >>> [each.code for each in find_in_heading("Information about How To Apply")]
    ['title-case', 'empty-heading']
    """
    if match := _TITLE_CASE.search(heading):
        yield Finding(
            "title-case",
            f'"{match[0]}" has a capital letter inside a heading.',
            "Use capital letters for the first word and for names only: it reads faster.",
            match.start(),
        )
    if match := _EMPTY_BEGINNING.match(heading):
        yield Finding(
            "empty-heading",
            f'The heading begins with "{match[0]}", which says nothing.',
            "Begin with what it is about: people look at the first two words.",
            0,
        )
