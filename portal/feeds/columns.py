"""Vacancies as columns of text and numbers, and back: how a harvest is kept between runs.

Ten thousand vacancies have a few towns, kinds of contract and terms: a text, and what is a value of
its own in our code, is kept and made once for each that differs. Nothing but text and numbers is
kept, so that reading them back can run nothing. Descriptions stand by themselves, one after the
other: as JSON they would take most of the time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate, repeat, starmap
from operator import attrgetter
from typing import Any, NamedTuple

from portal.content.vacancy import (
    TOLD_LATER,
    Answer,
    Apply,
    Contract,
    Driving,
    Payer,
    PayPeriod,
    Shift,
    Status,
    Terms,
    Vacancy,
    VacancyHours,
    VacancyPay,
)
from portal.feeds.posted import LONDON

# By their names, as `portal.sections` keeps them.
Columns = Mapping[str, Any]


class _Codec(NamedTuple):
    """How a value becomes one of JSON's, and how it comes back."""

    kept: Callable[[Any], Any]
    back: Callable[[Any], Any]


def _kept_enum(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


def _of_enum(kind: type[StrEnum]) -> _Codec:
    members: dict[str | None, StrEnum | None] = {each.value: each for each in kind}
    members[None] = None
    return _Codec(_kept_enum, members.__getitem__)


def _optional(make: Callable[[str], Any]) -> Callable[[str | None], Any]:
    return lambda kept: None if kept is None else make(kept)


def _kept_moment(moment: datetime) -> str:
    """Return the time that London's clocks show; of the hour that comes twice, which one."""
    return f"{moment.replace(tzinfo=None, fold=0).isoformat()} {moment.fold}"


def _moment(kept: str) -> datetime:
    shown, _, fold = kept.partition(" ")
    return datetime.fromisoformat(shown).replace(tzinfo=LONDON, fold=int(fold))


def _shifts(kept: str) -> tuple[Shift, ...]:
    return tuple(map(Shift, kept.split()))


_DECIMAL = _Codec(_optional(str), _optional(Decimal))
_ANSWER = _of_enum(Answer)


def _of_record(kind: type[Any], codecs: Mapping[str, _Codec]) -> _Codec:
    """Return the codec of a small record: its fields' values in order."""
    names = [each.name for each in fields(kind)]
    row = attrgetter(*names)
    if not codecs:
        return _Codec(row, lambda values: kind(*values))
    plain = _Codec(lambda value: value, lambda value: value)
    used = [codecs.get(name, plain) for name in names]

    def kept(value: Any) -> tuple[Any, ...]:
        return tuple([codec.kept(each) for codec, each in zip(used, row(value), strict=True)])

    def back(values: Sequence[Any]) -> Any:
        return kind(*[codec.back(each) for codec, each in zip(used, values, strict=True)])

    return _Codec(kept, back)


_CODECS: Mapping[str, _Codec] = {
    "pay": _of_record(
        VacancyPay, {"minimum": _DECIMAL, "maximum": _DECIMAL, "per": _of_enum(PayPeriod)}
    ),
    "contract": _of_enum(Contract),
    "hours": _of_record(
        VacancyHours, {"minimum": _DECIMAL, "maximum": _DECIMAL, "guaranteed": _ANSWER}
    ),
    "shifts": _Codec(" ".join, _shifts),
    "driving": _of_enum(Driving),
    "terms": _of_record(
        Terms,
        {each.name: _ANSWER for each in fields(Terms)} | {"dbs_paid_by": _of_enum(Payer)},
    ),
    "experience_needed": _ANSWER,
    "posted_on": _Codec(_optional(str), _optional(date.fromisoformat)),
    "closes_at": _Codec(
        lambda moment: None if moment is None else _kept_moment(moment), _optional(_moment)
    ),
    "apply": _of_record(Apply, {}),
}
_DESCRIPTION = "description"
_NAMES = tuple(each.name for each in fields(Vacancy) if each.name not in TOLD_LATER)
_PRINT = 16  # bytes of a fingerprint
_NUMBERS = "I"  # of four bytes
# What stands beside the fields' names: no field is called so.
_LENGTHS, _SAID, _PLACES = "lengths of descriptions", "fingerprints", " at"


def columns_of(vacancies: Sequence[Vacancy]) -> Columns:
    """Return columns: for each field its values, or those that differ and their places; for
    descriptions, which are UTF-8 one after the other, how long they are. Then fingerprints.
    """
    texts = [each.description.encode("utf-8", "surrogatepass") for each in vacancies]
    columns: dict[str, Any] = {
        _DESCRIPTION: b"".join(texts),
        _LENGTHS: array(_NUMBERS, map(len, texts)),
        _SAID: b"".join([each.said for each in vacancies]),
    }
    for name in _NAMES:
        if name != _DESCRIPTION:
            columns |= _column(name, list(map(attrgetter(name), vacancies)))
    return columns


def _column(name: str, values: list[Any]) -> Columns:
    codec = _CODECS.get(name)
    if codec is None:
        if not all(type(each) is str for each in values):
            return {name: tuple(values)}
        texts: dict[str, int] = {}
        at = array(_NUMBERS, [texts.setdefault(each, len(texts)) for each in values])
        return {name: [*texts], f"{name}{_PLACES}": at}
    # By how they are kept: 12.6 and 12.60 are equal, and are not shown alike.
    places: dict[Any, int] = {}
    # Most values are the very same object as an earlier one's: they are looked at once.
    known: dict[int, int] = {}
    indexes: list[int] = []
    for value in values:
        index = known.get(id(value))
        if index is None:
            index = known[id(value)] = places.setdefault(codec.kept(value), len(places))
        indexes.append(index)
    return {name: tuple(places), f"{name}{_PLACES}": array(_NUMBERS, indexes)}


def vacancies_of(
    columns: Columns,
    first_seen: Mapping[str, date],
    last_seen: date | None,
) -> tuple[Vacancy, ...]:
    """Return the vacancies of columns. Raises ValueError, TypeError or LookupError for others.

    `first_seen` are days by vacancies' ids; `last_seen` is that of all of them.
    """
    filled: dict[str, Iterable[Any]] = {
        name: _values(name, columns) for name in _NAMES if name != _DESCRIPTION
    }
    ids, said = list(filled["id"]), columns[_SAID]
    count = len(ids)
    if len(said) != count * _PRINT:
        raise ValueError("the fingerprints are not all there")
    filled[_DESCRIPTION] = _texts(columns[_DESCRIPTION], columns[_LENGTHS])
    filled |= {"id": ids, "first_seen": map(first_seen.get, ids), "last_seen": repeat(last_seen)}
    filled |= {"ended_on": repeat(None), "status": repeat(Status.OPEN), "sources": repeat(())}
    rows = zip(*(filled[each.name] for each in fields(Vacancy)), strict=False)
    made = tuple(starmap(Vacancy, rows))
    if len(made) != count:
        raise ValueError("the columns are not of one length")
    for at, vacancy in enumerate(made):
        vacancy.remember(bytes(said[at * _PRINT : (at + 1) * _PRINT]))
    return made


def _texts(written: memoryview, lengths: Sequence[int]) -> list[str]:
    """Return texts that are written one after the other."""
    ends = list(accumulate(lengths))
    if (ends[-1] if ends else 0) != len(written):
        raise ValueError("the descriptions are not as long as they should be")
    starts = (0, *ends)
    return [
        str(written[start:end], "utf-8", "surrogatepass")
        for start, end in zip(starts, ends, strict=False)
    ]


def _values(name: str, columns: Columns) -> Iterable[Any]:
    values: list[Any] = columns[name]
    places = columns.get(f"{name}{_PLACES}")
    if places is None:
        return values
    if codec := _CODECS.get(name):
        values = [codec.back(each) for each in values]
    return map(values.__getitem__, places)
