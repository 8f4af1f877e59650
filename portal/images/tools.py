"""What makes pictures: whether it can write AVIF, and the versions that its results depend on.

Pillow tells both (`PIL.features`), and loads all of itself for it: 20 ms, of which a build where no
picture is new needs nothing else. So its compiled parts are asked, as it would ask them.
"""

from __future__ import annotations

import importlib
from functools import cache

import PIL

_PARTS = {
    "jpg": ("PIL._imaging", "jpeglib_version"),
    "webp": ("PIL._webp", "webpdecoder_version"),
    "avif": ("PIL._avif", "libavif_version"),
    "freetype2": ("PIL._imagingft", "freetype2_version"),
}


@cache
def version_of(tool: str) -> str | None:
    """Return the version of jpg, webp, avif or freetype2, or None where Pillow has it not."""
    part, name = _PARTS[tool]
    try:
        return str(getattr(importlib.import_module(part), name))
    except ImportError:
        return None


@cache
def all_versions() -> str:
    """Return the versions of Pillow and of all that it makes pictures with, in one text."""
    return " ".join((PIL.__version__, *(str(version_of(each)) for each in _PARTS)))
