"""Outlines of districts as shapes for SVG, and who are neighbours."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Mapping
from itertools import pairwise
from math import cos, radians

from portal.content.area import Outlines
from portal.library import Library
from portal.values import fixed

WIDTH = 640
_MARGIN = 24
_LETTER = 15  # the usual width of a letter of a label of 28 units
_LINE = 32
_PLACES_SHOWN = 8
_Point = tuple[float, float]


@fixed
class Shape:
    """A district: `path` is the `d` of SVG; x and y are where its number stands."""

    id: str
    title: str
    path: str
    x: int
    y: int
    number: int
    here: bool


@fixed
class Stop:
    """A town: `side` is start or end, as `text-anchor` has it; `label` is empty without room."""

    x: int
    y: int
    label: str
    side: str


@fixed
class AreaDrawing:
    """A drawing of so many units: `label` says in words what it shows."""

    width: int
    height: int
    label: str
    shapes: tuple[Shape, ...]
    stops: tuple[Stop, ...]


@fixed
class _Sheet:
    """Turns degrees into units of a drawing: near enough true to shape, for so small an area."""

    west: float
    north: float
    scale: float
    narrowing: float
    height: int

    @classmethod
    def around(cls, points: Iterable[_Point]) -> _Sheet:
        """Return the sheet that the points just fit on, with a margin."""
        known = tuple(points)
        east, north = (max(each) for each in zip(*known, strict=True))
        west, south = (min(each) for each in zip(*known, strict=True))
        narrowing = cos(radians((north + south) / 2))
        inner = WIDTH - 2 * _MARGIN
        # No taller than it is wide, for screens that are not tall either.
        scale = min(inner / ((east - west) * narrowing), inner / (north - south))
        width, height = (east - west) * narrowing * scale, (north - south) * scale
        return cls(
            west - (WIDTH - width) / 2 / scale / narrowing,
            north + _MARGIN / scale,
            scale,
            narrowing,
            round(height + 2 * _MARGIN),
        )

    def place(self, point: _Point) -> tuple[int, int]:
        """Return where a point in degrees east and north is on the sheet."""
        across = (point[0] - self.west) * self.narrowing * self.scale
        return round(across), round((self.north - point[1]) * self.scale)


def draw_all(library: Library) -> AreaDrawing | None:
    """Return all districts with their numbers, or None without outlines."""
    if library.outlines is None:
        return None
    points = [point for each in library.outlines.outlines for point in each.points]
    sheet = _Sheet.around(points)
    shapes = _shapes(library, library.outlines, sheet)
    label = f"Map of {library.config.area}: {len(shapes)} districts, each with the number it has"
    return AreaDrawing(WIDTH, sheet.height, f"{label} in the list.", shapes, ())


def draw_one(library: Library, district: str) -> AreaDrawing | None:
    """Return a district with its towns, amid its neighbours, or None without its outline."""
    outlines = library.outlines
    own = (
        next((each for each in outlines.outlines if each.district == district), None)
        if (outlines)
        else None
    )
    if outlines is None or own is None:
        return None
    sheet = _Sheet.around(own.points)
    near = {district, *neighbours(outlines).get(district, ())}
    shapes = _shapes(library, outlines, sheet, district, near)
    title = library.districts[district].title
    stops = _stops(library, district, sheet)
    named = ", ".join(each.label for each in stops if each.label)
    label = f"Outline of {title}" + (f" with {named}." if named else ".")
    # The district itself comes last, so that its line lies on top.
    return AreaDrawing(
        WIDTH, sheet.height, label, tuple(sorted(shapes, key=lambda each: each.here)), stops
    )


def neighbours(outlines: Outlines) -> Mapping[str, tuple[str, ...]]:
    """Return the districts that share a side with each district."""
    return _beside(tuple((each.district, each.points) for each in outlines.outlines))


@functools.lru_cache(maxsize=4)  # as are their corners
def _beside(outlines: tuple[tuple[str, tuple[_Point, ...]], ...]) -> Mapping[str, tuple[str, ...]]:
    sides = {
        district: {frozenset(pair) for pair in pairwise((*points, points[0]))}
        for district, points in outlines
    }
    return {
        one: tuple(other for other in sides if other != one and sides[one] & sides[other])
        for one in sides
    }


def _shapes(
    library: Library,
    outlines: Outlines,
    sheet: _Sheet,
    here: str = "",
    near: Container[str] | None = None,
) -> tuple[Shape, ...]:
    by_id = {each.district: each for each in outlines.outlines}
    shapes = []
    for number, (identity, district) in enumerate(library.districts.items(), 1):
        outline = by_id.get(identity)
        if outline is None or (near is not None and identity not in near):
            continue
        corners = [sheet.place(each) for each in outline.points]
        x, y = _middle(corners)
        shapes.append(
            Shape(identity, district.title, _path(corners), x, y, number, identity == here)
        )
    return tuple(shapes)


def _path(corners: list[tuple[int, int]]) -> str:
    """Return a closed path in steps from corner to corner, which are shorter than positions."""
    (x, y), *_ = corners
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    return (
        f"M{x} {y}l"
        + " ".join(f"{across} {down}" for across, down in steps if across or down)
        + "z"
    )


def _middle(corners: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the centre of gravity of what the corners enclose."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise((*corners, corners[0])):
        part = x1 * y2 - x2 * y1
        area += part
        x += (x1 + x2) * part
        y += (y1 + y2) * part
    return (round(x / 3 / area), round(y / 3 / area)) if area else corners[0]


def _stops(library: Library, district: str, sheet: _Sheet) -> tuple[Stop, ...]:
    """Return the main towns; a label that would lie on another one is left out."""
    places = {each.title: each for each in library.places.values() if each.district == district}
    main = library.districts[district].main_places
    stops: list[Stop] = []
    taken: list[tuple[int, int, int, int]] = []
    for place in [places[each] for each in main if each in places][:_PLACES_SHOWN]:
        x, y = sheet.place((place.longitude, place.latitude))
        room = len(place.title) * _LETTER + 2 * _MARGIN
        side = "start" if x + room < WIDTH else "end"
        left = x if side == "start" else x - room
        box = (left - _MARGIN, y - _LINE // 2, left + room, y + _LINE // 2)
        free = not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in taken
        )
        taken.append(box if free else (x - 12, y - 12, x + 12, y + 12))
        stops.append(Stop(x, y, place.title if free else "", side))
    return tuple(stops)
