"""Makes docs/images/home.png, the picture in the README: the home page on a desk and on a phone.

python build.py --date 2026-11-22
cd tests
../.venv/bin/python -m browser.picture
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from browser.shipped import hosted

REPOSITORY = Path(__file__).resolve().parent.parent.parent
TARGET = REPOSITORY / "docs" / "images" / "home.png"
DESK, PHONE = (1280, 876), (390, 812)
MARGIN = 48
RADIUS = 18
GROUND = "#e9e2ec"
EDGE = "#b9abc0"
COLOURS = 128  # enough for letters with smooth edges, and a quarter of the bytes


def take(browser: Browser, address: str, size: tuple[int, int]) -> Image.Image:
    """Return what a screen of a size shows at an address."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
    page.goto(address)
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def frame(ground: Image.Image, screen: Image.Image, place: tuple[int, int]) -> None:
    """Put a screen with round corners and a thin edge on the ground."""
    mask = Image.new("L", screen.size, 0)
    right, bottom = screen.width - 1, screen.height - 1
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, right, bottom), RADIUS, fill=255)
    ground.paste(screen, place, mask)
    box = (place[0], place[1], place[0] + right, place[1] + bottom)
    ImageDraw.Draw(ground).rounded_rectangle(box, RADIUS, outline=EDGE, width=2)


def main() -> None:
    """Write the picture."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with hosted(REPOSITORY / "dist") as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        desk, phone = (take(browser, f"{origin}/", size) for size in (DESK, PHONE))
        browser.close()
    width = MARGIN + desk.width + MARGIN + phone.width + MARGIN
    ground = Image.new("RGB", (width, MARGIN + desk.height + MARGIN), GROUND)
    frame(ground, desk, (MARGIN, MARGIN))
    frame(ground, phone, (width - MARGIN - phone.width, MARGIN + (desk.height - phone.height) // 2))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    ground.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
