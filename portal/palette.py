"""The colours of a site in light and dark, made from the two of its brand.

They are worked out here and not in the browser, so that phones without relative colours show the
same, and so that what is checked is what is shown. Every pair that stands together meets WCAG 2.2:
text 4.5 to 1 (criterion 1.4.3), and what a reader must see to use the site 3 to 1 (1.4.11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from portal.colours import contrast, lightness_of, nearest, turned, with_lightness
from portal.config import Brand, Config
from portal.errors import Problem, warning
from portal.values import fixed

TEXT = 4.5
GRAPHICS = 3.0

_LIGHT = {
    "ground": "#ffffff",
    "surface": "#ffffff",
    "text": "#211926",
    "text-muted": "#5d5265",
    "text-on-primary": "#ffffff",
    "text-on-deep": "#ffffff",
    "text-on-accent": "#211926",
    "line": "#ddd3e1",
    "line-strong": "#85788d",
    "focus": "#211926",
    "good": "#17663f",
    "warning": "#9a3412",
}
_DARK = {
    "ground": "#17131a",
    "surface": "#1f1923",
    "text": "#f4eff6",
    "text-muted": "#c0b4c7",
    "text-on-primary": "#211926",
    "text-on-deep": "#ffffff",
    "text-on-accent": "#211926",
    "line": "#443a4b",
    "line-strong": "#94869d",
    "good": "#86d9ac",
    "warning": "#fdba8c",
}
# The lines of the pathway: how far each is from the main colour on the circle of hues, in degrees.
_TURNS = {
    "direct-care": 0,
    "leadership": -70,
    "nursing": 60,
    "therapy": -125,
    "social-work": 110,
    "support-services": 165,
    "specialist": -160,
}
_ROUTES = tuple(f"route-{line}" for line in _TURNS)
# What stands on what, and how much they must differ.
_GROUNDS = ("ground", "surface", "tint")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (name, ground, TEXT)
        for name in ("text", "text-muted", "heading", "primary", "good", "warning", *_ROUTES)
        for ground in _GROUNDS
    ),
    *((name, ground, GRAPHICS) for name in ("line-strong", "focus") for ground in _GROUNDS),
    ("text-on-primary", "primary", TEXT),
    ("text-on-deep", "deep", TEXT),
    ("tone-on-deep", "deep", TEXT),
    ("accent", "deep", GRAPHICS),
    ("focus-on-deep", "deep", GRAPHICS),
    ("text-on-accent", "accent", TEXT),
    ("text-on-accent", "tone-on-deep", TEXT),
)


@fixed
class Palette:
    """The colours by the names of their custom properties, without the two dashes."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


@lru_cache(maxsize=8)
def make_palette(brand: Brand) -> Palette:
    """Return the colours of a brand. A colour that cannot be read is replaced by the nearest one
    that can; `check_brand` says so.
    """
    tint = with_lightness(brand.primary, 0.972, 0.012)
    light = {
        **_LIGHT,
        "tint": tint,
        "primary": readable_primary(brand.primary, tint),
        "accent": readable_accent(brand.accent),
        "deep": with_lightness(brand.primary, min(lightness_of(brand.primary), 0.33)),
        "tone-on-deep": with_lightness(brand.primary, 0.8, 0.12),
    }
    light["heading"] = light["deep"]
    light["focus-on-deep"] = light["accent"]
    dark = {
        **_DARK,
        "tint": with_lightness(brand.primary, 0.215, 0.02),
        "primary": with_lightness(brand.primary, 0.84, 0.09),
        "accent": light["accent"],
        "deep": with_lightness(brand.primary, 0.27, 0.09),
        "tone-on-deep": light["tone-on-deep"],
        "focus": light["accent"],
    }
    dark["heading"] = dark["text"]
    dark["focus-on-deep"] = dark["accent"]
    light |= _lines(brand.primary, light, 0.5)
    dark |= _lines(brand.primary, dark, 0.78)
    return Palette(light, dark)


def _lines(primary: str, colours: Mapping[str, str], lightness: float) -> dict[str, str]:
    """Return a colour for each line of the pathway, in which its name can be read too."""
    grounds = [colours[each] for each in _GROUNDS]

    def is_good(colour: str) -> bool:
        return min(contrast(colour, ground) for ground in grounds) >= TEXT

    return {
        f"route-{line}": nearest(turned(primary, degrees, lightness, 0.12), is_good)
        for line, degrees in _TURNS.items()
    }


def readable_primary(colour: str, tint: str) -> str:
    """Return the main colour if it can be read as a link, or the nearest colour that can."""
    grounds = (_LIGHT["ground"], tint)
    return nearest(colour, lambda each: min(contrast(each, on) for on in grounds) >= TEXT)


def readable_accent(colour: str) -> str:
    """Return the second colour if dark text can stand on it and it shows on a deep ground."""
    return nearest(
        colour,
        lambda each: (
            lightness_of(each) >= 0.74 and contrast(each, _LIGHT["text-on-accent"]) >= TEXT
        ),
    )


def check_brand(config: Config) -> Iterator[Problem]:
    """Yield a warning for each colour of the brand that is not shown as it is."""
    brand, palette = config.brand, make_palette(config.brand)
    used = palette.light
    if used["primary"] != brand.primary:
        ratio = contrast(brand.primary, _LIGHT["ground"])
        yield warning(
            config.origin.position("brand", "primary"),
            "brand-contrast",
            f"brand.primary: {brand.primary} cannot be read as a link on white or nearly white: "
            f"its contrast with white is {ratio:.1f} to 1, and {TEXT} is needed.",
            f'Write "{used["primary"]}", the nearest that can. The site uses it already.',
        )
    if used["accent"] != brand.accent:
        yield warning(
            config.origin.position("brand", "accent"),
            "brand-contrast",
            f"brand.accent: {brand.accent} is too dark for dark text on it.",
            f'Write "{used["accent"]}", the nearest that is not. The site uses it already.',
        )


def failing_pairs(palette: Palette) -> Iterator[str]:
    """Yield every pair of colours that stands together and cannot be told apart well enough."""
    for theme, colours in (("light", palette.light), ("dark", palette.dark)):
        for name, ground, least in PAIRS:
            found = contrast(colours[name], colours[ground])
            if found < least:
                yield f"{theme}: {name} on {ground} is {found:.2f} to 1, and {least} is needed"


def theme_colours(brand: Brand) -> tuple[str, str]:
    """Return the colour of what a browser shows around a page, in light and in dark."""
    palette = make_palette(brand)
    return palette.light["deep"], palette.dark["deep"]


def write_palette(palette: Palette) -> str:
    """Return the colours as custom properties, for light and for dark."""
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in sorted(colours.items()))
        for colours in (palette.light, palette.dark)
    )
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )
