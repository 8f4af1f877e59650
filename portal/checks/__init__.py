"""Checks of the finished pages: one file a check, and the one tuple that registers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.checks import budgets, headings, images, links, names
from portal.checks.built import Built
from portal.errors import Problem

__all__ = ["CHECKS", "Built", "check"]

CHECKS: tuple[Callable[[Built], Iterator[Problem]], ...] = (
    links.check,
    headings.check,
    images.check,
    names.check,
    budgets.check,
)


def check(built: Built) -> Iterator[Problem]:
    """Yield every problem in the finished pages."""
    for each in CHECKS:
        yield from each(built)
