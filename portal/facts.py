"""One look at each finished page: what checks need to know of it.

The pages are our own writing: Jinja escapes `<`, `>` and quotes in every value, and nh3 writes the
rest with double quotes and `<` escaped. So a tag can be told by a pattern, at a tenth of the cost
of building a tree; a test holds this against a real HTML parser. The header and the foot of the
site stand on every page and are looked at once.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.errors import Position

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
# Begins with letters, not with a class of characters: eight times as quick over a page.
_ID = re.compile(r'id="([^"]*)"')
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
# A smaller page is far below its budget once it is compressed (portal/checks/budgets.py).
_LARGE = 40_000
_WHITE = frozenset(" \n\t\r\f")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level, 1 to 6."""

    level: int
    text: str


class Part(NamedTuple):
    """What a part of a page holds, each link and asset once. A tuple: there are ten thousand."""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    bare_images: tuple[str, ...] = ()


class PageFacts(NamedTuple):
    """What a finished page holds. Links are as written, each once.

    `parts` are what is between header and foot, then the header, then the foot; pages that have
    the same header have the very same part, so that what is true of it need be found out once.
    `compressed` is the size that travels, in bytes, or 0 for a page too small to matter.
    """

    url: str
    origin: Position
    listed: bool
    size: int
    title: str
    description: str
    canonical: str
    repeated_ids: tuple[str, ...]
    head_assets: tuple[str, ...]
    parts: tuple[Part, ...]
    compressed: int = 0

    @property
    def ids(self) -> frozenset[str]:
        """Return all ids."""
        return frozenset(identity for part in self.parts for identity in part.ids)

    @property
    def links(self) -> frozenset[str]:
        """Return all links."""
        return frozenset(link for part in self.parts for link in part.links)

    @property
    def assets(self) -> frozenset[str]:
        """Return the addresses of everything that the page loads."""
        own = (asset for part in self.parts for asset in part.assets)
        return frozenset(self.head_assets).union(own)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Return all headings, those of the header and the foot last."""
        return tuple(heading for part in self.parts for heading in part.headings)

    @property
    def images_without_alternative(self) -> tuple[str, ...]:
        """Return the tags of all pictures that have no `alt`."""
        return tuple(image for part in self.parts for image in part.bare_images)


@dataclass(slots=True)
class FactsReader:
    """Reads pages, and remembers what stands on many of them: parts, headings, addresses."""

    _shared: dict[str, Part] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _headings: dict[tuple[str, str], Heading] = field(default_factory=dict)

    def read(self, text: str, url: str, origin: Position, listed: bool, size: int) -> PageFacts:
        """Return the facts of an HTML page."""
        compressed = len(zlib.compress(text.encode(), 6)) if size > _LARGE else 0
        if "<template" in text:
            text = _TEMPLATE.sub("", text)
        head, header, main, foot = _split(text)
        parts = (self._read_part(main), self._read_shared(header), self._read_shared(foot))
        ids = [*parts[0].ids, *parts[1].ids, *parts[2].ids]
        repeated = () if len(set(ids)) == len(ids) else tuple(sorted(_repeated(ids)))
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
            repeated_ids=repeated,
            head_assets=assets,
            parts=parts,
            compressed=compressed,
        )

    def _read_shared(self, text: str) -> Part:
        part = self._shared.get(text)
        if part is None:
            part = self._shared[text] = self._read_part(text)
        return part

    def _read_part(self, text: str) -> Part:
        return Part(
            ids=tuple(_ids(text)),
            links=tuple(map(self._same, dict.fromkeys(_LINK.findall(text)))),
            assets=tuple(map(self._same, dict.fromkeys(_ASSET.findall(text))))
            if 'src="' in text
            else (),
            headings=tuple(map(self._heading, _HEADING.findall(text))),
            bare_images=tuple(image for image in _IMAGE.findall(text) if " alt" not in image)
            if "<img" in text
            else (),
        )

    def _heading(self, found: tuple[str, str]) -> Heading:
        known = self._headings.get(found)
        if known is None:
            known = self._headings[found] = Heading(int(found[0]), _words(found[1]))
        return known

    def _read_head(self, head: str) -> tuple[str, tuple[str, ...]]:
        canonical = ""
        assets = [self._same(asset) for asset in _ASSET.findall(head)]
        for relation, target in _LINK_ELEMENT.findall(head):
            if relation == "canonical":
                canonical = html.unescape(target)
            else:
                assets.append(self._same(target))
        return canonical, tuple(assets)

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
        start = match.start()
        if start and text[start - 1] in _WHITE:
            opened = text.rfind("<", 0, start)
            if opened >= 0 and text.find(">", opened, start) < 0:
                yield match[1]


def _repeated(ids: list[str]) -> set[str]:
    return {identity for identity in ids if ids.count(identity) > 1}


def _words(text: str) -> str:
    return html.unescape(_SPACE.sub(" ", _TAG.sub("", text))).strip()
