"""JSON as other people's templates write it: strictly, then with its usual mistakes mended."""

from __future__ import annotations

import json
import re
from typing import Any

from portal.feeds.document import Document, without_control_characters
from portal.patterns import compile_later

_COMMENT_MARKS = compile_later(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_TRAILING_COMMA = compile_later(r",(\s*[\]}])")


# Beyond this a truncated file has to be sent again.
_DEEPEST = 12
_LENIENT_LIMIT = 16 * 1024 * 1024
_STRING_OR_BRACKET = compile_later(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|[\[\]{}]', re.DOTALL)


def loads(source: str) -> tuple[Any, bool]:
    """Return what the JSON says, and whether it had to be mended; raises ValueError if not JSON."""
    try:
        return json.loads(source), False
    except ValueError:
        mended = _mended(source)
    try:
        return json.loads(mended, strict=False), True
    except ValueError:
        return json.loads(_completed(mended), strict=False), True


def _completed(source: str) -> str:
    """Return JSON that ends too soon up to the last object that is whole, with its ends closed."""
    if len(source) > _LENIENT_LIMIT:
        return ""
    opened: list[str] = []
    end, missing = 0, ""
    for found in _STRING_OR_BRACKET.finditer(source):
        mark = found.group()
        if mark in "{[":
            opened.append("}" if mark == "{" else "]")
        elif mark in "}]":
            if not opened or opened.pop() != mark:
                return ""
            if mark == "}" and len(opened) < _DEEPEST:
                end, missing = found.end(), "".join(reversed(opened))
    return source[:end] + missing


def _mended(source: str) -> str:
    """Return JSON without the mistakes that templates make: comment marks, a comma too many."""
    without_marks = _COMMENT_MARKS.sub("", _COMMENT_MARKS.sub("", source))
    return _TRAILING_COMMA.sub(r"\1", without_control_characters(without_marks))


def looks_like_json(document: Document) -> bool:
    """Return whether a document begins as JSON does."""
    return document.text[:4096].lstrip("\ufeff \t\r\n").startswith(("{", "["))


def json_of(document: Document) -> tuple[Any, bool]:
    """Return a document's JSON, parsed once, and whether it had to be mended.

    Raises ValueError or RecursionError, as often as it is asked.
    """
    known = document.parsed.get("json")
    if known is None:
        try:
            known = loads(document.text.lstrip("\ufeff \t\r\n"))
        except (ValueError, RecursionError) as fault:
            known = fault
        document.parsed["json"] = known
    if isinstance(known, tuple):
        return known
    raise known if isinstance(known, Exception) else ValueError("not JSON")
