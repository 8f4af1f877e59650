"""Icons are the sign of the header in the colours of the brand, and whole wherever they are cut."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from math import hypot
from pathlib import Path

import pytest
from conftest import REPOSITORY, World
from PIL import Image

from portal.config import Brand
from portal.images import Icon, icons_of, missing_icons
from portal.images.icon_drawing import END, END_RADIUS, LINE, START, START_RADIUS, draw_icon

GREEN = Brand(primary="#005c3c", accent="#f2c94c")
GROUND, WHITE, SUN = (0, 92, 60), (255, 255, 255), (242, 201, 76)


def opened(url: str, brand: Brand = GREEN) -> Image.Image:
    """Return the pixels of an icon."""
    return Image.open(BytesIO(draw_icon(icon(url, brand))))


def icon(url: str, brand: Brand = GREEN) -> Icon:
    """Return the icon at an address."""
    return next(each for each in icons_of(brand) if each.url == url)


@pytest.mark.parametrize(
    ("url", "size"),
    [
        ("/favicon.ico", 48),
        ("/apple-touch-icon.png", 180),
        ("/icon-192.png", 192),
        ("/icon-512.png", 512),
        ("/icon-maskable-192.png", 192),
        ("/icon-maskable-512.png", 512),
    ],
)
def test_each_icon_has_its_size_and_the_colours_of_the_brand(url: str, size: int) -> None:
    image = opened(url)
    assert image.size == (size, size)
    found = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or []}
    assert {GROUND, WHITE, SUN} <= found


def test_the_icon_for_old_browsers_is_drawn_at_three_sizes() -> None:
    assert set(opened("/favicon.ico").info["sizes"]) == {(16, 16), (32, 32), (48, 48)}


@pytest.mark.parametrize("url", ["/icon-maskable-192.png", "/icon-maskable-512.png"])
def test_a_device_may_cut_a_maskable_icon_to_a_circle_and_the_sign_stays_whole(url: str) -> None:
    image = opened(url).convert("RGB")
    middle = image.width / 2
    outside = {
        image.getpixel((x, y))
        for x in range(image.width)
        for y in range(image.height)
        if hypot(x + 0.5 - middle, y + 0.5 - middle) > 0.4 * image.width
    }
    assert outside == {GROUND}


def test_only_icons_with_round_corners_can_be_seen_through() -> None:
    assert opened("/icon-192.png").getchannel("A").getextrema() == (0, 255)
    for url in ("/apple-touch-icon.png", "/icon-maskable-192.png"):
        assert opened(url).mode == "RGB"


def test_a_brand_that_cannot_be_read_gets_the_colours_that_the_page_gets() -> None:
    pale = Brand(primary="#ffd0d0", accent="#000000")
    assert "#ffd0d0" not in draw_icon(icon("/favicon.svg", pale)).decode()


def test_the_sign_is_that_of_the_header() -> None:
    header = (REPOSITORY / "templates/components/site_header.html").read_text(encoding="utf-8")
    drawn = draw_icon(icon("/favicon.svg")).decode()
    for text in (header, drawn):
        assert f'd="{LINE}"' in text
        for (x, y), radius in ((START, START_RADIUS), (END, END_RADIUS)):
            assert f'cx="{x:g}" cy="{y:g}" r="{radius:g}"' in text


def test_the_same_brand_gives_the_same_bytes() -> None:
    for each in icons_of(GREEN):
        assert draw_icon.__wrapped__(each) == draw_icon.__wrapped__(each)


def test_pages_and_manifest_lead_to_icons_that_are_there(world: Callable[..., World]) -> None:
    built = world().build()
    page, files = built.html("/"), built.files
    manifest = json.loads(files["site.webmanifest"])
    linked = [each["href"] for each in page.select('link[rel="icon"], [rel="apple-touch-icon"]')]
    in_manifest = [each["src"] for each in manifest["icons"]]
    assert {each["purpose"] for each in manifest["icons"]} == {"any", "maskable"}
    for url in (*linked, *in_manifest):
        assert re.sub("^/", "", url) in files, url
    light, dark = (each["content"] for each in page.select('meta[name="theme-color"]'))
    assert manifest["theme_color"] == light != dark


def test_an_icon_of_our_own_takes_the_place_of_the_made_one(tmp_path: Path) -> None:
    (tmp_path / "favicon.ico").write_bytes(b"our own")
    made = {each.url for each in missing_icons(GREEN, tmp_path)}
    assert made == {each.url for each in icons_of(GREEN)} - {"/favicon.ico"}
