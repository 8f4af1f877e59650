"""Where a preview can be reached, and by whom."""

from __future__ import annotations

import contextlib
import errno
import io
import ipaddress
import socket
from urllib.parse import urlsplit

from portal.values import fixed

_TRIES = 20
# In use; or, on Windows, set apart for something else.
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


class AddressError(Exception):
    """Raised where a preview cannot be at the address asked for; the text is for people."""


@fixed
class Place:
    """Where a preview is: the socket it listens on, and what goes into a browser's address bar."""

    socket: socket.socket
    port: int
    hostname: str
    is_shared: bool

    @property
    def origin(self) -> str:
        """Return the address without a path: `http://127.0.0.1:8000`."""
        name = f"[{self.hostname}]" if ":" in self.hostname else self.hostname
        return f"http://{name}:{self.port}"


def listen(host: str, port: int) -> Place:
    """Return the first free place from this port upwards; port 0 is any. Raises AddressError."""
    try:
        family, _, _, _, resolved = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise AddressError(f'There is no address called "{host}".') from None
    last = min(port + _TRIES, 65535) if port else 0
    for number in range(port, last + 1):
        try:
            taken = socket.create_server((resolved[0], number), family=family, backlog=128)
        except OSError as error:
            if error.errno in _TAKEN:
                continue
            raise AddressError(f'"{host}" is not an address of this machine.') from None
        taken.setblocking(False)
        shared = not _is_loopback(str(resolved[0]))
        return Place(taken, taken.getsockname()[1], _hostname(host, shared), shared)
    raise AddressError(f"No port from {port} to {last} is free. Choose another with -p.")


def is_asked_for(header: str, hostname: str) -> bool:
    """Return whether the Host of a request is one that this preview goes by.

    Another website can point its own name at 127.0.0.1 and so read a preview in somebody's
    browser (DNS rebinding); its name is then in this header. An IP address cannot be pointed.
    """
    with contextlib.suppress(ValueError):
        name = (urlsplit(f"//{header}").hostname or "").rstrip(".")
        own = socket.gethostname().lower()
        if name in {"localhost", hostname.lower(), own, f"{own}.local"}:
            return bool(name)
        ipaddress.ip_address(name)
        return True
    return False


def qr_code(url: str) -> str:
    """Return a QR code made of characters, for a terminal."""
    import segno  # not at the top: a preview for one person alone needs none

    out = io.StringIO()
    segno.make(url, error="l").terminal(out=out, compact=True)
    return out.getvalue().rstrip("\n")


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


def _hostname(host: str, shared: bool) -> str:
    """Return what to type for a host: this machine's address in its network for `0.0.0.0`."""
    if not shared or host not in {"0.0.0.0", "::", ""}:  # noqa: S104 (compared, not bound)
        return host
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; only asks which way out there is
        return str(probe.getsockname()[0])
    return "127.0.0.1"
