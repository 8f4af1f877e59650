"""Much of a kind, kept in one file for a later run: numbers, texts, and what there is of JSON.

Numbers lie there as they do in memory, and texts one after the other: as JSON, millions of numbers
take ten times as long to write and to read. What a run does not ask for, it does not read.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.cache import bytes_of, hash_of, read_sealed, write_sealed

# Between texts; where one of them has such a sign itself, it becomes what browsers make of it.
_BETWEEN, _INSTEAD = "\0", "\ufffd"
_TEXTS, _JSON = "texts", "json"
# A name, the kind of what has it, and that as bytes.
Section = tuple[str, str, bytes]


class Sections(Mapping[str, Any]):
    """What was kept, by name: each an array, a list of texts, or a value of JSON's own types."""

    def __init__(self, body: bytes = b"") -> None:
        """Take what is in a file. Raises ValueError where that was written otherwise."""
        self._body = body
        self._places: dict[str, tuple[str, int, int]] = {}
        if body:
            start = body.index(b"\n") + 1
            for name, kind, size in json.loads(body[:start]):
                self._places[name] = kind, start, start + size
                start += size

    def __getitem__(self, name: str) -> Any:
        """Return what has this name, read anew each time. Raises KeyError and ValueError."""
        kind, start, end = self._places[name]
        view = memoryview(self._body)[start:end]
        if kind == _TEXTS:
            return str(view, "utf-8", "surrogatepass").split(_BETWEEN)
        if kind == _JSON:
            return json.loads(bytes(view))
        numbers: array[int] = array(kind)
        numbers.frombytes(view)
        return numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def read_sections(path: Path, key: str) -> Sections:
    """Return what was kept under a key: nothing, where there is none, or it is hurt."""
    try:
        return Sections(read_sealed(path, _key(key)) or b"")
    except (ValueError, TypeError):  # not what we write
        return Sections()


def write_sections(path: Path, sections: Sequence[Section], key: str) -> None:
    """Keep sections; a cache that cannot be written is none."""
    listed = [(name, kind, len(data)) for name, kind, data in sections]
    write_sealed(path, [bytes_of(listed), b"\n", *(data for _, _, data in sections)], _key(key))


def section_of(name: str, value: Any) -> Section:
    """Return something as it is kept. A list is of texts, and has at least one."""
    if isinstance(value, array):
        return name, value.typecode, value.tobytes()
    if not isinstance(value, list):
        return name, _JSON, bytes_of(value)
    text = _BETWEEN.join(value)
    if text.count(_BETWEEN) >= len(value):
        text = _BETWEEN.join([each.replace(_BETWEEN, _INSTEAD) for each in value])
    return name, _TEXTS, text.encode("utf-8", "surrogatepass")


def _key(key: str) -> str:
    # Another machine may keep numbers in another way.
    sizes = (str(array(kind).itemsize) for kind in "BIQ")
    return hash_of(key, sys.byteorder, *sizes)
