"""From a picture's file to plain pixels: upright, in sRGB, on white, with nothing else of it."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import ExifTags, Image, ImageCms

from portal.images.picture import Picture

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ON_ITS_SIDE = range(5, 9)
# How much larger than needed a JPEG is read: enough for fine detail to survive.
_SPARE = 1.5
_SRGB = ImageCms.createProfile("sRGB")


_ORIENTATION = 0x0112  # the EXIF tag
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# Python keeps one list of filters for warnings, whatever the thread.
_warnings_lock = threading.Lock()


class DamagedError(Exception):
    """Raised where a picture cannot be read to its end."""


def open_head(data: bytes) -> Image.Image:
    """Return a picture of which only the head was read. Raises whatever a decoder raises."""
    with _quietly():
        return Image.open(BytesIO(data), formats=_FORMATS)


def orientation_of(image: Image.Image) -> int:
    """Return the number by which a camera says how it was held; 1 is upright."""
    try:
        with _quietly():
            return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # broken notes of a camera do not make a picture worse
        return 1


def tells_place(image: Image.Image) -> bool:
    """Return whether a camera wrote into a picture where it was taken."""
    try:
        with _quietly():
            place = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        return ExifTags.GPS.GPSLatitude in place or ExifTags.GPS.GPSLongitude in place
    except Exception:  # broken notes of a camera tell nothing
        return False


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Keep a decoder's warnings from people who cannot act on them; what matters is judged."""
    with _warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def decode(image: Image.Image, picture: Picture) -> Image.Image:
    """Return the pixels of an opened picture, at its largest size or more.

    Raises DamagedError where a part of them is missing.
    """
    width, height = (round(side * _SPARE) for side in picture.sizes[-1])
    lies = picture.orientation in ON_ITS_SIDE
    try:
        # A JPEG can be read at half its size, or a quarter, in a fraction of the time.
        image.draft(None, (height, width) if lies else (width, height))
        profile = image.info.get("icc_profile")
        image.load()
        pixels = _in_srgb(_flat(image), profile)
    except Exception as error:  # whatever a hostile file makes a decoder raise
        raise DamagedError from error
    # A picture carries its file's notes along with it, so the pixels are put into one without.
    clean = Image.new("RGB", pixels.size)
    clean.paste(pixels)
    turn = _TURNS.get(picture.orientation)
    return clean if turn is None else clean.transpose(turn)


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture without transparency, palette or more than 8 bits a colour."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(layer, mask=layer.getchannel("A"))
        return flat
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGB") if image.mode in {"1", "P"} else image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours of the web; a broken profile is as good as none."""
    if profile:
        with contextlib.suppress(Exception):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
            if converted is not None:
                return converted
    return image.convert("RGB")
