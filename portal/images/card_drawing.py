"""How a share card is drawn. Who only has to know what is on one does without Pillow."""

from __future__ import annotations

import math
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from portal.images import flat
from portal.images.lettering import Block, draw_line, drawable, fit
from portal.images.picture import Picture
from portal.images.pixels import decode, open_head
from portal.images.route import SIDE, Point, Route, route_of
from portal.images.share_card import HEIGHT, WIDTH, CardColours, ShareCard

MAX_BYTES = 100_000
_QUALITIES = (84, 74, 62, 48, 30)
_MARGIN = 72
_PICTURE_FROM = 780  # where the photograph or the drawing begins
_LINE_AT = 520
_WORDS, _TONE, _LINE, _DRAWN, _HOLLOW, _INITIAL = range(6)  # of `CardColours.pairs`
_LARGE = range(76, 31, -4)
_STEEPER = 1.35  # a card is higher than the drawing's square
_SMOOTH = 3  # shapes are drawn this much larger, and made smaller


def draw(card: ShareCard) -> bytes:
    """Return a card as PNG, or with a photograph as JPEG. Raises DamagedError or OSError where its
    photograph is not whole.
    """
    image = _ground(bool(card.picture or card.seed)).copy()
    if card.seed and not card.picture:
        _put_route(image, route_of(card.seed), drawable(card.initial)[:1].upper())
    _put_words(image, card)
    finished = flat.coloured(image, card.colours.pairs)
    if card.picture is None:
        return flat.written(finished)
    return _written(_with_photograph(finished.convert("RGB"), card.picture, card.colours))


def _put_words(image: Image.Image, card: ShareCard) -> None:
    width = (_PICTURE_FROM if card.picture or card.seed else 1000) - _MARGIN - 40
    words = drawable(card.words)
    large, is_quote = (words, card.is_quote) if words else (drawable(card.spare), False)
    by = fit(drawable(card.by), 700, range(34, 25, -2), width, 90)
    top = 64
    if kind := drawable(card.kind):
        _write(image, Block(800, 30, (kind,)), top, _LINE)
        top += 58
    block = fit(
        f"“{large}”" if is_quote else large,
        800,
        _LARGE,
        width,
        _LINE_AT - 44 - top - (by.height + 22 if by.lines else 0),
    )
    _write(image, block, top, _WORDS)
    _write(image, by, top + block.height + 22, _TONE)
    name = "" if large == card.site else card.site  # it is not said twice
    site = fit(drawable(name), 700, range(28, 19, -2), width, 40)
    _write(image, site, _LINE_AT + 38, _TONE)


def _write(image: Image.Image, block: Block, top: int, pair: int) -> None:
    for number, line in enumerate(block.lines):
        mask, spare = draw_line(line, block.weight, block.size)
        flat.put(image, mask, (_MARGIN - spare, top + number * block.leading), pair)


def _written(image: Image.Image) -> bytes:
    """Return a JPEG that is small enough for every service, in the best quality that is."""
    for quality in _QUALITIES:
        stream = BytesIO()
        image.save(stream, "JPEG", quality=quality, subsampling=0, optimize=True)
        if stream.tell() <= MAX_BYTES:
            break
    return stream.getvalue()


@lru_cache(maxsize=2)
def _ground(beside_picture: bool) -> Image.Image:
    """Return what is the same on all cards: the ground, and the line that leads across it."""
    large = Image.new("L", (WIDTH * _SMOOTH, HEIGHT * _SMOOTH))
    pen = ImageDraw.Draw(large)
    if beside_picture:
        points: list[Point] = [(-20, _LINE_AT), (_PICTURE_FROM + 20, _LINE_AT)]
        stops: list[Point] = [(_MARGIN + 14, _LINE_AT), (420, _LINE_AT)]
    else:
        # The line of the site's own sign: along, round a bend, and up to the last stop.
        points = Route(((-20.0, 520.0), (1064.0, 520.0), (1064.0, 170.0)), ()).points(bend=110)
        stops = [(_MARGIN + 14, _LINE_AT), (470, _LINE_AT), (760, _LINE_AT), (1064, 348)]
    _stroke(pen, points, 16)
    if not beside_picture:
        _disc(pen, points[-1], 62, 0)
        _disc(pen, points[-1], 50, 255)
    for stop in stops:
        _disc(pen, stop, 19, 255)
        _disc(pen, stop, 10, 0)
    image = flat.blank((WIDTH, HEIGHT))
    flat.put(image, large.reduce(_SMOOTH), (0, 0), _LINE)
    return image


def _with_photograph(image: Image.Image, picture: Picture, colours: CardColours) -> Image.Image:
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
    return image


def _put_route(image: Image.Image, route: Route, initial: str) -> None:
    width = WIDTH - _PICTURE_FROM
    tile = Image.new("L", (width * _SMOOTH, HEIGHT * _SMOOTH))
    pen = ImageDraw.Draw(tile)
    # The drawing fills the height, and its line comes in where the card's line goes out.
    scale = width / SIDE * 0.96

    def place(point: Point) -> Point:
        return point[0] * scale, _LINE_AT + (point[1] - route.start[1]) * scale * _STEEPER

    points = [place(point) for point in route.points()]
    _stroke(pen, [(-20, _LINE_AT), *points], 16)
    stops = [place(stop) for stop in (route.start, *route.stops)]
    for stop in stops:
        _disc(pen, stop, 19, 255)
    _disc(pen, points[-1], 78, 255)
    flat.cover(image, tile.reduce(_SMOOTH), (_PICTURE_FROM, 0), _DRAWN)
    for stop in stops:
        _hollow(image, (_PICTURE_FROM + stop[0], stop[1]))
    if initial:
        mask, _ = draw_line(initial, 800, 84)
        left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
        x, y = round(_PICTURE_FROM + points[-1][0]), round(points[-1][1])
        flat.put_over(image, mask, (x - (left + right) // 2, y - (top + bottom) // 2), _INITIAL)


def _hollow(image: Image.Image, middle: Point) -> None:
    left, top = (math.floor(each) - 12 for each in middle)
    mask = Image.new("L", (24 * _SMOOTH, 24 * _SMOOTH))
    _disc(ImageDraw.Draw(mask), (middle[0] - left, middle[1] - top), 10, 255)
    flat.put_over(image, mask.reduce(_SMOOTH), (left, top), _HOLLOW)


def _stroke(pen: ImageDraw.ImageDraw, points: list[Point], width: int) -> None:
    larger = [(x * _SMOOTH, y * _SMOOTH) for x, y in points]
    pen.line(larger, fill=255, width=width * _SMOOTH, joint="curve")


def _disc(pen: ImageDraw.ImageDraw, middle: Point, radius: float, value: int) -> None:
    x, y = middle
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse([side * _SMOOTH for side in box], fill=value)
