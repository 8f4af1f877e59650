"""Long lists in pages: how many, where each stands, and which part it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from portal.pages.cards import Pagination
from portal.routes import list_page

T = TypeVar("T")
_NEIGHBOURS = 2


def count_pages(members: int, size: int) -> int:
    """Return how many pages a list has; an empty list has one, which says that it is empty."""
    return max(1, -(-members // size))


def part(members: Sequence[T], number: int, size: int) -> Sequence[T]:
    """Return what page `number` of a list shows."""
    return members[(number - 1) * size : number * size]


def paginate(url: str, number: int, total: int) -> Pagination:
    """Return where page `number` of the list at an address stands.

    Links lead to the first and last page and to the neighbours, so that 200 pages stay readable.
    """
    near = range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)
    shown = sorted({1, total, *(each for each in near if 1 <= each <= total)})
    return Pagination(
        current=number,
        total=total,
        previous_url=list_page(url, number - 1) if number > 1 else "",
        next_url=list_page(url, number + 1) if number < total else "",
        links=tuple((each, list_page(url, each)) for each in shown),
    )
