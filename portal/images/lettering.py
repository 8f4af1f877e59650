"""Letters on share cards: which of them the font has, and how words are fitted into a box."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

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


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in a font."""

    font: ImageFont.FreeTypeFont
    lines: tuple[str, ...]

    @property
    def leading(self) -> int:
        """Return the distance from line to line in pixels."""
        return round(self.font.size * _LINE_HEIGHT)

    @property
    def height(self) -> int:
        """Return the height of all lines in pixels."""
        return self.leading * len(self.lines)


@lru_cache(maxsize=16_384)
def _length(font: ImageFont.FreeTypeFont, text: str) -> float:
    """Return the width of a text in pixels; the same beginnings of lines are tried many times."""
    return font.getlength(text)


def fit(text: str, weight: int, sizes: range, width: int, height: int) -> Block:
    """Return a text in the largest of the sizes that fits; in the smallest one it is cut short."""
    for size in sizes:
        font = font_of(weight, size)
        lines = _wrap(text, font, width)
        block = Block(font, lines)
        whole = all(_length(font, word) <= width for word in text.split())
        if block.height <= height and (whole or size == sizes[-1]):
            return Block(font, _balanced(text, font, width, len(lines)))
    room = max(1, height // block.leading)
    if len(block.lines) <= room:
        return block
    last = block.lines[room - 1]
    while last and _length(block.font, f"{last}…") > width:
        last = last[:-1]
    return Block(block.font, (*block.lines[: room - 1], f"{last.rstrip(' ,.;:–—')}…"))


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
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if _length(font, longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, font, width)
        lines.extend(whole)
    return tuple([*lines, line] if line else lines)


def _broken(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the parts of a word that is longer than a line; most words have one part."""
    parts = [""]
    for letter in word:
        if parts[-1] and _length(font, parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts
