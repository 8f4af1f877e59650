"""Stands in for whoever receives the site's form, so that an owner can try it in a preview.

It stores nothing and tells nobody: it shows what would have been sent. Only this machine may post.
"""

from __future__ import annotations

import ipaddress
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from portal.pages.interest import PREVIEW_RECEIVER as RECEIVER
from portal.serve.markup import received_page
from portal.values import fixed

__all__ = ["RECEIVER", "Received", "receive"]

# Who gives this as the name sees what people see when the form cannot be sent.
FAILS = "fail"
_MOST_BYTES = 16 * 1024
_MOST_FIELDS = 40
_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"


@fixed
class Received:
    """The answer to a form."""

    status: HTTPStatus
    body: bytes
    kind: str


def receive(environ: dict[str, Any]) -> Received:
    """Return what a form that was posted would have told its receiver, as a page or as text.

    The request is WSGI's (PEP 3333). Other machines, and pages of other websites, are refused.
    """
    if not _is_ours(environ):
        return _text(
            HTTPStatus.FORBIDDEN, "Forms of a preview can only be sent on its own machine."
        )
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = -1
    if not 0 <= length <= _MOST_BYTES:
        return _text(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is more than a form holds.")
    text = environ["wsgi.input"].read(length).decode("utf-8", "replace")
    try:
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return _text(HTTPStatus.BAD_REQUEST, "That is more than a form holds.")
    if dict(fields).get("name", "").strip().lower() == FAILS:
        return _text(HTTPStatus.SERVICE_UNAVAILABLE, "This is what a failure is like.")
    if "text/html" in str(environ.get("HTTP_ACCEPT", "")):
        return Received(HTTPStatus.OK, received_page(fields).encode(), _HTML)
    lines = [
        "In the preview, nobody is sent this:",
        *(f"{name}: {value}" for name, value in fields),
    ]
    return _text(HTTPStatus.OK, "\n".join(lines))


def _is_ours(environ: dict[str, Any]) -> bool:
    """Return whether a request is from this machine, and from a page of the preview itself."""
    try:
        if not ipaddress.ip_address(str(environ.get("REMOTE_ADDR", ""))).is_loopback:
            return False
    except ValueError:
        return False
    origin = str(environ.get("HTTP_ORIGIN", ""))
    return not origin or urlsplit(origin).netloc == environ.get("HTTP_HOST")


def _text(status: HTTPStatus, text: str) -> Received:
    return Received(status, f"{text}\n".encode(), _TEXT)
