"""Much of a kind, kept in one file for a later run: numbers, texts, and what there is of JSON.

Numbers lie there as they do in memory, and texts one after the other: as JSON, millions of numbers
take ten times as long to write and to read. What a run does not ask for, it does not read.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from portal.cache import bytes_of, hash_of, read_sealed, write_sealed

# Between texts; where one of them has such a sign itself, they are kept as JSON.
_BETWEEN = "\0"
_TEXTS, _JSON, _BYTES = "texts", "json", "bytes"
# A name, the kind of what has it, and that as bytes.
Section = tuple[str, str, bytes]


class Sections(Mapping[str, Any]):
    """What was kept, by name: each an array, a list of texts, a view of bytes, or a value of JSON's
    own types.
    """

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
        if kind == _BYTES:
            return view
        if kind == _JSON:
            return json.loads(bytes(view))
        numbers: array[int] = array(kind)
        numbers.frombytes(view)
        return numbers

    def digest(self, *names: str) -> bytes:
        """Return a hash of what has these names, as it lies there. Raises KeyError."""
        digest = sha256()
        for name in names:
            _, start, end = self._places[name]
            digest.update(memoryview(self._body)[start:end])
        return digest.digest()

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
    write_sealed(path, body_of(sections), _key(key))


def body_of(sections: Sequence[Section]) -> list[bytes]:
    """Return sections as the parts of what `Sections` takes."""
    listed = [(name, kind, len(data)) for name, kind, data in sections]
    return [bytes_of(listed), b"\n", *(data for _, _, data in sections)]


def section_of(name: str, value: Any) -> Section:
    """Return something as it is kept. A list is of texts; one of other things is given as a tuple,
    which is a list when it comes back.
    """
    if isinstance(value, array):
        return name, value.typecode, value.tobytes()
    if isinstance(value, bytes):
        return name, _BYTES, value
    if isinstance(value, list) and (text := _BETWEEN.join(value)).count(_BETWEEN) < len(value):
        return name, _TEXTS, text.encode("utf-8", "surrogatepass")
    return name, _JSON, bytes_of(value)


def _key(key: str) -> str:
    # Another machine may keep numbers in another way.
    sizes = (str(array(kind).itemsize) for kind in "BIQ")
    return hash_of(key, sys.byteorder, *sizes)
