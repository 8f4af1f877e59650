"""Measures a live preview: from its start to the first page, and from saving to the new page."""

from __future__ import annotations

import contextlib
import re
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import edits
from browser_socket import PATIENCE, Socket
from edits import Edit
from measure import MeasureError, memory_of

# Seconds until a server is given up that does not serve its first page.
_PATIENCE = 600.0
# Seconds between two edits: of a few, as a person has who looks at each; of many, a breath.
_REST, _SHORT_REST, _MANY = 1.1, 0.05, 60
# Seconds between two questions to a server that starts: more of them would keep it from its work.
_BETWEEN = 0.04


@dataclass(frozen=True, slots=True)
class Watched:
    """A preview: how it is started, the story that is edited, and its page.

    `others` are edits of other kinds, each with the page that is looked at meanwhile. `early` is
    what a page says while a part of the site is still being read, if there are such pages.
    """

    command: Sequence[str]
    story: Path
    others: Sequence[tuple[Edit, str]]
    early: str = ""

    @property
    def page(self) -> str:
        """Return the address of the story's page."""
        return page_of(self.story)

    @property
    def title(self) -> str:
        """Return what is on the story's page and on no page that stands in for it."""
        found = re.search(r'^title: "?(.*?)"?$', self.story.read_text("utf-8"), re.MULTILINE)
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of a server to its first answer, to the page asked for, and to that
    page with all that is on it.
    """

    answer: float
    page: float
    whole: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured: seconds, and megabytes where the system tells them.

    `reload` and `served` are medians from save to the message and to the new page; `kinds` are
    both for one edit each of the other kinds; `before`, `halfway` and `after` the edits are the
    server's memory.
    """

    first_start: Start
    start: Start
    edits: int
    reload: float
    served: float
    worst: float
    before: float | None
    halfway: float | None
    after: float | None
    kinds: Mapping[str, tuple[float, float]]


def measure(watched: Watched, port: int, count: int) -> Seen:
    """Start a preview twice, edit a story many times and other things once; return the figures."""
    page, edit = watched.page, edits.of_story(watched.story)
    with _server(watched, port) as (_, first_start):
        pass
    others = watched.others
    with (
        edits.undone((edit, *(each for each, _ in others))),
        _server(watched, port) as (server, start),
    ):
        with contextlib.closing(Socket(port, page)) as client:
            _edited(client, port, edit, 0, page, _REST)  # finds nothing in memory yet
            before = memory_of(server)
            rest = _REST if count <= _MANY else _SHORT_REST
            times = []
            for number in range(1, count + 1):
                times.append(_edited(client, port, edit, number, page, rest))
                if number == (count + 1) // 2:
                    halfway = memory_of(server)
            after = memory_of(server)
        kinds = {}
        for other, looked_at in others:
            _get(port, looked_at)
            with contextlib.closing(Socket(port, looked_at)) as client:
                kinds[other.kind] = _edited(client, port, other, 1, looked_at, _REST)
    reloads, served = zip(*times, strict=True)
    medians = statistics.median(reloads), statistics.median(served)
    return Seen(first_start, start, count, *medians, max(served), before, halfway, after, kinds)


def page_of(story: Path) -> str:
    """Return the address of a story's page."""
    return f"/case-studies/{story.stem}/"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _edited(
    client: Socket, port: int, edit: Edit, number: int, page: str, rest: float
) -> tuple[float, float]:
    """Return the seconds from an edit to the message, and to the page with it being served."""
    time.sleep(rest)
    client.forget()
    started = time.perf_counter()
    edit.make(number)
    try:
        reload = client.wait_for("reload") - started
    except MeasureError as problem:
        raise MeasureError(f"{edit.kind}: {problem}") from None
    _wait_for_page(port, page, edits.mark(number) if edit.kind == edits.STORY else "")
    return reload, time.perf_counter() - started


@contextlib.contextmanager
def _server(watched: Watched, port: int) -> Iterator[tuple[int, Start]]:
    """Run a server for as long as it is needed, from its first page on; give its process."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(watched.command, stdout=said, stderr=said)
        try:
            answer = page = 0.0
            while True:
                status, text = _get(port, watched.page)
                seconds = time.perf_counter() - started
                answer = answer or (seconds if status else 0.0)
                if status == 200 and watched.title in text:
                    page = page or seconds
                    if not watched.early or watched.early not in text:
                        break
                if process.poll() is not None or seconds > _PATIENCE:
                    said.seek(0)
                    last = said.read().decode("utf-8", "replace")[-2000:]
                    command = " ".join(watched.command)
                    raise MeasureError(f"{command}\ndid not serve {watched.page}:\n{last}")
                time.sleep(_BETWEEN)
            yield process.pid, Start(answer, page, seconds)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_page(port: int, page: str, mark: str) -> None:
    """Ask for a page until it is there and holds a text."""
    end = time.monotonic() + PATIENCE
    while True:
        status, text = _get(port, page)
        if status == 200 and mark in text:
            return
        if time.monotonic() > end:
            raise MeasureError(f"{page} never showed the edit.")
        time.sleep(0.001)


def _get(port: int, page: str) -> tuple[int, str]:
    """Return status and text of a page, or 0 and nothing where nobody answers yet."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", page)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()
