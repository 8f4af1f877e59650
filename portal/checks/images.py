"""Each picture has a text alternative, empty where it tells nothing (WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.errors import Problem
from portal.facts import PageFacts


def check(facts: PageFacts) -> Iterator[Problem]:
    """Yield a problem for each picture of a page without an `alt`."""
    for image in facts.images_without_alternative:
        yield Problem(
            facts.origin,
            "alt-missing",
            f"The picture {image} on the page {facts.url} has no alt text.",
            "Say in a sentence what it shows.",
        )
