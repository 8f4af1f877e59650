"""PDF files of posters, printed by a Chromium of this machine from the site that was just built.

It is the page /poster/ that makes a poster; this opens it for one page after the other and prints.
Nothing else is asked for: the site is served to 127.0.0.1 alone while it lasts, and no other
machine exists for the browser.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from portal import routes
from portal.errors import PortalError, Problem
from portal.posters import FOLDER, ORIGIN, find_browser, poster_file
from portal.posters.printing import BrowserError, print_sheets

_SIZES = ("a4", "a5")
# Pages that are made for paper themselves, and have a size of their own.
_DOCUMENTS = {routes.PROVIDER_PACK: "a4"}


def print_posters(site: Path, root: str, urls: Iterable[str], today: date) -> int:
    """Print the posters of pages of a finished site, into its folder; return how many there are.

    `root` is the path below which the site lives, and `today` its day. The site itself also gets a
    sheet of cards.
    Raises PortalError where there is no browser, or where it prints nothing.
    """
    browser = find_browser()
    (site / FOLDER).mkdir(exist_ok=True)
    with _served(site, root) as origin:
        sheets = {
            f"{origin}{root}{_sheet_of(root, url, size)}": site / poster_file(url, size)
            for url in urls
            for size in _sizes_of(url)
        }
        try:
            failed = print_sheets(browser, sheets, datetime.combine(today, time(12), UTC))
        except BrowserError as error:
            raise _failure("any poster", str(error)) from error
    for address, because in failed.items():
        more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
        raise _failure(f"{FOLDER}/{sheets[address].name}{more}", because)
    return len(sheets)


def _sizes_of(url: str) -> tuple[str, ...]:
    if url in _DOCUMENTS:
        return (_DOCUMENTS[url],)
    return (*_SIZES, "sheet") if url == routes.HOME else _SIZES


def _sheet_of(root: str, url: str, size: str) -> str:
    """Return the address, from the root of the site, of the poster of a page or of a document."""
    if url in _DOCUMENTS:
        return url
    of = "" if url == routes.HOME else f"of={quote(root + url)}&"
    return f"{routes.POSTER}?{of}size={size}"


def _failure(what: str, because: str) -> PortalError:
    return PortalError(
        Problem(
            ORIGIN,
            "poster-failed",
            f"The browser did not print {what}: {because}",
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
