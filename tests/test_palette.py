"""Whatever the brand, what stands on the site can be read, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from conftest import REPOSITORY, World
from hypothesis import example, given
from hypothesis import strategies as st

from portal.colours import contrast, lightness_of, nearest, with_lightness
from portal.config import Brand, read_config
from portal.palette import check_brand, failing_pairs, make_palette, write_palette

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS, COLOURS)
@example("#ffff00", "#000000")
@example("#777777", "#777777")
@example("#ff0000", "#ff0000")
@example("#ffffff", "#ffffff")
@example("#000000", "#0000ff")
def test_whatever_the_brand_every_pair_of_colours_can_be_told_apart(
    primary: str, accent: str
) -> None:
    assert list(failing_pairs(make_palette(Brand(primary=primary, accent=accent)))) == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1)],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@given(COLOURS)
def test_a_colour_with_its_own_lightness_is_itself(colour: str) -> None:
    made = with_lightness(colour, lightness_of(colour))
    channels = [abs(int(made[at : at + 2], 16) - int(colour[at : at + 2], 16)) for at in (1, 3, 5)]
    assert max(channels) <= 2


def test_a_colour_that_no_lightness_makes_good_is_an_error() -> None:
    with pytest.raises(ValueError, match="#112233"):
        nearest("#112233", lambda _: False)


def test_the_brand_we_ship_is_shown_as_it_is() -> None:
    config, _ = read_config(REPOSITORY / "site.yaml", REPOSITORY, date(2026, 11, 22))
    assert config is not None
    assert list(check_brand(config)) == []


def test_a_brand_that_cannot_be_read_is_told_with_the_nearest_colour_that_can(
    world: Callable[..., World],
) -> None:
    made = world()
    settings = made.root / "site.yaml"
    text = settings.read_text("utf-8") + 'brand:\n  primary: "#ffcc00"\n  accent: "#223344"\n'
    settings.write_text(text, encoding="utf-8")
    found = [each for each in made.build().problems if each.code == "brand-contrast"]
    assert [each.position.line for each in found] == [
        text[: text.index(name)].count("\n") + 1 for name in ('primary: "#ff', 'accent: "#22')
    ]
    assert "1.5 to 1, and 4.5 is needed" in found[0].sentence
    proposed = found[0].remedy.split('"')[1]
    assert contrast(proposed, "#ffffff") >= 4.5
    # It is the nearest: hardly any lighter, and it could not be read.
    lighter = with_lightness(proposed, lightness_of(proposed) + 0.02)
    assert contrast(lighter, "#ffffff") < 4.8


def test_the_stylesheet_has_the_colours_for_light_and_dark() -> None:
    text = write_palette(make_palette(Brand(primary="#5b2a6e", accent="#f2b33d")))
    light, dark = text.splitlines()
    assert "--primary:#5b2a6e;" in light
    assert dark.startswith("@media (prefers-color-scheme:dark){:root{")
