"""Each page has one first heading, and no level is skipped (WCAG 1.3.1, technique H42)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from portal.checks.built import Built
from portal.errors import Problem

_LEVEL, _TEXT = attrgetter("level"), attrgetter("text")


def check(built: Built) -> Iterator[Problem]:
    """Yield a problem for each page whose headings do not make an outline."""
    sound: set[tuple[int, ...]] = set()  # outlines; ten thousand pages have a handful of them
    for facts in built.made:
        headings = facts.headings
        levels = tuple(map(_LEVEL, headings))
        if levels in sound and all(map(_TEXT, headings)):
            continue
        if levels.count(1) == 1 and all(below <= above + 1 for above, below in pairwise(levels)):
            sound.add(levels)
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
