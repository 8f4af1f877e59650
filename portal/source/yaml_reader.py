"""YAML as people write it in forms: text stays text, every value has a place, nothing is guessed.

Reads libyaml's events, not its objects, so that: `NO`, `12:30` and `2026-13-01` stay as written
(the schema decides what they are); a key that stands twice is a problem, not a silent loss; and
nesting, size and aliases are bounded before anything is built (a "billion laughs" file included).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from portal.errors import Position, Problem

Location = tuple[str | int, ...]
Marks = dict[Location, tuple[int, int]]

MAX_DEPTH = 30
MAX_NODES = 200_000
MAX_ALIASED_NODES = 1_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class YamlReading:
    """What a YAML text holds: data of dicts, lists, texts and None; places of values and of keys."""

    data: Any = None
    values: Marks = field(default_factory=dict)
    keys: Marks = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _Refused(Exception):
    """The text is not worth reading on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_yaml(text: str, path: str, first_line: int = 1) -> YamlReading:
    """Return the data of a YAML text, with the place of each value and key, and every problem.

    `first_line` is the line of the file on which the text starts. Never raises.
    """
    builder = _Builder(path, first_line - 1)
    try:
        builder.build(_events(text))
    except _Refused as refusal:
        builder.reading.problems.append(refusal.problem)
        builder.reading.data = None
    except yaml.MarkedYAMLError as error:
        builder.reading.problems.append(_syntax_problem(error, text, path, first_line - 1))
        builder.reading.data = None
    except yaml.YAMLError:
        builder.reading.problems.append(_control_character(text, path, first_line))
        builder.reading.data = None
    return builder.reading


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    container: dict[str, Any] | list[Any]
    location: Location
    size_before: int
    anchor: str | None
    key: str | None = None
    key_seen: bool = False


