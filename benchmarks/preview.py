"""Measures a live preview: from saving a story to the browser's reload and the new page.

Our server and Hugo's both speak the livereload protocol: a WebSocket at /livereload, over which
the server sends `{"command": "reload", …}`. So one small client serves for both.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import socket
import statistics
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from measure import MeasureError

_PATIENCE = 180.0
_REST = 1.1
_HELLO = {
    "command": "hello",
    "protocols": ["http://livereload.com/protocols/official-7"],
}


@dataclass(frozen=True, slots=True)
class Edits:
    """Medians in seconds: from save to the reload message, and to the new page being served."""

    edits: int
    reload: float
    served: float
    worst: float


class Socket:
    """As much of a WebSocket client (RFC 6455) as livereload needs: text, short, unmasked back."""

    def __init__(self, port: int, page: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode("ascii")
        lines = (
            "GET /livereload HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Origin: http://127.0.0.1:{port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
        )
        self._socket.sendall("\r\n".join((*lines, "", "")).encode("ascii"))
        status = self._stream.readline()
        if b" 101 " not in status:
            raise MeasureError(f"The preview has no WebSocket at /livereload: {status!r}")
        while self._stream.readline().strip():
            pass
        self.send(_HELLO)
        self.wait_for("hello")
        # Only who tells what it looks at is told of changes.
        self.send({"command": "info", "url": f"http://127.0.0.1:{port}{page}", "plugins": {}})

    def send(self, message: object) -> None:
        """Send a JSON message, masked as a client has to."""
        data = json.dumps(message, separators=(",", ":")).encode("utf-8")  # Hugo wants no spaces
        mask = os.urandom(4)
        short = len(data) < 126
        length = bytes([0x80 | len(data)]) if short else struct.pack("!BH", 0xFE, len(data))
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        self._socket.sendall(b"\x81" + length + mask + masked)

    def wait_for(self, command: str) -> float:
        """Return the moment a message with this command arrived."""
        while True:
            kind, data = self._frame()
            moment = time.perf_counter()
            if kind == 8:
                raise MeasureError("The preview closed its WebSocket.")
            if kind == 9:
                self._socket.sendall(b"\x8a\x80" + os.urandom(4))
            elif kind == 1 and json.loads(data).get("command") == command:
                return moment

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()
        self._socket.close()

    def _frame(self) -> tuple[int, bytes]:
        first, length = self._read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._read(8))
        return first & 0x0F, self._read(length)

    def _read(self, count: int) -> bytes:
        data = self._stream.read(count)
        if len(data) < count:
            raise MeasureError("The preview hung up.")
        return data


def measure(command: Sequence[str], port: int, story: Path, page: str, edits: int) -> Edits:
    """Start a preview, edit a story several times, and return the medians."""
    text = story.read_text("utf-8")
    reloads = []
    served = []
    try:
        with _server(command, port, page):
            client = Socket(port, page)
            for number in range(edits + 1):
                time.sleep(_REST)
                mark = f"This is edit {number} of the measurement."
                started = time.perf_counter()
                story.write_text(f"{text}\n{mark}\n", "utf-8")
                reload = client.wait_for("reload") - started
                _wait_for_page(port, page, mark)
                reloads.append(reload)
                served.append(time.perf_counter() - started)
            client.close()
    finally:
        story.write_text(text, "utf-8")
    # The first edit finds nothing in memory yet, and is not counted.
    reloads, served = reloads[1:], served[1:]
    return Edits(edits, statistics.median(reloads), statistics.median(served), max(served))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def _server(command: Sequence[str], port: int, page: str) -> Iterator[None]:
    """Run a server for as long as it is needed, from its first page on."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            end = time.monotonic() + _PATIENCE
            while _get(port, page) is None:
                if process.poll() is not None or time.monotonic() > end:
                    said.seek(0)
                    last = said.read().decode("utf-8", "replace")[-2000:]
                    raise MeasureError(f"{' '.join(command)}\ndid not serve {page}:\n{last}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_page(port: int, page: str, mark: str) -> None:
    """Ask for a page until it holds a text."""
    end = time.monotonic() + _PATIENCE
    while mark not in (_get(port, page) or ""):
        if time.monotonic() > end:
            raise MeasureError(f"{page} never showed the edit.")
        time.sleep(0.001)


def _get(port: int, page: str) -> str | None:
    """Return a page, or None where there is none yet."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", page)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    return text if answer.status == 200 else None
