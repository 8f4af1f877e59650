"""One look at each finished page: what checks need to know of it.

The pages are our own writing: Jinja escapes `<`, `>` and quotes in every value, and nh3 writes the
rest with double quotes and `<` escaped. So a tag can be told by a pattern, at a tenth of the cost
of building a tree; a test holds this against a real HTML parser. The header and the foot of the
site stand on every page and are looked at once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.errors import Position

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_ASSET = re.compile(r'<(?:img|script|source)\b[^>]*?\ssrc="([^"]*)"')
_LINK_ELEMENT = re.compile(r'<link\b(?:[^>]*?\srel="([^"]*)")[^>]*?\shref="([^"]*)"')
_IMAGE = re.compile(r"<img\b[^>]*>")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
# What stands in a <template> is not on the page until a script puts it there.
_TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level, 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a finished page holds. Links are as written, each once."""

    url: str
    origin: Position
    listed: bool
    size: int
    title: str = ""
    description: str = ""
    canonical: str = ""
    ids: frozenset[str] = frozenset()
    repeated_ids: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    headings: tuple[Heading, ...] = ()
    images_without_alternative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a page holds."""

    ids: tuple[str, ...]
    links: frozenset[str]
    assets: frozenset[str]
    headings: tuple[Heading, ...]
    bare_images: tuple[str, ...]


@dataclass(slots=True)
class FactsReader:
    """Reads pages, and remembers the parts that stand on many of them."""

    _shared: dict[str, _Part] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def read(self, text: str, url: str, origin: Position, listed: bool, size: int) -> PageFacts:
        """Return the facts of an HTML page."""
        if "<template" in text:
            text = _TEMPLATE.sub("", text)
        head, header, main, foot = _split(text)
        parts = (self._read_part(main), self._read_shared(header), self._read_shared(foot))
        ids = [identity for part in parts for identity in part.ids]
        unique = frozenset(ids)
        repeated = () if len(unique) == len(ids) else tuple(sorted(_repeated(ids)))
        canonical, assets = self._read_head(head)
        title = _TITLE.search(head)
        description = _DESCRIPTION.search(head)
        return PageFacts(
            url=url,
            origin=origin,
            listed=listed,
            size=size,
            title=_words(title[1]) if title else "",
            description=html.unescape(description[1]) if description else "",
            canonical=canonical,
            ids=unique,
            repeated_ids=repeated,
            links=parts[0].links | parts[1].links | parts[2].links,
            assets=assets | parts[0].assets | parts[1].assets | parts[2].assets,
            headings=tuple(each for part in parts for each in part.headings),
            images_without_alternative=tuple(each for part in parts for each in part.bare_images),
        )

    def _read_shared(self, text: str) -> _Part:
        part = self._shared.get(text)
        if part is None:
            part = self._shared[text] = self._read_part(text)
        return part

    def _read_part(self, text: str) -> _Part:
        return _Part(
            ids=tuple(_ids(text)),
            links=frozenset(self._same(link) for link in set(_LINK.findall(text))),
            assets=frozenset(self._same(asset) for asset in set(_ASSET.findall(text))),
            headings=tuple(
                Heading(int(level), _words(words)) for level, words in _HEADING.findall(text)
            ),
            bare_images=tuple(image for image in _IMAGE.findall(text) if " alt" not in image),
        )

    def _read_head(self, head: str) -> tuple[str, frozenset[str]]:
        canonical = ""
        assets = {self._same(asset) for asset in _ASSET.findall(head)}
        for relation, target in _LINK_ELEMENT.findall(head):
            if relation == "canonical":
                canonical = html.unescape(target)
            else:
                assets.add(self._same(target))
        return canonical, frozenset(assets)

    def _same(self, text: str) -> str:
        """Return the address, and the very same object for the same address, to save memory."""
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = html.unescape(text)
        return known


def _split(text: str) -> tuple[str, str, str, str]:
    """Return head, header, main and foot; what cannot be told apart is main."""
    body = text.find("<body")
    if body < 0:
        return text, "", text, ""
    main = text.find("</header>", body)
    foot = text.rfind("<footer")
    if main < 0 or foot < main:
        return text[:body], "", text[body:], ""
    return text[:body], text[body:main], text[main:foot], text[foot:]


def read_facts(text: str, url: str, origin: Position, listed: bool, size: int) -> PageFacts:
    """Return the facts of one HTML page."""
    return FactsReader().read(text, url, origin, listed, size)


def _ids(text: str) -> Iterator[str]:
    """Yield the ids of elements, and not what looks like one in the words of a page."""
    for match in _ID.finditer(text):
        opened = text.rfind("<", 0, match.start())
        if opened >= 0 and text.find(">", opened, match.start()) < 0:
            yield match[1]


def _repeated(ids: list[str]) -> set[str]:
    return {identity for identity in ids if ids.count(identity) > 1}


def _words(text: str) -> str:
    return html.unescape(_SPACE.sub(" ", _TAG.sub("", text))).strip()
