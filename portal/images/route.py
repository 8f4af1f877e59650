"""A drawing that stands where a story has no photograph: a line of its own with stops.

The same story always has the same line, and there are 150 of them. It is a way, not a face: a
drawn face would be somebody else's.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from itertools import pairwise

from portal.values import fixed

Point = tuple[float, float]
# The drawing is a square with sides of this length.
SIDE = 120
_TURN = 8
_BEND = 9
_ENDS = ((20.0, 100.0), (86.0, 34.0))


@fixed(slots=False)
class Route:
    """A line from lower left to upper right. `corners` are its ends and turns, in order."""

    corners: tuple[Point, ...]
    stops: tuple[Point, ...]

    @property
    def start(self) -> Point:
        """Return the first stop."""
        return self.corners[0]

    @property
    def end(self) -> Point:
        """Return the last stop, which is the large one."""
        return self.corners[-1]

    @property
    def tone(self) -> int:
        """Return which of the three grounds the line is drawn on: 0, 1 or 2."""
        return int(self.corners[2][0]) // _TURN % 3

    @cached_property
    def path(self) -> str:
        """Return the line as SVG's path data, its corners rounded."""
        parts = [f"M{_text(self.corners[0])}"]
        for before, corner, after in zip(
            self.corners, self.corners[1:], self.corners[2:], strict=False
        ):
            parts.append(f"L{_text(_towards(corner, before))}")
            parts.append(f"Q{_text(corner)} {_text(_towards(corner, after))}")
        return "".join((*parts, f"L{_text(self.corners[-1])}"))

    def points(self, bend: float = _BEND) -> list[Point]:
        """Return points along the line, close enough to draw it from."""
        points = [self.corners[0]]
        for before, corner, after in zip(
            self.corners, self.corners[1:], self.corners[2:], strict=False
        ):
            first, last = _towards(corner, before, bend), _towards(corner, after, bend)
            for part in range(13):
                share = part / 12
                points.append(
                    _between(_between(first, corner, share), _between(corner, last, share), share)
                )
        return [*points, self.corners[-1]]


def route_of(seed: str) -> Route:
    """Return the line that belongs to a text, such as the id of a story."""
    choices = hashlib.sha256(seed.encode()).digest()
    (x, y), (right, top) = _ENDS
    corners: list[Point] = [(x, y)]
    sideways = choices[0] % 2 == 0
    # Three turns: the last leg reaches the end from the other direction than the first one left.
    middle = (34.0 + _TURN * (choices[1] % 5), 86.0 - _TURN * (choices[2] % 5))
    if sideways:
        corners += [(middle[0], y), middle, (right, middle[1])]
    else:
        corners += [(x, middle[1]), middle, (middle[0], top)]
    corners.append((right, top))
    stops = [_between(a, b, 0.5) for a, b in pairwise(corners[:-1])]
    keep = choices[3] % 3
    return Route(tuple(corners), tuple(stop for n, stop in enumerate(stops) if n != keep))


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _towards(a: Point, b: Point, bend: float = _BEND) -> Point:
    """Return the point a bend's length from one point towards another, at most half of the way."""
    length = abs(b[0] - a[0]) + abs(b[1] - a[1])
    return _between(a, b, min(bend / length, 0.5) if length else 0)


def _text(point: Point) -> str:
    return f"{point[0]:g} {point[1]:g}"
