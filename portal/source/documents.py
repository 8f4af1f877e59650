"""Documents: YAML files, and Markdown files with YAML front matter, with a place for everything."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import Any

from portal.errors import Position, Problem
from portal.source.files import SourceFile, read_text
from portal.source.places import (
    Location,
    Places,
    Plain,
    YamlReading,
    read_plain,
    read_yaml,
)
from portal.values import fixed

__all__ = ["Document", "Location", "ReadPlain", "Source", "read_document"]

_NOT_BLANK = re.compile(r"\S")
Marks = Mapping[Location, tuple[int, int]]
ReadPlain = Callable[[str], Plain | None]


@fixed
class Source:
    """Where data came from: a file, and the line and column of every value and key in it.

    Locations are paths into the data, such as `("pay", "starter", "min")` or `(3, "to")`.
    `base` is the part of the path above the record, for records that share a file. `digest` is a
    hash of the file's text, or empty where there is no file; all places follow from it. `first` are
    the values whose places are known without looking for all of them.
    """

    path: str
    values: Marks = field(default_factory=dict, repr=False, compare=False)
    keys: Marks = field(default_factory=dict, repr=False, compare=False)
    base: Location = ()
    digest: str = ""
    first: Marks = field(default_factory=dict, repr=False, compare=False)

    def position(self, *location: str | int) -> Position:
        """Return the place of a value, or of the nearest thing around it that is in the file."""
        return self._find(self.values, location)

    def key_position(self, *location: str | int) -> Position:
        """Return the place of a key, or of the nearest thing around it that is in the file."""
        full = (*self.base, *location)
        if full in self.keys:
            return Position(self.path, *self.keys[full])
        return self._find(self.values, location)

    def _find(self, marks: Marks, location: Location) -> Position:
        full: Location = (*self.base, *location)
        if full in self.first:
            return Position(self.path, *self.first[full])
        while True:
            if full in marks:
                return Position(self.path, *marks[full])
            if not full:
                return Position(self.path, 1)
            full = full[:-1]

    def part(self, *location: str | int) -> Source:
        """Return the source of a record inside this one."""
        return replace(self, base=(*self.base, *location))


@fixed
class Document:
    """A file that was read: its data, and for Markdown the text below the front matter.

    `facts` is the text that the data was read from.
    """

    source: Source
    data: Any
    body: str = ""
    body_line: int = 0
    facts: str = ""

    def may_say(self, *parts: str) -> bool:
        """Return whether a text that has these parts, none with a space in it, may be in the data.

        The text of the facts tells that sooner than they do, wherever a line ends in it. Where some
        of it is written in codes (`\\x24`), it tells nothing.
        """
        for part in parts:
            if part not in self.facts:
                return "\\" in self.facts
        return True


def read_document(
    file: SourceFile, plainly: ReadPlain = read_plain
) -> tuple[Document | None, list[Problem]]:
    """Return the document in a Markdown or YAML file, or None, and every problem on the way.

    `plainly` does what `read_plain` does, maybe from memory.
    """
    text, problems = read_text(file)
    if problems:
        return None, problems
    if not text.strip():
        return None, [
            Problem(file.position, "empty-file", "This file is empty.", "Fill it in or delete it.")
        ]
    if file.suffix.lower() == ".md":
        return _read_markdown(text, file, plainly)
    data, source, problems = _read_facts(text, file, text, 1, plainly)
    return (None if source is None else Document(source, data, facts=text)), problems


def _read_facts(
    facts: str, file: SourceFile, text: str, first_line: int, plainly: ReadPlain
) -> tuple[Any, Source | None, list[Problem]]:
    """Return the data in a YAML text that starts on a line of a file, or problems and no source."""
    if (plain := plainly(facts)) is not None:
        first: dict[Location, tuple[int, int]] = {(): (plain.line + first_line, plain.column + 1)}
        if plain.body:
            first["body",] = (plain.body[0] + first_line, plain.body[1] + 1)
        for number, (line, column) in enumerate(plain.entries):
            first[number,] = (line + first_line, column + 1)
        return plain.data, _source(file, Places(facts, file.name, first_line), text, first), []
    reading = read_yaml(facts, file.name, first_line)
    if reading.problems:
        return None, None, reading.problems
    return reading.data, _source(file, reading, text), []


def _source(
    file: SourceFile,
    places: YamlReading | Places,
    text: str,
    first: Marks = MappingProxyType({}),
) -> Source:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Source(file.name, places.values, places.keys, digest=digest, first=first)


def _read_markdown(
    text: str, file: SourceFile, plainly: ReadPlain
) -> tuple[Document | None, list[Problem]]:
    if (parts := _common_parts(text)) is not None:
        facts, body, body_line = parts
        data, source, problems = _read_facts(facts, file, text, 2, plainly)
        data = {} if data is None else data
        return (Document(source, data, body, body_line, facts) if source else None), problems
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if line.strip())
    if lines[start].rstrip() != "---":
        return None, [_no_front_matter(file, lines[start], start + 1)]
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "---"), None)
    if end is None:
        return None, [_open_front_matter(file, lines, start)]
    facts = "\n".join(lines[start + 1 : end]) + "\n"
    data, source, problems = _read_facts(facts, file, text, start + 2, plainly)
    if source is None:
        return None, problems
    body_start = next((n for n in range(end + 1, len(lines)) if lines[n].strip()), end + 1)
    body = "\n".join(lines[body_start:]).rstrip() + "\n"
    data = {} if data is None else data
    body = "" if body == "\n" else body
    return Document(source, data, body, body_start + 1, facts), []


def _common_parts(text: str) -> tuple[str, str, int] | None:
    """Return facts, body and the body's first line where a file begins and goes on as most do, or
    None: without taking the text apart at each line.
    """
    end = text.find("\n---", 3)
    if not text.startswith("---\n") or end < 0 or not text.startswith("\n", end + 4):
        return None
    first = _NOT_BLANK.search(text, end + 5)
    if first is None:
        return None
    start = text.rfind("\n", 0, first.start()) + 1
    body = text[start:].rstrip()
    return text[4 : end + 1] or "\n", f"{body}\n", text.count("\n", 0, start) + 1


def _open_front_matter(file: SourceFile, lines: list[str], start: int) -> Problem:
    """Return the problem of facts that never end, at the line that was to end them if there is."""
    for number in range(start + 1, len(lines)):
        line = lines[number].strip()
        if line and set(line) <= set("-–—"):
            return Problem(
                Position(file.name, number + 1),
                "front-matter-open",
                "This line should end the facts, and it is not three plain hyphens.",
                "Type --- and nothing else. Word processors turn hyphens into long dashes.",
            )
        if line.startswith("## "):
            return Problem(
                Position(file.name, number + 1),
                "front-matter-open",
                "The text begins here, and no line of --- has ended the facts above it.",
                "Put a line with only --- above this one.",
            )
    return Problem(
        Position(file.name, start + 1),
        "front-matter-open",
        "The facts at the top of this file start with --- but never end.",
        "Put a line with only --- after the last fact, before the text.",
    )


def _no_front_matter(file: SourceFile, line: str, number: int) -> Problem:
    if set(line.strip()) <= set("-–—") and line.strip():
        sentence = "The first line looks like --- but the dashes are different ones."
        remedy = "Type three plain hyphens (---). Word processors turn them into long dashes."
    else:
        sentence = "This file does not start with a line of three hyphens (---)."
        remedy = (
            "Put the facts (title: … and so on) at the top, between two lines with only ---. "
            "`python build.py new` writes a file to start from."
        )
    return Problem(Position(file.name, number), "front-matter-missing", sentence, remedy)
