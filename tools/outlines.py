"""Turns open boundary data (GeoJSON) into the simple outlines of content/facts/outlines.yaml.

    python tools/outlines.py districts.geojson > content/facts/outlines.yaml

Districts that meet stay together: a boundary that two share is simplified once, for both
(Douglas and Peucker, 1973). The same file gives the same outlines, byte for byte. Features are
matched to our districts by their code at the Office for National Statistics.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Owners = Mapping[Point, frozenset[str]]

PLACES = Path(__file__).resolve().parent.parent / "content/facts/places.yaml"
ATTRIBUTION = """\
attribution: >-
  Outlines: Office for National Statistics, licensed under the Open Government Licence v.3.0.
  Contains OS data © Crown copyright and database right 2021.
"""
NOTE = """\
# Outlines of the districts for drawings, made by tools/outlines.py from boundaries of the Office
# for National Statistics (Open Geography Portal, 2021; ONSvisual/topojson_boundaries).
# They are simple, and not for saying on which side of a boundary a house stands.
"""
DECIMALS = 4  # about ten metres


def outlines(features: Sequence[Mapping[str, Any]], tolerance: float) -> dict[str, list[Point]]:
    """Return a ring of corners for each feature, by its code. `tolerance` is in degrees north."""
    rings = {str(each["properties"]["code"]): _largest(each["geometry"]) for each in features}
    found: defaultdict[Point, set[str]] = defaultdict(set)
    for code, ring in rings.items():
        for point in ring:
            found[point].add(code)
    owners = {point: frozenset(codes) for point, codes in found.items()}
    return {code: _simplify(ring, owners, tolerance) for code, ring in rings.items()}


def _largest(geometry: Mapping[str, Any]) -> list[Point]:
    """Return the longest outer ring, without the last point, which repeats the first."""
    shapes = geometry["coordinates"]
    polygons = [shapes] if geometry["type"] == "Polygon" else shapes
    ring = max((polygon[0] for polygon in polygons), key=len)
    return [(round(east, DECIMALS), round(north, DECIMALS)) for east, north, *_ in ring[:-1]]


def _simplify(ring: list[Point], owners: Owners, tolerance: float) -> list[Point]:
    """Return the ring with each stretch between two meetings of boundaries simplified."""
    size = len(ring)
    meets = [
        number
        for number, point in enumerate(ring)
        if owners[point] != owners[ring[number - 1]]
        or owners[point] != owners[ring[(number + 1) % size]]
    ] or [ring.index(min(ring))]
    simple: list[Point] = []
    for first, last in zip(meets, [*meets[1:], meets[0] + size], strict=True):
        stretch = [ring[number % size] for number in range(first, last + 1)]
        turned = stretch[0] > stretch[-1]  # both neighbours begin at the same end
        line = _line(stretch[::-1] if turned else stretch, tolerance)
        simple += (line[::-1] if turned else line)[:-1]
    return simple


def _line(points: list[Point], tolerance: float) -> list[Point]:
    """Return the points without those that lie closer to the line than the tolerance."""
    if len(points) < 3:
        return points
    distances = [_distance(each, points[0], points[-1]) for each in points[1:-1]]
    far = max(distances)
    if far <= tolerance:
        return [points[0], points[-1]]
    middle = distances.index(far) + 1
    return [*_line(points[: middle + 1], tolerance)[:-1], *_line(points[middle:], tolerance)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others, in degrees north."""
    scale = cos(radians(start[1]))
    east, north = (point[0] - start[0]) * scale, point[1] - start[1]
    along, up = (end[0] - start[0]) * scale, end[1] - start[1]
    length = hypot(along, up)
    return abs(east * up - north * along) / length if length else hypot(east, north)


def _ids(places: str) -> dict[str, str]:
    """Return our ids of districts by their codes."""
    pairs = re.findall(r"- id: ([\w-]+)\n(?:    .*\n)*?    ons_code: (\w+)", places)
    return {code: identity for identity, code in pairs}


def main() -> None:
    """Write the outlines in a file of GeoJSON to the standard output, as YAML."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="GeoJSON with a property `code` in each feature")
    parser.add_argument("--tolerance", type=float, default=0.002, help="in degrees north")
    given = parser.parse_args()
    features = json.loads(given.file.read_text("utf-8"))["features"]
    ids = _ids(PLACES.read_text("utf-8"))
    lines = [NOTE, ATTRIBUTION, "outlines:\n"]
    for code, ring in outlines(features, given.tolerance).items():
        if code not in ids:
            sys.stderr.write(f"No district has the code {code}: left out.\n")
            continue
        corners = [f"{east},{north}" for east, north in ring]
        rows = [" ".join(corners[start : start + 5]) for start in range(0, len(corners), 5)]
        lines.append(f"  - district: {ids[code]}\n    corners: >-\n")
        lines += [f"      {row}\n" for row in rows]
    sys.stdout.write("".join(lines))


if __name__ == "__main__":
    main()
