"""From a graph to a drawing: order, places, ports, tracks, paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from portal.pathway_map.graph import Box, Column, Drawing, Graph, Name, Route, Stop, Trunk, Way
from portal.pathway_map.labels import ROW_HEIGHT, wrap
from portal.pathway_map.places import Item, arrange, make_items
from portal.pathway_map.ports import Port, place_ports, ports_of, room_for
from portal.pathway_map.tracks import Run, assign
from portal.pathway_map.trees import Tree, columns_of, trees_of
from portal.values import fixed

BOX_WIDTH = 136
TEXT_WIDTH = 119
BOX_PADDING = 10
BOX_HEIGHT = 44  # the least: a finger is about as wide
HALF_TRACK = 3
GUTTER = 56  # the least
APPROACH = 12  # from a box to the first track
MARGIN = 14
TOP = 64  # the heads of the columns
NAME_WIDTH = 140
NAME_GAP = 6
EDGE = 10


@fixed
class Plan:
    """Everything about a drawing but its paths."""

    trees: tuple[Tree, ...]
    lanes: Mapping[tuple[int, int], Item]
    ports: Mapping[Port, int]
    tracks: Mapping[tuple[int, int], int]  # by tree and gutter, in pixels from the left
    lefts: Sequence[int]  # of columns

    def down(self, number: int, column: int) -> int:
        """Return how far down a tree is where it passes a column, or arrives there."""
        lane = self.lanes.get((number, column))
        tree = self.trees[number]
        return round(lane.y) if lane else self.ports[tree.end, tree.side, number]

    def leaf(self, number: int, way: Way) -> int:
        """Return how far down a way leaves its start."""
        return self.ports[way.start, self.trees[number].leaf_side(way), number]


@lru_cache(maxsize=8)
def lay_out(graph: Graph) -> Drawing:
    """Return the drawing of a graph; the same graph always gives the same drawing."""
    columns = columns_of(graph)
    trees = trees_of(graph, columns)
    lines = order_of_lines(graph)
    line_of = {stop.id: lines[stop.line] for stop in graph.stops}
    rows = {stop.id: wrap(stop.title, TEXT_WIDTH) for stop in graph.stops}
    heights = _heights(rows, trees)
    items, boxes, lanes = make_items(
        ((s.id, line_of[s.id], columns[s.id], heights[s.id]) for s in graph.stops), trees, line_of
    )
    names = {line: wrap(name, NAME_WIDTH) for line, name in graph.lines if line in lines}
    arrange(items, {lines[line]: _head(rows) for line, rows in names.items()})
    plan = _plan(trees, lanes, place_ports(trees, boxes, lanes), len(items))
    line_names = {stop.id: stop.line for stop in graph.stops}
    bottom = max((round(i.y) + i.height for column in items for i in column), default=0)
    ordered = _in_order(graph, lines, boxes)
    return Drawing(
        width=plan.lefts[-1],
        height=TOP + bottom + MARGIN,
        columns=_columns(graph, plan),
        names=tuple(
            Name(
                s.line,
                plan.lefts[boxes[s.id].column],
                round(boxes[s.id].y) + TOP,
                boxes[s.id].head,
                names[s.line],
            )
            for s in ordered
            if boxes[s.id].head
        ),
        boxes=tuple(_box(s, boxes[s.id], plan, rows[s.id]) for s in ordered),
        routes=tuple(_routes(plan, line_names)),
        trunks=tuple(_trunks(plan, line_names)),
    )


def _head(rows: Sequence[str]) -> int:
    return len(rows) * ROW_HEIGHT + NAME_GAP


def _columns(graph: Graph, plan: Plan) -> tuple[Column, ...]:
    levels = sorted({stop.level for stop in graph.stops})
    return tuple(
        Column(level, left, BOX_WIDTH) for level, left in zip(levels, plan.lefts, strict=False)
    )


def order_of_lines(graph: Graph) -> dict[str, int]:
    """Return the places of lines from the top: those with many ways between them are neighbours.

    The first line stays on top. Each other one in turn moves to its best place, until none has a
    better one.
    """
    line_of = {stop.id: stop.line for stop in graph.stops}
    order = list(dict.fromkeys(stop.line for stop in graph.stops))
    ways = [
        (line_of[way.start], line_of[way.end])
        for way in graph.ways
        if way.kind == "up" and way.start in line_of and way.end in line_of
    ]
    ways = [pair for pair in ways if pair[0] != pair[1]]

    def length(names: Sequence[str]) -> int:
        places = {name: place for place, name in enumerate(names)}
        return sum(abs(places[one] - places[other]) for one, other in ways)

    best = length(order)
    improved = True
    while improved:
        improved = False
        for name in order[1:]:
            for place in range(1, len(order)):
                other = [each for each in order if each != name]
                other.insert(place, name)
                if length(other) < best:
                    order, best, improved = other, length(other), True
    return {name: place for place, name in enumerate(order)}


def _heights(rows: Mapping[str, Sequence[str]], trees: Sequence[Tree]) -> dict[str, int]:
    heights = {
        stop: max(BOX_HEIGHT, len(lines) * ROW_HEIGHT + 2 * BOX_PADDING)
        for stop, lines in rows.items()
    }
    for (stop, _), numbers in ports_of(trees).items():
        heights[stop] = max(heights[stop], room_for(len(numbers)))
    return {stop: height + height % 2 for stop, height in heights.items()}


def _in_order(graph: Graph, lines: Mapping[str, int], boxes: Mapping[str, Item]) -> list[Stop]:
    """Return the stops as they are read: line by line, level by level, from the top."""
    return sorted(graph.stops, key=lambda s: (lines[s.line], boxes[s.id].column, boxes[s.id].y))


def _plan(
    trees: tuple[Tree, ...],
    lanes: Mapping[tuple[int, int], Item],
    ports: Mapping[Port, int],
    count: int,
) -> Plan:
    """Return tracks and columns: a gutter is as wide as its tracks need."""
    plan = Plan(trees, lanes, ports, {}, ())
    places = [assign(_runs(plan, gutter)) for gutter in range(count)]
    spreads = [HALF_TRACK * max(each.values(), default=0) for each in places]
    widths = [max(GUTTER, spread + 2 * APPROACH) for spread in spreads]
    if places and not places[-1]:
        widths[-1] = EDGE
    lefts = list(accumulate((BOX_WIDTH + width for width in widths), initial=EDGE))
    tracks = {}
    for gutter, each in enumerate(places):
        first = lefts[gutter] + BOX_WIDTH + (widths[gutter] - spreads[gutter]) // 2
        for tree, place in each.items():
            tracks[tree, gutter] = first + HALF_TRACK * place
    return Plan(trees, lanes, ports, tracks, lefts)


def _runs(plan: Plan, gutter: int) -> list[Run]:
    runs = []
    for number, tree in enumerate(plan.trees):
        if gutter not in tree.gutters:
            continue
        sides: dict[bool, list[int]] = {True: [], False: []}
        sides[tree.side == "right"].append(plan.down(number, tree.onward(gutter)))
        if tree.backward(gutter) in tree.lanes:
            sides[tree.side == "left"].append(plan.down(number, tree.backward(gutter)))
        for way in tree.leaves_in(gutter):
            sides[tree.leaf_side(way) == "right"].append(plan.leaf(number, way))
        stops = frozenset((tree.end, *(way.start for way in tree.ways)))
        runs.append(Run(number, tree.kind, stops, tuple(sides[True]), tuple(sides[False])))
    return runs


def _box(stop: Stop, item: Item, plan: Plan, rows: tuple[str, ...]) -> Box:
    return Box(
        id=stop.id,
        line=stop.line,
        level=stop.level,
        x=plan.lefts[item.column],
        y=round(item.y) + item.head + TOP,
        width=BOX_WIDTH,
        height=item.height - item.head,
        rows=rows,
    )


Corner = tuple[int, int]


def _routes(plan: Plan, names: Mapping[str, str]) -> Iterable[Route]:
    for number, tree in enumerate(plan.trees):
        for way in tree.ways:
            corners = _start(plan, number, way)
            gutters = tree.gutters
            own = gutters.index(tree.gutter_of(way))
            onward = gutters[own:] if tree.side == "left" else reversed(gutters[: own + 1])
            for gutter in onward:
                corners += _through(plan, number, gutter, corners[-1][1])
            yield Route(way, names[tree.end], _clean(corners))


def _start(plan: Plan, number: int, way: Way) -> list[Corner]:
    tree = plan.trees[number]
    left = plan.lefts[tree.columns[way.start]]
    x = left if tree.leaf_side(way) == "left" else left + BOX_WIDTH
    return [(x, plan.leaf(number, way) + TOP)]


def _through(plan: Plan, number: int, gutter: int, y: int) -> list[Corner]:
    """Return the corners of a tree from a place in a gutter to the next column on its way."""
    tree = plan.trees[number]
    column = tree.onward(gutter)
    hub = plan.down(number, column) + TOP
    end = plan.lefts[column] + (0 if tree.side == "left" else BOX_WIDTH)
    x = plan.tracks.get((number, gutter), end)
    return [(x, y), (x, hub), (end, hub)]


def _clean(corners: Sequence[Corner]) -> tuple[Corner, ...]:
    """Return a path without corners that are none."""
    kept: list[Corner] = []
    for corner in corners:
        if kept and kept[-1] == corner:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], corner):
            kept.pop()
        kept.append(corner)
    return tuple(kept)


def _straight(one: Corner, two: Corner, three: Corner) -> bool:
    return one[0] == two[0] == three[0] or one[1] == two[1] == three[1]


def _trunks(plan: Plan, names: Mapping[str, str]) -> Iterable[Trunk]:
    """Yield each tree as strokes: for every gutter what comes in there, up to where it joins."""
    for number, tree in enumerate(plan.trees):
        strokes: list[tuple[Corner, ...]] = []
        for gutter in tree.gutters:
            begins = [_start(plan, number, way)[0] for way in tree.leaves_in(gutter)]
            back = tree.backward(gutter)
            if back in tree.lanes:
                edge = plan.lefts[back] + (0 if tree.side == "left" else BOX_WIDTH)
                other = plan.lefts[back] + (BOX_WIDTH if tree.side == "left" else 0)
                begins.append((edge, plan.down(number, back) + TOP))
                strokes.append(((edge, begins[-1][1]), (other, begins[-1][1])))
                begins[-1] = (other, begins[-1][1])
            strokes += [
                _clean([begin, *_through(plan, number, gutter, begin[1])]) for begin in begins
            ]
        side = plan.lefts[tree.column] + (0 if tree.side == "left" else BOX_WIDTH)
        arrival = side, plan.ports[tree.end, tree.side, number] + TOP
        yield Trunk(tree.end, tree.kind, names[tree.end], tuple(strokes), arrival)
