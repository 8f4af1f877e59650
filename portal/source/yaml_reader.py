"""YAML as people write it in forms: text stays text, every value has a place, nothing is guessed.

Reads libyaml's events, not its objects, so that: `NO`, `12:30` and `2026-13-01` stay as written
(the schema decides what they are); a key that stands twice is a problem, not a silent loss; and
nesting, size and aliases are bounded before anything is built (a "billion laughs" file included).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from portal.errors import Position, Problem
from portal.source.places import Location, YamlReading
from portal.source.yaml_messages import control_character, short, syntax_problem

MAX_DEPTH = 30
MAX_NODES = 200_000
MAX_ALIASED_NODES = 1_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# libyaml ends lines at these and editors do not, so lines below them would be counted wrongly.
ODD_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CURLY_OPENING, CURLY_CLOSING = "“”„‟‘", "“”‟’"


class _RefusedError(Exception):
    """The text is not worth reading on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_yaml(text: str, path: str, first_line: int = 1) -> YamlReading:
    """Return the data of a YAML text, with the place of each value and key, and every problem.

    `first_line` is the line of the file on which the text starts. Never raises.
    """
    if not text.isascii():
        text = ODD_LINE_ENDS.sub(" ", text)
    builder = _Builder(path, first_line - 1)
    try:
        builder.build(text)
    except _RefusedError as refusal:
        builder.reading.problems.append(refusal.problem)
        builder.reading.data = None
    except yaml.MarkedYAMLError as error:
        builder.reading.problems.append(syntax_problem(error, text, path, first_line - 1))
        builder.reading.data = None
    except (yaml.YAMLError, UnicodeEncodeError):
        builder.reading.problems.append(control_character(text, path, first_line))
        builder.reading.data = None
    return builder.reading


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read; in a mapping `value` is where the value of a key goes,
    or None where a key is to come.
    """

    container: Any
    location: Location
    size_before: int
    anchor: str | None
    is_mapping: bool
    value: Location | None = None


class _Builder:
    """Builds data of events. Most are scalars, of which a site has 100,000: they come first, and
    what is done with them is written out where calls would take longer.
    """

    def __init__(self, path: str, line_offset: int) -> None:
        self.reading = YamlReading()
        self.path = path
        self.offset = line_offset
        self.stack: list[_Open] = []
        self.top: _Open | None = None
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0
        self.aliased = 0
        self.documents = 0

    def build(self, text: str) -> None:
        loader = LOADER(text)
        try:
            for event in iter(loader.get_event, None):
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent:
                    self._start({}, event)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._end()
                elif kind is yaml.SequenceStartEvent:
                    self._start([], event)
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent:
                    self._document(event)
        finally:
            loader.dispose()

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _RefusedError(
                self._problem(
                    event,
                    "yaml-second-document",
                    "A second document starts here with ---.",
                    "Keep one document in a file: take this line out.",
                )
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(event)
        top = self.top
        if top is not None and top.is_mapping and top.value is None:
            self._key(event, top)
            return
        value: str | None = event.value
        if event.tag:
            self._refuse_tag(event)
        if event.implicit[0]:
            if value in NULLS:
                value = None
            elif value is not None and value[0] in CURLY_OPENING and value[-1] in CURLY_CLOSING:
                self._curly_quotes(value, event)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self._put(value, event)

    def _curly_quotes(self, value: str, event: yaml.Event) -> None:
        self.reading.problems.append(
            self._problem(
                event,
                "curly-quotes",
                f"Curly quotation marks {value[0]}…{value[-1]} do not work around a value.",
                'Use straight ones ("…") or none at all.',
            )
        )

    def _key(self, event: yaml.ScalarEvent, top: _Open) -> None:
        key = event.value
        top.value = location = (*top.location, key)
        if key not in top.container:
            self.reading.keys[location] = self._mark(event)
            top.container[key] = None
            return
        first = self.reading.keys[location][0]
        self.reading.problems.append(
            self._problem(
                event,
                "duplicate-key",
                f'"{short(key)}" stands here a second time (first on line {first}).',
                "Keep one of the two.",
            )
        )

    def _start(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        self._count(event)
        if self._awaits_key():
            raise _RefusedError(
                self._problem(
                    event,
                    "yaml-odd-key",
                    "A list or a group stands where a name is expected.",
                    "Put the text in quotation marks if it starts with [ or {.",
                )
            )
        if event.tag:
            self._refuse_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            raise _RefusedError(
                self._problem(
                    event,
                    "yaml-too-deep",
                    f"This is nested more than {MAX_DEPTH} levels deep.",
                    "Check for brackets that are not closed.",
                )
            )
        location = self._put(container, event)
        is_mapping = isinstance(container, dict)
        self.top = _Open(container, location, self.nodes - 1, event.anchor, is_mapping)
        self.stack.append(self.top)

    def _end(self) -> None:
        closed = self.stack.pop()
        self.top = self.stack[-1] if self.stack else None
        if closed.anchor:
            self.anchors[closed.anchor] = (closed.container, self.nodes - closed.size_before)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        if name not in self.anchors:
            raise _RefusedError(
                self._problem(
                    event,
                    "yaml-alias",
                    f'A value that starts with * means "the same as &{short(name)}", '
                    "and there is none.",
                    "Put the text in quotation marks.",
                )
            )
        value, size = self.anchors[name]
        self.aliased += size
        self.nodes += size
        if self.aliased > MAX_ALIASED_NODES:
            raise _RefusedError(
                self._problem(
                    event,
                    "yaml-alias",
                    f"References (*) repeat more than {MAX_ALIASED_NODES:,} values here.",
                    "Write the values out.",
                )
            )
        if self._awaits_key():
            raise _RefusedError(
                self._problem(event, "yaml-alias", "A name cannot be a reference (*).", "Write it.")
            )
        self._put(value, event)

    def _awaits_key(self) -> bool:
        return self.top is not None and self.top.is_mapping and self.top.value is None

    def _put(self, value: Any, event: yaml.Event) -> Location:
        top = self.top
        if top is None:
            location: Location = ()
            self.reading.data = value
        elif top.value is not None:  # in a mapping, behind its key
            location = top.value
            top.container[location[-1]] = value
            top.value = None
        else:
            location = (*top.location, len(top.container))
            top.container.append(value)
        self.reading.values[location] = self._mark(event)
        return location

    def _count(self, event: yaml.Event) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _RefusedError(
                self._problem(
                    event,
                    "too-big",
                    f"This file holds more than {MAX_NODES:,} values.",
                    "Split it into several files.",
                )
            )

    def _refuse_tag(self, event: Any) -> None:
        if event.tag != "!":
            self.reading.problems.append(
                self._problem(
                    event,
                    "yaml-tag",
                    f'"{short(event.tag)}" is a YAML tag, which is not used here.',
                    "Put the text in quotation marks if it starts with !.",
                )
            )

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + 1 + self.offset, mark.column + 1) if mark else (0, 0)

    def _problem(self, event: yaml.Event, code: str, sentence: str, remedy: str) -> Problem:
        return Problem(Position(self.path, *self._mark(event)), code, sentence, remedy)
