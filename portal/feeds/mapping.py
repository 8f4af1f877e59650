"""A `map` put to work: the text of each of our fields out of somebody else's item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from portal.expressions import Condition, Expression, Hole, Path, Piece
from portal.feeds.field_names import plain_name
from portal.feeds.values import text

_YES = frozenset({"true", "yes", "y", "t", "1", "on"})
# In a list of lists of lists a short path could name millions of values.
_MOST_VALUES = 200
# Until the end of the year 2199, after which no vacancy is posted.
_LATEST = 7_258_118_399

# Fields whose several values stay apart from each other.
_BY_LINES = frozenset({"description", "other_places"})

Top = Callable[[], Any]


def follow(value: Any, path: Path, top: Top, most: int = _MOST_VALUES) -> list[Any]:
    """Return what stands at the end of a path; every entry of a list on the way is followed."""
    found = [top() if path.from_top else value]
    for step in path.steps:
        found = list(islice((inner for each in found for inner in _step(each, step, most)), most))
    return found


def _step(value: Any, step: str, most: int) -> Iterator[Any]:
    if isinstance(value, dict):
        if step in value:
            yield value[step]
        elif step.isdecimal():
            # Where a list has one entry, XML and what is made from it show the entry alone.
            if step == "0":
                yield value
        else:
            plain = plain_name(step)
            yield from (each for name, each in value.items() if plain and plain_name(name) == plain)
    elif isinstance(value, list):
        if step.isdecimal():
            yield from value[int(step) : int(step) + 1] if len(step) < 6 else ()
        else:
            for each in value[:most]:
                if isinstance(each, dict):
                    yield from _step(each, step, most)
    elif step == "0" and value not in (None, ""):
        yield value


def holds(condition: Condition, record: Any, top: Top) -> bool:
    """Return whether a condition holds; a value that is not there holds neither way."""
    said = [_word(each) for each in follow(record, condition.path, top)]
    if condition.value:
        stated = [each for each in said if each]
        return bool(stated) and (condition.value in stated) is not condition.denied
    return any(each in _YES for each in said) is not condition.denied


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else text(value).lower()


def evaluated(expression: Expression, record: Any, top: Top, between: str = ", ") -> str:
    """Return the text that an expression finds in an item, or nothing."""
    if isinstance(record, dict) and expression.text in record:
        # A heading such as "Pay (from, to)" is a name, whatever the language makes of it.
        return text(record[expression.text], between)
    parts = (_best(each, record, top, between) for each in expression.parts)
    return between.join(filter(None, parts))


def _best(alternatives: tuple[Piece, ...], record: Any, top: Top, between: str) -> str:
    found = (_of_piece(each, record, top, between) for each in alternatives)
    return next(filter(None, found), "")


def _of_piece(piece: Piece, record: Any, top: Top, between: str) -> str:
    if piece.condition is not None and not holds(piece.condition, record, top):
        return ""
    if piece.each is not None:
        entries = follow(record, piece.each, top)
        flat = [e for each in entries for e in (each if isinstance(each, list) else [each])]
        filled = (_filled(piece.words, each, top, between) for each in flat[:_MOST_VALUES])
        return between.join(filter(None, filled))
    if not piece.plain:
        return _filled(piece.words, record, top, between)
    (hole,) = piece.words
    found = follow(record, hole.path, top) if isinstance(hole, Hole) else []
    said = filter(None, (text(each, between) for each in found))
    return between.join(filter(None, (_converted(each, piece.conversion) for each in said)))


def _filled(words: tuple[str | Hole, ...], record: Any, top: Top, between: str) -> str:
    """Return words with their holes filled, or nothing where one that is needed stays empty."""
    parts: list[str] = []
    for word in words:
        if isinstance(word, str):
            parts.append(word)
            continue
        said = between.join(filter(None, (text(e) for e in follow(record, word.path, top))))
        if not said and not word.optional:
            return ""
        parts.append(said)
    return "".join(parts)


def _converted(said: str, conversion: str) -> str:
    if not conversion:
        return said
    try:
        number = Decimal(said)
        if conversion == "cents":
            return f"{number / 100:f}" if abs(number) < 10**12 else ""
        seconds = number / 1000 if conversion == "epoch-ms" else number
        return _moment(seconds)
    except (InvalidOperation, ValueError, OverflowError):
        # A system that sends a date or an amount where its number belongs is believed.
        return said


def _moment(seconds: Decimal) -> str:
    if not 0 < seconds < _LATEST:
        return ""
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def mapped_fields(
    expressions: Mapping[str, Expression], record: Any, top: Top = lambda: None
) -> dict[str, str]:
    """Return the fields of an item that the map finds, under our names."""
    found: dict[str, str] = {}
    for field, each in expressions.items():
        between = "\n" if field in _BY_LINES else ", "
        if said := evaluated(each, record, top, between).strip():
            found[field] = said
    return found
