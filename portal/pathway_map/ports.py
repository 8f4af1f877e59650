"""Where lines meet boxes: every tree has a port of its own on a side, so no two lines share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from portal.pathway_map.graph import Side
from portal.pathway_map.places import Item
from portal.pathway_map.trees import Tree

PORT_GAP = 8
PORT_MARGIN = 10
ROUNDS = 4

Port = tuple[str, Side, int]  # a stop, its side, and the number of a tree


def ports_of(trees: Sequence[Tree]) -> dict[tuple[str, Side], list[int]]:
    """Return the numbers of the trees that meet each side of each stop."""
    sides: defaultdict[tuple[str, Side], list[int]] = defaultdict(list)
    for number, tree in enumerate(trees):
        sides[tree.end, tree.side].append(number)
        for way in tree.ways:
            sides[way.start, tree.leaf_side(way)].append(number)
    return sides


def room_for(ports: int) -> int:
    """Return the height that a box needs for so many ports on a side, in pixels."""
    return 2 * PORT_MARGIN + (ports - 1) * PORT_GAP if ports else 0


def place_ports(
    trees: Sequence[Tree], boxes: Mapping[str, Item], lanes: Mapping[tuple[int, int], Item]
) -> dict[Port, int]:
    """Return how far down each port is: as near as can be to where its line goes on."""
    sides = ports_of(trees)
    places: dict[Port, float] = {
        (stop, side, number): boxes[stop].middle
        for (stop, side), numbers in sides.items()
        for number in numbers
    }
    ends = _opposite(trees, lanes)
    for turn in range(ROUNDS):
        for (stop, side), numbers in sides.items():
            if (side == "left") == (turn % 2 == 0):
                wanted = {n: _mean(ends[stop, side, n], places, boxes[stop]) for n in numbers}
                _place(stop, side, wanted, boxes[stop], places)
    return {port: round(place) for port, place in places.items()}


_End = Item | Port


def _opposite(
    trees: Sequence[Tree], lanes: Mapping[tuple[int, int], Item]
) -> dict[Port, list[_End]]:
    """Return what is at the other end of each port's line, in the same gutter."""
    ends: defaultdict[Port, list[_End]] = defaultdict(list)
    for number, tree in enumerate(trees):
        root: Port = (tree.end, tree.side, number)
        last = tree.column - 1 if tree.side == "left" else tree.column
        for way in tree.ways:
            gutter = tree.gutter_of(way)
            leaf: Port = (way.start, tree.leaf_side(way), number)
            ends[leaf].append(lanes.get((number, tree.onward(gutter)), root))
            if gutter == last:
                ends[root].append(leaf)
        lane = lanes.get((number, tree.backward(last)))
        if lane is not None:
            ends[root].append(lane)
    return ends


def _mean(ends: Sequence[_End], places: Mapping[Port, float], box: Item) -> float:
    downs = [end.middle if isinstance(end, Item) else places[end] for end in ends]
    # What can go straight, goes straight.
    straight = [
        down
        for down in downs
        if box.y + box.head + PORT_MARGIN <= down <= box.y + box.height - PORT_MARGIN
    ]
    downs = straight[:1] or downs
    return sum(downs) / len(downs) if downs else box.middle


def _place(
    stop: str, side: Side, wanted: Mapping[int, float], box: Item, places: dict[Port, float]
) -> None:
    """Put the ports of a side in the order of where they go, apart, and within the box."""
    order = sorted(wanted, key=lambda number: (wanted[number], number))
    top = box.y + box.head + PORT_MARGIN
    bottom = box.y + box.height - PORT_MARGIN - (len(order) - 1) * PORT_GAP
    pools: list[tuple[float, int]] = []
    for place, number in enumerate(order):
        total, count = (
            min(max(wanted[number], box.y + box.head), box.y + box.height) - place * PORT_GAP,
            1,
        )
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            above = pools.pop()
            total, count = total + above[0], count + above[1]
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    for place, number in enumerate(order):
        places[stop, side, number] = min(max(level[place], top), bottom) + place * PORT_GAP
