"""Which files are pictures that can be published; they come from strangers, so nothing is sure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from portal.errors import PortalError, Problem
from portal.images.making import is_made
from portal.images.picture import Picture
from portal.images.pixels import (
    ON_ITS_SIDE,
    DamagedError,
    decode,
    open_head,
    orientation_of,
    tells_place,
)
from portal.source import SourceFile

MAX_BYTES = 15_000_000
MAX_PIXELS = 40_000_000
# Longer and thinner than this is no photograph, and more than WebP can hold.
MAX_RATIO = 5
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),  # what many phones write: a JPEG with a second one behind it
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
}
# What has no place in a photograph: a web page, a program of a web server, a PDF, an archive. None
# of it would be published, since every picture is made anew, but its original is kept by git.
_ACTIVE = re.compile(
    rb"<script[\s>/]|<\?php\s|<html[\s>]|<!doctype html|%PDF-1\.\d[\r\n]", re.IGNORECASE
)
_ZIP_END = re.compile(rb"PK\x05\x06[\x00\xff]{4}")
_ZIP_TAIL = 66_000  # the end of an archive stands within this many bytes from the last
_LIMITS = "2,000 pixels wide is plenty."


def judge(file: SourceFile, cache: Path) -> Picture | Problem:
    """Return the picture in a file, with no name yet, or what is wrong with it."""
    try:
        data = _read(file)
        image = _open(data, file)
    except PortalError as error:
        return error.problem
    width, height = image.size
    orientation = orientation_of(image)
    if orientation in ON_ITS_SIDE:
        width, height = height, width
    digest = hashlib.sha256(data).hexdigest()
    picture = Picture(file, "", digest, orientation, width, height, tells_place(image))
    try:
        if not is_made(cache, picture):  # what was made before need not be tried again
            # Opened anew: a PNG was already read when it was asked for its orientation.
            decode(open_head(data), picture)
    except DamagedError:
        return _damaged(file)
    return picture


def _read(file: SourceFile) -> bytes:
    if file.size <= MAX_BYTES:
        try:
            with file.path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError:
            raise _refusal(
                file, "unreadable", "The picture cannot be read.", "Check that you may read it."
            ) from None
        if len(data) <= MAX_BYTES:
            return data
    raise _refusal(
        file,
        "picture-too-big",
        f"The picture has {max(file.size, MAX_BYTES + 1) / 1_000_000:.1f} MB; "
        f"{MAX_BYTES // 1_000_000} MB is the most that is taken.",
        f"Save a smaller copy: {_LIMITS}",
    )


def _open(data: bytes, file: SourceFile) -> Image.Image:
    """Return a picture of which only the head was read. Raises PortalError where it will not do."""
    try:
        image = open_head(data)
    except Image.DecompressionBombError:
        raise _too_many_pixels(file) from None
    except Exception:  # whatever a hostile file makes a decoder raise
        raise _no_picture(data, file) from None
    if _ACTIVE.search(data) or _ZIP_END.search(data, max(0, len(data) - _ZIP_TAIL)):
        raise _refusal(
            file,
            "picture-with-more",
            "The file is a picture and something else as well: a program or an archive is in it.",
            "Open it in a picture program, save it anew as JPEG, and put that file in its place.",
        )
    endings = _ENDINGS[image.format or "JPEG"]
    if file.suffix.lower() not in endings:
        raise _refusal(
            file,
            "picture-kind",
            f"The picture is {endings[-1][1:].upper()} inside, and its name ends in {file.suffix}.",
            f"Let its name end in {endings[0]}, both there and here.",
        )
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(file)
    if max(width, height) > MAX_RATIO * min(width, height):
        raise _refusal(
            file,
            "picture-shape",
            f"The picture is {width:,} by {height:,} pixels, which is too long and thin.",
            "Cut out the part that matters.",
        )
    return image


def _too_many_pixels(file: SourceFile) -> PortalError:
    return _refusal(
        file,
        "picture-too-big",
        f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels.",
        f"Save a smaller copy: {_LIMITS}",
    )


def _no_picture(data: bytes, file: SourceFile) -> PortalError:
    if data[4:8] == b"ftyp" and b"hei" in data[8:32]:
        return _refusal(
            file,
            "picture-kind",
            f"The picture is HEIC inside, as iPhones take them, though it ends in {file.suffix}.",
            "Export it as JPEG, and put that file in its place.",
        )
    return _refusal(
        file,
        "not-a-picture",
        "The file is not a JPEG, PNG, WebP or AVIF picture.",
        "Open it in a picture program, save it as JPEG, and put that file in its place.",
    )


def _damaged(file: SourceFile) -> Problem:
    return _refusal(
        file,
        "picture-damaged",
        "The picture is damaged: a part of it is missing or cannot be read.",
        "Copy it again from where it came from.",
    ).problem


def _refusal(file: SourceFile, code: str, sentence: str, remedy: str) -> PortalError:
    return PortalError(Problem(file.position, code, sentence, remedy))
