"""One look at each finished page: what checks need to know of it.

The pages are our own writing: Jinja escapes `<`, `>` and quotes in every value, and nh3 writes the
rest with double quotes and `<` escaped. So a tag can be told by a pattern, at a tenth of the cost
of building a tree; a test holds this against a real HTML parser. What stands on many pages (the
header, the foot, the card of a vacancy) is one object on all of them, and is looked at once.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from portal.errors import Position
from portal.weaving import MARK, Shared, Sheet, sheet_of

# Links elsewhere are no facts of this site; `portal.checks.external` knows those of the content.
ELSEWHERE = ("http:", "https:", "mailto:", "tel:", "sms:", "webcal:", "data:")
# Attribute by attribute: half the time of looking for `href` from each sign on.
_LINK = re.compile(r'<a(?=\s)(?:\s+(?!href=)[^\s=>]+(?:="[^"]*")?)*\s+href="([^"]*)"')
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
# A smaller page is far below its budget once it is compressed (portal/checks/budgets.py), and so is
# one that the quickest compression makes smaller than this; only others are compressed in earnest.
_LARGE = 40_000
_SURELY_SMALL = 15_000
_WHITE = frozenset(" \n\t\r\f")


class Heading(NamedTuple):
    """A heading with its level, 1 to 6. A tuple: they are compared by the hundred thousand."""

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
    """What a finished page holds. Links within the site are as written, each once.

    `parts` are what the page alone has, with all of its headings, then what it shares with others:
    these have the very same part, so that what is true of it need be found out once.
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
        """Return all headings."""
        return self.parts[0].headings  # what is shared has none of its own

    @property
    def images_without_alternative(self) -> tuple[str, ...]:
        """Return the tags of all pictures that have no `alt`."""
        return tuple(image for part in self.parts for image in part.bare_images)


class _Piece(NamedTuple):
    """What a shared piece holds. The text is held too, so that no other can lie at its place."""

    text: Shared
    part: Part
    headings: tuple[Heading, ...]


@dataclass(slots=True)
class FactsReader:
    """Reads pages, and remembers what stands on many of them: pieces, headings, addresses."""

    _pieces: dict[int, _Piece] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _headings: dict[tuple[str, str], Heading] = field(default_factory=dict)

    def read(
        self, sheet: Sheet, url: str, origin: Position, listed: bool, data: bytes
    ) -> PageFacts:
        """Return the facts of an HTML page, of which `data` is the file."""
        shared = list(sheet.shared)
        text = _without_templates(sheet.own, shared)
        pieces = self._pieces
        known = [pieces.get(id(each)) or self._read_piece(each) for each in shared]
        facts = self._read(text, known, url, origin, listed, data)
        # What is shared inside a heading cannot be read apart from it.
        if any(MARK in heading.text for heading in facts.parts[0].headings):
            whole = _without_templates(sheet.text(), [])
            return self._read(whole, (), url, origin, listed, data)
        return facts

    def _read(
        self,
        text: str,
        shared: Sequence[_Piece],
        url: str,
        origin: Position,
        listed: bool,
        data: bytes,
    ) -> PageFacts:
        body = text.find("<body")
        head, main = (text[:body], text[body:]) if body >= 0 else (text, text)
        in_main = shared[head.count(MARK) :] if body >= 0 and MARK in head else shared
        own = self._read_part(main, self._all_headings(main, in_main))
        parts = (own, *[each.part for each in shared])
        ids = list(chain.from_iterable([part.ids for part in parts if part.ids]))
        repeated = () if len(set(ids)) == len(ids) else tuple(sorted(_repeated(ids)))
        canonical, assets = self._read_head(head)
        title = _TITLE.search(head)
        description = _DESCRIPTION.search(head)
        return PageFacts(
            url=url,
            origin=origin,
            listed=listed,
            size=len(data),
            title=_words(title[1]) if title else "",
            description=html.unescape(description[1]) if description else "",
            canonical=canonical,
            repeated_ids=repeated,
            head_assets=assets,
            parts=parts,
            compressed=_compressed(data, len(text)),
        )

    def _read_piece(self, text: Shared) -> _Piece:
        read = _without_templates(text.data.decode(), [])
        part, headings = self._read_part(read), self._all_headings(read)
        known = self._pieces[id(text)] = _Piece(text, part, headings)
        return known

    def _all_headings(self, text: str, shared: Sequence[_Piece] = ()) -> tuple[Heading, ...]:
        """Return headings in the order of the page, those of shared pieces where these stand."""
        theirs = [each.headings for each in shared]
        if not any(theirs):
            return tuple(map(self._heading, _HEADING.findall(text)))
        headings: list[Heading] = []
        before = last = 0
        for each in _HEADING.finditer(text):
            here = before + text.count(MARK, last, each.start())
            headings.extend(chain.from_iterable(theirs[before:here]))
            headings.append(self._heading((each[1], each[2])))
            before, last = here, each.start()
        return (*headings, *chain.from_iterable(theirs[before:]))

    def _read_part(self, text: str, headings: tuple[Heading, ...] = ()) -> Part:
        loads = 'src="' in text
        return Part(
            ids=tuple(_ids(text)),
            links=tuple(
                self._same(link)
                for link in dict.fromkeys(_LINK.findall(text))
                if not link.startswith(ELSEWHERE)
            ),
            assets=tuple(map(self._same, dict.fromkeys(_ASSET.findall(text)))) if loads else (),
            headings=headings,
            bare_images=tuple(image for image in _IMAGE.findall(text) if " alt" not in image)
            if loads
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


def read_facts(text: str, url: str, origin: Position, listed: bool) -> PageFacts:
    """Return the facts of one HTML page."""
    sheet = sheet_of([text])
    return FactsReader().read(sheet, url, origin, listed, sheet.data())


def _without_templates(text: str, shared: list[Shared]) -> str:
    """Return a text without its <template> elements, and take what they share out of the list."""
    if "<template" not in text:
        return text
    for found in reversed(list(_TEMPLATE.finditer(text))):
        first = text.count(MARK, 0, found.start())
        del shared[first : first + found[0].count(MARK)]
        text = text[: found.start()] + text[found.end() :]
    return text


def _compressed(data: bytes, own: int) -> int:
    """Return the size that travels, or 0 where it is surely small.

    What is not a page's `own` are cards and the like, of which half is markup that repeats.
    """
    if own + (len(data) - own) // 2 <= _LARGE or len(zlib.compress(data, 1)) <= _SURELY_SMALL:
        return 0
    return len(zlib.compress(data, 6))


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
    plain = _TAG.sub("", text) if "<" in text else text
    return html.unescape(" ".join(plain.split())).strip()
