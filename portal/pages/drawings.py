"""Drawings of the places where people work, all in one hand, for components/drawing.html.

Each is 96 wide and stands on a ground 76 below its top. Walls are filled and outlined, lines are
outlined only, and what is lit has the accent: in every place somebody has left a light on. The
colours are the stylesheet's, so they follow the brand, the dark and forced colours.
"""

from __future__ import annotations

from collections.abc import Mapping

from portal.values import fixed

WIDTH = 96


@fixed
class Drawing:
    """Path data of the three parts of a drawing; any may be empty."""

    walls: str
    lines: str
    lit: str


_TREE = "M80 76V56M80 56a9 9 0 1 1 .1 0z"
HOUSE = Drawing(
    walls="M20 76V44L48 20L76 44V76z",
    lines="M14 49L48 20L82 49M42 76V58h12v18",
    lit="M29 50h8v9h-8zM59 50h8v9h-8z",
)
# By the ids in content/pathway/settings.yaml. Another id has the house.
SETTINGS: Mapping[str, Drawing] = {
    "home-care": Drawing(
        walls="M10 76V46L32 27L54 46V76zM60 72v-8l5-2 4-7h12l5 7 6 2v8z",
        lines="M5 50L32 27L59 50M27 76V60h10v16M62 72a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
        "M81 72a4 4 0 1 0 8 0a4 4 0 1 0-8 0M75 55v7",
        lit="M16 50h7v8h-7zM41 50h7v8h-7z",
    ),
    "care-home": Drawing(
        walls="M6 76V42h24L48 26L66 42h24V76z",
        lines="M2 42h30L48 26L64 42h30M42 76V62h12v14",
        lit="M13 48h7v8h-7zM26 48h7v8h-7zM63 48h7v8h-7zM76 48h7v8h-7zM13 63h7v7h-7zM76 63h7v7h-7z"
        "M44 44h8v9h-8z",
    ),
    "nursing-home": Drawing(
        walls="M12 76V34h72V76zM12 34L48 16L84 34z",
        lines="M6 36L48 15L90 36M12 55h22M62 55h22M40 76V58h16v18M48 58v18",
        lit="M48 47l-6.500-6.500a4 4 0 0 1 6.500-4a4 4 0 0 1 6.500 4zM19 41h7v8h-7zM70 41h7v8h-7z"
        "M19 61h7v8h-7zM70 61h7v8h-7z",
    ),
    "supported-living": Drawing(
        walls="M8 76V46L28 29L48 46V76zM48 76V46L68 29L88 46V76z",
        lines="M3 50L28 29L48 46L68 29L93 50M15 76V61h9v15M72 76V61h9v15",
        lit="M24 43h8v8h-8zM64 43h8v8h-8zM32 61h8v8h-8zM56 61h8v8h-8z",
    ),
    "extra-care": Drawing(
        walls="M14 76V14h40V76zM54 76V36h30V76z",
        lines="M10 14h48M54 36h34M20 31h10M38 31h10M20 49h10M38 49h10M62 58h14M29 76V61h10v15",
        lit="M21 20h8v11h-8zM39 38h8v11h-8zM21 38h8v11h-8zM65 46h8v12h-8z",
    ),
    "day-services": Drawing(
        walls="M8 76V52Q48 18 88 52V76z",
        lines="M3 56Q48 14 93 56M42 76V60h12v16M48 60v16M16 60h18v9H16zM62 60h18v9H62z",
        lit="M48 36a8 8 0 0 1 8 8v4H40v-4a8 8 0 0 1 8-8z",
    ),
    "live-in": Drawing(
        walls="M12 76V46L38 24L64 46V76z",
        lines="M6 51L38 24L70 51M33 76V60h10v16M52 35V24h8v18",
        lit="M34 38h8v9h-8zM19 55h8v9h-8zM50 55h8v9h-8zM84 14a9 9 0 1 0 8 14a11 11 0 0 1-8-14z",
    ),
    "shared-lives": Drawing(
        walls="M14 76V46L48 20L82 46V76z",
        lines="M8 51L48 20L88 51M30 76V67a6 6 0 0 1 12 0v9M54 76V67a6 6 0 0 1 12 0v9"
        "M32 54a4 4 0 1 0 8 0a4 4 0 1 0-8 0M56 54a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
        lit="M44 34h8v9h-8z",
    ),
    "personal-assistant": Drawing(
        walls="M8 76V48L28 32L48 48V76zM74 76V58a7 7 0 0 1 14 0v18z",
        lines="M3 52L28 32L53 52M23 76V62h10v14M77 45a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
        "M52 68a8 8 0 1 0 16 0a8 8 0 1 0-16 0M56 50v12h10l3 12M70 56h-9",
        lit="M24 47h8v8h-8zM56 39a4.500 4.500 0 1 1 .1 0z",
    ),
    "reablement": Drawing(
        walls="M10 76V66h18V56h18V46h18V36h24V76z",
        lines="M10 50L64 18h24M19 58v-13M37 48V34M55 38V24M76 36V18",
        lit="M76 6a6 6 0 1 1-.1 0z",
    ),
    "hospital": Drawing(
        walls="M30 76V18h36V76zM6 76V44h24V76zM66 76V44h24V76z",
        lines="M26 18h44M2 44h28M66 44h28M42 76V62h12v14",
        lit="M40 26h5v7h6v-7h5v19h-5v-7h-6v7h-5zM13 52h8v9h-8zM75 52h8v9h-8z",
    ),
    "hospice": Drawing(
        walls="M8 76V50L34 30L60 50V76z",
        lines=f"M3 54L34 30L65 54M29 76V62h10v14{_TREE}",
        lit="M30 45h8v8h-8zM15 58h8v8h-8zM45 58h8v8h-8z",
    ),
    "council": Drawing(
        walls="M12 36h72V30L48 14L12 30zM14 76V36h68V76z",
        lines="M6 36h84M24 42v28M36 42v28M60 42v28M72 42v28M8 72h80",
        lit="M44 50h8v20h-8zM48 22a4 4 0 1 1-.1 0z",
    ),
    "head-office": Drawing(
        walls="M20 76V18h56V76z",
        lines="M16 18h64M20 34h56M20 50h56M42 76V62h12v14",
        lit="M27 22h9v7h-9zM44 22h9v7h-9zM61 38h9v7h-9zM27 38h9v7h-9zM61 54h9v7h-9z",
    ),
    "community": Drawing(
        walls="M40 66h26v4H40zM40 52h26v6H40z",
        lines=f"M44 76V52M62 76V52{_TREE}M16 76V24M8 24h16v14H8z",
        lit="M16 31m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    ),
    "primary-care": Drawing(
        walls="M12 76V40h72V76z",
        lines="M6 40h84M12 52h22M62 52h22M40 76V58h16v18M34 40l4-10h20l4 10",
        lit="M46 31h4v3h3v4h-3v3h-4v-3h-3v-4h3zM19 58h9v9h-9zM68 58h9v9h-9z",
    ),
    "training-provider": Drawing(
        walls="M10 76V44h76V76zM48 18L78 32L48 44L18 32z",
        lines="M30 37v8M66 37v8M78 32v12M42 76V60h12v16",
        lit="M18 54h8v9h-8zM31 54h6v9h-6zM59 54h6v9h-6zM70 54h8v9h-8z",
    ),
}


def drawing_of(setting: str) -> Drawing:
    """Return the drawing of a kind of place; a house where there is none of its own."""
    return SETTINGS.get(setting, HOUSE)
