"""Reads a QR code as a phone does, from the picture of one that was found and straightened.

Nothing is mended: a code of ours that needs mending is wrong. The tables of blocks are those of
ISO/IEC 18004:2015 as segno has them; the way from squares to letters is this module's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from segno import consts

Rows = Sequence[Sequence[bool]]
# By the two bits of the format information (table 12), after its mask is taken off.
_LEVELS: dict[int, int] = {
    0b01: consts.ERROR_LEVEL_L,
    0b00: consts.ERROR_LEVEL_M,
    0b11: consts.ERROR_LEVEL_Q,
    0b10: consts.ERROR_LEVEL_H,
}
_LIGHT: tuple[Callable[[int, int], int], ...] = (
    lambda x, y: (x + y) % 2,
    lambda x, y: y % 2,
    lambda x, y: x % 3,
    lambda x, y: (x + y) % 3,
    lambda x, y: (x // 3 + y // 2) % 2,
    lambda x, y: (x * y) % 2 + (x * y) % 3,
    lambda x, y: ((x * y) % 2 + (x * y) % 3) % 2,
    lambda x, y: ((x + y) % 2 + (x * y) % 3) % 2,
)


def read_rows(rows: Rows) -> str:
    """Return the text of a code without its quiet zone, true where a square is dark."""
    size = len(rows)
    version = (size - 17) // 4
    line = [rows[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)]
    bits = int("".join(str(int(each)) for each in line), 2) ^ 0b10101000
    level, light = _LEVELS[bits >> 6], _LIGHT[bits >> 3 & 7]
    fixed = _fixed(size, version)
    seen = [rows[y][x] ^ (light(x, y) == 0) for x, y in _way(size) if (x, y) not in fixed]
    words = [_number(seen[at : at + 8]) for at in range(0, len(seen) - 7, 8)]
    tables: Any = consts.ECC
    sizes = [ec.num_data for ec in tables[version][level] for _ in range(ec.num_blocks)]
    blocks: list[list[int]] = [[] for _ in sizes]
    stream = iter(words)
    for column in zip_longest(*(range(each) for each in sizes)):
        for block, place in zip(blocks, column, strict=True):
            if place is not None:
                block.append(next(stream))
    data = "".join(f"{word:08b}" for block in blocks for word in block)
    assert data[:4] == "0100", "our codes hold bytes"
    wide = 8 if version < 10 else 16
    length = int(data[4 : 4 + wide], 2)
    start = 4 + wide
    octets = [int(data[at : at + 8], 2) for at in range(start, start + 8 * length, 8)]
    return bytes(octets).decode("utf-8")


def read_svg(svg: str) -> str:
    """Return the text of a code that is drawn as runs of dark squares in a quiet zone of four."""
    size = int(re.findall(r'viewBox="0 0 (\d+) \1"', svg)[0]) - 8
    rows = [[False] * size for _ in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        for each in range(int(length)):
            rows[int(y) - 4][int(x) - 4 + each] = True
    return read_rows(rows)


def _number(bits: Sequence[bool]) -> int:
    return int("".join(str(int(bit)) for bit in bits), 2)


def _fixed(size: int, version: int) -> set[tuple[int, int]]:
    """Return the squares that hold no data."""
    found = {(x, y) for x in range(size) for y in range(size) if x == 6 or y == 6}
    corners = [(0, 0, 9, 9), (size - 8, 0, 8, 9), (0, size - 8, 9, 8)]
    if version > 6:
        corners += [(size - 11, 0, 3, 6), (0, size - 11, 6, 3)]
    for left, top, width, height in corners:
        found |= {(left + x, top + y) for x in range(width) for y in range(height)}
    places = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    for x in places:
        for y in places:
            if (x, y) not in {(6, 6), (6, size - 7), (size - 7, 6)}:
                found |= {(x + a, y + b) for a in range(-2, 3) for b in range(-2, 3)}
    return found


def _way(size: int) -> Iterator[tuple[int, int]]:
    """Yield the squares in the order of the data: two columns up, two columns down."""
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for step in range(size):
            y = size - 1 - step if upwards else step
            yield from ((right, y), (right - 1, y))
        upwards = not upwards
