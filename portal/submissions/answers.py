"""The Markdown that a GitHub issue form gives: headings that are its labels, answers below them.

Every question becomes `### Label`, an empty line and the answer, in the order of the form. An
empty answer is `_No response_`, several choices stand on one line with commas between them, and
tick boxes are a list of `- [X] words` and `- [ ] words`. (GitHub documents the form and not this
Markdown; it is what the form's parsers on npm read, and what issues made with forms hold.)
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Mapping

import nh3

from portal.values import fixed

# GitHub takes 65,536 characters for an issue. More than this is not from a form.
MAXIMUM_LENGTH = 70_000
_NOTHING = frozenset({"", "_no response_", "none"})
_TICK = re.compile(r"[-*] \[([ xX])\] (.+)")
_IMAGE = re.compile(
    # Bounded, or a text of nothing but `![` would be read once for each of them.
    r"!\[[^\]\n]{0,1000}\]\([^)\n]{0,2000}\)|<img\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_AUTOMATIC_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_RULE = re.compile(r"-{2,}|=+|\*{3,}|_{3,}")
_HEADING_MARK = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")
_FIGURE = re.compile(r"\$(?=[a-z0-9_.-]+\$)")
_JOINERS = "\u200c\u200d"  # scripts of India and Persian are spelt with them, and emoji too


@fixed
class Answers:
    """What was answered, by label; questions without an answer are left out.

    `found` are the labels whose heading is there, `doubled` those whose heading is there twice.
    """

    by_label: Mapping[str, str]
    found: frozenset[str]
    doubled: tuple[str, ...] = ()


def read_answers(text: str, labels: Collection[str]) -> Answers:
    """Return the answers below the headings that are labels, in whatever order they stand.

    Other headings belong to the answer they stand in. So does a label's heading that comes a
    second time, since nobody but the form can tell which of the two it wrote.
    """
    known = {_key(label): label for label in labels}
    parts: dict[str, list[str]] = {}
    doubled: list[str] = []
    current: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        label = known.get(_key(line[4:])) if line.startswith("### ") else None
        if label is not None and label not in parts:
            current = parts[label] = []
            continue
        if label is not None and label not in doubled:
            doubled.append(label)
        current.append(line)
    answers = {label: "\n".join(lines).strip() for label, lines in parts.items()}
    given = {label: each for label, each in answers.items() if each.casefold() not in _NOTHING}
    return Answers(given, frozenset(parts), tuple(doubled))


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def ticked(answer: str) -> tuple[str, ...]:
    """Return the words of the boxes that are ticked."""
    matches = (_TICK.fullmatch(line.strip()) for line in answer.split("\n"))
    return tuple(each[2].strip() for each in matches if each and each[1] in "xX")


def chosen(answer: str, options: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Return the options in an answer, and what is left that is none of them.

    Several choices are joined by commas, and an option may have commas of its own; so the longest
    option that fits is taken first.
    """
    rest = " ".join(answer.split())
    by_length = sorted(options, key=len, reverse=True)
    found: list[str] = []
    while rest:
        option = next(
            (each for each in by_length if rest == each or rest.startswith(f"{each}, ")), None
        )
        if option is None:
            return tuple(found), rest
        if option not in found:
            found.append(option)
        rest = rest[len(option) + 2 :]
    return tuple(found), ""


def holds_picture(text: str) -> bool:
    """Return whether an answer has a picture in it."""
    return bool(_IMAGE.search(text))


def one_line(text: str) -> str:
    """Return an answer as plain text on one line: no tags, no signs that cannot be seen."""
    return " ".join(html.unescape(_plain(text)).split())


def as_markdown(text: str) -> str:
    """Return an answer as Markdown for the text of a page: headings of the second level, no tags.

    A line of hyphens would be a rule or make a heading of the line above, so it goes; a name
    between two dollar signs stays what it is, because only editors use figures.
    """
    lines = []
    for line in _plain(text).split("\n"):
        if _HEADING_MARK.match(line):
            words = line.strip(" \t#")
            lines += ["", f"## {words}", ""] if words else [""]
        else:
            lines.append("" if _RULE.fullmatch("".join(line.split())) else line.rstrip())
    made = _FIGURE.sub("&#36;", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", made).strip("\n")


def _plain(text: str) -> str:
    """Return a text without pictures and tags, and without what changes how others are read."""
    seen = "".join(_visible(c) for c in unicodedata.normalize("NFC", text))
    bare = _AUTOMATIC_LINK.sub(r"\1", _IMAGE.sub("", seen))
    clean = nh3.clean(bare, tags=set(), attributes={}, strip_comments=True)
    # nh3 writes a lone < as an entity, which Markdown would show as well; people read the source.
    return _TAG_LIKE.sub("&lt;", html.unescape(clean))


def _visible(character: str) -> str:
    if character == "\n" or character in _JOINERS:
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""  # directions, soft hyphens, zero-width spaces, byte-order marks
    return " " if category[0] in "CZ" or not character.isprintable() else character
