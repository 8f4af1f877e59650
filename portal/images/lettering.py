"""Letters on share cards: which of them the font has, how words are fitted into a box, and drawn.

Each letter is measured once, and drawn once in a size: to lay out and to shape every line anew, and
each line in every size that is tried, would be half of the work of making a card.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from portal.values import fixed

_FONTS = Path(__file__).parent / "fonts"
_NOBODY_HAS = "\U0010ffff"
_LINE_HEIGHT = 1.2
# Letters of other scripts are not in the font. Marks such as emoji can be left out of a text.
_MARKS = {"So", "Sk", "Cf", "Co", "Cn", "Cc", "Cs", "Mn", "Me"}


@lru_cache(maxsize=64)
def font_of(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a weight, 700 or 800, and a size in pixels.

    The basic layout is the same on every machine; Raqm is only where FriBidi is installed.
    """
    path = str(_FONTS / f"nunito-{weight}.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    return letter.isspace() or _shape(letter) != _shape(_NOBODY_HAS)


def _shape(letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font_of(800, 24).getmask(letter)
    return mask.size, bytes(mask)


def drawable(text: str) -> str:
    """Return a text without the marks that the font has not, or nothing if letters are missing.

    A text with half of its letters would be worse than none, and so would empty boxes.

    >>> drawable("Zoë  is here 🎉")
    'Zoë is here'
    >>> drawable("હું સંભાળ રાખું છું")
    ''
    """
    text = unicodedata.normalize("NFC", text)
    missing = {letter for letter in text if not _has(letter)}
    if any(unicodedata.category(letter) not in _MARKS for letter in missing):
        return ""
    return " ".join("".join(letter for letter in text if letter not in missing).split())


@fixed
class Block:
    """Lines of text in a weight and a size (in pixels) of the font."""

    weight: int
    size: int
    lines: tuple[str, ...]

    @property
    def leading(self) -> int:
        """Return the distance from line to line in pixels."""
        return round(self.size * _LINE_HEIGHT)

    @property
    def height(self) -> int:
        """Return the height of all lines in pixels."""
        return self.leading * len(self.lines)


def fit(text: str, weight: int, sizes: range, width: int, height: int) -> Block:
    """Return a text in the largest of the sizes that fits; in the smallest one it is cut short."""
    for size in sizes:
        font = font_of(weight, size)
        lines = _wrap(text, font, width)
        block = Block(weight, size, lines)
        whole = all(length_of(word, font) <= width for word in text.split())
        if block.height <= height and (whole or size == sizes[-1]):
            return Block(weight, size, _balanced(text, font, width, len(lines)))
    room = max(1, height // block.leading)
    if len(block.lines) <= room:
        return block
    last = block.lines[room - 1]
    while last and length_of(f"{last}…", font) > width:
        last = last[:-1]
    return Block(weight, size, (*block.lines[: room - 1], f"{last.rstrip(' ,.;:–—')}…"))


@lru_cache(maxsize=16_384)
def length_of(text: str, font: ImageFont.FreeTypeFont) -> float:
    """Return the width of a text in pixels."""
    return sum(_advance(font, letter) for letter in text)


def draw_line(text: str, weight: int, size: int) -> tuple[Image.Image, int]:
    """Return a line as a mask (L) from the top of the highest letters to the foot of the lowest,
    and how many pixels it begins to the left of where the line is put: some letters lean out.
    """
    font = font_of(weight, size)
    spare = size // 4
    mask = Image.new("L", (int(length_of(text, font)) + 2 * spare, sum(font.getmetrics())))
    pen = ImageDraw.Draw(mask)
    at = float(spare)
    for letter in text:
        if drawn := _letter(font, letter):
            pen.bitmap((round(at) + drawn[1], drawn[2]), drawn[0], fill=255)
        at += _advance(font, letter)
    return mask, spare


def _balanced(text: str, font: ImageFont.FreeTypeFont, width: int, lines: int) -> tuple[str, ...]:
    """Return the text in as many lines, all about as long: no word is left alone on the last."""
    low, high = width // 3, width
    while high - low > 8:
        middle = (low + high) // 2
        if len(_wrap(text, font, middle)) <= lines:
            high = middle
        else:
            low = middle
    return _wrap(text, font, high)


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    line, reach = "", 0.0
    space = _advance(font, " ")
    for word in text.split():
        length = length_of(word, font)
        if line and reach + space + length <= width:
            line, reach = f"{line} {word}", reach + space + length
            continue
        if line:
            lines.append(line)
        if length > width:
            *whole, word = _broken(word, font, width)
            lines.extend(whole)
            length = length_of(word, font)
        line, reach = word, length
    return tuple([*lines, line] if line else lines)


def _broken(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the parts of a word that is longer than a line."""
    parts = [""]
    for letter in word:
        if parts[-1] and length_of(parts[-1] + letter, font) > width:
            parts.append("")
        parts[-1] += letter
    return parts


@lru_cache(maxsize=8192)
def _advance(font: ImageFont.FreeTypeFont, letter: str) -> float:
    return font.getlength(letter)


@lru_cache(maxsize=4096)
def _letter(font: ImageFont.FreeTypeFont, letter: str) -> tuple[Image.Image, int, int] | None:
    """Return a letter as a mask, and how far right and down of the pen it stands."""
    left, top, right, bottom = map(int, font.getbbox(letter))
    if left >= right or top >= bottom:
        return None
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), letter, fill=255, font=font)
    return mask, left, top
