"""What was found in the texts of records, remembered while one does not change.

Reading a thousand stories for long sentences, cold words and private details takes longer than
anything else that a build does with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from portal.cache import hash_of, program_version, read_result, write_result
from portal.errors import Position, Problem
from portal.fingerprints import Fingerprints, UnknownError
from portal.schema import Record

Found = tuple[Problem, ...]
# By place and id: the record, what else it was judged with, the key of both, and what was found.
_Round = dict[tuple[Position, str], tuple[Record, str, str, Found]]


class KnownTexts:
    """Problems by record. With a file `cache`, also from run to run."""

    def __init__(self, cache: Path | None = None) -> None:
        """Take the file in which they are kept, which need not be there."""
        self._cache = cache
        self._told: _Round = {}
        self._asked: _Round = {}
        self._held: dict[str, list[Any]] | None = None

    def of(self, record: Record, rest: str, find: Callable[[], Iterable[Problem]]) -> Found:
        """Return what was found in a record, or what `find` finds in it and in `rest` alone."""
        place = (record.position, record.id)
        told = self._told.get(place)
        if told is None or told[0] is not record or told[1] != rest:
            told = (record, rest, *self._find(record, rest, find))
        self._asked[place] = told
        return told[3]

    def end_round(self) -> None:
        """Let go of all records but those that were asked for since the last round."""
        self._told, self._asked = self._asked, {}

    def keep(self) -> None:
        """Write down what was found in the last round, for a later run; of others nothing stays."""
        if self._cache is None:
            return
        held = {
            key: [each.row() for each in found] for _, _, key, found in self._told.values() if key
        }
        if held != self._held:
            self._held = held
            write_result(self._cache, hash_of(program_version()), held)

    def _find(
        self, record: Record, rest: str, find: Callable[[], Iterable[Problem]]
    ) -> tuple[str, Found]:
        if self._held is None:
            held = self._cache and read_result(self._cache, hash_of(program_version()))
            self._held = held if isinstance(held, dict) else {}
        try:
            key = Fingerprints().of((record, rest)).hex()
        except UnknownError:  # known in this run alone
            return "", tuple(find())
        try:
            return key, tuple(map(Problem.of_row, self._held[key]))
        except (LookupError, TypeError, ValueError):  # not there, or not what we write
            return key, tuple(find())
