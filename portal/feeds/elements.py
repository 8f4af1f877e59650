"""The elements of a JSON array, one after the other: items that an earlier run has read are known
by what is written there, and not read again.

An object ends where its first bracket is closed, whatever comes behind it. So where the very bytes
of one stand that was read before, it ends where they end, and says what it said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

_SPACES = re.compile(rb"[ \t\n\r]*")
# The digits of a hash: two of different items are never the same by chance.
_DIGITS = 32


class Element(NamedTuple):
    """Where an element stands, and its print, where it is one item; else there is what it says."""

    start: int
    end: int
    told: str
    value: Any = None


def elements_of(
    data: bytes, is_item: Callable[[dict[str, Any]], bool], known: Sequence[str] = ()
) -> list[Element] | None:
    """Return the elements of the array that bytes are in strict JSON and UTF-8, else None.

    `is_item` is asked about objects in which all that is not ASCII is another text. `known` are
    prints, in the order in which they are likely to come.
    """
    try:
        return [*_Walk(data, is_item, known).elements()]
    except (ValueError, RecursionError):
        return None


class _Walk:
    """A walk through an array, on which each known item is likely to follow the one before it."""

    def __init__(
        self, data: bytes, is_item: Callable[[dict[str, Any]], bool], known: Sequence[str]
    ) -> None:
        self._data, self._is_item = data, is_item
        self._known = [(told, _length_of(told)) for told in known]
        self._places = {told: place for place, told in enumerate(known)}
        self._next = self._new = 0
        # So many bytes may be hashed in vain: a known item of megabytes is not looked for at each
        # of a hundred thousand others.
        self._left = 2 * len(data)

    def elements(self) -> Iterator[Element]:
        """Yield the elements. Raises ValueError and RecursionError as JSON's own reader does."""
        data, read = self._data, json.JSONDecoder().raw_decode
        end = _after_space(data, 0)
        is_open = data.startswith(b"[", end)
        while is_open:
            start = _after_space(data, end + 1)
            element = self._known_at(start)
            if element is None:
                shape, after = read(self._text, start)
                element = self._new_at(start, after, shape)
            yield element
            end = _after_space(data, element.end)
            is_open = data.startswith(b",", end)
        if not data.startswith(b"]", end) or _after_space(data, end + 1) < len(data):
            raise ValueError

    @cached_property
    def _text(self) -> str:
        """Return the bytes as a text with a character for each, so that places are the same.

        All that JSON is made of is ASCII; what is not, is within its texts.
        """
        return self._data.decode("latin-1")

    def _known_at(self, start: int) -> Element | None:
        """Return the item that stands there, where it is one of the two that are likely: what was
        new stands in the place of as many others, or before them.
        """
        for place in (self._next + self._new, self._next):
            if place < len(self._known):
                told, length = self._known[place]
                if not length or length > self._left:
                    continue
                if _print_of(self._data[start : start + length]) == told:
                    self._next, self._new = place + 1, 0
                    return Element(start, start + length, told)
                self._left -= length
        return None

    def _new_at(self, start: int, end: int, shape: Any) -> Element:
        """Return an element that was not likely to stand there. Raises ValueError."""
        written = self._data[start:end]
        text = str(written, "utf-8")
        is_item = isinstance(shape, dict) and self._is_item(shape)
        told = _print_of(written) if is_item else ""
        place = self._places.get(told)
        self._next, self._new = (self._next, self._new + 1) if place is None else (place + 1, 0)
        return Element(start, end, told, None if is_item else json.loads(text))


def _after_space(data: bytes, at: int) -> int:
    found = _SPACES.match(data, at)
    return found.end() if found else at


def _print_of(written: bytes) -> str:
    """Return the print of what is written: its length and a hash."""
    return f"{len(written)}:{sha256(written).hexdigest()[:_DIGITS]}"


def _length_of(told: str) -> int:
    """Return the length that a print names; 0 for one of another kind."""
    length, colon, _ = told.partition(":")
    return int(length) if colon and length.isdecimal() else 0
