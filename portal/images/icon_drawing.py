"""How the site's icons are drawn: as shapes (SVG) or as pixels (PNG, ICO)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from PIL import IcoImagePlugin, Image, ImageDraw

from portal.images.icons import ICO_SIZES, SIDE, Icon, Shape

# The sign, on a square with sides of 48. templates/components/site_header.html has the same.
CORNER = 14
LINE = "M13 36h7a6 6 0 0 0 6-6v-7a8 8 0 0 1 8-8"
LINE_WIDTH = 5
START, START_RADIUS, START_STROKE = (12.0, 36.0), 4.5, 4
END, END_RADIUS, END_STROKE = (34.0, 15.0), 7.5, 3
_SMOOTH = 3  # shapes are drawn this much larger, and made smaller
_Point = tuple[float, float]


@lru_cache(maxsize=16)
def draw_icon(icon: Icon) -> bytes:
    """Return the file of an icon; one program draws each once."""
    if icon.url.endswith(".svg"):
        return _svg(icon).encode()
    stream = BytesIO()
    if icon.url.endswith(".ico"):
        largest, *others = (_pixels(icon, size) for size in ICO_SIZES)
        sizes = [(size, size) for size in ICO_SIZES]
        # Named by its module, or Pillow would load all forty of its formats to find it.
        kind = IcoImagePlugin.IcoImageFile.format
        largest.save(stream, kind, sizes=sizes, append_images=others)
    else:
        image = _pixels(icon, icon.size)
        opaque = icon.shape is not Shape.ROUNDED  # iOS shows what can be seen through as black
        (image.convert("RGB") if opaque else image).save(stream, "PNG")
    return stream.getvalue()


def _svg(icon: Icon) -> str:
    line = f'fill="none" stroke="{icon.line}" stroke-width="{LINE_WIDTH}" stroke-linecap="round"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" rx="{CORNER}" fill="{icon.ground}"/>'
        f'<path d="{LINE}" {line}/>'
        f"{_circle(START, START_RADIUS, icon.ground, icon.line, START_STROKE)}"
        f"{_circle(END, END_RADIUS, icon.end, icon.ground, END_STROKE)}</svg>\n"
    )


def _circle(middle: _Point, radius: float, fill: str, stroke: str, width: int) -> str:
    return (
        f'<circle cx="{middle[0]:g}" cy="{middle[1]:g}" r="{radius:g}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{width}"/>'
    )


def _pixels(icon: Icon, size: int) -> Image.Image:
    """Return the sign in a square of so many pixels."""
    whole = size * _SMOOTH
    image = Image.new("RGBA", (whole, whole), f"{icon.ground}00")
    pen = ImageDraw.Draw(image)
    if icon.shape is Shape.ROUNDED:
        # A box of Pillow's holds its last pixel, too.
        pen.rounded_rectangle((0, 0, whole - 1, whole - 1), CORNER / SIDE * whole, icon.ground)
    else:
        pen.rectangle((0, 0, whole, whole), icon.ground)
    scale = whole / SIDE * icon.shape.scale
    edge = (whole - SIDE * scale) / 2

    def disc(middle: _Point, radius: float, colour: str) -> None:
        x, y = (edge + each * scale for each in middle)
        reach = radius * scale
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)

    points = _line()
    placed = [(edge + x * scale, edge + y * scale) for x, y in points]
    pen.line(placed, fill=icon.line, width=round(LINE_WIDTH * scale))
    for point in points:  # its ends and its joints are round
        disc(point, LINE_WIDTH / 2, icon.line)
    disc(START, START_RADIUS + START_STROKE / 2, icon.line)
    disc(START, START_RADIUS - START_STROKE / 2, icon.ground)
    disc(END, END_RADIUS + END_STROKE / 2, icon.ground)
    disc(END, END_RADIUS - END_STROKE / 2, icon.end)
    return image.reduce(_SMOOTH)


def _line() -> list[_Point]:
    """Return points along the path `LINE`: along, round a bend, up, and round another."""
    return [(13, 36), *_bend((20, 30), 6, 90, 0), *_bend((34, 23), 8, 180, 270)]


def _bend(middle: _Point, radius: float, first: int, last: int) -> Iterator[_Point]:
    """Yield points on an arc; angles are in degrees, clockwise from the right as SVG's."""
    for step in range(25):
        angle = math.radians(first + (last - first) * step / 24)
        yield middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
