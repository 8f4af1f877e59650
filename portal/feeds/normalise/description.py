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
from portal.patterns import compile_later

MAXIMUM_DESCRIPTION = 50_000
SUMMARY_LENGTH = 200

_BLOCKS = "p|ul|ol|table|blockquote|dl|h[1-6]"
# These only hold others; they go once they have said where one paragraph ends.
_CONTAINERS = "div|section|article|header|footer|main|center|address|pre|aside"
_TAGS = {
    *_CONTAINERS.split("|"),
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

_TAG = compile_later(r"</?[a-zA-Z][^<>]*>|<!--")
_ESCAPED_TAG = compile_later(r"&(?:amp;){0,2}lt;(?:/?[a-zA-Z]|!--)")
_ESCAPED_ENTITY = compile_later(
    r"&amp;(?=(?:amp;)*(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)"
)
_MARKUP = compile_later(r"<(?!br\s*/?>)/?[a-z!]", re.IGNORECASE)
_BREAK = compile_later(r"\s*<br\s*/?>[ \t]*(?:\r?\n)?", re.IGNORECASE)
_HEADING = compile_later(r"<h([1-6])>")
_EMPTY = compile_later(r"<(p|li|strong|em|b|i|h[1-6]|ul|ol|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
_BARE_LINK = compile_later(r'<a rel="[^"]*">(.*?)</a>', re.DOTALL)
_SPACES = ("\n", "&nbsp;", "\u200b", "\ufeff")
# All that is not evenly spaced: to look for each of them is quicker than to go through a text.
_UNEVEN_IN_ASCII = ("  ", "&nbsp;", *"\n\t\r\v\f\x1c\x1d\x1e\x1f")
_UNEVEN = (
    *_UNEVEN_IN_ASCII,
    *("\u200b", "\ufeff", *"\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"),
    *map(chr, range(0x2000, 0x200B)),
)
_BLOCK_OR_CONTAINER = compile_later(rf"</?(?:{_BLOCKS}|({_CONTAINERS}))>")
_BLOCK = compile_later(rf"</?(?:{_BLOCKS})>")
_CONTAINER = compile_later(rf"</?(?:{_CONTAINERS})>")
_BREAKS = compile_later(r"(?:<br>\s*){2,}")
_EDGE_BREAKS = compile_later(r"(<(?:p|li)>)(?:\s*<br>)+|(?:<br>\s*)+(</(?:p|li)>)")
_ANY_TAG = compile_later(r"<[^>]*>")
# Blocks as most systems write them: no attributes, nothing empty, each tag closed, and nothing but
# words and emphasis within. A cleaner gives such HTML back as it is.
_EMPHASIS = "|".join(f"{tag}>[^< ][^<]*</{tag}" for tag in ("strong", "em", "b", "i"))
_WORDS = (
    r"(?=[^< ]|<(?:strong|em|b|i)>)"
    rf"(?:[^<]+|<(?:{_EMPHASIS})>|<br> ?(?=[^< ]))*+"
)
_TEXTS = "|".join(f"{tag}>{_WORDS}</{tag}" for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = "|".join(f"{tag}>(?: ?<li>{_WORDS}</li>)++ ?</{tag}" for tag in ("ul", "ol"))
_SIMPLE_BLOCK = compile_later(rf"(<(?:{_TEXTS}|{_LISTS})>) ?")
_SIMPLE_BEGINNINGS = ("<p>", "<h", "<ul>", "<ol>")
_OWN_ENTITIES = ("&amp;", "&lt;", "&gt;")
_BLOCK_END = compile_later(r"</(?:p|li|h[1-6]|td|th|tr|dt|dd|caption)>|<(?:br|ul|ol|table)>")


def decoded(raw: str) -> str:
    """Return the text with entities that were escaped too often decoded, at most three times."""
    text = raw
    if "&" not in text:
        return text
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
    simple = "" if "=" in text else _simple(_evenly_spaced(text))
    return simple or _tidied(_CLEANER.clean(text))


def _simple(text: str) -> str:
    """Return HTML that needs no cleaning and no mending in blocks; nothing where it may need any.

    What needs none has tags of our own list without attributes, and no other `<`, `>` or `&`.
    """
    if not text.startswith(_SIMPLE_BEGINNINGS):
        return ""
    between = _SIMPLE_BLOCK.split(text)
    if any(between[::2]) or "\0" in text or text.count("<") != text.count(">"):
        return ""
    if "&" in text and text.count("&") != sum(map(text.count, _OWN_ENTITIES)):
        return ""
    return _relevelled("\n".join(between[1::2]))


def _evenly_spaced(text: str) -> str:
    """Return a text with one space for each run of what shows as space, or does not show."""
    if not any(map(text.__contains__, _UNEVEN_IN_ASCII if text.isascii() else _UNEVEN)):
        return text.strip(" ")
    for each in _SPACES:
        text = text.replace(each, " ")
    return " ".join(text.split())


def _tidied(text: str) -> str:
    """Return sanitised HTML without empty elements, loose text and skipped heading levels."""
    text = _evenly_spaced(text)
    return _simple(text) or _mended(text)


def _mended(text: str) -> str:
    if "<a rel=" in text:
        text = _BARE_LINK.sub(r"\1", text)
    for _ in range(3):
        shorter = _EMPTY.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return _relevelled(_in_blocks(text)).strip()


def _in_blocks(text: str) -> str:
    """Return the HTML as blocks alone: containers gone, text outside every block a paragraph."""
    has_containers = _CONTAINER.search(text) is not None
    parts: list[str] = []
    depth, done = 0, 0
    for found in (_BLOCK_OR_CONTAINER if has_containers else _BLOCK).finditer(text):
        start = found.start()
        if found.lastindex:
            if not depth:
                parts += _paragraphs(text[done:start])
                done = found.end()
        elif text[start + 1] == "/":
            depth -= 1
            if not depth:
                end = found.end()
                parts.append(text[done:end])
                done = end
        else:
            if not depth:
                if start - done > 1:
                    parts += _paragraphs(text[done:start])
                done = start
            depth += 1
    parts += _paragraphs(text[done:])
    joined = "\n".join(parts)
    if has_containers:
        joined = _EMPTY.sub(" ", _CONTAINER.sub(" ", joined))
    return _EDGE_BREAKS.sub(r"\1\2", joined) if "<br>" in joined else joined


def _paragraphs(loose: str) -> list[str]:
    if not loose or loose.isspace():
        return []
    pieces = (each.strip() for each in _BREAKS.split(loose))
    return [f"<p>{each}</p>" for each in pieces if _ANY_TAG.sub("", each).strip()]


def _relevelled(text: str) -> str:
    """Return the HTML with its headings' levels closed up and starting at 3, under ours."""
    found = set(_HEADING.findall(text))
    if found <= {"3"}:  # as most have them
        return text
    levels = sorted(map(int, found))
    # Those that go down the page's levels start from the lowest, so that none is taken twice.
    moves = [(level, min(6, 3 + index)) for index, level in enumerate(levels)]
    deeper = [move for move in reversed(moves) if move[1] > move[0]]
    higher = [move for move in moves if move[1] < move[0]]
    for level, new in (*deeper, *higher):
        text = text.replace(f"<h{level}>", f"<h{new}>").replace(f"</h{level}>", f"</h{new}>")
    return text


def text_of(safe: str) -> str:
    """Return the plain text of our own safe HTML, a line for each block."""
    return html.unescape(_ANY_TAG.sub("", _BLOCK_END.sub("\n", safe)))


def summary_of(text: str) -> str:
    """Return the beginning of a plain text, at most 200 characters, ending with a whole word."""
    # The first words of most adverts are summary enough; the rest need not be looked at.
    line = " ".join(text[: SUMMARY_LENGTH + 60].split())
    if len(line) <= SUMMARY_LENGTH:
        line = " ".join(text[: SUMMARY_LENGTH * 3].split())
    if len(line) <= SUMMARY_LENGTH:
        return line
    cut = line[: SUMMARY_LENGTH - 1]
    if not line[SUMMARY_LENGTH - 1].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–-(") + "…"
