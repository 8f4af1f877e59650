"""The lines of the pathway as a small map: one row a line, one column a level, from real steps.

Where a line does not begin at the first level, it branches off from the line from which most steps
lead up to it. The list beside the drawing says the same in words, with links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from portal import routes
from portal.content.role import Branch
from portal.library import Library
from portal.pages import words
from portal.values import fixed

# In pixels, as in assets/css/sheets/home.css, where the rows of the list are as high as these.
ROW = 56
COLUMN = 104
MARGIN = 44
HEAD = 40
_BEND = 16
_APART = 9


@fixed
class RouteStop:
    """A level of a line at which it has roles."""

    x: int
    y: int


@fixed
class RouteLine:
    """A line: `id` is its branch; `path` is its track, from where it branches off to its end."""

    id: str
    title: str
    url: str
    roles: int
    reach: str
    path: str
    stops: tuple[RouteStop, ...]


@fixed
class RouteMap:
    """The map: `levels` are columns, each with its middle and its number."""

    width: int
    height: int
    levels: tuple[tuple[int, int], ...]
    lines: tuple[RouteLine, ...]


def route_map_of(library: Library) -> RouteMap | None:
    """Return the small map of a library, or None where there is no role."""
    levels = _levels(library)
    if not levels:
        return None
    rows = {branch: row for row, branch in enumerate(levels)}
    last = max(max(each) for each in levels.values())
    sources = _sources(library, levels)
    return RouteMap(
        width=2 * MARGIN + (last - 1) * COLUMN,
        height=HEAD + len(rows) * ROW,
        levels=tuple((_x(level), level) for level in range(1, last + 1)),
        lines=tuple(
            RouteLine(
                id=branch.value,
                title=words.BRANCHES[branch],
                url=f"{routes.PATHWAY}#line-{branch.value}",
                roles=sum(found.values()),
                reach=_reach(found),
                path=_track(branch, levels, rows, sources),
                stops=tuple(RouteStop(_x(level), _y(rows[branch])) for level in sorted(found)),
            )
            for branch, found in levels.items()
        ),
    )


def _levels(library: Library) -> dict[Branch, Counter[int]]:
    """Return how many roles each line has at each level, for lines that have any."""
    found: dict[Branch, Counter[int]] = {branch: Counter() for branch in Branch}
    for role in library.roles.values():
        found[role.branch][role.level] += 1
    return {branch: levels for branch, levels in found.items() if levels}


def _sources(
    library: Library, levels: Mapping[Branch, Counter[int]]
) -> dict[Branch, tuple[Branch, int]]:
    """Return, for each line that begins higher up, the line and level that most steps come from."""
    ways: dict[Branch, Counter[tuple[Branch, int]]] = {branch: Counter() for branch in levels}
    for step in library.steps:
        start, end = library.roles[step.from_], library.roles[step.to]
        first = min(levels[end.branch])
        if start.branch is not end.branch and start.level < first:
            ways[end.branch][start.branch, start.level] += 1
    return {
        branch: min(found, key=lambda each: (-found[each], each[1], list(levels).index(each[0])))
        for branch, found in ways.items()
        if found
    }


def _track(
    branch: Branch,
    levels: Mapping[Branch, Counter[int]],
    rows: Mapping[Branch, int],
    sources: Mapping[Branch, tuple[Branch, int]],
) -> str:
    """Return the track of a line; those that leave another one side by side keep apart."""
    first, last, y = min(levels[branch]), max(levels[branch]), _y(rows[branch])
    if branch not in sources:
        return f"M{_x(first)} {y}H{_x(last)}"
    origin, level = sources[branch]
    beside = [each for each in sources if sources[each] == sources[branch]]
    down = 1 if rows[origin] < rows[branch] else -1
    # The nearest line turns off last, so that none crosses its neighbour.
    beside.sort(key=lambda each: abs(rows[each] - rows[origin]), reverse=True)
    x = _x(level) + 28 + beside.index(branch) * _APART
    start = _y(rows[origin])
    return (
        f"M{_x(level)} {start}H{x - _BEND}q{_BEND} 0 {_BEND} {_BEND * down}"
        f"V{y - _BEND * down}q0 {_BEND * down} {_BEND} {_BEND * down}H{_x(last)}"
    )


def _reach(found: Counter[int]) -> str:
    first, last = min(found), max(found)
    return f"level {first}" if first == last else f"levels {first} to {last}"


def _x(level: int) -> int:
    return MARGIN + (level - 1) * COLUMN


def _y(row: int) -> int:
    return HEAD + row * ROW + ROW // 2
