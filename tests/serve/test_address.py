"""Where a preview can be, and what is said about it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from portal.serve.address import AddressError, Place, listen, qr_code


@contextmanager
def listening(host: str, port: int) -> Iterator[Place]:
    """Listen for the time of a test."""
    place = listen(host, port)
    try:
        yield place
    finally:
        place.socket.close()


def test_a_port_that_is_taken_gives_way_to_the_next() -> None:
    with listening("127.0.0.1", 0) as first, listening("127.0.0.1", first.port) as second:
        assert first.port < second.port
        assert second.origin == f"http://127.0.0.1:{second.port}"


def test_an_address_of_another_machine_is_refused_in_a_sentence() -> None:
    with pytest.raises(AddressError, match=r'"192\.0\.2\.7" is not an address of this machine'):
        listen("192.0.2.7", 8000)


def test_a_name_that_is_no_address_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*args: object, **named: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(AddressError, match=r'no address called "nowhere\.example"'):
        listen("nowhere.example", 8000)


def test_a_preview_on_this_machine_alone_is_not_shared() -> None:
    with listening("127.0.0.1", 0) as place:
        assert not place.is_shared


def test_a_preview_for_the_network_names_an_address_that_a_phone_can_open() -> None:
    with listening("0.0.0.0", 0) as place:  # noqa: S104 (the very thing that is tested)
        assert place.is_shared
        assert place.hostname != "0.0.0.0"  # noqa: S104


def test_a_qr_code_is_made_of_characters() -> None:
    assert len(qr_code("http://192.168.1.20:8000/").splitlines()) > 10
