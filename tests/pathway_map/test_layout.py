"""Whatever the pathway is, its map is sound: boxes apart, lines beside boxes, always the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.pathway_map import (
    ROW_HEIGHT,
    Box,
    Drawing,
    Graph,
    Stop,
    Way,
    faults_of,
    lay_out,
    rounded,
    tracks,
)
from portal.pathway_map.labels import text_width, wrap

TITLES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Return any graph, with circles, steps to oneself, steps told twice and steps to nowhere."""
    count = draw(st.integers(0, 14))
    ids = [f"role-{number}" for number in range(count)]
    stops = tuple(
        Stop(
            each,
            " ".join(draw(st.lists(TITLES, min_size=1, max_size=4))),
            draw(st.sampled_from("abcd")),
            draw(st.integers(1, 6)),
        )
        for each in ids
    )
    ends = st.sampled_from([*ids, "nobody"])
    ways = draw(
        st.lists(st.builds(Way, ends, ends, st.sampled_from(["up", "across"])), max_size=3 * count)
    )
    return Graph(stops, tuple(ways), (("a", "The first line"), ("b", "Another one")))


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share more than an edge."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def through(box: Box, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Say whether a straight line runs inside a box."""
    left, right = sorted((one[0], two[0]))
    top, bottom = sorted((one[1], two[1]))
    return (
        left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y
    )


@given(graphs())
@settings(max_examples=40)
def test_any_pathway_gives_a_sound_drawing(graph: Graph) -> None:
    drawing = lay_out(graph)
    assert {box.id for box in drawing.boxes} == {stop.id for stop in graph.stops}
    assert not any(overlap(*pair) for pair in combinations(drawing.boxes, 2))
    for box in drawing.boxes:
        assert box.x >= 0 and box.x + box.width <= drawing.width  # noqa: PT018
        assert box.y >= 0 and box.y + box.height <= drawing.height  # noqa: PT018
        assert box.height >= len(box.rows) * ROW_HEIGHT
    strokes = [route.corners for route in drawing.routes]
    strokes += [stroke for trunk in drawing.trunks for stroke in trunk.strokes]
    for corners in strokes:
        for one, two in pairwise(corners):
            assert one[0] == two[0] or one[1] == two[1]
            assert not any(through(box, one, two) for box in drawing.boxes)


@given(graphs())
@settings(max_examples=20)
def test_every_way_is_drawn_once_from_its_start_to_its_end(graph: Graph) -> None:
    drawing = lay_out(graph)
    known = {stop.id for stop in graph.stops}
    wanted = {way for way in graph.ways if way.start != way.end and {way.start, way.end} <= known}
    assert {route.way for route in drawing.routes} == wanted
    assert len(drawing.routes) == len(wanted)
    boxes = {box.id: box for box in drawing.boxes}
    for route in drawing.routes:
        for stop, (x, y) in (
            (route.way.start, route.corners[0]),
            (route.way.end, route.corners[-1]),
        ):
            box = boxes[stop]
            assert x in (box.x, box.x + box.width)
            assert box.y < y < box.y + box.height


@given(graphs())
@settings(max_examples=20)
def test_the_same_pathway_gives_the_same_drawing(graph: Graph) -> None:
    again = Graph(tuple(replace(stop) for stop in graph.stops), graph.ways, graph.lines)
    lay_out.cache_clear()
    first = lay_out(graph)
    lay_out.cache_clear()
    assert lay_out(again) == first


@given(graphs())
@settings(max_examples=20)
def test_what_the_check_looks_for_is_what_the_eye_sees(graph: Graph) -> None:
    told = [fault for fault in faults_of(lay_out(graph)) if "lie over" not in fault]
    assert told == []


@given(st.text(max_size=80), st.integers(40, 200))
def test_rows_of_a_title_fit_and_leave_nothing_out(title: str, width: int) -> None:
    rows = wrap(title, width)
    assert "".join("".join(rows).split()) == "".join(title.split())
    assert all(text_width(row) <= width or len(row) == 1 for row in rows)


def line(*stops: tuple[str, int], ways: str, kind: str = "up") -> Graph:
    """Return a graph of one line: stops with their levels, and ways like `a>b c>d`."""
    pairs = [way.split(">") for way in ways.split()]
    return Graph(
        tuple(Stop(name, name, "a", level) for name, level in stops),
        tuple(Way(start, end, kind) for start, end in pairs),  # type: ignore[arg-type]
    )


