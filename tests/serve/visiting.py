"""A preview to try things on: in-process without sockets, or as a server in a thread."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import REPOSITORY, TODAY, World

from portal.project import Project
from portal.report import Report
from portal.serve import LiveSite
from portal.serve.app import App
from portal.serve.preview import Preview
from portal.serve.saved import Age

ORIGIN = "http://127.0.0.1:8000"
PATIENCE = 30  # seconds until a test gives up waiting; nothing is asserted about time


@dataclass(frozen=True)
class Visit:
    """What a request was answered with."""

    status: int
    headers: Mapping[str, str]
    text: str


class Visitor:
    """Looks at a world's preview, and saves files in it."""

    def __init__(self, world: World, project: Project | None = None, read: bool = True) -> None:
        self.world = world
        self.preview = Preview(project or world.project, ORIGIN, lambda: TODAY, Report(world.root))
        self.app = App(self.preview, world.root, "127.0.0.1")
        if read:
            self.preview.begin()

    def get(self, path: str, method: str = "GET", host: str = "127.0.0.1:8000") -> Visit:
        """Return what the app answers, without a server."""
        answered: list[tuple[str, list[tuple[str, str]]]] = []
        raw = path.encode().decode("latin-1")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": raw, "HTTP_HOST": host}
        body = b"".join(
            self.app(environ, lambda status, headers: answered.append((status, headers)))
        )
        status, headers = answered[0]
        return Visit(int(status.split()[0]), dict(headers), body.decode("utf-8", "replace"))

    def save(self, name: str, text: str | None) -> Age:
        """Save a file, or delete it, as an author would while the preview is running.

        Return what an open page is then.
        """
        path = self.world.root / name
        if text is None:
            path.unlink()
        else:
            self.world.write({name: text})
        return self.preview.refresh(frozenset({path.resolve()}))


@contextmanager
def running(project: Project, read: bool = True) -> Iterator[str]:
    """Serve a project's preview on a free port; give its address without the last slash.

    Without `read`, do so before the site was read.
    """
    ready = threading.Event()
    sites: list[LiveSite] = []

    def run() -> None:
        site = LiveSite(project, "127.0.0.1", 0, lambda: TODAY, Report(project.root, -1))
        site.begin()
        sites.append(site)
        ready.set()
        site.run()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(PATIENCE), "the preview did not start"
        if read:
            sites[0].wait_until_read()
        yield sites[0].place.origin
    finally:
        for site in sites:
            site.stop()
        thread.join(PATIENCE)


def own_project(world: World) -> Project:
    """Return a world's project with templates and assets that may be changed."""
    for name in ("templates", "assets"):
        shutil.copytree(REPOSITORY / name, world.root / name)
    return Project.at(world.root)


def edit(path: Path, old: str, new: str) -> None:
    """Save a file with some of its words replaced."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
