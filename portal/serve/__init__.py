"""Live preview: the site at an address of its own, made again whenever something is saved."""

from __future__ import annotations

import contextlib
import threading
import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path

from portal.project import Project
from portal.report import Report
from portal.serve.address import AddressError, Place, listen, qr_code
from portal.serve.app import App
from portal.serve.preview import Preview
from portal.serve.saved import Age
from portal.serve.server import PreviewServer
from portal.serve.watching import SavedWatcher

__all__ = ["AddressError", "LiveSite", "serve"]


class LiveSite:
    """A preview with its server. It holds its port from the start, so nobody else can take it."""

    def __init__(
        self, project: Project, host: str, port: int, today: Callable[[], date], report: Report
    ) -> None:
        self.place = listen(host, port)
        self._report = report
        self._preview = Preview(project, self.place.origin, today, report)
        self._app = App(self._preview, project.root, self.place.hostname)
        self._watcher = SavedWatcher(project, self._saved)
        self._reader = threading.Thread(target=self._read, name="read the site", daemon=True)
        self._server = PreviewServer(
            self._app, self._watcher, self.place, self._app.age_of, self._preview.tidy
        )

    @property
    def address(self) -> str:
        """Return what to open in a browser."""
        return f"{self.place.origin}{self._preview.root}/"

    def begin(self) -> None:
        """Begin to make the site for the first time; what is saved meanwhile is not missed.

        Who asks for a page before it is there is told to wait, and then shown the page.
        """
        self._watcher.begin()
        self._reader.start()

    def wait_until_read(self) -> None:
        """Wait until the site was made for the first time, with all that is wrong in it."""
        self._reader.join()

    def run(self) -> None:
        """Serve until stopped, or until Ctrl-C."""
        try:
            self._server.run()
        finally:
            self._watcher.end()

    def stop(self) -> None:
        """Stop serving. May be called from any thread."""
        self._server.stop()

    def _read(self) -> None:
        """Make the site for the first time."""
        try:
            self._preview.begin(self._server.tell_browsers)
        except Exception as error:
            self._tell_failure(error)
        if self._preview.state.problems:
            self._server.tell_browsers()

    def _saved(self, paths: frozenset[Path]) -> None:
        """Do what a save asks for; the thread that calls this must live on."""
        age = Age.OLD
        try:
            age = self._preview.refresh(paths)
        except Exception as error:
            self._tell_failure(error)
        finally:
            self._server.tell_browsers(age)

    def _tell_failure(self, error: Exception) -> None:
        with contextlib.suppress(OSError):  # the terminal has gone
            self._report.hint(f"The preview could not be refreshed: {error}")


def serve(
    project: Project,
    *,
    host: str,
    port: int,
    today: Callable[[], date],
    report: Report,
    open_browser: bool = False,
) -> None:
    """Serve a live preview until Ctrl-C. Raises AddressError where it cannot be at the address."""
    site = LiveSite(project, host, port, today, report)
    if port and site.place.port != port:
        report.say(f"Port {port} is taken, so this preview is at port {site.place.port}.")
    site.begin()
    _announce(site.address, site.place, report)
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(site.address,), daemon=True).start()
    site.run()


def _announce(address: str, place: Place, report: Report) -> None:
    report.say(f"Preview: {address} – press Ctrl-C to stop")
    if place.is_shared:
        report.say("Anyone on the same network can see it, drafts included. On a phone, scan:")
        report.say(qr_code(address))
