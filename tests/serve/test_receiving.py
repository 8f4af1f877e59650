"""Owners can try the form in a preview: it shows what would be sent, and tells nobody."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

import pytest

from portal.serve.receiving import RECEIVER, Received, receive

FORM = {"name": "Sam", "phone": "07700 900 123", "about": "<b>bold</b>"}


def post(fields: dict[str, str], **changes: Any) -> Received:
    """Return the answer to a form that was posted from a page of the preview."""
    body = urlencode(fields).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": RECEIVER,
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ORIGIN": "http://127.0.0.1:8000",
        "HTTP_ACCEPT": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    return receive({**environ, **changes})


def test_what_would_be_sent_is_shown() -> None:
    received = post(FORM)
    assert received.status == 200
    assert "phone: 07700 900 123" in received.body.decode()


def test_a_browser_without_scripts_gets_a_page_on_which_nothing_is_markup() -> None:
    received = post(FORM, HTTP_ACCEPT="text/html,*/*")
    assert received.kind.startswith("text/html")
    assert "&lt;b&gt;bold&lt;/b&gt;" in received.body.decode()
    assert "<b>" not in received.body.decode()


def test_a_failure_can_be_tried_too() -> None:
    assert post({**FORM, "name": " Fail "}).status == 503


@pytest.mark.parametrize("address", ["192.0.2.7", "", "nonsense"])
def test_other_machines_cannot_post(address: str) -> None:
    assert post(FORM, REMOTE_ADDR=address).status == 403


def test_pages_of_other_websites_cannot_post() -> None:
    assert post(FORM, HTTP_ORIGIN="https://elsewhere.example").status == 403
    assert post(FORM, HTTP_ORIGIN="null").status == 403


@pytest.mark.parametrize("length", ["99999999", "-1", "many"])
def test_more_than_a_form_holds_is_not_read(length: str) -> None:
    body = io.BytesIO(b"x" * 100)
    assert post(FORM, CONTENT_LENGTH=length, **{"wsgi.input": body}).status == 413
    assert body.tell() == 0


def test_hundreds_of_fields_are_no_form() -> None:
    assert post({f"field{each}": "" for each in range(300)}).status == 400
