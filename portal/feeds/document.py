"""The bytes of a feed as text: decoded once, measured, and refused where they are dangerous."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from portal.expressions import Expression
from portal.feeds.item import Reading
from portal.values import fixed

MAXIMUM_BYTES = 64 * 1024 * 1024
_HEAD = 4096

_BYTE_ORDER_MARKS = (
    # UTF-32's mark begins with UTF-16's, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# XML 1.0 appendix F: how "<" or "<?" looks in encodings that are not a superset of ASCII.
_UNMARKED = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']"""
    rb"""|<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})"""
)
_FIRST_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
# How the parts of a document before its first element begin and end.
_BEFORE_ROOT = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_CONTROL = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF])


@fixed(slots=False)
class Document:
    """A feed's bytes with what every reader asks of them.

    `items` and `map` are the feed's own words for where its items are, and for our fields in them.
    `known` are the prints of items that an earlier run has read in an earlier copy, in its order.
    `parsed` keeps what several readers would otherwise parse anew.
    """

    data: bytes
    items: str = ""
    map: Mapping[str, Expression] = field(default_factory=dict)
    known: Sequence[str] = ()
    parsed: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """Return the text: byte order mark, then declaration, then UTF-8, then Windows-1252."""
        return decode(self.data)

    @cached_property
    def is_plain(self) -> bool:
        """Return whether nothing says that this is anything but UTF-8: what is ASCII in its text is
        the same in its bytes then.
        """
        starts = (*(mark for mark, _ in _BYTE_ORDER_MARKS), *(start for start, _ in _UNMARKED))
        return not self.data.startswith(starts) and not _DECLARED.search(self.data[:_HEAD])

    @cached_property
    def root(self) -> str:
        """Return the first element's local name in lower case, or nothing if this is no markup."""
        start = _after_prologue(self.text)
        if not self.text.startswith("<", start):
            return ""
        found = _FIRST_ELEMENT.search(self.text, start, start + _HEAD)
        return found.group(1).lower() if found else ""


@fixed
class Reader:
    """A format's name, how to know it when seen, and how to read it."""

    format: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Reading]


def _after_prologue(text: str) -> int:
    """Return where the first element should begin: after declaration, comments and doctype."""
    at = 0
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        ending = next((end for start, end in _BEFORE_ROOT if text.startswith(start, at)), None)
        found = text.find(ending, at) if ending else -1
        if ending is None or found < 0:
            return at
        at = found + len(ending)


def decode(data: bytes) -> str:
    """Return the bytes as text. Nothing fails: Windows-1252 with replacements comes last.

    Control characters, which no format allows and some feeds contain, are kept here: a strict
    parser has to see them to say that the feed is broken.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for start, encoding in _UNMARKED:
        if data.startswith(start):
            return data.decode(encoding, "replace")
    declared = _DECLARED.search(data[:_HEAD])
    names = [(declared.group(1) or declared.group(2)).decode("ascii")] if declared else []
    for encoding in [*names, "utf-8"]:
        try:
            # A declared UTF-16 without UTF-16's bytes is a lie: the declaration was readable.
            if not encoding.lower().startswith(("utf-16", "utf-32", "utf16", "utf32")):
                return data.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def without_control_characters(text: str) -> str:
    """Return the text without characters that XML 1.0 section 2.2 does not allow."""
    return text.translate(_CONTROL)


def danger(document: Document) -> str:
    """Return why the document must not be parsed, or nothing.

    A feed has no reason to declare entities; a bomb ("billion laughs", quadratic blow-up, a file
    of the machine read in) cannot do without.
    """
    said = document.data if document.is_plain else document.text.encode("utf-8", "replace")
    doctype = said.find(b"<!DOCTYPE")
    if doctype >= 0 and said.find(b"<!ENTITY", doctype) >= 0:
        return "It declares entities of its own, which can hide an attack, so it was not read."
    return ""
