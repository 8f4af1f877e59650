"""Columns that are written at once: the file is the one that `csv` writes row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from portal.pages.csv_columns import cells_of, own_column, shared_column

TEXTS = st.text(alphabet='ab ,"\r\n\t=é\ud800')


class Thing(NamedTuple):
    """Something with a field of its own and two that many have in common."""

    own: str
    kind: str
    price: float | None


def by_rows(rows: Sequence[Sequence[object]]) -> str:
    """Return what the module of the standard library makes of rows."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue()


@given(
    st.lists(st.builds(Thing, TEXTS, st.sampled_from(["", "a", "b,"]), st.none() | st.just(1.5)))
)
def test_columns_make_the_file_that_rows_make(things: list[Thing]) -> None:
    own = own_column([each.own for each in things])
    shared = shared_column(things, ["kind", "price"], lambda each: [each.kind, each.price])
    text = "".join(f"{','.join(row)}\r\n" for row in zip(own, shared, strict=True))
    assert text == by_rows(things)


@given(TEXTS, TEXTS)
def test_cells_side_by_side_are_the_row_without_its_end(first: str, second: str) -> None:
    assert f"{cells_of([first, second])}\r\n" == by_rows([[first, second]])


def test_what_things_have_in_common_is_written_once() -> None:
    things = [Thing(str(number), "a", 1.5) for number in range(100)]
    asked: list[Thing] = []

    def cells(each: Thing) -> list[str]:
        asked.append(each)
        return [each.kind]

    assert [*shared_column(things, ["kind", "price"], cells)] == ["a"] * 100
    assert len(asked) == 1
