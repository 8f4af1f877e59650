"""Where everything stands in its column: first in which order, then how far down.

The order follows the barycentre method for layered drawings (Sugiyama, Tagawa and Toda, 1981):
everything goes where its neighbours are, sweep by sweep, and the order with the fewest crossings is
kept. How far down is a least-squares problem with one order to keep, solved exactly by pooling
adjacent violators (isotonic regression).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from portal.pathway_map.trees import Tree

SWEEPS = 12
SETTLING = 10
BOX_GAP = 20
LINE_GAP = 34
LANE_GAP = 12
LANES_APART = 8


@dataclass(slots=True, eq=False)
class Item:
    """Something with a place in a column: a stop, or the lane of a tree (height 0)."""

    stop: str | None
    line: int
    column: int
    height: int
    head: int = 0  # of its height, what is above the box: the name of the line
    y: float = 0.0
    before: list[Item] = field(default_factory=list, repr=False)
    after: list[Item] = field(default_factory=list, repr=False)
    beside: list[Item] = field(default_factory=list, repr=False)

    @property
    def middle(self) -> float:
        """How far down the middle of its box is, in pixels."""
        return self.y + (self.height + self.head) / 2


Columns = list[list[Item]]


def make_items(
    stops: Iterable[tuple[str, int, int, int]], trees: Sequence[Tree], lines: Mapping[str, int]
) -> tuple[Columns, dict[str, Item], dict[tuple[int, int], Item]]:
    """Return columns of items, the items of stops by id, and those of lanes by tree and column.

    `stops` are ids, lines, columns and heights; `lines` are the lines of stops by their ids.
    """
    boxes = {each[0]: Item(*each) for each in stops}
    lanes: dict[tuple[int, int], Item] = {}
    for number, tree in enumerate(trees):
        for column in tree.lanes:
            lanes[number, column] = Item(None, lines[tree.end], column, 0)
    for number, tree in enumerate(trees):
        _connect(number, tree, boxes, lanes)
    count = 1 + max((item.column for item in boxes.values()), default=-1)
    columns: Columns = [[] for _ in range(count)]
    for item in (*boxes.values(), *lanes.values()):
        columns[item.column].append(item)
    return columns, boxes, lanes


def _connect(
    number: int, tree: Tree, boxes: Mapping[str, Item], lanes: Mapping[tuple[int, int], Item]
) -> None:
    root = boxes[tree.end]
    for gutter in tree.gutters:
        hub = lanes.get((number, tree.onward(gutter)), root)
        joining = [boxes[way.start] for way in tree.leaves_in(gutter)]
        lane = lanes.get((number, tree.backward(gutter)))
        for item in joining if lane is None else [*joining, lane]:
            if item.column == hub.column:
                item.beside.append(hub)
                hub.beside.append(item)
            else:
                left, right = (item, hub) if item.column < hub.column else (hub, item)
                left.after.append(right)
                right.before.append(left)


def gap_between(above: Item, below: Item) -> int:
    """Return the least distance between two neighbours in a column, in pixels."""
    if above.stop and below.stop:
        return BOX_GAP if above.line == below.line else LINE_GAP
    return LANE_GAP if above.stop or below.stop else LANES_APART


def arrange(columns: Columns, heads: Mapping[int, int]) -> None:
    """Order the columns and put everything in its place.

    `heads` is the room for the name of each line, above its first stop.
    """
    for column in columns:
        column.sort(key=lambda item: item.line)
        _stack(column)
    best = (_crossings(columns), [list(column) for column in columns])
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = {id(item): _wanted(item, both=sweep >= SWEEPS // 2) for item in column}
            column.sort(key=lambda item: (item.line, wanted[id(item)]))
            _settle(column, [wanted[id(item)] for item in column])
        _swap(columns)
        crossings = _crossings(columns)
        if crossings < best[0]:
            best = crossings, [list(column) for column in columns]
    columns[:] = best[1]
    _make_room(columns, heads)
    room = max(map(_stack, columns), default=0)
    for turn in range(SETTLING):
        for column in columns if turn % 2 == 0 else reversed(columns):
            _settle(column, [_wanted(item, both=True) for item in column], room)
    _finish(columns)


def _make_room(columns: Columns, heads: Mapping[int, int]) -> None:
    named: set[int] = set()
    for column in columns:
        for item in column:
            if item.stop and item.line not in named:
                named.add(item.line)
                item.head = heads.get(item.line, 0)
                item.height += item.head


def _stack(column: Sequence[Item]) -> float:
    """Put a column together from 0 down; return how high it is."""
    y = 0.0
    for number, item in enumerate(column):
        y += gap_between(column[number - 1], item) if number else 0
        item.y = y
        y += item.height
    return y


def _wanted(item: Item, *, both: bool) -> float:
    """Return where an item's middle would be best: among its neighbours."""
    near = item.before + item.after if both else item.before or item.after
    ways = [each.middle for each in near] + [each.middle for each in item.beside[:2]]
    return sum(ways) / len(ways) if ways else item.middle


def _settle(column: Sequence[Item], wanted: Sequence[float], room: float = inf) -> None:
    """Put items as near as can be to where they want their middles, in order, with gaps.

    With `room`, they stay between 0 and there.
    """
    offsets: list[float] = []
    offset = 0.0
    for number, item in enumerate(column):
        offset += gap_between(column[number - 1], item) if number else 0
        offsets.append(offset)
        offset += item.height
    pools: list[tuple[float, int]] = []
    for item, want, offset in zip(column, wanted, offsets, strict=True):
        total, count = want - (item.middle - item.y) - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            above = pools.pop()
            total, count = total + above[0], count + above[1]
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    if room < inf:
        level = [min(max(base, 0), room - offset) for base in level]
    for item, offset, base in zip(column, offsets, level, strict=True):
        item.y = base + offset


def _crossings(columns: Columns) -> int:
    """Return how often connections between neighbouring columns cross (an inversion count)."""
    crossings = 0
    for column in columns:
        after = columns[column[0].column + 1 : column[0].column + 2] if column else []
        places = {id(item): n for near in after for n, item in enumerate(near)}
        seen: list[int] = []
        for item in column:
            ends = sorted(places[id(each)] for each in item.after)
            for end in ends:
                crossings += len(seen) - bisect_right(seen, end)
            for end in ends:
                insort(seen, end)
    return crossings


def _swap(columns: Columns) -> None:
    """Swap neighbours in a column wherever that takes crossings away."""
    for column in columns:
        places: defaultdict[int, int] = defaultdict(int)
        for near in columns[max(0, column[0].column - 1) : column[0].column + 2] if column else ():
            places.update({id(item): n for n, item in enumerate(near)})
        for n in range(len(column) - 1):
            above, below = column[n], column[n + 1]
            if above.line == below.line and _gain(above, below, places) > 0:
                column[n], column[n + 1] = below, above
        _settle(column, sorted(item.middle for item in column))


def _gain(above: Item, below: Item, places: Mapping[int, int]) -> int:
    gain = 0
    for ours, theirs in ((above.before, below.before), (above.after, below.after)):
        for one in ours:
            for other in theirs:
                gain += (places[id(one)] > places[id(other)]) - (
                    places[id(one)] < places[id(other)]
                )
    return gain


def _finish(columns: Columns) -> None:
    """Move everything to whole pixels, from 0 down, and keep the gaps."""
    top = min((item.y for column in columns for item in column), default=0.0)
    for column in columns:
        floor = 0
        for number, item in enumerate(column):
            if number:
                above = column[number - 1]
                floor = int(above.y) + above.height + gap_between(above, item)
            item.y = max(round(item.y - top), floor)
