"""Colours of flat pictures, and what lies between two of them."""

from __future__ import annotations

Colour = tuple[int, int, int]
Pairs = tuple[tuple[Colour, Colour], ...]


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return what lies between two colours; a share of 1 is the second one."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def colour_of(text: str) -> Colour:
    """Return a colour that is written as in CSS, with six digits."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
