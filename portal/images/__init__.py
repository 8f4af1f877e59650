"""Pictures that authors add: checked, turned upright, made smaller, and freed of all but pixels.

What a camera writes into a picture (place, time, owner) is never published: every file is made
anew from the pixels alone. That also leaves behind whatever else was hidden in the original.
"""

from portal.images.icons import Icon, icons_of, missing_icons
from portal.images.making import Pictures
from portal.images.picture import Picture
from portal.images.reading import PictureReader
from portal.images.share_card import CardColours, ShareCard

__all__ = [
    "CardColours",
    "Icon",
    "Picture",
    "PictureReader",
    "Pictures",
    "ShareCard",
    "icons_of",
    "missing_icons",
]
