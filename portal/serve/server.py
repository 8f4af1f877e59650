"""livereload's server, put to use: its script in every page, its message to every open browser.

Read with livereload 2.7.1. Three of its habits do not matter here: its watcher polls (ours does
not), it ignores changes within 3 s of the last reload (we call `reload_waiters` ourselves), and it
runs the build in the thread that answers requests (ours runs in the watcher's).
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload import Server  # type: ignore[import-untyped]
from livereload.handlers import (  # type: ignore[import-untyped]
    LiveReloadHandler,
    LiveReloadJSHandler,
)
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from portal.serve.address import Place
from portal.serve.resting import Resting
from portal.serve.saved import Age
from portal.serve.watching import SavedWatcher

_BODY_LIMIT = 64 * 1024
_REST = 500  # milliseconds
AgeOf = Callable[[str], Age]


class _Browser(LiveReloadHandler):  # type: ignore[misc]
    """A page that is open in a browser."""

    def initialize(self, age_of: AgeOf) -> None:
        """Take what tells what the page at a path is by now, since it was served."""
        self._age_of = age_of

    def check_origin(self, origin: str) -> bool:
        """Let only our own pages listen: other websites need not know when somebody saves."""
        return bool(WebSocketHandler.check_origin(self, origin))

    def on_message(self, message: str | bytes) -> None:
        """Answer the handshake; tell a page at once that changed while it was being loaded."""
        with contextlib.suppress(ValueError, AttributeError, TypeError):
            super().on_message(message)
            said = json.loads(message)
            path = unquote(urlsplit(str(said.get("url", ""))).path)
            age = self._age_of(path) if said.get("command") == "info" else Age.NEW
            if age is not Age.NEW:
                live = age is Age.OTHER_STYLES
                self.send_message({"command": "reload", "path": _told(age), "liveCSS": live})


def _told(age: Age) -> str:
    """Return what livereload.js is told has changed.

    It loads all stylesheets of a page again where it is told of one that the page has not got.
    """
    return "every.css" if age is Age.OTHER_STYLES else "*"


class PreviewServer(Server):  # type: ignore[misc]
    """Serves a WSGI app at a place that is already taken, until it is stopped or interrupted."""

    def __init__(
        self,
        app: Callable[..., Any],
        watcher: SavedWatcher,
        place: Place,
        age_of: AgeOf,
        tidy: Callable[[], bool],
    ) -> None:
        super().__init__(app, watcher)
        self._place = place
        self._age_of = age_of
        self._resting = Resting(tidy)
        self._loop = IOLoop.current()
        LiveReloadHandler.watcher = watcher
        LiveReloadHandler.waiters = set()
        # Where this is set, livereload takes its watcher for started and does not start it.
        LiveReloadHandler._last_reload_time = None

    def run(self) -> None:
        """Serve until stopped, or until Ctrl-C.

        Rubbish is collected when nothing was asked for or saved for a while: between a save and
        its page, collecting would take as long as the page.
        """
        gc.disable()
        # On Windows, Ctrl-C is noticed when something happens: this happens.
        PeriodicCallback(self._resting.look, _REST).start()
        try:
            self.serve(self._place.port, host=self._place.hostname, debug=False, live_css=False)
        finally:
            gc.enable()

    def tell_browsers(self, age: Age = Age.OLD) -> None:
        """Make every open page load again, or its stylesheets. May be called from any thread."""

        def tell() -> None:
            self._resting.wake()
            LiveReloadHandler.live_css = age is Age.OTHER_STYLES
            LiveReloadHandler.reload_waiters(_told(age))

        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody is left to tell
            self._loop.add_callback(tell)

    def stop(self) -> None:
        """Stop serving. May be called from any thread."""
        with contextlib.suppress(RuntimeError):
            self._loop.add_callback(self._loop.stop)

    def application(
        self,
        port: int,
        host: str,
        liveport: int | None = None,
        debug: bool | None = None,
        live_css: bool = True,
    ) -> None:
        """Answer at the socket we have, without livereload's access log and /forcereload."""
        del host, liveport
        LiveReloadHandler.live_css = live_css
        script = f'<script src="/livereload.js?port={port}" defer></script>'.encode()
        handlers = [
            (r"/livereload", _Browser, {"age_of": self._age_of}),
            (r"/livereload\.js", LiveReloadJSHandler),
            *self.get_web_handlers(script),
        ]
        woken = self._resting.wake
        application = Application(handlers, debug=debug, log_function=lambda _handler: woken())
        server = HTTPServer(application, max_body_size=_BODY_LIMIT, max_buffer_size=_BODY_LIMIT)
        server.add_socket(self._place.socket)

    def _setup_logging(self) -> None:
        """Keep livereload and tornado quiet: portal.report says what people need to know."""
        for name in ("livereload", "tornado.access", "tornado.general"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        # Without a handler of its own, tornado would set logging up for the whole program.
        logging.getLogger("tornado").addHandler(logging.NullHandler())
