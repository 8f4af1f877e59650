"""A web host for a built site, and somebody who visits it with a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from conftest import TODAY
from playwright.sync_api import ConsoleMessage, Page, Request

NOON = datetime.combine(TODAY, time(12), UTC)  # the day of the build, when nothing has closed yet
NARROW = (320, 256)  # what 1280 by 1024 is at 400 % zoom
WIDE = (1280, 1024)
NOWHERE = "/there-is-no-such-page/"


class Handler(SimpleHTTPRequestHandler):
    """Answers as a plain web host does, with the site's own page for what is not there."""

    protocol_version = "HTTP/1.1"

    def send_error(self, code: int, message: str | None = None, _: str | None = None) -> None:
        """Answer with 404.html."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder on a free port of this machine; give its address without the last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Visitor:
    """Somebody with a browser. What the site asks of others, or fails at, is in `faults`."""

    origin: str
    page: Page
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", self._note)
        self.page.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.page.context.on("console", self._listen)

    def visit(self, url: str, size: tuple[int, int] = WIDE, scheme: Any = "light") -> Page:
        """Open a page of the site."""
        self.resize(size, scheme)
        self.page.goto(f"{self.origin}{url}")
        return self.page

    def resize(self, size: tuple[int, int], scheme: Any = "light") -> None:
        """Take a screen of another size, or another colour scheme."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme=scheme)

    @property
    def path(self) -> str:
        """Return the address that is open, from the slash after the host on."""
        return urlsplit(self.page.url).path

    def _note(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self.faults.append(f"{self.path} asked {request.url}")

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and self.path != NOWHERE:
            self.faults.append(f"{self.path} said {message.text}")
