"""The site's icons, drawn in the colours of its brand: the sign that also stands in the header.

Browsers show them on tabs (SVG, and ICO for those that cannot), Apple's devices and Android on the
home screen. Android cuts an icon that is `maskable` to a shape of its own, and keeps no more than a
circle of 40 % of the icon's width around its middle (W3C, Web Application Manifest, "safe zone").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from portal.config import Brand
from portal.images.picture import hash_of
from portal.palette import make_palette
from portal.values import fixed

# Raise it when icons are drawn in another way: the cache then changes.
VERSION = "2"
# The sign's square has sides of this length.
SIDE = 48
ICO_SIZES = (48, 32, 16)


class Shape(StrEnum):
    """What is around the sign, and how much of the icon the sign takes."""

    ROUNDED = "rounded"  # the ground has round corners, with nothing behind them
    FULL = "full"  # the ground fills the square; iOS rounds its corners
    MASKABLE = "maskable"  # the same, and all of the sign is inside the safe zone

    @property
    def scale(self) -> float:
        """Return how large the sign is; 1 fills the square as in the header."""
        return {Shape.ROUNDED: 1.0, Shape.FULL: 0.9, Shape.MASKABLE: 0.8}[self]


@fixed(slots=False)
class Icon:
    """A file with the sign. `size` is in pixels; the drawn one (SVG) has none of its own."""

    url: str
    size: int
    shape: Shape
    ground: str
    line: str
    end: str

    @cached_property
    def digest(self) -> str:
        """Return a hash of everything that the icon is drawn from."""
        return hash_of(VERSION, self.url, self.shape, self.ground, self.line, self.end)

    @property
    def files(self) -> Mapping[str, tuple[int, str]]:
        """Return width and ending of its one file, by address."""
        return {self.url: (self.size, self.url.rpartition(".")[2])}

    def entry(self, root: str) -> Mapping[str, str]:
        """Return its entry in the manifest of a site that lives under a path, or an empty one."""
        kind = {"svg": "image/svg+xml", "png": "image/png"}.get(self.url.rpartition(".")[2])
        if kind is None or self.shape is Shape.FULL:
            return {}
        return {
            "src": f"{root}{self.url}",
            "type": kind,
            "sizes": "any" if kind == "image/svg+xml" else f"{self.size}x{self.size}",
            "purpose": "maskable" if self.shape is Shape.MASKABLE else "any",
        }


_KINDS = (
    ("/favicon.svg", SIDE, Shape.ROUNDED),
    ("/favicon.ico", ICO_SIZES[0], Shape.ROUNDED),
    ("/apple-touch-icon.png", 180, Shape.FULL),
    ("/icon-192.png", 192, Shape.ROUNDED),
    ("/icon-512.png", 512, Shape.ROUNDED),
    ("/icon-maskable-192.png", 192, Shape.MASKABLE),
    ("/icon-maskable-512.png", 512, Shape.MASKABLE),
)


def icons_of(brand: Brand) -> tuple[Icon, ...]:
    """Return the icons of a brand, in the header's own checked colours."""
    light = make_palette(brand).light
    colours = (light["primary"], light["text-on-primary"], light["accent"])
    return tuple(Icon(url, size, shape, *colours) for url, size, shape in _KINDS)


def missing_icons(brand: Brand, own: Path) -> Iterator[Icon]:
    """Yield the icons of a brand of which no file is in a folder: assets/root/ may have its own."""
    return (each for each in icons_of(brand) if not (own / each.url[1:]).is_file())
