"""The ways to apply that an item offers, as far as they are safe to print."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from portal.content.vacancy import Apply
from portal.patterns import compile_later

_SCHEME = compile_later(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BARE_HOST = compile_later(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24}(?:[/?#:].*)?", re.IGNORECASE
)
_EMAIL = compile_later(r"[\w.+%'-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)
_PHONE = compile_later(r"\+?[\d\s()./-]{7,24}(?:\s*(?:x|ext\.?)\s*\d{1,6})?", re.IGNORECASE)
_UNSAFE = compile_later(r"[\x00-\x20\x7f\"'<>\\^`{|}]")
_TRACKING = compile_later(
    r"utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_hs\w+|trk|source|src|referrer|jobboard|tracking\w*"
    r"|iisn?|vjk",
    re.IGNORECASE,
)
# Most addresses are like this, and need no more thought.
_PLAIN = compile_later(
    r"https?://(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,24}(?:/[\w./~%+=&?,;:@!$*()-]*)?", re.ASCII
)
_LONGEST_URL = 2000

URL_DROPPED = "Its address to apply at is not a web address, so it was left out."


def web_address(raw: str) -> str:
    """Return a text as an http or https address, or nothing if it is none.

    A host without a scheme ("www.example.org/jobs") is what some systems send for https.
    """
    text = raw.strip().replace("&amp;", "&")
    if len(text) > _LONGEST_URL:
        return ""
    if _PLAIN.fullmatch(text):
        return text
    if not text or _UNSAFE.search(text):
        return ""
    if not _SCHEME.match(text) or _BARE_HOST.fullmatch(text):
        text = f"https://{text}" if _BARE_HOST.fullmatch(text) else ""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # asks whether the port is a number
    except ValueError:
        return ""
    # A password in an address is the sender's secret, and a way to pretend to be another host.
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return ""
    return text


def without_tracking(url: str) -> str:
    """Return an address without what only measures visitors, to compare it by."""
    parts = urlsplit(url)
    query = parts.query
    if query:
        kept = [each for each in parse_qsl(query, True) if not _TRACKING.fullmatch(each[0])]
        query = urlencode(kept)
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), query, ""))


def apply_of(url: str, email: str, phone: str) -> tuple[Apply, str]:
    """Return the ways to apply, and a note or nothing."""
    address = web_address(url)
    mail = email.strip().removeprefix("mailto:")
    note = ""
    if url.strip() and not address:
        # Some systems put an e-mail address where the address of a page belongs.
        written = url.strip().removeprefix("mailto:")
        if _EMAIL.fullmatch(written):
            mail = mail or written
        else:
            note = URL_DROPPED
    number = " ".join(phone.split())
    return (
        Apply(
            address,
            mail if _EMAIL.fullmatch(mail) else "",
            number if _PHONE.fullmatch(number) else "",
        ),
        note,
    )
