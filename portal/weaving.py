"""Pages woven from pieces: what stands on many pages is one object, made and looked at once.

A template's output is a list of texts. A component's text that `once` keeps is the very same object
(`Shared`) wherever it stands, so what is known of it, its bytes and the links in it, need be found
out once and not on each of ten thousand pages. Texts that hold such pieces keep them (`Woven`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup


class Shared(Markup):
    """Safe HTML that stands on many pages as the very same object."""

    __slots__ = ("_data",)
    _data: bytes

    def data(self) -> bytes:
        """Return it as UTF-8, made once."""
        try:
            return self._data
        except AttributeError:
            self._data = self.encode()
            return self._data


class Woven(Markup):
    """Safe HTML that knows the pieces it was joined from; some of them are shared."""

    __slots__ = ("pieces",)
    pieces: list[str]


_KNOWN = frozenset({Shared, Woven})


def weave(pieces: Iterable[str]) -> str:
    """Return texts joined into one, which knows its pieces if some of them are shared."""
    held = pieces if isinstance(pieces, list) else list(pieces)
    text = "".join(held)
    if _KNOWN.isdisjoint(map(type, held)):
        return text
    woven = Woven(text)
    woven.pieces = held
    return woven


def unravel(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces, and of woven ones the pieces they are made of.

    >>> both = weave(["a", Shared("b")])
    >>> list(unravel([weave([both, "c"]), "d"]))
    ['a', Markup('b'), 'c', 'd']
    """
    for piece in pieces:
        # What a filter made of a woven text knows no pieces.
        if type(piece) is Woven and hasattr(piece, "pieces"):
            yield from unravel(piece.pieces)
        else:
            yield piece


def encode(pieces: Iterable[str]) -> bytes:
    """Return pieces as the bytes of a file (UTF-8)."""
    return b"".join([piece.data() if type(piece) is Shared else piece.encode() for piece in pieces])
