"""A stranger's PNG, taken apart and put together again with nothing but its pixels.

The chunks are those of the PNG specification (W3C, third edition, section 11). What is kept is what
makes the picture; texts, colour profiles, animation and whatever stands behind the end are dropped.
"""

from __future__ import annotations

import struct
import zlib

MAXIMUM_BYTES = 3_000_000
LARGEST_SIDE = 8_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


class PngError(Exception):
    """Raised for bytes that are no PNG which we would show; says why."""


def clean_png(data: bytes) -> bytes:
    """Return the picture without anything but its pixels. Raises PngError."""
    if len(data) > MAXIMUM_BYTES:
        raise PngError("The picture is too large.")
    if not data.startswith(_SIGNATURE):
        raise PngError("The picture is not a PNG.")
    made = [_SIGNATURE]
    at = len(_SIGNATURE)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        kind, body, at = _chunk(data, at)
        if (kind == b"IHDR") != (not kinds):
            raise PngError("The picture does not begin as a PNG does.")
        if kind == b"IHDR":
            _check_size(body)
        kinds.append(kind)
        if kind in _KEPT:
            made.append(data[at - len(body) - 12 : at])
    if b"IDAT" not in kinds:
        raise PngError("The picture has no pixels.")
    return b"".join(made)


def _chunk(data: bytes, at: int) -> tuple[bytes, bytes, int]:
    """Return a chunk's kind and body, and where the next one begins."""
    if at + 12 > len(data):
        raise PngError("The picture is cut short.")
    length, kind = struct.unpack_from(">I4s", data, at)
    end = at + 12 + length
    if end > len(data):
        raise PngError("The picture is cut short.")
    body = data[at + 8 : end - 4]
    if zlib.crc32(kind + body) != struct.unpack_from(">I", data, end - 4)[0]:
        raise PngError("The picture is damaged.")
    return kind, body, end


def _check_size(body: bytes) -> None:
    if len(body) != 13:
        raise PngError("The picture does not begin as a PNG does.")
    width, height = struct.unpack_from(">II", body)
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise PngError("The picture is too wide or too high.")
