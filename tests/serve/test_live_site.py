"""A real server, and a browser's end of the wire: a save is told, and the new page is there."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from conftest import REPOSITORY, World
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from serve.visiting import PATIENCE, edit, own_project, running

Make = Callable[..., World]


@asynccontextmanager
async def open_page(origin: str, path: str) -> AsyncIterator[WebSocketClientConnection]:
    """Do what livereload.js does on a page, as far as the greeting."""
    wire = await websocket_connect(f"ws{origin.removeprefix('http')}/livereload")
    try:
        await wire.write_message(json.dumps({"command": "hello", "protocols": []}))
        assert json.loads(await heard(wire))["command"] == "hello"
        await wire.write_message(json.dumps({"command": "info", "url": f"{origin}{path}"}))
        yield wire
    finally:
        wire.close()
        while await asyncio.wait_for(wire.read_message(), PATIENCE) is not None:
            pass  # until it is closed


async def heard(wire: WebSocketClientConnection) -> str | bytes:
    """Return the next message, or fail."""
    message = await asyncio.wait_for(wire.read_message(), PATIENCE)
    assert message is not None
    return message


def test_a_save_is_told_to_the_browser_and_the_new_page_is_there(world: Make) -> None:
    made = world()
    about = made.root / "content" / "pages" / "about.md"

    async def author(origin: str) -> None:
        async with open_page(origin, "/about/") as wire:
            # livereload itself would keep the second save to itself for three seconds
            for old, new in (("made for tests", "one"), ("one", "two"), ("two", "three")):
                edit(about, f"It is {old}", f"It is {new}")
                while f"It is {new}" not in httpx.get(f"{origin}/about/").text:
                    assert json.loads(await heard(wire))["command"] == "reload"

    with running(made.project) as origin:
        assert '<script src="/livereload.js?port=' in httpx.get(f"{origin}/about/").text
        assert "livereload" in httpx.get(f"{origin}/livereload.js").text
        asyncio.run(author(origin))


def test_a_saved_stylesheet_is_told_as_one_and_no_page_is_loaded_again(world: Make) -> None:
    made = world()
    project = own_project(made)
    page = made.root / "content" / "pages" / "about.md"

    async def author(origin: str) -> None:
        old = stylesheet_of(origin, "/about/")
        async with open_page(origin, "/about/") as wire:
            edit(
                made.root / "assets" / "css" / "base.css", "body {", "body { --seen: rebeccapurple;"
            )
            said = json.loads(await heard(wire))
            assert (said["command"], said["liveCSS"]) == ("reload", True)
            assert said["path"].endswith(".css")
            assert stylesheet_of(origin, "/about/") != old
            assert "rebeccapurple" in httpx.get(f"{origin}{old}?livereload=1").text
            edit(page, "made for tests", "made again")
            assert not json.loads(await heard(wire))["liveCSS"]

    with running(project) as origin:
        asyncio.run(author(origin))


def stylesheet_of(origin: str, path: str) -> str:
    """Return the address of a page's first stylesheet."""
    found = re.search(r'<link rel="stylesheet" href="([^"]+)"', httpx.get(f"{origin}{path}").text)
    assert found
    return found[1]


def test_bad_content_is_told_too_and_so_is_the_mending(world: Make) -> None:
    made = world()
    about = made.root / "content" / "pages" / "about.md"

    async def author(origin: str) -> None:
        async with open_page(origin, "/roles/") as wire:
            for old, new, status in (("title:", "titel:", 500), ("titel:", "title:", 200)):
                edit(about, old, new)
                while httpx.get(f"{origin}/roles/").status_code != status:
                    assert json.loads(await heard(wire))["command"] == "reload"

    with running(made.project) as origin:
        page = httpx.get(f"{origin}/roles/")
        assert page.status_code == 200
        asyncio.run(author(origin))


def test_a_page_that_changed_while_it_was_loading_is_told_at_once(world: Make) -> None:
    made = world()
    about = made.root / "content" / "pages" / "about.md"

    async def author(origin: str) -> None:
        httpx.get(f"{origin}/about/")
        async with open_page(origin, "/roles/") as other:
            edit(about, "made for tests", "newer")
            await heard(other)
        async with open_page(origin, "/about/") as late:
            assert json.loads(await heard(late))["command"] == "reload"

    with running(made.project) as origin:
        asyncio.run(author(origin))


def test_other_websites_cannot_listen(world: Make) -> None:
    async def listen(origin: str) -> None:
        url = f"ws{origin.removeprefix('http')}/livereload"
        await websocket_connect(HTTPRequest(url, headers={"Origin": "https://evil.example"}))

    with running(world().project) as origin, pytest.raises(HTTPClientError, match="403"):
        asyncio.run(listen(origin))


def test_nonsense_on_the_wire_ends_nothing(world: Make) -> None:
    made = own_project(world())

    async def talk(origin: str) -> None:
        async with open_page(origin, "/about/") as wire:
            for nonsense in (
                "",
                "[",
                "[]",
                "7",
                '{"command": 7}',
                '{"command": "info", "url": "//["}',
            ):
                await wire.write_message(nonsense)
            await wire.write_message(json.dumps({"command": "hello"}))
            assert json.loads(await heard(wire))["command"] == "hello"

    with running(made) as origin:
        asyncio.run(talk(origin))
        assert httpx.get(f"{origin}/about/").status_code == 200


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way on Windows")
def test_the_command_says_where_it_is_and_ends_with_ctrl_c(world: Make) -> None:
    made = world()
    command = [sys.executable, "-m", "portal.cli", "serve", "-p", "0"]
    command += ["--content", str(made.project.content), "--config", str(made.project.config)]
    with subprocess.Popen(
        command,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        said = re.fullmatch(r"Preview: (http://127\.0\.0\.1:\d+/) – press Ctrl-C to stop\n", line)
        try:
            assert said, line
            visit = httpx.get(f"{said[1]}about/")
            while visit.status_code == 503:  # as long as the site is read
                assert "Reading the site" in visit.text
                visit = httpx.get(f"{said[1]}about/")
            assert visit.status_code == 200
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        assert process.returncode == 130
