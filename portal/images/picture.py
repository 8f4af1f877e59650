"""What is known of a picture before any of its files is made: sizes and addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from portal.images.tools import version_of
from portal.source import SourceFile
from portal.values import fixed

# Raise it when pictures are made in another way: their addresses and the cache then change.
VERSION = "2"
WIDTHS = (480, 800, 1200)
# The best first: browsers take the first kind that they know. AVIF is where Pillow can write it, as
# it can wherever it is installed from our lock file (docs/decisions/0017-avif.md).
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
ENDINGS = tuple(each for each in TYPES if each != "avif" or version_of("avif"))


@fixed
class Picture:
    """A picture that can be published. `width` and `height` are those of the upright original.

    `digest` is of the original's bytes, `orientation` the number by which its camera says how it
    was held (1 to 8). `tells_place` where the camera wrote down where that was.
    """

    file: SourceFile
    name: str
    digest: str
    orientation: int
    width: int
    height: int
    tells_place: bool = False

    def read(self) -> bytes:
        """Return the original's bytes. Raises OSError where they are not those that were judged."""
        data = self.file.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.digest:
            raise OSError("the picture has changed")
        return data

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """Return width and height of each size it is published in; none is larger than it is."""
        largest = min(self.width, WIDTHS[-1])
        widths = [*(width for width in WIDTHS if width < largest), largest]
        return tuple((width, max(1, round(self.height * width / self.width))) for width in widths)

    @property
    def files(self) -> Mapping[str, tuple[int, str]]:
        """Return width and ending of each of its files, by address."""
        return {
            self.url(width, ending): (width, ending)
            for width, _ in self.sizes
            for ending in ENDINGS
        }

    def url(self, width: int, ending: str) -> str:
        """Return the address of one of its files, from the root of the site."""
        return f"/images/{self.name}-{hash_of(VERSION, self.digest)[:12]}-{width}.{ending}"


def hash_of(*parts: str) -> str:
    """Return a hash of several texts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
