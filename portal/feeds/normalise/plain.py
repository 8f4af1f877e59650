"""Plain text as HTML: paragraphs, and lists where bullets were drawn with characters."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from portal.patterns import compile_later

# DWP's bulk format and most spreadsheets draw bullets like these. A hyphen needs a space after
# it, so that "-5 degrees" and "--- Apply now ---" stay what they are.
_BULLET = compile_later(r"\s*(?:[•·●▪■◦‣⁃∙➢➤►✓✔]\s*|[*\-–—]\s+|o\s{2,})(?=\S)")
_BLANK_LINES = compile_later(r"\n\s*\n")
_SPACE = compile_later(r"[ \t\xa0\u200b\ufeff]+")


def from_plain_text(text: str) -> str:
    """Return the text as HTML: blank lines part paragraphs, bullets become a list."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    blocks = _BLANK_LINES.split(_SPACE.sub(" ", lines))
    return "\n".join(part for block in blocks for part in _block(block))


def _block(block: str) -> Iterator[str]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    for is_list, group in groupby(lines, key=lambda line: bool(_BULLET.match(line))):
        if is_list:
            items = (html.escape(_BULLET.sub("", line, count=1), quote=False) for line in group)
            yield "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
        else:
            yield "<p>" + "<br>".join(html.escape(line, quote=False) for line in group) + "</p>"
