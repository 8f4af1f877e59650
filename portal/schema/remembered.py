"""What was made of records, remembered while they are the very same: for a quick preview.

A file that has not changed gives the same objects each time it is read (`portal.content.loading`).
So that two records are one object says that nothing in them has changed, at no cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from portal.schema.record import Record

Made = TypeVar("Made")
RecordT = TypeVar("RecordT", bound=Record)


class Remembered(Generic[Made]):
    """What was made of each record in the last round, for the next one."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rest: Sequence[object] = ()
        self._before: dict[int, tuple[Record, Made]] = {}
        self._now: dict[int, tuple[Record, Made]] = {}

    def begin(self, *rest: object) -> None:
        """Begin a round. `rest` is all else that things are made of: another one, and all is gone.

        What was not asked for in the last round goes too, so that memory does not grow.
        """
        self._before = self._now if self._rest == rest else {}
        self._now = {}
        self._rest = rest

    def __contains__(self, record: Record) -> bool:
        """Return whether it is known what was made of a record."""
        return id(record) in self._before

    def of(self, record: RecordT, make: Callable[[RecordT], Made]) -> Made:
        """Return what was made of a record, or what `make` makes of it now."""
        key = id(record)  # of no other object: this one is held
        known = self._before.get(key)
        if known is None:
            known = (record, make(record))
        self._now[key] = known
        return known[1]
