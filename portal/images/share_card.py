"""The picture that is shown where a page is shared: what is on it, and how it is drawn.

1200 by 630 pixels is what Facebook, LinkedIn, WhatsApp and X show large (Open Graph, og:image).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from portal.config import Brand
from portal.images.lettering import Block, drawable, fit, font_of
from portal.images.picture import Picture, hash_of
from portal.images.pixels import decode, open_head
from portal.images.route import SIDE, Point, Route, route_of
from portal.palette import make_palette

WIDTH, HEIGHT = 1200, 630
MAX_BYTES = 100_000
_QUALITIES = (84, 74, 62, 48, 30)
# Raise it when cards are drawn in another way: their addresses and the cache then change.
VERSION = "2"
_Colour = tuple[int, int, int]
_WHITE: _Colour = (255, 255, 255)
_INK: _Colour = (33, 25, 38)
_MARGIN = 72
_PICTURE_FROM = 780  # where the photograph or the drawing begins
_LINE_AT = 520
_LARGE = range(76, 31, -4)
_STEEPER = 1.35  # a card is higher than the drawing's square
_SMOOTH = 3  # shapes are drawn this much larger, and made smaller


@dataclass(frozen=True, slots=True)
class CardColours:
    """The colours of a card: its ground, its line, and what is not the main thing."""

    deep: _Colour
    line: _Colour
    tone: _Colour

    @classmethod
    def of(cls, brand: Brand) -> CardColours:
        """Return the site's own colours on a deep ground, which are checked as pairs."""
        light = make_palette(brand).light
        return cls(*(_colour(light[name]) for name in ("deep", "accent", "tone-on-deep")))


@dataclass(frozen=True)
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
        return f"/images/card-{self.digest[:16]}.jpg"

    @property
    def files(self) -> Mapping[str, tuple[int, str]]:
        """Return width and ending of its one file, by address."""
        return {self.url: (WIDTH, "jpg")}

    @property
    def text(self) -> str:
        """Return what it says, for people who cannot see it (og:image:alt)."""
        words = f"“{self.words}”" if self.is_quote else self.words
        said = dict.fromkeys(part.rstrip(".") for part in (words, self.by, self.site) if part)
        return ". ".join(said) + "."


def draw(card: ShareCard) -> bytes:
    """Return a card as a JPEG. Raises DamagedError or OSError where its photograph is not whole."""
    colours = card.colours
    tone = colours.tone
    image = _ground(colours, bool(card.picture or card.seed)).copy()
    if card.picture:
        _put_photograph(image, card.picture, colours)
    elif card.seed:
        _put_route(image, route_of(card.seed), drawable(card.initial)[:1].upper(), colours)
    pen = ImageDraw.Draw(image)
    width = (_PICTURE_FROM if card.picture or card.seed else 1000) - _MARGIN - 40
    words = drawable(card.words)
    large, is_quote = (words, card.is_quote) if words else (drawable(card.spare), False)
    by = fit(drawable(card.by), 700, range(34, 25, -2), width, 90)
    top = 64
    if kind := drawable(card.kind):
        pen.text((_MARGIN, top), kind, fill=colours.line, font=font_of(800, 30))
        top += 58
    block = fit(
        f"“{large}”" if is_quote else large,
        800,
        _LARGE,
        width,
        _LINE_AT - 44 - top - (by.height + 22 if by.lines else 0),
    )
    _write(pen, block, top, _WHITE)
    _write(pen, by, top + block.height + 22, tone)
    name = "" if large == card.site else card.site  # it is not said twice
    site = fit(drawable(name), 700, range(28, 19, -2), width, 40)
    _write(pen, site, _LINE_AT + 38, tone)
    return _written(image)


def _written(image: Image.Image) -> bytes:
    """Return a JPEG that is small enough for every service, in the best quality that is."""
    for quality in _QUALITIES:
        stream = BytesIO()
        image.save(stream, "JPEG", quality=quality, subsampling=0, optimize=True)
        if stream.tell() <= MAX_BYTES:
            break
    return stream.getvalue()


def _write(pen: ImageDraw.ImageDraw, block: Block, top: int, colour: _Colour) -> None:
    for number, line in enumerate(block.lines):
        pen.text((_MARGIN, top + number * block.leading), line, fill=colour, font=block.font)


