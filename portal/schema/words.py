"""Small words that problems are made of: quoting, and `did you mean`."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

# Names that people bring from other site generators, and ours for the same thing.
FOREIGN_NAMES: Mapping[str, str] = {
    "publishdate": "publish_on",
    "publish_date": "publish_on",
    "expirydate": "expires_on",
    "expiry_date": "expires_on",
    "lastmod": "updated",
    "unpublished": "draft",
    "name": "title",
    "description": "summary",
    "excerpt": "summary",
    "closing_date": "closes_on",
    "closes": "closes_on",
    "deadline": "closes_on",
    "salary": "pay",
    "wage": "pay",
    "company": "provider",
    "employer": "provider",
    "location": "place",
    "town": "place",
    "job": "role",
    "redirect_from": "aliases",
    "photo": "image",
    "picture": "image",
}


def suggest(written: str, known: list[str] | tuple[str, ...]) -> str:
    """Return `Did you mean …?` for the nearest known name, or an empty text."""
    foreign = FOREIGN_NAMES.get(written.lower())
    if foreign in known:
        return f'Did you mean "{foreign}"?'
    plain = written.lower().replace("-", "_") if "_" in "".join(known) else written.lower()
    near = get_close_matches(plain, known, n=1, cutoff=0.6) or get_close_matches(
        written, known, n=1, cutoff=0.6
    )
    return f'Did you mean "{near[0]}"?' if near else ""


def quote(value: Any) -> str:
    """Return a value in quotation marks, short, and with nothing unprintable in it."""
    if isinstance(value, dict | list):
        return "a group" if isinstance(value, dict) else "a list"
    text = "".join(c if c.isprintable() else "·" for c in str(value))
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}…"'
