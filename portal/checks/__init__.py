"""Checks of the finished pages: one file a check, and the two tuples that register them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.checks import budgets, headings, images, links, names
from portal.checks.built import Built
from portal.errors import Problem
from portal.facts import PageFacts

__all__ = ["CHECKS", "PAGE_CHECKS", "Built", "check", "check_page"]

# What can be told from a page by itself is checked as soon as it is made.
PAGE_CHECKS: tuple[Callable[[PageFacts], Iterator[Problem]], ...] = (
    headings.check,
    images.check,
    names.check_page,
)

CHECKS: tuple[Callable[[Built], Iterator[Problem]], ...] = (
    links.check,
    names.check,
    budgets.check,
)


def check(built: Built) -> Iterator[Problem]:
    """Yield every problem in the finished pages, but those of a page by itself."""
    for each in CHECKS:
        yield from each(built)


def check_page(facts: PageFacts) -> Iterator[Problem]:
    """Yield every problem that a page has by itself."""
    for each in PAGE_CHECKS:
        yield from each(facts)
