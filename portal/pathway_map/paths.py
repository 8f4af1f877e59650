"""Corners as the path data of SVG (SVG 2, section 9.3), with the corners rounded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

RADIUS = 8

Corner = tuple[int, int]


def rounded(corners: Sequence[Corner]) -> str:
    """Return path data; a corner is as round as the way to its neighbours allows.

    >>> rounded([(0, 0), (20, 0), (20, 30)])
    'M0 0H12Q20 0 20 8V30'
    >>> rounded([(0, 0), (20, 0)])
    'M0 0H20'
    """
    (x, y), *_ = corners
    parts = [f"M{x} {y}"]
    for one, two, three in zip(corners, corners[1:], corners[2:], strict=False):
        radius = min(RADIUS, _length(one, two) / 2, _length(two, three) / 2)
        parts.append(_straight(one, _towards(two, one, radius)))
        end = _towards(two, three, radius)
        parts.append(f"Q{two[0]} {two[1]} {end[0]:g} {end[1]:g}")
    parts += [_straight(one, two) for one, two in list(pairwise(corners))[-1:]]
    return "".join(parts)


def _length(one: Corner, two: Corner) -> int:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _towards(one: Corner, two: Corner, distance: float) -> tuple[float, float]:
    """Return the place that is so far from one corner in the direction of another."""
    share = distance / (_length(one, two) or 1)
    return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share


def _straight(one: Corner, end: tuple[float, float]) -> str:
    return f"H{end[0]:g}" if one[1] == end[1] else f"V{end[1]:g}"
