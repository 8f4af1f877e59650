"""Fetches a feed over the network. The only module that opens a socket.

What it is asked to fetch comes from a file that anyone may propose a change to, so it goes to
public addresses only, follows few redirects, and reads no more than a feed can need. Reasons name
the host and never the whole address: its query may hold a key.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable

import httpx

from portal.values import fixed

MAXIMUM_FETCHED = 32 * 1024 * 1024
MAXIMUM_REDIRECTS = 5
TIMEOUT = 20.0
# A server that sends a byte a second never runs into a timeout; it runs into this.
LONGEST = 120.0
BACK_OFF = (1.0, 4.0)
_LONGEST_WAIT = 30.0
USER_AGENT = "portal-feed-reader (+a careers site for adult social care; reads a few times a day)"
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

Resolve = Callable[[str], Iterable[str]]


@fixed
class Fetched:
    """An answer. `data` is empty where the server said that nothing has changed."""

    url: str
    data: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


@fixed
class NotFetched:
    """Why there is no answer, in one sentence; `is_passing` if trying later may help."""

    reason: str
    is_passing: bool = False


class _RefusedError(Exception):
    """Raised within this module where an address must not be asked or an answer not be read."""


def addresses_of(host: str) -> tuple[str, ...]:
    """Return every address that a host's name stands for."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(str(each[4][0]) for each in found)


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve = addresses_of,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    allow_private: bool = False,
) -> Fetched | NotFetched:
    """Return what an address answers, or why not. Never raises for what the other side does.

    `etag` and `last_modified` are those of the copy at hand (RFC 9110, section 13). `transport`,
    `resolve`, `sleep`, `clock` and `allow_private` are for tests.
    """
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    # Proxies and credentials of the machine's environment have no part in this.
    with httpx.Client(
        transport=transport, timeout=TIMEOUT, follow_redirects=False, trust_env=False
    ) as client:
        visit = _Visit(client, None if allow_private else resolve, clock)
        for pause in (*BACK_OFF, None):
            answer, wait = visit.attempt(url, headers)
            if isinstance(answer, Fetched) or not answer.is_passing or pause is None:
                return answer
            sleep(min(max(pause, wait), _LONGEST_WAIT))
    raise AssertionError("the last attempt returns")


class _Visit:
    """One feed's attempts: what they share is how to ask and whom not to."""

    def __init__(
        self, client: httpx.Client, resolve: Resolve | None, clock: Callable[[], float]
    ) -> None:
        self._client = client
        self._resolve = resolve
        self._clock = clock

    def attempt(self, url: str, headers: dict[str, str]) -> tuple[Fetched | NotFetched, float]:
        """Return an answer or a reason, and for how long the server asked us to wait."""
        host = "the server"
        try:
            target = httpx.URL(url)
            host = target.host or host
            request = self._client.build_request("GET", target, headers=headers)
            return self._follow(request)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError):
            return NotFetched("The address of the feed is not a web address."), 0.0
        except _RefusedError as refusal:
            return NotFetched(str(refusal)), 0.0
        except httpx.TimeoutException:
            return NotFetched(f"{host} did not answer in {TIMEOUT:.0f} seconds.", True), 0.0
        except (httpx.HTTPError, httpx.StreamError, OSError) as fault:
            return NotFetched(f"{host} could not be reached ({type(fault).__name__}).", True), 0.0

    def _follow(self, request: httpx.Request) -> tuple[Fetched | NotFetched, float]:
        begun = self._clock()
        for _ in range(MAXIMUM_REDIRECTS + 1):
            self._check_address(request.url)
            response = self._client.send(request, stream=True)
            try:
                self._check_peer(response)
                if response.next_request is None:
                    return self._answer(response, begun)
                request = response.next_request
            finally:
                response.close()
        raise _RefusedError(f"It was redirected more than {MAXIMUM_REDIRECTS} times.")

    def _check_address(self, url: httpx.URL) -> None:
        if url.scheme not in {"http", "https"} or not url.host:
            raise _RefusedError("Only http and https addresses are fetched.")
        if self._resolve is None:
            return
        addresses = tuple(self._resolve(url.host))
        if not addresses or not all(is_public(each) for each in addresses):
            raise _RefusedError(f"{url.host} is not on the public internet, so it was not asked.")

    def _check_peer(self, response: httpx.Response) -> None:
        """Refuse an answer from a private address: a name can change between look-up and use."""
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream and self._resolve else None
        if peer and not is_public(str(peer[0])):
            raise _RefusedError(f"{response.url.host} led to a private address.")

    def _answer(self, response: httpx.Response, begun: float) -> tuple[Fetched | NotFetched, float]:
        host, status = response.url.host, response.status_code
        said = response.headers
        if status == httpx.codes.NOT_MODIFIED:
            return Fetched(str(response.url), b"", is_unchanged=True), 0.0
        if status != httpx.codes.OK:
            reason = f"{host} answered {status} {response.reason_phrase}".strip() + "."
            return NotFetched(reason, status in _AGAIN), _seconds(said.get("retry-after", ""))
        data = self._body(response, begun)
        return (
            Fetched(
                str(response.url),
                data,
                said.get("content-type", ""),
                said.get("etag", ""),
                said.get("last-modified", ""),
            ),
            0.0,
        )

    def _body(self, response: httpx.Response, begun: float) -> bytes:
        """Return the body as it is after decompression, if it is small and quick enough."""
        limit = f"The answer is larger than {MAXIMUM_FETCHED // 2**20} MB, so it was not read."
        if int(_seconds(response.headers.get("content-length", ""))) > MAXIMUM_FETCHED:
            raise _RefusedError(limit)
        codings = response.headers.get("content-encoding", "").split(",")
        if len([each for each in codings if each.strip().lower() not in {"", "identity"}]) > 1:
            # One packing makes a small answer a thousand times as large; two, a million times,
            # and that all at once, before anything could be measured.
            raise _RefusedError("The answer is packed more than once, so it was not read.")
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MAXIMUM_FETCHED:
                raise _RefusedError(limit)
            if self._clock() - begun > LONGEST:
                raise _RefusedError(f"The answer took longer than {LONGEST:.0f} seconds.")
        return bytes(body)


def is_public(address: str) -> bool:
    """Return whether an IP address is one that anybody on the internet could have asked."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        # An IPv4 address can travel inside an IPv6 one (RFC 4291, 6to4, Teredo, NAT64).
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _seconds(header: str) -> float:
    """Return a header's whole number; nought for none, for nonsense and for a date."""
    return float(header) if header.isascii() and header.isdecimal() and len(header) < 16 else 0.0
