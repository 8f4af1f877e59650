"""YAML of the common kind, without its places: for files in which nothing is wrong.

To note the line and column of every value takes as long as reading them, and of a thousand stories
hardly one is asked for. Whatever is not common here, right or wrong, is left to `yaml_reader`: what
it says counts, and what is read here is what it would have read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from portal.source.places import Plain
from portal.source.yaml_reader import (
    CURLY_CLOSING,
    CURLY_OPENING,
    LOADER,
    MAX_DEPTH,
    MAX_NODES,
    NULLS,
    ODD_LINE_ENDS,
)

_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def read_plain(text: str) -> Plain | None:
    """Return the mapping or list in a YAML text, or None where `read_yaml` has to read it."""
    if not text.isascii() and ODD_LINE_ENDS.search(text):
        return None
    try:
        loader = LOADER(text)
        try:
            return _plain(iter(loader.get_event, None))
        finally:
            loader.dispose()
    except (yaml.YAMLError, UnicodeEncodeError):
        return None


def _plain(events: Iterator[Any]) -> Plain | None:
    found: Plain | None = None
    above: list[Any] = []
    here: Any = None  # the mapping or list that is being read
    key: str | None = None  # in a mapping, the one whose value comes next
    entries: list[tuple[int, int]] = []
    nodes = documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value = event.value
            if here is None or event.tag or event.anchor:
                return None
            if type(here) is list or key is not None:
                if event.implicit[0]:
                    if value in NULLS:
                        value = None
                    elif value[0] in CURLY_OPENING and value[-1] in CURLY_CLOSING:
                        return None
                if key is None:
                    here.append(value)
                    if len(above) == 1:
                        entries.append((event.start_mark.line, event.start_mark.column))
                else:
                    if key == "body" and found is not None and here is found.data:
                        mark = event.start_mark
                        found = found._replace(body=(mark.line, mark.column))
                    here[key], key = value, None
            elif value in here:
                return None
            else:
                key = value
        elif kind in _STARTS:
            is_odd_key = type(here) is dict and key is None
            if event.tag or event.anchor or is_odd_key or len(above) >= MAX_DEPTH:
                return None
            inner: Any = {} if kind is yaml.MappingStartEvent else []
            if here is None:
                found = Plain(inner, event.start_mark.line, event.start_mark.column)
            elif key is None:
                here.append(inner)
                if len(above) == 1:
                    entries.append((event.start_mark.line, event.start_mark.column))
            else:
                here[key], key = inner, None
            above.append(here)
            here = inner
        elif kind in _ENDS:
            here = above.pop()
            continue
        elif kind is yaml.DocumentStartEvent:
            documents += 1
        nodes += 1
        if nodes > MAX_NODES or documents > 1 or kind is yaml.AliasEvent:
            return None
    return found._replace(entries=tuple(entries)) if found and entries else found
