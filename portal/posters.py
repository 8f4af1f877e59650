"""PDF files of posters, printed by a Chromium of this machine from the site that was just built.

It is the page /poster/ that makes a poster; this opens it for one page after the other and prints.
Nothing else is asked for: the site is served to 127.0.0.1 alone while it lasts, and no other
machine exists for the browser.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from portal import routes
from portal.errors import PortalError, Position, Problem
from portal.library import Library

FOLDER = "posters"
_SIZES = ("a4", "a5")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_PATIENCE = 120  # seconds for one poster, on a slow machine
_AT_ONCE = 2
_ORIGIN = Position(FOLDER)


def find_browser() -> str:
    """Return a browser that can print. Raises PortalError where this machine has none."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise PortalError(
            Problem(
                _ORIGIN,
                "no-browser",
                "There is no Chromium or Chrome on this machine, which the posters need.",
                "Install one, or leave --posters out: /poster/ on the site prints them too.",
            )
        )
    return found


def poster_urls(library: Library) -> tuple[str, ...]:
    """Return the pages that get posters: the site, roles, stories, schemes and events.

    Vacancies get none ahead: they come and go, and their own pages lead to a poster.
    """
    groups = (library.roles.values(), library.case_studies, library.schemes, library.events)
    return (routes.HOME, *sorted(each.url for group in groups for each in group))


def poster_file(url: str, size: str) -> str:
    """Return the file of a page's poster, below the site.

    >>> poster_file("/roles/nurse/", "a4"), poster_file("/", "sheet")
    ('posters/roles-nurse-a4.pdf', 'posters/site-sheet.pdf')
    """
    return f"{FOLDER}/{url.strip('/').replace('/', '-') or 'site'}-{size}.pdf"


def print_posters(site: Path, root: str, urls: Iterable[str]) -> int:
    """Print the posters of pages of a finished site, into its folder; return how many there are.

    `root` is the path below which the site lives. The site itself also gets a sheet of cards.
    Raises PortalError where there is no browser, or where it prints nothing.
    """
    browser = find_browser()
    (site / FOLDER).mkdir(exist_ok=True)
    wanted = [(url, size) for url in urls for size in _SIZES]
    wanted.append((routes.HOME, "sheet"))
    with _served(site, root) as origin, ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda each: _print(browser, f"{origin}{root}", root, site, *each), wanted))
    return len(wanted)


def _print(browser: str, origin: str, root: str, site: Path, url: str, size: str) -> None:
    of = "" if url == routes.HOME else f"of={quote(root + url)}&"
    target = site / poster_file(url, size)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            browser,
            "--headless",
            "--no-sandbox",  # it reads our own pages only, and often runs where none can be made
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            "--virtual-time-budget=10000",
            f"--print-to-pdf={target}",
            f"{origin}{routes.POSTER}?{of}size={size}",
        ]
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(  # noqa: S603 - found by its name, told our own addresses
                command, check=True, capture_output=True, timeout=_PATIENCE
            )
    if not target.is_file():
        raise PortalError(
            Problem(
                _ORIGIN,
                "poster-failed",
                f"The browser printed no poster of {url}.",
                "Try again; or open /poster/ on the site and print it there.",
            )
        )


class _Handler(SimpleHTTPRequestHandler):
    """Answers with the files of the site, below its path."""

    def __init__(self, *arguments: object, root: str, directory: str) -> None:
        self._root = root
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file at an address; what is not below the site's path is not there."""
        inside = path.startswith(f"{self._root}/")
        return super().translate_path(path[len(self._root) :] if inside else "/nowhere")

    def log_message(self, format: str, *_arguments: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@contextlib.contextmanager
def _served(site: Path, root: str) -> Iterator[str]:
    """Serve a site on a free port of this machine alone; give its address."""
    handler = partial(_Handler, root=root, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
