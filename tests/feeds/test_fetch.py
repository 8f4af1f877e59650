"""Fetching: politely, from public addresses alone, and never more than can be needed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import httpx
import pytest

from portal.feeds import fetch as fetching
from portal.feeds.fetch import Fetched, NotFetched, fetch, is_public

URL = "https://lodge.example/feed.xml?key=hunter2"


def _public(_: str) -> tuple[str, ...]:
    return ("93.184.215.14",)


class Server:
    """A server that gives one answer after the other, and remembers what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self._answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.slept: list[float] = []

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def fetch(
        self, url: str = URL, *, etag: str = "", last_modified: str = ""
    ) -> Fetched | NotFetched:
        """Return what fetching from this server gives."""
        return fetch(
            url,
            etag=etag,
            last_modified=last_modified,
            transport=httpx.MockTransport(self._answer),
            resolve=_public,
            sleep=self.slept.append,
        )


def _reason(found: Fetched | NotFetched) -> str:
    assert isinstance(found, NotFetched)
    assert "hunter2" not in found.reason
    return found.reason


def test_an_answer_comes_with_what_is_needed_to_ask_again() -> None:
    headers = {"ETag": '"e1"', "Last-Modified": "Sun, 01 Nov 2026 09:00:00 GMT"}
    found = Server(httpx.Response(200, headers=headers, content=b"<rss/>")).fetch()
    assert isinstance(found, Fetched)
    assert (found.data, found.etag) == (b"<rss/>", '"e1"')
    assert found.last_modified == headers["Last-Modified"]


def test_asking_again_is_conditional() -> None:
    server = Server(httpx.Response(304))
    found = server.fetch(etag='"e1"', last_modified="Sun, 01 Nov 2026 09:00:00 GMT")
    assert isinstance(found, Fetched)
    assert found.is_unchanged
    assert server.asked[0].headers["If-None-Match"] == '"e1"'
    assert server.asked[0].headers["If-Modified-Since"].startswith("Sun")
    assert "portal" in server.asked[0].headers["User-Agent"]


@pytest.mark.parametrize("fault", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), OSError("x")])
def test_a_passing_fault_is_tried_three_times_with_pauses(fault: Exception) -> None:
    server = Server(fault)
    assert "lodge.example" in _reason(server.fetch())
    assert (len(server.asked), server.slept) == (3, [1.0, 4.0])


def test_a_fault_that_passes_does_no_harm() -> None:
    server = Server(httpx.Response(503), httpx.Response(200, content=b"<rss/>"))
    assert isinstance(server.fetch(), Fetched)


def test_a_server_that_asks_us_to_wait_is_obeyed_within_reason() -> None:
    server = Server(httpx.Response(429, headers={"Retry-After": "9"}))
    assert "429" in _reason(server.fetch())
    assert server.slept == [9.0, 9.0]
    server = Server(httpx.Response(503, headers={"Retry-After": "86400"}))
    server.fetch()
    assert server.slept == [30.0, 30.0]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_lasting_refusal_is_not_asked_again(status: int) -> None:
    server = Server(httpx.Response(status))
    assert str(status) in _reason(server.fetch())
    assert len(server.asked) == 1


def test_five_redirects_are_followed_and_no_sixth() -> None:
    def moved(number: int) -> httpx.Response:
        return httpx.Response(302, headers={"Location": f"/{number}"})

    server = Server(*[moved(number) for number in range(5)], httpx.Response(200, content=b"x"))
    found = server.fetch()
    assert isinstance(found, Fetched)
    assert found.url == "https://lodge.example/4"
    assert "redirected" in _reason(Server(moved(1)).fetch())


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://lodge.example/", "gopher://x/"])
def test_a_redirect_away_from_the_web_is_refused(target: str) -> None:
    server = Server(httpx.Response(302, headers={"Location": target}))
    _reason(server.fetch())
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x.example/", "lodge", "", "http://", "https://[::1"]
)
def test_only_web_addresses_are_asked(url: str) -> None:
    server = Server(httpx.Response(200))
    _reason(server.fetch(url))
    assert server.asked == []


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
    *("::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    *("100.64.0.1", "224.0.0.1", "not an address"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address: str) -> None:
    assert not is_public(address)
    server = Server(httpx.Response(200))
    transport = httpx.MockTransport(server._answer)
    found = fetch(URL, transport=transport, resolve=lambda _: ("93.184.215.14", address))
    assert "public internet" in _reason(found)
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_refused() -> None:
    server = Server(httpx.Response(302, headers={"Location": "http://inside.example/"}))
    transport = httpx.MockTransport(server._answer)
    found = fetch(
        URL,
        transport=transport,
        resolve=lambda host: ("10.0.0.1",) if host == "inside.example" else ("93.184.215.14",),
    )
    assert "inside.example" in _reason(found)
    assert len(server.asked) == 1


def test_an_answer_from_a_private_address_is_refused_whatever_its_name_said() -> None:
    class Stream:
        def get_extra_info(self, _: str) -> tuple[str, int]:
            return ("10.0.0.1", 443)

    response = httpx.Response(200, content=b"x", extensions={"network_stream": Stream()})
    assert "private" in _reason(Server(response).fetch())


def test_an_answer_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAXIMUM_FETCHED", 1000)
    assert "larger" in _reason(Server(httpx.Response(200, content=b"x" * 1001)).fetch())


def test_an_answer_that_grows_when_unpacked_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAXIMUM_FETCHED", 10_000)
    packed = gzip.compress(b"x" * 1_000_000)
    assert len(packed) < 10_000

    def body() -> Iterator[bytes]:
        yield packed

    answer = httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=body())
    assert "larger" in _reason(Server(answer).fetch())


@pytest.mark.parametrize("coding", ["gzip, gzip", "deflate,gzip", "gzip, identity, gzip"])
def test_an_answer_that_is_packed_twice_is_not_unpacked(coding: str) -> None:
    read: list[bytes] = []

    def body() -> Iterator[bytes]:
        read.append(b"x")
        yield b"x"

    answer = httpx.Response(200, headers={"Content-Encoding": coding}, content=body())
    assert "packed more than once" in _reason(Server(answer).fetch())
    assert read == []


def test_a_server_that_never_ends_is_left() -> None:
    ticks = iter(range(0, 10_000, 50))

    def body() -> Iterator[bytes]:
        while True:
            yield b"x"

    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body()))
    found = fetch(URL, transport=transport, resolve=_public, clock=lambda: float(next(ticks)))
    assert "longer" in _reason(found)


def test_a_broken_body_is_a_reason() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Body())

    class Body(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield b"not gzip"

    transport = httpx.MockTransport(answer)
    found = fetch(URL, transport=transport, resolve=_public, sleep=lambda _: None)
    assert "could not be reached" in _reason(found)


def test_tests_may_ask_private_addresses() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=b"x"))
    found = fetch("http://127.0.0.1:9/", transport=transport, allow_private=True)
    assert isinstance(found, Fetched)
