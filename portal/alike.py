"""What is made of many things that are mostly the same: once for all that are.

Of ten thousand vacancies few differ in the handful of fields from which something follows. To look
these up in a table takes a few tenths of a microsecond for each, whatever there is to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import TypeVar

ThingT = TypeVar("ThingT")
MadeT = TypeVar("MadeT")


def for_each(
    things: Collection[ThingT], told: Iterable[Hashable], make: Callable[[ThingT], MadeT]
) -> Iterator[MadeT]:
    """Yield what `make` makes of each thing, in their order; it is asked once for all things of
    which the same is told. `told` tells of each thing all from which follows what is made of it.

    >>> [*for_each(["a", "bb", "c"], [1, 2, 1], str.upper)]
    ['C', 'BB', 'C']
    """
    rows = [*told]
    unlike = dict(zip(rows, things, strict=True))
    made = {row: make(each) for row, each in unlike.items()}
    return map(made.__getitem__, rows)
