"""A feed's description as safe and tidy HTML, and the short plain text made from it.

Senders escape HTML once, twice or not at all, and put it inside CDATA besides. Entities are
decoded until they stand for themselves, at most three times, and then the HTML is sanitised.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

import nh3

from portal.feeds.normalise.plain import from_plain_text

MAXIMUM_DESCRIPTION = 50_000
SUMMARY_LENGTH = 200

_BLOCKS = "p|ul|ol|table|blockquote|h[1-6]"
_TAGS = {
    *("p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "a", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
_DROPPED_WITH_CONTENT = {
    *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"),
    *("form", "select", "textarea", "title", "head", "noembed", "noframes", "xmp", "plaintext"),
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    # An address relative to somebody else's site leads nowhere on ours.
    url_relative="deny",
    link_rel="nofollow noopener noreferrer",
)

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ESCAPED_TAG = re.compile(r"&(?:amp;){0,2}lt;(?:/?[a-zA-Z]|!--)")
_ESCAPED_ENTITY = re.compile(r"&amp;(?=(?:amp;)*(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)")
_MARKUP = re.compile(r"<(?!br\s*/?>)/?[a-z!]", re.IGNORECASE)
_BREAK = re.compile(r"\s*<br\s*/?>[ \t]*(?:\r?\n)?", re.IGNORECASE)
_SECTION = re.compile(
    r"<(/?)(?:div|section|article|header|footer|main|center|address|pre|fieldset|aside)\b[^<>]*>",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(</?)h([1-6])>")
_EMPTY = re.compile(r"<(p|li|strong|em|b|i|h[1-6]|ul|ol|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
_BARE_LINK = re.compile(r'<a rel="[^"]*">(.*?)</a>', re.DOTALL)
_INVISIBLE = re.compile("&nbsp;|[\u200b\ufeff]")
_BLOCK_TAG = re.compile(rf"<(/?)(?:{_BLOCKS}|dl)>")
_BREAKS = re.compile(r"(?:<br>\s*){2,}")
_EDGE_BREAKS = re.compile(r"(<(?:p|li)>)(?:\s*<br>)+|(?:<br>\s*)+(</(?:p|li)>)")
_ANY_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|tr|dt|dd|caption)>|<(?:br|ul|ol|table)>")


def decoded(raw: str) -> str:
    """Return the text with entities that were escaped too often decoded, at most three times."""
    text = raw
    for _ in range(3):
        if _ESCAPED_TAG.search(text) and not _TAG.search(text):
            text = html.unescape(text)
        elif "&amp;" in text and _ESCAPED_ENTITY.search(text):
            text = _ESCAPED_ENTITY.sub("&", text)
        else:
            break
    return text


@lru_cache(maxsize=1024)
def safe_html(raw: str) -> str:
    """Return a description as HTML that is safe and tidy; headings begin at `<h3>`."""
    text = decoded(raw[:MAXIMUM_DESCRIPTION])
    if not _MARKUP.search(text):
        return from_plain_text(html.unescape(_BREAK.sub("\n", text)))
    if "<" in text:
        text = _SECTION.sub(r"<\1p>", text)
    return _tidied(_CLEANER.clean(text))


def _tidied(text: str) -> str:
    """Return sanitised HTML without empty elements, loose text and skipped heading levels."""
    text = " ".join(_INVISIBLE.sub(" ", text).split())
    if "<a rel=" in text:
        text = _BARE_LINK.sub(r"\1", text)
    for _ in range(3):
        shorter = _EMPTY.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return _relevelled(_wrapped(text)).strip()


def _wrapped(text: str) -> str:
    """Return the HTML with text that stands outside every block made into paragraphs."""
    parts: list[str] = []
    depth, loose_from = 0, 0
    for found in _BLOCK_TAG.finditer(text):
        closes = bool(found.group(1))
        if not closes and depth == 0:
            parts += (*_paragraphs(text[loose_from : found.start()]), "")
            loose_from = found.start()
        depth += -1 if closes else 1
        if closes and depth == 0:
            parts.append(text[loose_from : found.end()].strip())
            loose_from = found.end()
    parts += _paragraphs(text[loose_from:])
    joined = "\n".join(filter(None, parts))
    return _EDGE_BREAKS.sub(r"\1\2", joined) if "<br>" in joined else joined


def _paragraphs(loose: str) -> list[str]:
    if not loose.strip():
        return []
    return [f"<p>{each.strip()}</p>" for each in _BREAKS.split(loose) if _ANY_TAG.sub("", each).strip()]


def _relevelled(text: str) -> str:
    """Return the HTML with its headings' levels closed up and starting at 3, under ours."""
    if "<h" not in text:
        return text
    levels = sorted({found.group(2) for found in _HEADING.finditer(text)})
    new = {level: str(min(6, 3 + index)) for index, level in enumerate(levels)}
    return _HEADING.sub(lambda found: f"{found.group(1)}h{new[found.group(2)]}>", text)


def text_of(safe: str) -> str:
    """Return the plain text of our own safe HTML, a line for each block."""
    return html.unescape(_ANY_TAG.sub("", _BLOCK_END.sub("\n", safe)))


def summary_of(text: str) -> str:
    """Return the beginning of a plain text, at most 200 characters, ending with a whole word."""
    line = " ".join(text[: SUMMARY_LENGTH * 3].split())
    if len(line) <= SUMMARY_LENGTH:
        return line
    cut = line[: SUMMARY_LENGTH - 1]
    if not line[SUMMARY_LENGTH - 1].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–-(") + "…"
