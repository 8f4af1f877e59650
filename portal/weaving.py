"""Pages woven from pieces: what stands on many pages is one object, made and looked at once.

A template's output is a list of texts. A component's text that `once` keeps is the very same object
(`Shared`) wherever it stands, so what is known of it, its bytes and the links in it, need be found
out once and not on each of ten thousand pages. A page is told apart into its own text and these
pieces (`Sheet`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

from markupsafe import Markup

# Stands for a shared piece where a page's own text is looked at in one. HTML has no such sign; a
# browser reads it as the one it is replaced by.
MARK, _NO_MARK = "\0", "\ufffd"
_MARK = MARK.encode()


class Shared:
    """Safe HTML that stands on many pages as the very same object. It is held as the bytes that go
    into the files (UTF-8), and its text is made when it is asked for: there are tens of thousands.

    `seen` is what was read in it, by whoever reads (portal.facts), or None.
    """

    __slots__ = ("data", "seen")

    def __init__(self, text: str) -> None:
        """Take a text, which has no mark in it."""
        self.data = text.encode()
        self.seen: Any = None

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
    return Shared(_unmarked(text))


def share_again(data: bytes, seen: object) -> Shared:
    """Return a piece of which the bytes are known, and what was read in them."""
    piece = Shared("")
    piece.data, piece.seen = data, seen
    return piece


class Sheet(NamedTuple):
    """A text told apart, as the bytes of a file (UTF-8): its own, cut where shared pieces stand,
    and these pieces. Of its own there is one part more.
    """

    own: tuple[bytes, ...]
    shared: tuple[Shared, ...]

    def text(self) -> str:
        """Return the whole text."""
        return self.data().decode()

    def data(self) -> bytes:
        """Return the whole text as the bytes of a file."""
        first, *rest = self.own
        shared = [each.data for each in self.shared]
        return b"".join((first, *chain.from_iterable(zip(shared, rest, strict=True))))


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
    """Safe HTML that knows of which pieces it is made, some of them shared."""

    __slots__ = ("pieces",)
    pieces: list[Any]


def weave(pieces: Iterable[str | Shared]) -> str:
    """Return texts joined into one, which knows its shared pieces if it has any."""
    held, kinds = _flat(pieces)
    if Shared not in kinds:
        return "".join(held)
    woven = Woven("".join(map(str, held)))
    woven.pieces = held
    return woven


def sheet_of(pieces: Iterable[str | Shared]) -> Sheet:
    """Return texts told apart.

    >>> card = Shared("<b>1</b>")
    >>> sheet_of(["<p>", weave([card, "!"]), "</p>"])
    Sheet(own=(b'<p>', b'!</p>'), shared=(Shared('<b>1</b>'),))
    """
    given = list(pieces)
    texts: list[str] = []
    shared: list[Shared] = []
    _tell_apart(given, texts, shared)
    own = _parts(texts)
    if len(own) != len(shared) + 1:  # somebody else's text holds the sign
        held, _ = _flat(given)
        own = _parts(MARK if type(each) is Shared else _unmarked(each) for each in held)
    return Sheet(tuple(own), tuple(shared))


def _tell_apart(pieces: Iterable[Any], texts: list[str], shared: list[Shared]) -> None:
    """Add all texts, also those in pieces that stand for several, with a mark in the place of each
    shared piece, which goes to the others.

    A page has hundreds of them, so each is looked at once.
    """
    for each in pieces:
        kind = type(each)
        if kind is str:
            texts.append(each)
        elif kind is Shared:
            texts.append(MARK)
            shared.append(each)
        elif kind is Pieces or kind is Woven:
            _tell_apart(_inner(each), texts, shared)
        else:
            texts.append(each)


def _inner(piece: Any) -> Iterable[Any]:
    """Return the pieces for which one stands."""
    # What a filter made of a woven text does not know its pieces: it is a text.
    return piece if type(piece) is Pieces else getattr(piece, "pieces", [str(piece)])


def _parts(texts: Iterable[str]) -> list[bytes]:
    """Return texts in UTF-8, cut at the marks."""
    return "".join(texts).encode().split(_MARK)


def _flat(pieces: Iterable[Any]) -> tuple[list[Any], set[type]]:
    """Return all texts and shared pieces, also those in pieces that stand for several, and of which
    kinds they are.
    """
    given = list(pieces)
    kinds = set(map(type, given))
    if kinds.isdisjoint((Pieces, Woven)):
        return given, kinds
    held: list[Any] = []
    for each in given:
        if type(each) is Pieces or type(each) is Woven:
            held += _flat(_inner(each))[0]
        else:
            held.append(each)
    return held, set(map(type, held))


def _unmarked(text: str) -> str:
    """Return a text without the sign that marks shared pieces, which is somebody else's then."""
    return text.replace(MARK, _NO_MARK) if MARK in text else text
