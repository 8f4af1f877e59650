"""What libyaml finds wrong, said to people who never heard of YAML."""

from __future__ import annotations

import re

import yaml

from portal.errors import Position, Problem


def short(text: str) -> str:
    """Return a text fit to stand in a sentence: short, with nothing unprintable in it."""
    clean = "".join(character if character.isprintable() else "·" for character in text)
    return clean if len(clean) <= 60 else f"{clean[:57]}…"


def control_character(text: str, path: str, first_line: int) -> Problem:
    """Return the problem of a text that holds a character which no YAML may hold."""
    line = first_line
    match = re.search(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if match:
        line += text.count("\n", 0, match.start())
    return Problem(
        Position(path, line),
        "not-text",
        "There is an invisible control character on this line.",
        "Delete the line and type it again.",
    )


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, offset: int) -> Problem:
    """Return what libyaml stumbled over as a problem, on a line that is in the text."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    sentence, remedy, found = _explain(error, lines, line, column)
    last = max((number for number, each in enumerate(lines) if each.strip()), default=0)
    if found is None and line <= last:
        return Problem(
            Position(path, line + 1 + offset, column + 1), "yaml-syntax", sentence, remedy
        )
    where = last if found is None else min(found, last)
    return Problem(Position(path, where + 1 + offset), "yaml-syntax", sentence, remedy)


def _explain(
    error: yaml.MarkedYAMLError, lines: list[str], line: int, column: int
) -> tuple[str, str, int | None]:
    """Return sentence, remedy and, where it is known better, the line (from 0) of the mistake."""
    said = f"{error.context or ''} {error.problem or ''}"
    here = lines[line] if line < len(lines) else ""
    start = error.context_mark.line if error.context_mark else line
    tab = next(
        (n for n in (line, line - 1) if 0 <= n < len(lines) and "\t" in _indent(lines[n])), None
    )
    if tab is not None:
        return "There is a tab at the start of this line.", "Use spaces instead of tabs.", tab
    glued = next((n for n in (line, line - 1) if 0 <= n < len(lines) and _is_glued(lines[n])), None)
    if glued is not None and "mapping values are not allowed" in said:
        name, _, value = lines[glued].strip().partition(":")
        return (
            "There is no plain space after the colon on this line.",
            f"Type the space anew: {short(name)}: {short(value.strip())}",
            glued,
        )
    if "block sequence entries are not allowed" in said:
        return (
            "A list cannot begin on the same line as its name.",
            "Put each entry on a line of its own below it, after two spaces, a hyphen and a space.",
            line,
        )
    if "mapping values are not allowed" in said and here.count(": ") > 1:
        name, _, value = here.strip().partition(":")
        return (
            "There is a second colon on this line, so it is not clear where the text ends.",
            f'Put the text in quotation marks: {short(name)}: "{short(value.strip())}"',
            line,
        )
    if "could not find expected ':'" in said or "did not find expected ':'" in said:
        return (
            "This line is not of the form `name: text`.",
            "Put a colon and a space after the name, or indent a line that goes on from above.",
            start,
        )
    return _explain_signs(said, here[:column].rstrip(), start)


def _explain_signs(said: str, before: str, start: int) -> tuple[str, str, int | None]:
    """Explain what quotation marks, brackets and other signs did; `before` is left of the place."""
    if "unexpected end of stream" in said and "quoted scalar" in said:
        return (
            "A quotation mark is opened on this line and never closed.",
            "Close it, or take it out.",
            start,
        )
    if "expected ',' or" in said:
        return (
            "The brackets that open on this line are not closed, or a comma is missing in them.",
            "Close them, or put the whole text in quotation marks.",
            start,
        )
    if "did not find expected key" in said and before.endswith("'"):
        return (
            "An apostrophe ends a text that stands in single quotation marks.",
            'Put double quotation marks ("…") around all of the text.',
            None,
        )
    if "did not find expected key" in said and before.endswith(('"', "]", "}")):
        return (
            "The value ends at the closing quotation mark or bracket, and there is more after it.",
            "Put single quotation marks ('…') around all of the text.",
            None,
        )
    if "cannot start any token" in said:
        return (
            "A value cannot start with this character.",
            'Put the text in quotation marks ("…").',
            None,
        )
    if "escape" in said:
        return (
            "There is a backslash in this text that means nothing.",
            "Use single quotation marks ('…') around the text.",
            None,
        )
    return (
        "The layout of this line does not fit the lines above it.",
        "Check how far it is indented, and that brackets and quotation marks are closed.",
        None,
    )


def _is_glued(line: str) -> bool:
    """Return whether a fact's name and value have no plain space between them, as in `title:Us`.

    Word processors put non-breaking spaces there, which look like spaces.
    """
    return bool(re.match(r"\s*[A-Za-z_]+:(?!//)[^\s:]|\s*[A-Za-z_]+:[\u00a0\u2007\u202f]", line))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
