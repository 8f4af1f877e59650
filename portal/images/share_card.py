"""The picture that is shown where a page is shared: what is on it (`card_drawing` draws it).

1200 by 630 pixels is what Facebook, LinkedIn, WhatsApp and X show large (Open Graph, og:image).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from portal.config import Brand
from portal.images.colours import Colour, Pairs, colour_of, mix
from portal.images.picture import Picture, hash_of
from portal.palette import make_palette
from portal.values import fixed

WIDTH, HEIGHT = 1200, 630
# Raise it when cards are drawn in another way: their addresses and the cache then change.
VERSION = "5"
_WHITE: Colour = (255, 255, 255)
_INK: Colour = (33, 25, 38)


@fixed
class CardColours:
    """The colours of a card: its ground, its line, and what is not the main thing."""

    deep: Colour
    line: Colour
    tone: Colour

    @property
    def pairs(self) -> Pairs:
        """Return which colour is put on which one, numbered as in `card_drawing`."""
        tile = mix(self.deep, _WHITE, 0.08)
        on_deep = [(self.deep, each) for each in (_WHITE, self.tone, self.line)]
        return (*on_deep, (tile, self.line), (self.line, self.deep), (self.line, _INK))

    @classmethod
    def of(cls, brand: Brand) -> CardColours:
        """Return the site's own colours on a deep ground, which are checked as pairs."""
        light = make_palette(brand).light
        return cls(*(colour_of(light[name]) for name in ("deep", "accent", "tone-on-deep")))


@fixed(slots=False)
class ShareCard:
    """What a card shows. `kind` stands above the large `words`, `by` below them.

    `spare` stands in for words in letters that the font has not. With a `picture` the card shows
    it; else, with a `seed`, the line that belongs to the seed, and `initial` in its last stop.
    """

    kind: str
    words: str
    by: str
    site: str
    spare: str
    colours: CardColours
    is_quote: bool = False
    seed: str = ""
    initial: str = ""
    picture: Picture | None = None

    @cached_property
    def digest(self) -> str:
        """Return a hash of everything that the card is drawn from."""
        said = (self.kind, self.words, self.by, self.site, self.spare, self.seed, self.initial)
        photograph = self.picture.digest if self.picture else ""
        return hash_of(VERSION, *said, str(self.colours), str(self.is_quote), photograph)

    @cached_property
    def url(self) -> str:
        """Return its address, which says nothing of whom it shows."""
        return f"/images/card-{self.digest[:16]}.{self.kind_of_file}"

    @property
    def kind_of_file(self) -> str:
        """Return the ending of its file: of a photograph, PNG would have a million bytes."""
        return "jpg" if self.picture else "png"

    @property
    def files(self) -> Mapping[str, tuple[int, str]]:
        """Return width and ending of its one file, by address."""
        return {self.url: (WIDTH, self.kind_of_file)}

    @property
    def text(self) -> str:
        """Return what it says, for people who cannot see it (og:image:alt)."""
        words = f"“{self.words}”" if self.is_quote else self.words
        said = dict.fromkeys(part.rstrip(".") for part in (words, self.by, self.site) if part)
        return ". ".join(said) + "."
