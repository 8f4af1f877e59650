"""Hashes of values: equal ones mean that two values are equal, in this run and in a later one.

The other way round nothing is promised: equal values may have different fingerprints (sets, for
one). Who keeps results by them then does some work twice, and never wrongly.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

_PLAIN = frozenset({str, int, float, bool, type(None)})
# What plain values and objects begin and end with in a row; neither occurs in the text of a value.
_END, _OBJECT = b"\0", b"\1"
# The bytes of a fingerprint: two of different values are never the same by chance.
_SIZE = 16


class UnknownError(Exception):
    """Raised where a value cannot be written down, and so has no fingerprint."""


class Row(tuple[Any, ...]):
    """Values that stand in several rows side by side: their fingerprint is made once."""

    __slots__ = ()


class Fingerprints:
    """Fingerprints of values that do not change. Each object is written down once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, values: Iterable[object], begin: bytes = b"") -> bytes:
        """Return the fingerprint of several values in their order, and of those before them, whose
        fingerprint is the `begin`.

        Those among them that are objects are remembered, for they stand in many such rows. One with
        a method `told` says itself, in a text, what tells it from all others, or nothing where it
        cannot. Raises UnknownError for a value that holds a function, a file or the like.
        """
        known = self._known
        row = [begin]
        for each in values:
            if type(each) in _PLAIN:
                row += (repr(each).encode(), _END)
            else:
                held = known.get(id(each))
                row.append(held[1] if held else self._of_one(each))
        return print_of(b"".join(row))

    def of_object(self, value: object) -> bytes:
        """Return the fingerprint of one object. Raises UnknownError as `of` does."""
        held = self._known.get(id(value))
        return held[1] if held else self._of_one(value)

    def remember(self, value: object, told: bytes) -> None:
        """Take the fingerprint of an object from whoever has made it of the very same one."""
        self._known[id(value)] = (value, told)

    def once(self, value: object) -> str:
        """Return the fingerprint of a value that is seen once: it is not remembered, nor held.

        Raises UnknownError as `of` does.
        """
        return self._make(value).hex()

    def _of_one(self, value: object) -> bytes:
        made = _OBJECT + self._make(value)
        # Holding the value keeps its id from being given to another one.
        self._known[id(value)] = (value, made)
        return made

    def _make(self, value: object) -> bytes:
        tell: Callable[[], str] | None = getattr(value, "told", None)
        if tell is not None and (text := tell()):
            return print_of(f"{_name_of(value)} {text}".encode("utf-8", "surrogatepass"))
        if type(value) is Row:
            return self.of(value)
        if type(value) is tuple and value and hasattr(value[0], "told"):
            return self._of_list(value)
        return print_of(_written(value))

    def _of_list(self, values: tuple[Any, ...]) -> bytes:
        """Return the fingerprint of a long list of things that say themselves what tells them: of
        all that they say at once, since few who ask for it also ask for each.
        """
        if {*map(type, values)} != {type(values[0])}:
            return self.of(values)
        told = [each.told() for each in values]
        if not all(told):
            return self.of(values)
        # With their lengths, or one might end where the next does.
        lengths = ",".join([str(len(each)) for each in told])
        text = f"{_name_of(values[0])} {lengths} {''.join(told)}"
        return print_of(text.encode("utf-8", "surrogatepass"))


def print_of(data: bytes) -> bytes:
    """Return the fingerprint of bytes."""
    # Processors have instructions for SHA-256: half the time of BLAKE2.
    return sha256(data).digest()[:_SIZE]


def _name_of(value: object) -> str:
    """Return the name of a thing's type."""
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


def _written(value: Any) -> bytes:
    """Return a value as bytes that tell it from every other one. They are never read again."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    # Without it the bytes would tell which equal texts are the very same object, which is chance.
    pickler.fast = True
    pickler.dispatch_table = _REDUCERS
    try:
        pickler.dump(value)
    except (pickle.PicklingError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise UnknownError(str(error)) from error
    return stream.getvalue()


class _Reducers(dict[type, Callable[[Any], Any]]):
    """How values of a kind are written down; found out once for each kind."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        reducer = self[kind] = _reducer_of(kind)
        return reducer


def _reducer_of(kind: type) -> Callable[[Any], Any]:
    name = f"{kind.__module__}.{kind.__qualname__}"
    if issubclass(kind, BaseModel):
        # The fields alone: the set of those that were given has another order in each run, and
        # what is remembered beside them follows from them.
        told = attrgetter("__pydantic_private__", *kind.model_fields)
        return lambda model: (_value, (name, told(model)))
    if issubclass(kind, Enum):
        names = {member: (_value, (f"{name}.{member.name}",)) for member in kind}
        return names.__getitem__
    # What is left out of a comparison follows from the rest: the places in a file from its hash.
    if is_dataclass(kind) and (names_of_fields := [e.name for e in fields(kind) if e.compare]):
        state = attrgetter(*names_of_fields)
        return lambda value: (_value, (name, state(value)))
    return lambda value: value.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


def _value(*parts: object) -> object:
    """Stand for the kind of a value. What is written down is never read, so nothing calls this."""
    raise NotImplementedError


_REDUCERS = _Reducers()
