"""Warns of pages that are too heavy for a cheap phone on a slow line (DESIGN.md, the budgets).

Sizes are in bytes as gzip makes them, which is what a plain web host sends.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from portal import routes
from portal.checks.built import Built
from portal.errors import Position, Problem, warning
from portal.facts import PageFacts

KILOBYTE = 1024
PAGE = 15 * KILOBYTE
STYLES = 15 * KILOBYTE
# 10 kB is the aim; the finder and the planner are a little above it, so this holds the line there.
SCRIPTS = 10 * KILOBYTE
# The map of the pathway is a drawing, and it is what people come for; the pack for providers is a
# whole document to print.
MAPS: Mapping[str, int] = {routes.PATHWAY: 60 * KILOBYTE, routes.PROVIDER_PACK: 60 * KILOBYTE}

# Styles and scripts with a fingerprint of what they hold (portal.assets).
_STAMPED = re.compile(r"\.[0-9a-f]{12}\.(?:css|js)\Z")

# What scripts load when somebody uses them. The finder's file holds the first 1,000 vacancies, and
# each file after it 1,000 more, so that what is allowed grows with their number.
DATA: Mapping[str, tuple[int, str, str]] = {
    f"{routes.VACANCIES}finder.json": (
        *(150 * KILOBYTE, "content/vacancies"),
        "Look for adverts with very long titles, pay or hours in words, and shorten them.",
    ),
    f"{routes.SEARCH}index.json": (
        *(100 * KILOBYTE, "content"),
        "Divide the index (docs/decisions/0014-search.md), or publish less that is out of date.",
    ),
    f"{routes.PLAN}planner.json": (
        *(40 * KILOBYTE, "content/pathway/steps.yaml"),
        "Shorten the notes of steps.",
    ),
}


def check(built: Built) -> Iterator[Problem]:
    """Yield a warning for the heaviest page of each file that has one over its budget, and for
    what scripts load.
    """
    yield from _check_pages(built)
    yield from _check_assets(built)
    yield from _check_data(built)


def _check_pages(built: Built) -> Iterator[Problem]:
    over: defaultdict[str, list[PageFacts]] = defaultdict(list)
    for page in built.in_brief:
        if page.compressed > MAPS.get(page.url, PAGE):
            over[page.origin.path].append(page)
    for pages in over.values():
        worst = max(pages, key=lambda each: (each.compressed, each.url))
        more = f", and {len(pages) - 1:,} more like it" if len(pages) > 1 else ""
        yield warning(
            worst.origin,
            "page-too-heavy",
            f"The page {worst.url} has {_kilobytes(worst.compressed)} to load{more}; "
            f"{_kilobytes(MAPS.get(worst.url, PAGE))} is the most that loads fast on a phone.",
            "Make the text shorter, or divide it into several pages.",
        )


def _check_assets(built: Built) -> Iterator[Problem]:
    """Pages that load the same are told once, by the first of them."""
    sizes = {**built.weighed}
    first: dict[tuple[str, ...], PageFacts] = {}
    for page in built.in_brief:
        # A head also names the lists before and after its own.
        assets = tuple([each for each in page.head_assets if each.endswith((".css", ".js"))])
        first.setdefault(assets, page)
    told: set[tuple[str, int]] = set()
    root = built.library.config.root
    for assets, page in first.items():
        for suffix, name, most in ((".css", "styles", STYLES), (".js", "scripts", SCRIPTS)):
            urls = {each.removeprefix(root) for each in assets if each.endswith(suffix)}
            for url in urls - sizes.keys():
                sizes[url] = _weigh(built.assets.get(url, b""))
            total = sum(sizes[url] for url in urls)
            if total > most and (name, total) not in told:
                told.add((name, total))
                yield warning(
                    page.origin,
                    f"{name}-too-heavy",
                    f"The page {page.url} loads {_kilobytes(total)} of {name}; "
                    f"{_kilobytes(most)} is the most that loads fast on a phone.",
                    "Give pages that need more a file of their own, and keep that of every page "
                    "small.",
                )


def weigh(assets: Mapping[str, bytes], known: Mapping[str, int]) -> dict[str, int]:
    """Return the compressed sizes of styles and scripts, in bytes, by address.

    What is `known` of one that has a fingerprint in its address need not be found out again.
    """
    return {
        url: known.get(url) or _weigh(data) for url, data in assets.items() if _STAMPED.search(url)
    }


def _weigh(data: bytes) -> int:
    return len(zlib.compress(data, 9))


def _check_data(built: Built) -> Iterator[Problem]:
    for url, size in built.data.items():
        most, origin, remedy = DATA[url]
        if size > most:
            yield warning(
                Position(origin),
                "data-too-heavy",
                f"{url} has {_kilobytes(size)} to load; {_kilobytes(most)} is the most that loads "
                "fast on a phone.",
                remedy,
            )


def _kilobytes(size: int) -> str:
    return f"{size / KILOBYTE:.1f} kB"