def test_a_line_of_one_role_after_another_is_straight() -> None:
    drawing = lay_out(line(("a", 1), ("b", 2), ("c", 3), ways="a>b b>c"))
    assert [len(route.corners) for route in drawing.routes] == [2, 2]
    assert [column.level for column in drawing.columns] == [1, 2, 3]


def test_ways_that_need_not_cross_do_not() -> None:
    drawing = lay_out(
        line(("a", 1), ("b", 1), ("c", 1), ("x", 2), ("y", 2), ("z", 2), ways="a>z b>y c>x")
    )
    assert all(len(route.corners) == 2 for route in drawing.routes)


def test_ways_into_the_same_role_arrive_as_one_line() -> None:
    drawing = lay_out(line(("a", 1), ("b", 1), ("c", 1), ("x", 2), ways="a>x b>x c>x"))
    assert len({route.corners[-1] for route in drawing.routes}) == 1
    assert len(drawing.trunks) == 1


def test_a_way_that_skips_a_level_passes_between_its_boxes() -> None:
    drawing = lay_out(line(("a", 1), ("b", 2), ("c", 2), ("x", 3), ways="a>b a>c b>x c>x a>x"))
    assert list(faults_of(drawing)) == []


def test_a_role_with_forty_ways_out_has_room_for_all_of_them() -> None:
    stops = [("hub", 1), *((f"r{number}", 2) for number in range(40))]
    drawing = lay_out(line(*stops, ways=" ".join(f"hub>r{number}" for number in range(40))))
    assert list(faults_of(drawing)) == []
    exits = Counter(route.corners[0] for route in drawing.routes)
    assert len(exits) == 40


@pytest.mark.parametrize(
    "title",
    ["A" * 60, "Donaudampfschifffahrtsgesellschaftskapitän", "عامل رعاية أول في دار رعاية"],
    ids=["one long word", "a real long word", "right to left"],
)
def test_a_very_long_title_stays_in_its_box(title: str) -> None:
    (box,) = lay_out(Graph((Stop("a", title, "a", 1),), ())).boxes
    assert len(box.rows) > 1
    assert all(text_width(row) <= box.width for row in box.rows)
    assert box.height >= len(box.rows) * ROW_HEIGHT


def test_nothing_gives_an_empty_drawing() -> None:
    assert lay_out(Graph((), ())).boxes == ()


def test_five_hundred_roles_cost_no_more_than_their_lines_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = Counter[str]()
    cost_of = tracks.cost_of

    def counted(first: tracks.Run, second: tracks.Run) -> int:
        compared["pairs"] += 1
        return cost_of(first, second)

    monkeypatch.setattr(tracks, "cost_of", counted)
    stops = tuple(
        Stop(f"r{n}", f"Role {n}", "abcdefg"[n * 7 // 500], 1 + n * 11 % 6) for n in range(500)
    )
    ways = tuple(
        Way(f"r{n}", f"r{(n + jump) % 500}", "up" if jump < 9 else "across")
        for n in range(500)
        for jump in (5, 8, 11)
    )
    drawing = lay_out(Graph(stops, ways))
    assert len(drawing.boxes) == 500
    assert not [fault for fault in faults_of(drawing) if "lie over" not in fault]
    assert compared["pairs"] < 1_000_000


def test_faults_are_seen() -> None:
    drawing = lay_out(line(("a", 1), ("b", 1), ("x", 2), ways="a>x"))
    a, b, x = sorted(drawing.boxes, key=lambda box: box.id)
    on_top = replace(drawing, boxes=(a, replace(b, y=a.y + 1), x))
    assert list(faults_of(on_top)) == ['the boxes of "a" and "b" overlap']
    (trunk,) = drawing.trunks
    middle = b.y + b.height // 2
    across = replace(trunk, strokes=(((b.x - 5, middle), (b.x + b.width + 5, middle)),))
    assert list(faults_of(replace(drawing, trunks=(across,)))) == [
        'a line to "x" runs through the box of "b"'
    ]
    twice = (trunk, replace(trunk, end="b"))
    assert list(faults_of(_moved(drawing, twice))) == [
        'the lines to "b" and "x" lie over one another'
    ]


def _moved(drawing: Drawing, trunks: tuple) -> Drawing:  # type: ignore[type-arg]
    """Return a drawing with other trunks, of which each goes only from side to side."""
    begin, end = (200, 900), (260, 900)
    return replace(
        drawing, trunks=tuple(replace(trunk, strokes=((begin, end),)) for trunk in trunks)
    )


def test_corners_are_round_and_short_ones_less_so() -> None:
    assert rounded([(0, 0), (20, 0), (20, 4), (40, 4)]) == "M0 0H18Q20 0 20 2V2Q20 4 22 4H40"
