"""Each page has one first heading, and no level is skipped (WCAG 1.3.1, technique H42)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from portal.checks.built import Built
from portal.errors import Problem


def check(built: Built) -> Iterator[Problem]:
    """Yield a problem for each page whose headings do not make an outline."""
    for facts in built.pages.values():
        headings = facts.headings
        levels = [heading.level for heading in headings]
        if levels.count(1) != 1:
            yield Problem(
                facts.origin,
                "headings",
                f"The page {facts.url} has {levels.count(1)} first headings instead of one.",
                "Give it one title.",
            )
        for above, heading in pairwise(headings):
            if heading.level > above.level + 1:
                yield Problem(
                    facts.origin,
                    "headings",
                    f'On the page {facts.url}, the heading "{heading.text[:60]}" skips a level: '
                    f"{heading.level} comes after {above.level}.",
                    f"Write it with {'#' * (above.level + 1)}.",
                )
        for heading in headings:
            if not heading.text:
                yield Problem(
                    facts.origin,
                    "headings",
                    f"There is an empty heading on the page {facts.url}.",
                    "Write something after the #, or take it out.",
                )