class _Builder:
    def __init__(self, path: str, line_offset: int) -> None:
        self.reading = YamlReading()
        self.path = path
        self.offset = line_offset
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0
        self.aliased = 0
        self.documents = 0

    def build(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._start({}, event)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._start([], event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Refused(
                self._problem(
                    event,
                    "yaml-second-document",
                    "A second document starts here with ---.",
                    "Keep one document in a file: take this line out.",
                )
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(event)
        if self._awaits_key():
            self._key(event)
            return
        self._refuse_tag(event)
        plain = event.implicit[0]
        value = None if plain and event.value in _NULLS else event.value
        if value is not None and plain and value[0] in "“”„‟‘" and value[-1] in "“”‟’":
            self.reading.problems.append(
                self._problem(
                    event,
                    "curly-quotes",
                    f"Curly quotation marks {value[0]}…{value[-1]} do not work around a value.",
                    'Use straight ones ("…") or none at all.',
                )
            )
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self._put(value, event)

    def _key(self, event: yaml.ScalarEvent) -> None:
        top = self.stack[-1]
        assert isinstance(top.container, dict)
        key = str(event.value)
        location = (*top.location, key)
        if key in top.container:
            first = self.reading.keys[location][0]
            self.reading.problems.append(
                self._problem(
                    event,
                    "duplicate-key",
                    f'"{_short(key)}" stands here a second time (first on line {first}).',
                    "Keep one of the two.",
                )
            )
        else:
            self.reading.keys[location] = self._mark(event)
            top.container[key] = None
        top.key, top.key_seen = key, True

    def _start(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        self._count(event)
        if self._awaits_key():
            raise _Refused(
                self._problem(
                    event,
                    "yaml-odd-key",
                    "A list or a group stands where a name is expected.",
                    "Put the text in quotation marks if it starts with [ or {.",
                )
            )
        self._refuse_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            raise _Refused(
                self._problem(
                    event,
                    "yaml-too-deep",
                    f"This is nested more than {MAX_DEPTH} levels deep.",
                    "Check for brackets that are not closed.",
                )
            )
        location = self._put(container, event)
        self.stack.append(_Open(container, location, self.nodes - 1, event.anchor))

    def _end(self) -> None:
        closed = self.stack.pop()
        if closed.anchor:
            self.anchors[closed.anchor] = (closed.container, self.nodes - closed.size_before)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        if name not in self.anchors:
            raise _Refused(
                self._problem(
                    event,
                    "yaml-alias",
                    f'A value that starts with * means "the same as &{_short(name)}", '
                    "and there is none.",
                    "Put the text in quotation marks.",
                )
            )
        value, size = self.anchors[name]
        self.aliased += size
        self.nodes += size
        if self.aliased > MAX_ALIASED_NODES:
            raise _Refused(
                self._problem(
                    event,
                    "yaml-alias",
                    f"References (*) repeat more than {MAX_ALIASED_NODES:,} values here.",
                    "Write the values out.",
                )
            )
        if self._awaits_key():
            raise _Refused(
                self._problem(event, "yaml-alias", "A name cannot be a reference (*).", "Write it.")
            )
        self._put(value, event)

    def _awaits_key(self) -> bool:
        return (
            bool(self.stack)
            and isinstance(self.stack[-1].container, dict)
            and not self.stack[-1].key_seen
        )

    def _put(self, value: Any, event: yaml.Event) -> Location:
        if not self.stack:
            self.reading.data = value
            self.reading.values[()] = self._mark(event)
            return ()
        top = self.stack[-1]
        if isinstance(top.container, list):
            location: Location = (*top.location, len(top.container))
            top.container.append(value)
        else:
            key = top.key or ""
            location = (*top.location, key)
            top.container[key] = value
            top.key_seen = False
        self.reading.values[location] = self._mark(event)
        return location

    def _count(self, event: yaml.Event) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _Refused(
                self._problem(
                    event,
                    "too-big",
                    f"This file holds more than {MAX_NODES:,} values.",
                    "Split it into several files.",
                )
            )

    def _refuse_tag(self, event: Any) -> None:
        if event.tag and event.tag != "!":
            self.reading.problems.append(
                self._problem(
                    event,
                    "yaml-tag",
                    f'"{_short(event.tag)}" is a YAML tag, which is not used here.',
                    "Put the text in quotation marks if it starts with !.",
                )
            )

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        return event.start_mark.line + 1 + self.offset, event.start_mark.column + 1

    def _problem(self, event: yaml.Event, code: str, sentence: str, remedy: str) -> Problem:
        return Problem(Position(self.path, *self._mark(event)), code, sentence, remedy)


def _short(text: str) -> str:
    clean = "".join(character if character.isprintable() else "·" for character in text)
    return clean if len(clean) <= 60 else f"{clean[:57]}…"


def _control_character(text: str, path: str, first_line: int) -> Problem:
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


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, offset: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    sentence, remedy, found = _explain(error, lines, line)
    line = line if found is None else found
    column = 0 if found is not None else column + 1
    return Problem(Position(path, line + 1 + offset, column), "yaml-syntax", sentence, remedy)


def _explain(
    error: yaml.MarkedYAMLError, lines: list[str], line: int
) -> tuple[str, str, int | None]:
    """Return sentence, remedy and, where it is known better, the line (from 0) of the real mistake."""
    said = f"{error.context or ''} {error.problem or ''}"
    here = lines[line] if line < len(lines) else ""
    tab = next((n for n in (line, line - 1) if 0 <= n < len(lines) and "\t" in _indent(lines[n])), None)
    if tab is not None:
        return "There is a tab at the start of this line.", "Use spaces instead of tabs.", tab
    if "mapping values are not allowed" in said and here.count(": ") > 1:
        name, _, value = here.strip().partition(":")
        return (
            "There is a second colon on this line, so the computer cannot tell where the text ends.",
            f'Put the text in quotation marks: {_short(name)}: "{_short(value.strip())}"',
            line,
        )
    if "unexpected end of stream" in said and "quoted scalar" in said:
        start = error.context_mark.line if error.context_mark else line
        return (
            "A quotation mark is opened on this line and never closed.",
            "Close it, or take it out.",
            start,
        )
    if "could not find expected ':'" in said or "did not find expected ':'" in said:
        start = error.context_mark.line if error.context_mark else line
        return (
            "This line is not of the form `name: text`.",
            "Put a colon and a space after the name, or indent the line "
            "if it belongs to the one above.",
            start,
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
        "Check that it starts under the line it belongs with, and that brackets and quotation "
        "marks are closed.",
        None,
    )


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
