"""Flat pictures: a few colours and what lies between two of them where an edge is smooth.

They are drawn as numbers of colours, one byte for each dot, and written as PNG with a palette: a
third of the bytes of a JPEG, without its stains around letters, in a third of the time.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops

from portal.images.colours import Pairs, mix

# How many steps an edge has from the colour below to the one above: enough to look smooth.
SHADES = 40
_MOST_PAIRS = 256 // SHADES
_STEPS = [round(value * (SHADES - 1) / 255) for value in range(256)]
_TABLES = [[pair * SHADES + step for step in _STEPS] for pair in range(_MOST_PAIRS)]
# The ground has one number, the smallest: so of two things the one that is there can be told.
_ON_GROUND = [
    [number if step else 0 for number, step in zip(table, _STEPS, strict=True)] for table in _TABLES
]
_SHOWN = [255 if step else 0 for step in _STEPS]
# On such pictures more effort makes PNG a tenth smaller in twice the time.
_EFFORT = 3


def blank(size: tuple[int, int]) -> Image.Image:
    """Return a picture that is all ground: the lower colour of the first pair."""
    return Image.new("L", size)


def put(image: Image.Image, mask: Image.Image, at: tuple[int, int], pair: int) -> None:
    """Put the upper colour of a pair, given by its number, where a mask (L) is white.

    The lower colour of the pair is the ground, which is what is below.
    """
    box = (*at, at[0] + mask.width, at[1] + mask.height)
    image.paste(ImageChops.lighter(image.crop(box), mask.point(_ON_GROUND[pair])), at)


def put_over(image: Image.Image, mask: Image.Image, at: tuple[int, int], pair: int) -> None:
    """Do the same where the lower colour is another than the ground."""
    image.paste(mask.point(_TABLES[pair]), at, mask.point(_SHOWN))


def cover(image: Image.Image, mask: Image.Image, at: tuple[int, int], pair: int) -> None:
    """Put both colours of a pair on a picture: the lower one where a mask (L) is black."""
    image.paste(mask.point(_TABLES[pair]), at)


def coloured(image: Image.Image, pairs: Pairs) -> Image.Image:
    """Give a picture its palette (P): the pairs of a lower and an upper colour, in order."""
    image.putpalette(_palette(pairs))
    return image


def written(image: Image.Image) -> bytes:
    """Return a picture with a palette as PNG."""
    stream = BytesIO()
    image.save(stream, "PNG", compress_level=_EFFORT)
    return stream.getvalue()


@lru_cache(maxsize=16)
def _palette(pairs: Pairs) -> bytes:
    steps = [step / (SHADES - 1) for step in range(SHADES)]
    return bytes(part for pair in pairs for step in steps for part in mix(*pair, step))
