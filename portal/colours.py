"""Colours: contrast as WCAG measures it, and Oklab, in which lightness is what the eye sees.

Sources: WCAG 2.2, definitions of "relative luminance" and "contrast ratio"; Oklab by Björn Ottosson
as in CSS Color 4, sections 9 and 10.
"""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cbrt, cos, hypot, radians, sin

_STEPS = 24  # halvings; a colour has 256 steps a channel
_Triple = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours like `#5b2a6e`, from 1 to 21."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def with_lightness(colour: str, lightness: float, most_chroma: float = 1.0) -> str:
    """Return the colour with another lightness (0 to 1), its hue kept, and no more chroma than that
    and than a screen can show.
    """
    _, chroma, hue = _to_oklch(colour)
    return _to_hex(lightness, min(chroma, most_chroma), hue)


def turned(colour: str, degrees: float, lightness: float, chroma: float) -> str:
    """Return a colour as far from another as that on the circle of hues, as light (0 to 1) and as
    strong as asked for, as far as a screen can show it.
    """
    return _to_hex(lightness, chroma, _to_oklch(colour)[2] + radians(degrees))


def lightness_of(colour: str) -> float:
    """Return the lightness of a colour in Oklab, from 0 to 1."""
    return _to_oklch(colour)[0]


def nearest(colour: str, is_good: Callable[[str], bool]) -> str:
    """Return the colour of this hue nearest in lightness that is good: itself, or a darker or
    lighter one. Raises ValueError where none is.
    """
    if is_good(colour):
        return colour
    start = lightness_of(colour)
    found = [edge for end in (0.0, 1.0) if (edge := _edge(colour, start, end, is_good)) is not None]
    if not found:
        raise ValueError(colour)
    return min(found, key=lambda each: abs(lightness_of(each) - start))


def _edge(colour: str, bad: float, end: float, is_good: Callable[[str], bool]) -> str | None:
    """Return the first good colour on the way to an end, by halving; None where the end is bad."""
    if not is_good(with_lightness(colour, end)):
        return None
    good = end
    for _ in range(_STEPS):
        middle = (good + bad) / 2
        if is_good(with_lightness(colour, middle)):
            good = middle
        else:
            bad = middle
    return with_lightness(colour, good)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> _Triple:
    def channel(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return channel(1), channel(3), channel(5)


def _to_oklch(colour: str) -> _Triple:
    red, green, blue = _linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, hypot(a, b), atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> _Triple:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _to_hex(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour, with less chroma where a screen cannot show so much."""
    low, high = 0.0, chroma
    if not _is_shown(_from_oklch(lightness, chroma, hue)):
        for _ in range(_STEPS):
            middle = (low + high) / 2
            if _is_shown(_from_oklch(lightness, middle, hue)):
                low = middle
            else:
                high = middle
        chroma = low
    return "#" + "".join(f"{_channel(each):02x}" for each in _from_oklch(lightness, chroma, hue))


def _is_shown(colour: _Triple) -> bool:
    return all(-0.0005 <= each <= 1.0005 for each in colour)


def _channel(value: float) -> int:
    value = min(max(value, 0.0), 1.0)
    return round(
        255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055)
    )
