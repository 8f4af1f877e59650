"""Ways to apply that are safe to print."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.normalise.apply import URL_DROPPED, apply_of, web_address, without_tracking


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://example.org/jobs/1?a=b&c=d", "https://example.org/jobs/1?a=b&c=d"),
        (" https://example.org/a?b=1&amp;c=2 ", "https://example.org/a?b=1&c=2"),
        ("www.example.org/jobs", "https://www.example.org/jobs"),
        ("example.org:8080/jobs", "https://example.org:8080/jobs"),
    ],
)
def test_web_addresses_are_kept(raw: str, address: str) -> None:
    assert web_address(raw) == address


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//example.org/x",
        "/jobs/1",
        "ftp://x.org",
        "https://",
        "http://a b.org/",
        'https://x.org/"><script>',
        "https://user:pass@example.org/",
        "Apply",
        "https://example.org:port/",
        "https://[::1",
        "x" * 3000,
    ],
)
def test_anything_else_is_left_out(raw: str) -> None:
    assert web_address(raw) == ""
    assert apply_of(raw, "", "") == (apply_of("", "", "")[0], URL_DROPPED)


def test_an_email_in_the_place_of_an_address_is_an_email() -> None:
    apply, note = apply_of("mailto:jobs@example.org", "", "")
    assert (apply.url, apply.email, note) == ("", "jobs@example.org", "")


def test_email_and_phone_are_kept_if_they_are_such() -> None:
    apply, _ = apply_of("", "jobs@example.org", "01632 960 001 ext. 2")
    assert (apply.email, apply.phone) == ("jobs@example.org", "01632 960 001 ext. 2")
    apply, _ = apply_of("", "not an email", "ring the bell")
    assert (apply.email, apply.phone) == ("", "")


def test_tracking_does_not_count() -> None:
    plain = without_tracking("https://example.org/jobs?id=7")
    assert without_tracking("http://www.Example.org/jobs/?utm_source=x&id=7&gclid=z") == plain
    assert without_tracking("https://example.org/jobs?id=8") != plain


@given(st.text(max_size=60))
def test_an_address_is_http_or_nothing(raw: str) -> None:
    address = web_address(raw)
    assert not address or urlsplit(address).scheme in {"http", "https"}
    assert not set(address) & set("\"'<> \n")
    without_tracking(address)
