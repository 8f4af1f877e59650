"""What was found in the texts of records, remembered from run to run while a file does not change.

Reading a thousand stories for long sentences, cold words and private details takes longer than
anything else that a build does with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from portal.cache import hash_of, program_version, read_result, write_result
from portal.errors import Problem
from portal.schema import Record
from portal.workers import spread

Found = tuple[Problem, ...]
Find = Callable[[Record], Iterable[Problem]]
# With fewer texts to read, further processes take longer to start than they save.
WORTH_SPREADING = 200
_PIECE = 25


class KnownTexts:
    """Problems by the hash of a record. With a file `cache`, also from run to run."""

    def __init__(self, cache: Path | None = None) -> None:
        """Take the file in which they are kept, which need not be there."""
        self._cache = cache
        self._held: dict[str, Any] | None = None
        self._round: dict[str, Found] = {}
        self._others: dict[str, Found] = {}
        self._keys: dict[int, str] = {}
        self._rest: tuple[str, date] = ("", date.min)

    def begin(self, rest: str, today: date) -> None:
        """Begin a round. What is found in it depends on records and on `rest`, and on nothing else.

        The day is asked for where a record is an example, which may have days relative to it.
        """
        self._round, self._keys = {}, {}
        self._rest = (rest, today)

    def read_ahead(self, records: Sequence[Record], find: Find, jobs: int) -> None:
        """Find what is in records that are not known, in several processes, if that is worth it."""
        if jobs == 1 or len(records) < WORTH_SPREADING:
            return
        keys = [(key, each) for each in records if (key := self._key(each))]
        new = [(key, each) for key, each in keys if self._known(key) is None]
        if len(new) < WORTH_SPREADING:
            return
        pieces = [new[start : start + _PIECE] for start in range(0, len(new), _PIECE)]
        made = spread(
            len(pieces), lambda number: [tuple(find(each)) for _, each in pieces[number]], jobs
        )
        for piece, found in zip(pieces, made, strict=True):
            self._round.update(zip((key for key, _ in piece), found, strict=True))

    def of(self, record: Record, find: Find) -> Found:
        """Return what was found in a record, or what `find` finds in it."""
        key = self._key(record)
        found = self._known(key)
        if found is None:
            found = tuple(find(record))
        if key:
            self._round[key] = found
        return found

    def of_other(self, key: str, find: Callable[[], Iterable[Problem]]) -> Found:
        """Return what was found, or what `find` finds now, in what is no record.

        The key says all that it depends on. What is asked for once is kept until the program ends.
        """
        found = self._known(key)
        self._others[key] = tuple(find()) if found is None else found
        return self._others[key]

    def keep(self) -> None:
        """Write down what was found in the last round, for a later run; of others nothing stays."""
        if self._cache is None:
            return
        every = self._round | self._others
        held = {key: [each.row() for each in found] for key, found in every.items()}
        if held != self._held:
            self._held = held
            write_result(self._cache, hash_of(program_version()), held)

    def _key(self, record: Record) -> str:
        """Return a hash of all that a record was read from, or nothing where that was no file."""
        known = self._keys.get(id(record))  # of no other one: all records live for the whole round
        if known is None:
            known = self._keys[id(record)] = self._key_of(record)
        return known

    def _key_of(self, record: Record) -> str:
        origin = record.origin
        if not origin.digest:
            return ""
        rest, today = self._rest
        day = today.isoformat() if getattr(record, "example", False) else ""
        kind = type(record).__name__
        return hash_of(repr((origin.digest, origin.path, origin.base, kind, record.id, day, rest)))

    def _known(self, key: str) -> Found | None:
        if self._held is None:
            held = self._cache and read_result(self._cache, hash_of(program_version()))
            self._held = held if isinstance(held, dict) else {}
        known = self._round.get(key)
        if known is not None or key not in self._held:
            return known
        try:
            return tuple(map(Problem.of_row, self._held[key]))
        except (TypeError, ValueError):  # not what we write
            return None
