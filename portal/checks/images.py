"""Each picture has a text alternative, empty where it tells nothing (WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from portal.checks.built import Built
from portal.errors import Problem

_BARE_IMAGES = attrgetter("bare_images")


def check(built: Built) -> Iterator[Problem]:
    """Yield a problem for each picture without an `alt`."""
    for facts in built.made:
        if not any(map(_BARE_IMAGES, facts.parts)):
            continue
        for image in facts.images_without_alternative:
            yield Problem(
                facts.origin,
                "alt-missing",
                f"The picture {image} on the page {facts.url} has no alt text.",
                "Say in a sentence what it shows.",
            )
