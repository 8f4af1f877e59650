"""Where a field stands in somebody else's data: the small language of a feed's `map`.

`title`                         a name, as the feed writes it
`location.city`, `places.0.name` names inside names; the first of a list is 0
`/company`                      from the top of the document instead of from the item
`@id`                           an attribute of XML
`city | location.city`          the first that has something in it
`street, city`                  both, one after the other; `a | b, c` is `a` or `b`, and `c`
`https://example.org/jobs/{id}` words around names; nothing if one is missing, but `{name?}` may be
`each parts: <h3>{name}</h3>`   the words once for every entry of a list
`createdAt as epoch-ms`         a number in the system's own unit
`salary if salary_shown`        only where that says yes; also `unless`, `= value` and `!= value`
"""

from __future__ import annotations

import re
from functools import lru_cache

from portal.patterns import compile_later
from portal.values import fixed

CONVERSIONS = ("cents", "epoch-ms", "epoch-seconds")
LONGEST = 500
_PARTS = compile_later(r"\s*,\s+(?![^{}]*\})")
_ALTERNATIVES = compile_later(r"\s+\|\s+")
_EACH = compile_later(r"each\s+(?P<path>\S+?)\s*:\s+(?P<words>.+)", re.DOTALL)
_CONDITION = compile_later(
    r"(?P<before>.+?)\s+(?P<word>if|unless)\s+(?P<condition>[^<>]+)", re.DOTALL
)
_CONVERTED = compile_later(r"(?P<before>.+?)\s+as\s+(?P<name>[a-z-]+)")
_HOLE = compile_later(r"\{([^{}]*)\}")


@fixed
class Path:
    """Names to follow one after the other, from the item or from the top of the document."""

    steps: tuple[str, ...]
    from_top: bool = False


@fixed
class Condition:
    """What has to hold: that a place says yes, or that it says a value; or that it does not."""

    path: Path
    value: str = ""
    denied: bool = False


@fixed
class Hole:
    """A place among words; one that is optional may be empty."""

    path: Path
    optional: bool = False


@fixed
class Piece:
    """Words and holes, for every entry of `each` if there is one, on a condition if there is one.

    `plain` says that it is a single place without words around it.
    """

    words: tuple[str | Hole, ...]
    plain: bool
    each: Path | None = None
    conversion: str = ""
    condition: Condition | None = None


@fixed
class Expression:
    """Parts that follow one another, each with its alternatives, best first, and as written."""

    text: str
    parts: tuple[tuple[Piece, ...], ...]


class PathError(ValueError):
    """A path that cannot be understood; its words say why and what to write."""

    def __init__(self, sentence: str, remedy: str) -> None:
        """Take what is wrong, without a full stop, and what to do."""
        super().__init__(sentence)
        self.remedy = remedy


@lru_cache(maxsize=1024)
def expression(text: str) -> Expression:
    """Return what a text of the `map` means. Raises PathError."""
    written = text.strip()
    if not written:
        raise PathError("is empty", "Write the feed's own name for the field.")
    if len(written) > LONGEST:
        raise PathError(f"is longer than {LONGEST} characters", "Shorten it.")
    return Expression(
        written,
        tuple(
            tuple(_piece(alternative) for alternative in _ALTERNATIVES.split(part))
            for part in _PARTS.split(written)
        ),
    )


def path(text: str) -> Path:
    """Return the path that a text writes; `.` is the top itself. Raises PathError."""
    written = text.strip()
    from_top = written.startswith("/")
    inner = written[1:] if from_top else written
    if inner == "." or (from_top and not inner):
        return Path((), from_top)
    steps = tuple(step.strip() for step in inner.split("."))
    if not all(steps) or any(mark in inner for mark in "{}|"):
        raise PathError(
            "is not a path", "Write names with full stops between them, like location.city."
        )
    return Path(steps, from_top)


def condition(text: str) -> Condition:
    """Return the condition that a text writes, such as `state != open`. Raises PathError."""
    for sign, denied in (("!=", True), ("=", False)):
        name, found, value = text.partition(sign)
        if found:
            if not value.strip():
                raise PathError("has nothing after the sign", "Write a value after it.")
            return Condition(path(name), value.strip().lower(), denied)
    return Condition(path(text))


def _piece(text: str) -> Piece:
    found = _CONDITION.fullmatch(text)
    if found:
        inner = _piece(found["before"])
        own = condition(found["condition"])
        if found["word"] == "unless":
            own = Condition(own.path, own.value, not own.denied)
        return Piece(inner.words, inner.plain, inner.each, inner.conversion, own)
    repeated = _EACH.fullmatch(text)
    if repeated:
        return Piece(_words(repeated["words"]), plain=False, each=path(repeated["path"]))
    if "{" in text:
        return Piece(_words(text), plain=False)
    converted = _CONVERTED.fullmatch(text)
    if converted and converted["name"] not in CONVERSIONS:
        raise PathError(
            f'has an unknown "as {converted["name"]}"', f"Use one of: {', '.join(CONVERSIONS)}."
        )
    name = converted["before"] if converted else text
    return Piece((Hole(path(name)),), True, conversion=converted["name"] if converted else "")


def _words(text: str) -> tuple[str | Hole, ...]:
    """Return words and holes in their order."""
    parts: list[str | Hole] = []
    for number, part in enumerate(_HOLE.split(text)):
        if number % 2:
            parts.append(Hole(path(part.removesuffix("?")), part.endswith("?")))
        elif part:
            if "{" in part or "}" in part:
                raise PathError("has a brace without its other half", "Write names as {name}.")
            parts.append(part)
    return tuple(parts)
