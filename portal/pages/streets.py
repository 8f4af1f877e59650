"""What stands on the road at the head of a page: a few drawn things in a row, and people.

The things are drawn by the same hand as the places in portal/pages/drawings.py and by the same
rules. A row is decoration: it says nothing that the heading beside it does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.pages.drawings import HOUSE, SETTINGS, WIDTH, Drawing
from portal.values import fixed

# Two people who stand together are drawn by components/drawing.html.
PAIR = "pair"
_PAIR_WIDTH = 30
_APART = 10


@fixed
class Standing:
    """A drawing on a street, and how far along it stands."""

    x: int
    drawing: Drawing


@fixed
class Street:
    """A road with things along it; two people stand together at each of the `pairs`."""

    width: int
    things: tuple[Standing, ...]
    pairs: tuple[int, ...] = ()


# What is narrower than the places, and so stands nearer to what is beside it.
_WIDTHS: Mapping[str, int] = {"lamp": 36, "tree": 48}
THINGS: Mapping[str, Drawing] = {
    "house": HOUSE,
    "signpost": Drawing(
        walls="M48 18h28l9 8l-9 8H48zM48 40H22l-9 8l9 8h26z",
        lines="M48 76V12M36 76h24M56 26h16M26 48h14",
        lit="M48 2a5 5 0 1 1-.1 0z",
    ),
    "lost": Drawing(
        walls="M48 20H20l-9 8l9 8h28zM49 44l8-8l21 19l1 12l-12-1z",
        lines="M48 76V12M36 76h24M25 28h14M60 46l9 8M84 76l3-6M91 76l1-4",
        lit="M78 10a9 9 0 1 0 8 14a11 11 0 0 1-8-14z",
    ),
    "doors": Drawing(
        walls="M6 76V36a12 12 0 0 1 24 0v40zM36 76V36a12 12 0 0 1 24 0v40z"
        "M66 76V36a12 12 0 0 1 24 0v40z",
        lines="M25 52v6M55 52v6M85 52v6M11 64h10M41 64h10M71 64h10",
        lit="M11 40v-4a7 7 0 0 1 14 0v4zM41 40v-4a7 7 0 0 1 14 0v4zM71 40v-4a7 7 0 0 1 14 0v4z",
    ),
    "board": Drawing(
        walls="M14 28h68v34H14z",
        lines="M20 76V28M76 76V28M7 29L48 12L89 29",
        lit="M23 34h13v11H23zM42 34h14v7H42zM62 36h13v15H62zM23 49h13v8H23zM42 45h14v12H42z",
    ),
    "empty-board": Drawing(
        walls="M14 28h68v34H14z",
        lines="M20 76V28M76 76V28M7 29L48 12L89 29M42 36h14v14H42z",
        lit="M49 34a2.500 2.500 0 1 1-.1 0z",
    ),
    "talk": Drawing(
        walls="M25 68V53a7 7 0 0 1 14 0v15zM57 68V55a7 7 0 0 1 14 0v13z"
        "M32 32a5.500 5.500 0 1 1-.1 0zM64 34a5.500 5.500 0 1 1-.1 0z",
        lines="M12 68h72M19 68v8M77 68v8",
        lit="M44 5h27a5 5 0 0 1 5 5v8a5 5 0 0 1-5 5H55l-9 7v-7h-2a5 5 0 0 1-5-5v-8a5 5 0 0 1 5-5z",
    ),
    "tent": Drawing(
        walls="M16 76V48h64v28zM16 48L48 24L80 48z",
        lines="M48 24V6M6 76L16 48M90 76L80 48M40 76V60h16v16"
        "M16 48q8 9 16 0q8 9 16 0q8 9 16 0q8 9 16 0",
        lit="M48 6l16 5l-16 6zM23 61h9v8h-9zM64 61h9v8h-9z",
    ),
    "tower": Drawing(
        walls="M36 76V28h24v48zM32 28L48 7L64 28z",
        lines="M30 76h36M36 58h24M48 7V1M13 76V60M13 60a10 10 0 1 1 .1 0z"
        "M84 76V64M84 64a8 8 0 1 1 .1 0z",
        lit="M48 33a8 8 0 1 1-.1 0z",
    ),
    "post-box": Drawing(
        walls="M32 76V26a16 9 0 0 1 32 0v50z",
        lines="M28 30h40M39 41h18M28 70h40",
        lit="M59 34l22 5l-4 15l-22-6z",
    ),
    "lamp": Drawing(
        walls="M9 27l4-17h10l4 17z",
        lines="M18 76V27M11 76h14M13 10l5-5l5 5",
        lit="M13 24l2.500-11h5l2.500 11z",
    ),
    "bench": Drawing(
        walls="M10 62h76v5H10zM14 48h68v6H14z",
        lines="M20 76V48M76 76V48",
        lit="M56 60h10v-8H56z",
    ),
    "tree": Drawing(
        walls="M24 54a19 19 0 1 1 .1 0z",
        lines="M24 76V38M24 50l9-8M14 76h20",
        lit="M33 30a3 3 0 1 1-.1 0z",
    ),
    "books": Drawing(
        walls="M10 76V34h15v42zM25 76V24h13v52zM38 76V40h15v36zM60 76L70 35l14 3.500L75 76z",
        lines="M4 76h88M14 66h7M28 66h7M42 66h7",
        lit="M14 42h7v8h-7zM28 32h7v10h-7zM42 48h7v6h-7z",
    ),
    "growing": Drawing(
        walls="M8 76V60h22v16zM37 76V44h22v32zM66 76V26h22v50z",
        lines="M4 60l15-10l15 10M33 44l15-10l15 10M62 26l15-12l15 12M15 76V66h8v10M44 76V66h8v10"
        "M73 76V66h8v10",
        lit="M41 50h6v7h-6zM50 50h6v7h-6zM70 32h6v7h-6zM79 32h6v7h-6zM70 46h6v7h-6zM79 46h6v7h-6z",
    ),
    "cup": Drawing(
        walls="M30 18h36v14a18 18 0 0 1-36 0zM32 76V66h32v10z",
        lines="M30 22H20a11 11 0 0 0 13 17M66 22h10a11 11 0 0 1-13 17M48 50v16",
        lit="M48 22l3 6l7 1l-5 5l1 7l-6-3l-6 3l1-7l-5-5l7-1z",
    ),
    "hoarding": Drawing(
        walls="M8 18h80v40H8z",
        lines="M24 58v18M72 58v18M50 28h30M50 38h30M50 48h18",
        lit="M16 26h26v24H16z",
    ),
    "telephone": Drawing(
        walls="M31 76V24h34v52zM29 24a19 11 0 0 1 38 0z",
        lines="M38 76V32h20v44M38 43h20M38 54h20M38 65h20M48 32v44M28 76h40",
        lit="M39 33h8v9h-8zM49 44h8v9h-8zM39 55h8v9h-8zM45 17h6v3h-6z",
    ),
    "shop": Drawing(
        walls="M14 76V36h68v40zM9 36l8-16h62l8 16z",
        lines="M33 20l-5 16M48 20v16M63 20l5 16M60 76V48h14v28",
        lit="M22 45h29v19H22z",
    ),
}


def street(*names: str) -> Street:
    """Return a street with the named things and places on it, from left to right."""
    things, pairs, x = [], [], 0
    for name in names:
        if name == PAIR:
            pairs.append(x + _PAIR_WIDTH // 2)
            x += _PAIR_WIDTH + _APART
        else:
            things.append(Standing(x, THINGS.get(name) or SETTINGS[name]))
            x += _WIDTHS.get(name, WIDTH) + _APART
    return Street(x - _APART, tuple(things), tuple(pairs))


# By the names that templates/pages give to page_heading, and by the ids of kinds of place.
STREETS: Mapping[str, Street] = {
    **{setting: street(setting, PAIR) for setting in SETTINGS},
    "apprenticeships": street("training-provider", PAIR),
    "areas": street("tower", "supported-living"),
    "awards": street("cup", PAIR),
    "campaign": street("hoarding", PAIR),
    "contact": street("telephone", PAIR),
    "data": street("growing", PAIR),
    "doors": street(PAIR, "doors", "tree"),
    "empty": street("empty-board", "lamp"),
    "events": street("tent", PAIR),
    "house": street("house", PAIR),
    "hub": street("hoarding", PAIR, "care-home"),
    "index": street("books", "lamp"),
    "lost": street("lost", "lamp"),
    "pathway": street("signpost", PAIR, "reablement"),
    "poster": street("hoarding", "lamp"),
    "providers": street("care-home", "supported-living"),
    "refer": street("post-box", PAIR, "house"),
    "roles": street("home-care", PAIR, "care-home"),
    "schools": street("training-provider", "tree"),
    "search": street("lamp", "books"),
    "shop": street("shop", PAIR),
    "signpost": street("signpost", PAIR),
    "stories": street("talk", "house"),
    "vacancies": street(PAIR, "board", "care-home"),
    "words": street("bench", "lamp"),
}


def street_at(settings: Iterable[str]) -> str:
    """Return the name of the street for somebody who works in these kinds of place."""
    return next((each for each in settings if each in SETTINGS), "house")
