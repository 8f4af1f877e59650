"""Prints pages as PDF with one Chromium, which is told what to do by the DevTools Protocol.

Starting a browser takes longer than printing a page, so one prints them all, in a few tabs. The
protocol (chromedevtools.github.io/devtools-protocol) is JSON over a WebSocket on this machine.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import json
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

TABS = 2
_PATIENCE = 60  # seconds for one page, on a slow machine
_MOST_BYTES = 200_000_000
_GOODBYE = 5  # seconds
_LOOK_AGAIN = 0.05  # seconds
# A page says that it is ready; what it could not do, it says in an alert.
_READY = """(async () => {
  const look = () => document.querySelector("[data-ready]");
  while (!look()) await new Promise((again) => setTimeout(again, 10));
  await document.fonts.ready;
  return document.querySelector("[role=alert] > :not([hidden])")?.textContent.split(". ")[0] ?? "";
})()"""

_CLOCK = """const now = %d;
globalThis.Date = class extends Date {
  constructor(...given) { given.length ? super(...given) : super(now); }
  static now() { return now; }
};"""


class BrowserError(Exception):
    """A browser did not start, or went away, or did not do what it was asked."""


def print_sheets(browser: str, sheets: Mapping[str, Path], now: datetime) -> Mapping[str, str]:
    """Print pages, given by their addresses, to files; return why, of each that failed.

    `now` is what their scripts take for the time.

    Raises BrowserError where the browser does not start or goes away.
    """
    return asyncio.run(_print_all(browser, sheets, now))


async def _print_all(browser: str, sheets: Mapping[str, Path], now: datetime) -> Mapping[str, str]:
    waiting = iter(sheets.items())
    failed: dict[str, str] = {}

    async def work(chromium: _Chromium) -> None:
        session = await chromium.new_tab(now)
        for address, file in waiting:
            because = await _print(chromium, session, address, file)
            if because:
                failed[address] = because

    async with _started(browser) as chromium:
        await asyncio.gather(*(work(chromium) for _ in range(TABS)))
    return {address: failed[address] for address in sheets if address in failed}


async def _print(chromium: _Chromium, session: str, address: str, file: Path) -> str:
    """Print a page; return why not, where that did not work."""
    try:
        async with asyncio.timeout(_PATIENCE):
            went = await chromium.ask("Page.navigate", session, url=address)
            if went.get("errorText"):
                return str(went["errorText"])
            seen = await chromium.ask(
                "Runtime.evaluate",
                session,
                expression=_READY,
                awaitPromise=True,
                returnByValue=True,
            )
            problem = str(seen.get("result", {}).get("value") or "")
            if problem:
                return f"{problem}."
            made = await chromium.ask(
                "Page.printToPDF",
                session,
                preferCSSPageSize=True,
                printBackground=True,
                generateTaggedPDF=True,  # so that a screen reader finds headings and lists
                generateDocumentOutline=True,
            )
            file.write_bytes(base64.b64decode(made["data"], validate=True))
    except TimeoutError:
        return f"It took longer than {_PATIENCE} seconds."
    except (KeyError, binascii.Error):
        return "The browser gave no PDF."
    return ""


class _Chromium:
    """A browser that runs; answers to what is asked come in any order."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._listener = asyncio.create_task(self._listen())

    async def ask(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Return the answer to a command. Raises BrowserError where it is refused."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        answer = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        if self._listener.done():
            raise BrowserError("The browser went away.")
        with _as_browser_error():
            await self._connection.write_message(
                json.dumps({**asked, "sessionId": session} if session else asked)
            )
        message: dict[str, Any] = await answer
        if "error" in message:
            raise BrowserError(str(message["error"].get("message", "")))
        result: dict[str, Any] = message.get("result", {})
        return result

    async def new_tab(self, now: datetime) -> str:
        """Return the session of a new tab, in whose pages it is always the same moment."""
        target = await self.ask("Target.createTarget", url="about:blank")
        attached = await self.ask(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True
        )
        session = str(attached["sessionId"])
        clock = _CLOCK % round(now.timestamp() * 1000)
        await self.ask("Page.enable", session)
        await self.ask("Page.addScriptToEvaluateOnNewDocument", session, source=clock)
        return session

    async def close(self) -> None:
        """Say goodbye, and wait a moment for the answer."""
        self._connection.close()
        await asyncio.wait([self._listener], timeout=_GOODBYE)

    async def _listen(self) -> None:
        while (text := await self._connection.read_message()) is not None:
            message = json.loads(text)
            answer = self._waiting.pop(message.get("id", 0), None)
            if answer is not None and not answer.done():
                answer.set_result(message)
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(BrowserError("The browser went away."))


@contextlib.contextmanager
def _as_browser_error() -> Iterator[None]:
    try:
        yield
    except (WebSocketError, OSError) as error:
        raise BrowserError(str(error)) from error


@contextlib.asynccontextmanager
async def _started(browser: str) -> AsyncIterator[_Chromium]:
    """Start a browser for which no other machine exists, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            browser,
            "--headless",
            "--no-sandbox",  # it reads our own pages only, and often runs where none can be made
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            "about:blank",
        ]
        with _as_browser_error():
            process = subprocess.Popen(  # noqa: S603 - found by its name, once
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        try:
            with _as_browser_error():
                address = await _address(process, Path(profile))
                connection = await websocket_connect(address, max_message_size=_MOST_BYTES)
            chromium = _Chromium(connection)
            try:
                yield chromium
            finally:
                await chromium.close()
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE)
            process.kill()


async def _address(process: subprocess.Popen[bytes], profile: Path) -> str:
    """Return where the browser listens, which it writes to a file once it does."""
    written = profile / "DevToolsActivePort"
    for _ in range(int(_PATIENCE / _LOOK_AGAIN)):
        with contextlib.suppress(OSError):
            port, _, path = written.read_text(encoding="utf-8").partition("\n")
            if path:
                return f"ws://127.0.0.1:{int(port)}{path.strip()}"
        if process.poll() is not None:
            break
        await asyncio.sleep(_LOOK_AGAIN)
    raise BrowserError("The browser did not start.")
