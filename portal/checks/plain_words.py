"""The words that the check looks for: of offices, of American spelling, of headings in title case.

docs/writing.md has the same lists for authors; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Words of offices, and plain ones.
OFFICE: tuple[tuple[str, str], ...] = (
    (r"utilis(?:e[sd]?|ing|ation)", "use"),
    (r"in order to", "to"),
    (r"commenc(?:e[sd]?|ing|ement)", "start"),
    (r"prior to", "before"),
    (r"in the event (?:of|that)", "if"),
    (r"with regard to", "about"),
    (r"in respect of", "about"),
    (r"in relation to", "about"),
    (r"facilitat(?:e[sd]?|ing)", "help, or run"),
    (r"leverag(?:e[sd]?|ing)", "use"),
    (r"endeavou?r(?:s|ed|ing)? to", "try to"),
    (r"in excess of", "more than"),
    (r"at this (?:moment|point) in time", "now"),
    (r"due to the fact that", "because"),
    (r"ascertain(?:s|ed|ing)?", "find out"),
    (r"remuneration", "pay"),
    (r"methodology", "method, or way"),
    (r"going forward", "from now on"),
    (r"click here", "the name of what is behind the link"),
)
# American spellings of words that such a site uses, and British ones where they are not just with s
# for z. Many a word ends in -ize rightly (size, prize), so the list names each.
_ISE = (
    "organ|recogn|real|special|apolog|priorit|minim|maxim|summar|personal|author|emphas|util|"
    "final|optim|standard|social|visual|memor|civil|character|general|hospital|normal|categor"
)
AMERICAN: tuple[tuple[str, str], ...] = (
    (rf"(?:re)?(?:{_ISE})iz(?:e[sd]?|ers?|ing|ations?)", ""),
    (r"colors?|colored|colorful", "colour"),
    (r"favors?|favorites?|favored", "favour, favourite"),
    (r"behaviors?", "behaviour"),
    (r"neighbors?|neighborhoods?", "neighbour"),
    (r"labor", "labour, or work"),
    (r"centers?", "centre"),
    (r"fulfills?|fulfillment", "fulfil"),
    (r"enrolls?|enrollment", "enrol, or join"),
    (r"travel(?:ed|ing|er|ers)", "travelled, travelling"),
    (r"cancel(?:ed|ing)", "cancelled"),
    (r"counsel(?:ing|or|ors)", "counselling, counsellor"),
    (r"driver'?s licenses?|driving licenses?", "driving licence"),
    (r"gotten", "got"),
    (r"resumes? or cv", "CV"),
    (r"moms?", "mum"),
    (r"gray", "grey"),
    (r"jewelry", "jewellery"),
    (r"vacation days?", "days of holiday"),
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


def _compiled(
    pairs: tuple[tuple[str, str], ...],
) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<![\w-])(?:{each})(?![\w-])"), better) for each, better in pairs)


_OFFICE = _compiled(OFFICE)
_AMERICAN = _compiled(AMERICAN)
# One look at a text tells whether any of them is in it.
_ANY = re.compile("|".join(each for each, _ in (*OFFICE, *AMERICAN)))


class Finding(NamedTuple):
    """Words that can be better: the code of the problem, what is wrong, what to do, and where they
    start in the text.
    """

    code: str
    sentence: str
    remedy: str
    start: int


def find_words(lowered: str) -> Iterator[Finding]:
    """Yield each such word in a text in small letters."""
    if not _ANY.search(lowered):
        return
    for pattern, better in _OFFICE:
        for match in pattern.finditer(lowered):
            yield Finding(
                "office-words",
                f'"{match[0]}" is a word of offices.',
                f"Write: {better}.",
                match.start(),
            )
    for pattern, better in _AMERICAN:
        for match in pattern.finditer(lowered):
            yield Finding(
                "american-spelling",
                f'"{match[0]}" is spelt as in America.',
                f"Write: {better or match[0].replace('iz', 'is')}.",
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
