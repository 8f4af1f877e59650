"""Ways that end at the same stop join into a tree, and arrive as one line.

A tree arrives on the left of its stop where it comes from earlier levels, and on the right where it
comes from the same level or from later ones. In every column that a tree passes, it has one lane.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from portal.pathway_map.graph import Graph, Kind, Side, Way
from portal.values import fixed


@fixed(slots=False)
class Tree:
    """Ways of one kind that end at one side of a stop. Columns are numbers from 0."""

    end: str
    kind: Kind
    side: Side
    column: int
    ways: tuple[Way, ...]
    columns: Mapping[str, int]

    @cached_property
    def lanes(self) -> range:
        """The columns that the tree passes between stops."""
        reach = [self.columns[way.start] for way in self.ways]
        if self.side == "left":
            return range(min(reach) + 1, self.column)
        return range(self.column + 1, max(reach))

    @cached_property
    def gutters(self) -> range:
        """The gutters in which the tree runs; gutter 0 is to the right of column 0."""
        reach = [self.columns[way.start] for way in self.ways]
        if self.side == "left":
            return range(min(reach), self.column)
        return range(self.column, max(*reach, self.column + 1))

    def gutter_of(self, way: Way) -> int:
        """Return the gutter into which a way leaves its start."""
        start = self.columns[way.start]
        return start if start <= self.column else start - 1

    def leaf_side(self, way: Way) -> Side:
        """Return the side of its start on which a way leaves."""
        return "left" if self.columns[way.start] > self.column else "right"

    def leaves_in(self, gutter: int) -> tuple[Way, ...]:
        """Return the ways that join the tree in a gutter."""
        return tuple(way for way in self.ways if self.gutter_of(way) == gutter)

    def onward(self, gutter: int) -> int:
        """Return the column to which the tree goes from a gutter, on its way to its end."""
        return gutter + 1 if self.side == "left" else gutter

    def backward(self, gutter: int) -> int:
        """Return the column from which the tree comes into a gutter, where it has a lane there."""
        return gutter if self.side == "left" else gutter + 1


def columns_of(graph: Graph) -> dict[str, int]:
    """Return the column of each stop: the levels that there are, without gaps."""
    levels = {level: n for n, level in enumerate(sorted({stop.level for stop in graph.stops}))}
    return {stop.id: levels[stop.level] for stop in graph.stops}


def trees_of(graph: Graph, columns: Mapping[str, int]) -> tuple[Tree, ...]:
    """Return the trees of a graph. Ways to themselves, to nowhere, or told twice are left out."""
    groups: defaultdict[tuple[str, Kind, Side], dict[str, Way]] = defaultdict(dict)
    for way in graph.ways:
        if way.start != way.end and way.start in columns and way.end in columns:
            side: Side = "left" if columns[way.start] < columns[way.end] else "right"
            groups[way.end, way.kind, side].setdefault(way.start, way)
    return tuple(
        Tree(end, kind, side, columns[end], tuple(ways.values()), columns)
        for (end, kind, side), ways in groups.items()
    )
