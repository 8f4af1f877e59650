"""What an author should mend in a Markdown text, each at its own line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.errors import Position, Problem
from portal.patterns import compile_later
from portal.prose.rendering import FIGURE, PHRASE, TAGS, Figures
from portal.schema import is_known, language_remedy, suggest

# Attributes that people write by hand are few; styles and classes come with what is copied.
_TAG = compile_later(
    r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(\s[^<>]{0,500}?\b(?:style|class|on\w+|data-[\w-]+)\s*=)?"
)
_CODE = compile_later(r"`[^`]*`|^(?: {4}|\t).*$")
# A heading of the first level. (Of a line that has come out of a text, or in a whole one.)
_FIRST = compile_later(r"^#\s", re.MULTILINE)
_ACTIVE = frozenset(
    {"script", "iframe", "object", "embed", "form", "input", "style", "svg", "link"}
)
_IMAGE = compile_later(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")


def unknown_figure(name: str, figures: Figures, position: Position) -> Problem:
    """Return the problem of a name between dollar signs that is no figure's."""
    known = sorted(figures.texts)
    plain = [each for each in known if "." not in each]
    return Problem(
        position,
        "unknown-figure",
        f'There is no figure called "{name}".',
        suggest(name, known)
        or (f"There are: {', '.join(plain)}." if plain else "Write its name without $."),
    )


def check(
    text: str, path: str, first_line: int, figures: Figures, base_url: str
) -> Iterator[Problem]:
    """Yield what an author should mend in a Markdown text, each at its own line."""
    bare = base_url.rstrip("/")
    # Nearly all texts have nothing of which any of these checks could tell.
    signs = ("$", "![", "]{", "<", f"({bare}/")
    if not any(map(text.__contains__, signs)) and not _FIRST.search(text):
        return
    for number, line in enumerate(text.split("\n"), first_line):
        for match in FIGURE.finditer(line):
            if match[1] not in figures.texts:
                yield unknown_figure(match[1], figures, Position(path, number, match.start() + 1))
        for match in _IMAGE.finditer(line):
            yield _image_problem(match, Position(path, number, match.start() + 1))
        for match in PHRASE.finditer(line):
            if not is_known(match[2]):
                yield Problem(
                    Position(path, number, match.start(2) + 1),
                    "unknown-language",
                    f'"{match[2]}" is not a language we know.',
                    language_remedy(match[2]),
                )
        if f"({bare}/" in line:
            yield Problem(
                Position(path, number, line.index(f"({bare}/") + 2),
                "whole-address",
                "This link to our own site is written with the whole web address.",
                "Start it with the slash after the domain, like /roles/.",
            )
        yield from _html_problems(line, path, number)
        if _FIRST.match(line):
            yield Problem(
                Position(path, number, 1),
                "heading-level",
                "The title of the page is its only first heading.",
                "Start headings in the text with ##.",
            )


def _html_problems(line: str, path: str, number: int) -> Iterator[Problem]:
    """Yield one problem for the first tag on a line that the page would lose."""
    for match in _TAG.finditer(_CODE.sub(lambda each: " " * len(each[0]), line)):
        name = match[1].lower()
        position = Position(path, number, match.start() + 1)
        if name in _ACTIVE:
            yield Problem(
                position,
                "html-that-acts",
                f"<{name}> would run or load something on the page, so it is never published.",
                "Take it out. A video or a map is given as a link.",
            )
            return
        if name not in TAGS or match[2]:
            yield Problem(
                position,
                "html-in-text",
                f"There is HTML (<{name}>) in the text, as if it were copied from a web page.",
                "Copy the words alone (paste without formatting), and write headings with ##.",
            )
            return


def _image_problem(match: re.Match[str], position: Position) -> Problem:
    if match[1].startswith(("http:", "https:", "//")):
        sentence = "This picture comes from another website."
        remedy = "Save it beside this file, and name it under image: at the top."
    else:
        sentence = "Pictures do not stand in the text."
        remedy = "Name the picture under image: at the top, with file: and alt:."
    return Problem(position, "image-in-text", sentence, remedy)
