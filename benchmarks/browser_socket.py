"""As much of a browser as a preview has to do with: one that waits to be told of changes.

Our server and Hugo's both speak the livereload protocol: a WebSocket at /livereload, over which
the server sends `{"command": "reload", …}`. So one small client serves for both.
"""

from __future__ import annotations

import base64
import json
import os
import select
import socket
import struct
import time

from measure import MeasureError

# Seconds until a message or a page is given up.
PATIENCE = 60.0
_HELLO = {
    "command": "hello",
    "protocols": ["http://livereload.com/protocols/official-7"],
}


class Socket:
    """As much of a WebSocket client (RFC 6455) as livereload needs: text, short, unmasked back."""

    def __init__(self, port: int, page: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._held = bytearray()
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
        head = self._head()
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise MeasureError(f"The preview has no WebSocket at /livereload: {head[:80]!r}")
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

    def forget(self) -> None:
        """Let go of messages that have come already: they are of an earlier edit."""
        while self._held or select.select([self._socket], [], [], 0)[0]:
            self._frame()

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _head(self) -> bytes:
        while b"\r\n\r\n" not in self._held:
            self._receive()
        head, _, rest = bytes(self._held).partition(b"\r\n\r\n")
        self._held[:] = rest
        return head

    def _frame(self) -> tuple[int, bytes]:
        first, length = self._read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._read(8))
        return first & 0x0F, self._read(length)

    def _read(self, count: int) -> bytes:
        while len(self._held) < count:
            self._receive()
        data = bytes(self._held[:count])
        del self._held[:count]
        return data

    def _receive(self) -> None:
        try:
            part = self._socket.recv(65_536)
        except TimeoutError:
            raise MeasureError(f"The preview said nothing for {PATIENCE:.0f} s.") from None
        if not part:
            raise MeasureError("The preview hung up.")
        self._held += part
