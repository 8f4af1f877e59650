"""What is drawn, and what comes out: values without behaviour."""

from __future__ import annotations

from typing import Literal

from portal.values import fixed

Kind = Literal["up", "across"]
Side = Literal["left", "right"]


@fixed
class Stop:
    """A role to draw. `line` is the id of its line, `level` puts it into a column."""

    id: str
    title: str
    line: str
    level: int


@fixed
class Way:
    """A step to draw. Ways up carry the map; ways across are shown where somebody looks."""

    start: str
    end: str
    kind: Kind


@fixed
class Graph:
    """All that is drawn; `lines` are ids and names. Order decides where nothing else does."""

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    lines: tuple[tuple[str, str], ...] = ()


@fixed
class Box:
    """A stop in the drawing: its top left corner and size in pixels, its title in lines."""

    id: str
    line: str
    level: int
    x: int
    y: int
    width: int
    height: int
    rows: tuple[str, ...]


@fixed
class Route:
    """A way in the drawing: its corners from its start to its end, each straight to the next."""

    way: Way
    line: str
    corners: tuple[tuple[int, int], ...]


@fixed
class Trunk:
    """All ways of one kind into one side of a stop: they join, and arrive as one line.

    `strokes` are its pieces as corners, which together cover every route; `arrival` is where.
    """

    end: str
    kind: Kind
    line: str
    strokes: tuple[tuple[tuple[int, int], ...], ...]
    arrival: tuple[int, int]


@fixed
class Name:
    """The name of a line in the drawing, in rows, above its first stop."""

    line: str
    x: int
    y: int
    height: int
    rows: tuple[str, ...]


@fixed
class Column:
    """A level in the drawing: where its boxes begin and how wide they are."""

    level: int
    x: int
    width: int


@fixed
class Drawing:
    """The map, in pixels. `boxes` come line by line, in the order to read."""

    width: int
    height: int
    columns: tuple[Column, ...]
    names: tuple[Name, ...]
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    trunks: tuple[Trunk, ...]
