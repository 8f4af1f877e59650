"""Titles, wrapped for a box. No font is at hand when the site is built, so widths are those of a
wide face (DejaVu Sans, about as wide as Verdana): text in any other one leaves room.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FONT_SIZE = 15
ROW_HEIGHT = 19
_WIDTHS = {
    sign: thousandths / 1000
    for thousandths, signs in {
        280: "ijl",
        320: " .,:;'’‘",
        395: "tfrIJ()[]-‐‑!|/",
        530: "csz",
        600: "avxykEFLSTYZP?",
        640: "bdeghnopqu0123456789KX",
        700: "ABCRUV",
        780: "DGHNOQ&",
        870: "wM+=",
        1000: "mW%@—…–",
    }.items()
    for sign in signs
}


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """Return the estimated width of a text in pixels."""
    return sum(_width_of(sign) for sign in text) * FONT_SIZE


def _width_of(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return _WIDTHS.get(sign, 0.75)


@lru_cache(maxsize=4096)
def wrap(title: str, width: int) -> tuple[str, ...]:
    """Return the rows of a title, none wider than `width` pixels; only overlong words are cut."""
    rows: list[str] = []
    row = ""
    for word in title.split():
        longer = f"{row} {word}" if row else word
        if text_width(longer) <= width:
            row = longer
            continue
        if row:
            rows.append(row)
        *whole, row = _cut(word, width)
        rows += whole
    return (*rows, row) if row else tuple(rows)


def _cut(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit, which is the word itself for all but a few."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and text_width(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
