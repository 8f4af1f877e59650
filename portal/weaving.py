"""Pages woven from pieces: what stands on many pages is one object, made and looked at once.

A template's output is a list of texts. A component's text that `once` keeps is the very same object
(`Shared`) wherever it stands, so what is known of it, its bytes and the links in it, need be found
out once and not on each of ten thousand pages. A page is told apart into its own text, with a mark
where each shared piece stands, and these pieces (`Sheet`).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, compress, count, zip_longest
from typing import Any, AnyStr, NamedTuple

from markupsafe import Markup

# Stands for a shared piece. HTML has no such sign; a browser reads it as the one it is replaced by.
MARK, _NO_MARK = "\0", "\ufffd"
_MARK_BYTES = MARK.encode()


class Shared:
    """Safe HTML that stands on many pages as the very same object. It is held as the bytes that go
    into the files (UTF-8), and its text is made when it is asked for: there are tens of thousands.
    """

    __slots__ = ("data",)

    def __init__(self, text: str) -> None:
        """Take a text, which has no mark in it."""
        self.data = text.encode()

    def __html__(self) -> Markup:
        """Return it as a text."""
        return Markup(self.data.decode())  # noqa: S704 - a component's own

    __str__ = __html__

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        return f"Shared({self.data.decode()!r})"


def share(text: str) -> Shared:
    """Return a component's text as a piece that may stand on many pages."""
    return Shared(text.replace(MARK, _NO_MARK) if MARK in text else text)


class Sheet(NamedTuple):
    """A text told apart: what is its own, with a mark for each shared piece, and those pieces."""

    own: str
    shared: tuple[Shared, ...]

    def text(self) -> str:
        """Return the whole text."""
        return _filled(self.own.split(MARK), map(str, self.shared), "")

    def data(self) -> bytes:
        """Return the whole text as the bytes of a file (UTF-8)."""
        own = self.own.encode().split(_MARK_BYTES)
        return _filled(own, [each.data for each in self.shared], b"")


class Pieces(list[Any]):
    """What a function of a template made, in its order: texts, and pieces of what it called.

    To join them is left to the page as a whole, so that each is copied and looked at once.
    """

    def __html__(self) -> Markup:
        """Return it as safe HTML, for those who need a text."""
        text = weave(self)
        return text if type(text) is Woven else Markup(text)  # noqa: S704 - a template's own

    __str__ = __html__


class Woven(Markup):
    """Safe HTML that knows which of its pieces are shared."""

    __slots__ = ("sheet",)
    sheet: Sheet


_KNOWN = frozenset({Shared, Woven})


def weave(pieces: Iterable[str | Shared]) -> str:
    """Return texts joined into one, which knows its shared pieces if it has any."""
    held, kinds = _flat(pieces)
    if _KNOWN.isdisjoint(kinds):
        return "".join(held)
    woven = Woven("".join(map(str, held)))
    woven.sheet = _sheet(held, kinds)
    return woven


def sheet_of(pieces: Iterable[str | Shared]) -> Sheet:
    r"""Return texts told apart.

    >>> card = Shared("<b>1</b>")
    >>> sheet_of(["<p>", weave([card, "!"]), "</p>"])
    Sheet(own='<p>\x00!</p>', shared=(Shared('<b>1</b>'),))
    """
    return _sheet(*_flat(pieces))


def _flat(pieces: Iterable[Any]) -> tuple[list[Any], list[type]]:
    """Return all texts, also those in pieces that stand for several, and what kind each is.

    A page has hundreds of them: none is looked at by itself in Python.
    """
    held = list(pieces)
    kinds = list(map(type, held))
    place = 0
    with suppress(ValueError):  # there are no more
        while True:
            place = kinds.index(Pieces, place)
            inner = held[place]
            held[place : place + 1] = inner
            kinds[place : place + 1] = map(type, inner)
    return held, kinds


def _sheet(held: list[Any], kinds: list[type]) -> Sheet:
    shared: list[Shared] = []
    own = held.copy()
    for place in compress(count(), map(_KNOWN.__contains__, kinds)):
        piece = held[place]
        if kinds[place] is Shared:
            shared.append(piece)
            own[place] = MARK
        elif hasattr(piece, "sheet"):  # what a filter made of one has none
            own[place] = piece.sheet.own
            shared += piece.sheet.shared
        else:
            kinds[place] = str
    text = "".join(own)
    if text.count(MARK) != len(shared):  # somebody else's text holds the sign
        text = "".join(
            piece if kind in _KNOWN else piece.replace(MARK, _NO_MARK)
            for piece, kind in zip(own, kinds, strict=True)
        )
    return Sheet(text, tuple(shared))


def _filled(own: list[AnyStr], shared: Iterable[AnyStr], nothing: AnyStr) -> AnyStr:
    """Return own texts with the shared ones between them."""
    return nothing.join(chain.from_iterable(zip_longest(own, shared, fillvalue=nothing)))
