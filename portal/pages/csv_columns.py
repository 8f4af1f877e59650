"""Columns of a CSV file (RFC 4180), written for all rows at once.

The `csv` module looks at each character of each row. Of ten thousand vacancies few differ in what
most columns tell: what is the same is written once.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from portal.alike import for_each

ThingT = TypeVar("ThingT")
# One of these in a cell, and the cell has to be quoted.
_SIGNS = (",", '"', "\r", "\n")


class _Echo:
    """Gives back what is written into it: `csv.writer` has no other way to return a text."""

    @staticmethod
    def write(text: str) -> str:
        return text


_writer = csv.writer(_Echo)


def cells_of(values: Iterable[object]) -> str:
    """Return values as cells side by side, quoted where they must be, without the end of a line.

    >>> cells_of(["Cook", "Days, nights", None]), cells_of([""])
    ('Cook,"Days, nights",', '')
    """
    # An empty cell that is alone in its row would be quoted.
    written: str = _writer.writerow((*values, ""))
    return written[: -len(",\r\n")]


def shared_column(
    things: Sequence[ThingT], fields: Sequence[str], cells: Callable[[ThingT], Iterable[object]]
) -> Iterator[str]:
    """Return the cells of each thing, which follow from these fields: written once for all things
    with the same.

    Decimals must not be among the fields: 12.5 and 12.50 are equal, and their texts are not.
    """
    told = map(attrgetter(*fields), things)
    return for_each(things, told, lambda each: cells_of(cells(each)))


def own_column(texts: Sequence[str]) -> Iterable[str]:
    """Return texts as cells: as they are, unless one of them has to be quoted."""
    whole = "".join(texts)
    if not any(sign in whole for sign in _SIGNS):
        return texts
    return for_each(texts, texts, lambda text: cells_of([text]))
