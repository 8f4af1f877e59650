"""The pathway as a drawn map: the library's roles and steps, laid out, with links and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from portal.content.pathway import StepKind
from portal.content.role import Branch
from portal.filters import count_words
from portal.library import Library
from portal.pages import words
from portal.pathway_map import (
    ROW_HEIGHT,
    Box,
    Drawing,
    Graph,
    Name,
    Stop,
    Trunk,
    Way,
    lay_out,
    rounded,
)
from portal.values import fixed

BASELINE = 14  # from the top of a row of text
TEXT_INSET = 13
RING = 3  # how far the ring of a neighbour is outside its box
CORNER = 8
BADGE = (26, 20)


@fixed
class Row:
    """A row of text and where it begins: how far to the right, and down to its baseline."""

    x: int
    y: int
    text: str


@fixed
class LevelHead:
    """A level: its column, and what it is called."""

    x: int
    width: int
    title: str
    name: str


@fixed
class LineName:
    """The name of a line, above its first stop."""

    line: str
    rows: tuple[Row, ...]


@fixed
class DrawnTrunk:
    """Ways up that arrive together: their path, and the place of the dot where they arrive."""

    line: str
    path: str
    dot: tuple[int, int]


@fixed
class DrawnWays:
    """Ways of one kind into or out of a stop, in the colour of one line."""

    kind: str
    line: str
    path: str


@fixed
class DrawnStop:
    """A role: its link, its box, and what lights up where somebody looks at it.

    `label` is what a screen reader says; `rings` is the path around the stops next to it; `badge`
    is the place of the count of open vacancies.
    """

    url: str
    label: str
    line: str
    x: int
    y: int
    width: int
    height: int
    rows: tuple[Row, ...]
    ways: tuple[DrawnWays, ...]
    rings: str
    vacancies: int
    badge: tuple[int, int]


@fixed
class MapView:
    """All that components/pathway_map.html draws, in pixels."""

    width: int
    height: int
    levels: tuple[LevelHead, ...]
    names: tuple[LineName, ...]
    trunks: tuple[DrawnTrunk, ...]
    stops: tuple[DrawnStop, ...]


def graph_of(library: Library) -> Graph:
    """Return what is drawn of a library: its roles line by line, and all steps."""
    order = {branch: place for place, branch in enumerate(Branch)}
    roles = sorted(library.roles.values(), key=lambda role: order[role.branch])
    return Graph(
        stops=tuple(Stop(role.id, role.title, role.branch.value, role.level) for role in roles),
        ways=tuple(
            Way(step.from_, step.to, "up" if step.kind is StepKind.ADVANCE else "across")
            for step in library.steps
        ),
        lines=tuple((branch.value, words.BRANCHES[branch]) for branch in Branch),
    )


def map_of(library: Library) -> MapView | None:
    """Return the map of a library, or None where there is nothing to draw."""
    drawing = lay_out(graph_of(library))
    if not drawing.boxes:
        return None
    boxes = {box.id: box for box in drawing.boxes}
    ways = _ways_by_stop(library, drawing)
    return MapView(
        width=drawing.width,
        height=drawing.height,
        levels=tuple(
            LevelHead(each.x, each.width, f"Level {each.level}", words.LEVELS.get(each.level, ""))
            for each in drawing.columns
        ),
        names=tuple(LineName(name.line, _name_rows(name)) for name in drawing.names),
        trunks=tuple(_trunk(each) for each in drawing.trunks if each.kind == "up"),
        stops=tuple(_stop(library, box, boxes, ways[box.id]) for box in drawing.boxes),
    )


_Key = tuple[str, str]


def _ways_by_stop(library: Library, drawing: Drawing) -> Mapping[str, dict[_Key, str]]:
    """Return by stop the path of its ways in and out, by kind and line."""
    kinds = {(step.from_, step.to): step.kind.value for step in library.steps}
    found: defaultdict[str, dict[_Key, str]] = defaultdict(dict)
    for route in drawing.routes:
        path = rounded(route.corners)
        for stop in (route.way.start, route.way.end):
            key = kinds[route.way.start, route.way.end], route.line
            found[stop][key] = found[stop].get(key, "") + path
    return found


def _name_rows(name: Name) -> tuple[Row, ...]:
    return tuple(
        Row(name.x, name.y + BASELINE + number * ROW_HEIGHT, text)
        for number, text in enumerate(name.rows)
    )


def _trunk(trunk: Trunk) -> DrawnTrunk:
    path = "".join(rounded(stroke) for stroke in trunk.strokes)
    return DrawnTrunk(trunk.line, path, trunk.arrival)


def _stop(
    library: Library, box: Box, boxes: Mapping[str, Box], ways: Mapping[_Key, str]
) -> DrawnStop:
    role = library.roles[box.id]
    leaving, arriving = (
        {step.to: None for step in library.steps_from.get(box.id, ())},
        {step.from_: None for step in library.steps_to.get(box.id, ())},
    )
    vacancies = len(library.vacancies_by_role.get(box.id, ()))
    said = [role.title, f"level {role.level}", count_words(len(leaving), "way on", "ways on")]
    if vacancies:
        said.append(count_words(vacancies, "open vacancy", "open vacancies"))
    top = box.y + (box.height - len(box.rows) * ROW_HEIGHT) // 2
    return DrawnStop(
        url=role.url,
        label=", ".join(said),
        line=box.line,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        rows=tuple(
            Row(box.x + TEXT_INSET, top + BASELINE + number * ROW_HEIGHT, text)
            for number, text in enumerate(box.rows)
        ),
        ways=tuple(DrawnWays(kind, line, path) for (kind, line), path in sorted(ways.items())),
        rings=_rings(boxes[each] for each in {**leaving, **arriving} if each != box.id),
        vacancies=vacancies,
        badge=(box.x + box.width - BADGE[0] + 5, box.y - BADGE[1] // 2),
    )


def _rings(boxes: Iterable[Box]) -> str:
    """Return the path around boxes: straight sides, round corners."""
    return "".join(
        f"M{box.x + CORNER - RING} {box.y - RING}"
        f"h{box.width - 2 * CORNER + 2 * RING}q{CORNER} 0 {CORNER} {CORNER}"
        f"v{box.height - 2 * CORNER + 2 * RING}q0 {CORNER} -{CORNER} {CORNER}"
        f"h-{box.width - 2 * CORNER + 2 * RING}q-{CORNER} 0 -{CORNER} -{CORNER}"
        f"v-{box.height - 2 * CORNER + 2 * RING}q0 -{CORNER} {CORNER} -{CORNER}z"
        for box in boxes
    )
