"""Each page has one first heading, and no level is skipped (WCAG 1.3.1, technique H42)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from portal.errors import Problem
from portal.facts import PageFacts


def check(facts: PageFacts) -> Iterator[Problem]:
    """Yield a problem for each fault in the outline that a page's headings make."""
    headings = facts.headings
    levels, texts = zip(*headings, strict=True) if headings else ((), ())
    if _is_outline(levels) and all(texts):
        return
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


@lru_cache(maxsize=1_000)  # ten thousand pages have a handful of outlines
def _is_outline(levels: tuple[int, ...]) -> bool:
    return levels.count(1) == 1 and all(below <= above + 1 for above, below in pairwise(levels))