@lru_cache(maxsize=4)
def _ground(colours: CardColours, beside_picture: bool) -> Image.Image:
    """Return what is the same on all cards: the ground, and the line that leads across it."""
    large = Image.new("RGB", (WIDTH * _SMOOTH, HEIGHT * _SMOOTH), colours.deep)
    pen = ImageDraw.Draw(large)
    if beside_picture:
        points: list[Point] = [(-20, _LINE_AT), (_PICTURE_FROM + 20, _LINE_AT)]
        stops: list[Point] = [(_MARGIN + 14, _LINE_AT), (420, _LINE_AT)]
    else:
        route = _way_up()
        points, stops = route, [(_MARGIN + 14, _LINE_AT), (470, _LINE_AT), (760, _LINE_AT)]
    _stroke(pen, points, 16, colours.line)
    for stop in stops:
        _disc(pen, stop, 19, colours.line)
        _disc(pen, stop, 10, colours.deep)
    if not beside_picture:
        _disc(pen, points[-1], 62, colours.deep)
        _disc(pen, points[-1], 50, colours.line)
        _disc(pen, (1064, 348), 19, colours.line)
        _disc(pen, (1064, 348), 10, colours.deep)
    return large.reduce(_SMOOTH)


def _way_up() -> list[Point]:
    """Return the line of the site's own sign: along, round a bend, and up to the last stop."""
    corners = ((-20.0, 520.0), (1064.0, 520.0), (1064.0, 170.0))
    return Route(corners, ()).points(bend=110)


def _put_photograph(image: Image.Image, picture: Picture, colours: CardColours) -> None:
    pixels = decode(open_head(picture.read()), picture)
    # Heads are in the upper half of most photographs of people.
    shown = ImageOps.fit(pixels, (WIDTH - _PICTURE_FROM, HEIGHT), centering=(0.5, 0.35))
    image.paste(shown, (_PICTURE_FROM, 0))
    size = 120
    end = Image.new("L", (size * _SMOOTH, size * _SMOOTH), 0)
    pen = ImageDraw.Draw(end)
    middle = (size / 2, size / 2)
    for radius, colour in ((56, colours.deep), (44, colours.line)):
        end.paste(0, (0, 0, *end.size))
        _disc(pen, middle, radius, 255)
        mask = end.resize((size, size), Image.Resampling.BOX)
        image.paste(colour, (_PICTURE_FROM - size // 2, _LINE_AT - size // 2), mask)


def _put_route(image: Image.Image, route: Route, initial: str, colours: CardColours) -> None:
    width = WIDTH - _PICTURE_FROM
    tile = Image.new("RGB", (width * _SMOOTH, HEIGHT * _SMOOTH), _mix(colours.deep, _WHITE, 0.08))
    pen = ImageDraw.Draw(tile)
    # The drawing fills the height, and its line comes in where the card's line goes out.
    scale = width / SIDE * 0.96

    def place(point: Point) -> Point:
        return point[0] * scale, _LINE_AT + (point[1] - route.start[1]) * scale * _STEEPER

    points = [place(point) for point in route.points()]
    _stroke(pen, [(-20, _LINE_AT), *points], 16, colours.line)
    for stop in map(place, (route.start, *route.stops)):
        _disc(pen, stop, 19, colours.line)
        _disc(pen, stop, 10, colours.deep)
    _disc(pen, points[-1], 78, colours.line)
    image.paste(tile.reduce(_SMOOTH), (_PICTURE_FROM, 0))
    if initial:
        ImageDraw.Draw(image).text(
            (_PICTURE_FROM + points[-1][0], points[-1][1] + 2),
            initial,
            fill=_INK,
            font=font_of(800, 84),
            anchor="mm",
        )


def _stroke(pen: ImageDraw.ImageDraw, points: list[Point], width: int, colour: _Colour) -> None:
    larger = [(x * _SMOOTH, y * _SMOOTH) for x, y in points]
    pen.line(larger, fill=colour, width=width * _SMOOTH, joint="curve")


def _disc(pen: ImageDraw.ImageDraw, middle: Point, radius: float, colour: _Colour | int) -> None:
    x, y = middle
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse([side * _SMOOTH for side in box], fill=colour)


def _colour(text: str) -> _Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _mix(a: _Colour, b: _Colour, share: float) -> _Colour:
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue
