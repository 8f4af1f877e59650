"""The files of pictures, cards and icons. What loads Pillow is imported here, and by `judging`."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image

from portal.errors import PortalError, Problem
from portal.images.card_drawing import draw
from portal.images.icon_drawing import draw_icon
from portal.images.icons import Icon
from portal.images.picture import ENDINGS, Picture
from portal.images.pixels import DamagedError, decode, open_head
from portal.images.share_card import ShareCard

_SAVE: Mapping[str, Mapping[str, Any]] = {
    # As good as the WebP below, and a quarter smaller (docs/decisions/0017-avif.md).
    # One thread: pictures are made side by side already, and its bytes then depend on no machine.
    "avif": {"format": "AVIF", "quality": 50, "speed": 7, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}


def made_of(made_from: Picture | ShareCard | Icon) -> Mapping[str, bytes]:
    """Return what every file of a picture, card or icon holds, by address.

    Raises PortalError where its original has changed.
    """
    if isinstance(made_from, Icon):
        return {made_from.url: draw_icon(made_from)}
    try:
        if isinstance(made_from, ShareCard):
            return {made_from.url: draw(made_from)}
        pixels = decode(open_head(made_from.read()), made_from)
    except (OSError, SyntaxError, DamagedError) as error:
        picture = made_from.picture if isinstance(made_from, ShareCard) else made_from
        if picture is None:
            raise
        problem = Problem(
            picture.file.position,
            "picture-changed",
            "The picture was changed while the site was made.",
            "Build again.",
        )
        raise PortalError(problem) from error
    made = {}
    for width, height in made_from.sizes:
        smaller = pixels.resize((width, height), Image.Resampling.LANCZOS)
        for ending in ENDINGS:
            stream = BytesIO()
            smaller.save(stream, **_SAVE[ending])
            made[made_from.url(width, ending)] = stream.getvalue()
    return made
