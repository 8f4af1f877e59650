"""Pictures of pages and cards by a headless Chromium that knows no machine but this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image, ImageChops
from selectolax.lexbor import LexborHTMLParser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_TIMEOUT = 60.0
_PAGE = (800, 2400)
_CARD = (480, 900)
_BELOW = 16  # how much of the empty space below stays
_COLOURS = 256


def find_browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def take(browser: str, site: Path, url: str, target: Path, *, is_card: bool = False) -> bool:
    """Write a picture of a page of a built site; return whether there is one.

    With `is_card`, the page is the card that lists show of it, alone.
    """
    shown = url
    card: Path | None = None
    if is_card:
        html = card_page(site, url)
        if not html:
            return False
        card = site / f"{target.stem}.html"
        card.write_text(html, encoding="utf-8")
        shown = f"/{card.name}"
    try:
        with _served(site) as origin:
            size = _CARD if is_card else _PAGE
            return _photograph(browser, f"{origin}{shown}", target, size) and _tidy(target)
    finally:
        if card is not None:
            card.unlink()


def card_page(site: Path, url: str) -> str:
    """Return a page that holds nothing but the card of another page, or an empty text."""
    for path in (*sorted(site.glob("case-studies/**/index.html")), site / "vacancies/index.html"):
        if not path.is_file():
            continue
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for link in tree.css("a.card__link"):
            if link.attributes.get("href") == url:
                node = link
                while node.parent is not None and "card" not in _classes(node.parent):
                    node = node.parent
                card, head = node.parent, tree.head
                if card is not None and head is not None:
                    return f'<!doctype html><html lang="en-GB">{head.html}<body>{card.html}'
    return ""


def _classes(node: object) -> list[str]:
    attributes = getattr(node, "attributes", {})
    return str(attributes.get("class") or "").split()


def _photograph(browser: str, address: str, target: Path, size: tuple[int, int]) -> bool:
    command = [
        browser,
        "--headless=new",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        f"--window-size={size[0]},{size[1]}",
        f"--screenshot={target.absolute()}",
        address,
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium refuses its sandbox to root
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=_TIMEOUT)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return target.is_file()


def _tidy(target: Path) -> bool:
    """Cut off what is empty below, and use a palette: several of them have to fit into a result."""
    try:
        with Image.open(target) as seen:
            image = seen.convert("RGB")
    except OSError:
        return False
    ground = Image.new("RGB", image.size, image.getpixel((0, image.height - 1)))
    box = ImageChops.difference(image, ground).getbbox()
    height = min(image.height, box[3] + _BELOW) if box else image.height
    image.crop((0, 0, image.width, height)).quantize(_COLOURS).save(target, "PNG", optimize=True)
    return True


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: requests are our own."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine, and give the address."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
