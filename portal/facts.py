"""One look at each finished page: what checks need to know of it.

The pages are our own writing: Jinja escapes `<`, `>` and quotes in every value, and nh3 writes the
rest with double quotes and `<` escaped. So a tag can be told by a pattern, at a tenth of the cost
of building a tree; a test holds this against a real HTML parser. What stands on many pages (the
header, the foot, the card of a vacancy) is one object on all of them, and is looked at once.
Patterns look at bytes: a page with one dash in it would take twice the memory as a text, and time.
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
_ELSEWHERE = tuple(map(str.encode, ELSEWHERE))
_MARK = MARK.encode()
# Attribute by attribute: half the time of looking for `href` from each sign on.
_LINK = re.compile(rb'<a(?=\s)(?:\s+(?!href=)[^\s=>]+(?:="[^"]*")?)*\s+href="([^"]*)"')
_HEADING_TAG = re.compile(rb"</?h[1-6]\b")
_HEADING = re.compile(rb"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_ASSET = re.compile(rb'<(?:img|script|source)\b[^>]*?\ssrc="([^"]*)"')
_LINK_ELEMENT = re.compile(rb'<link\b(?:[^>]*?\srel="([^"]*)")[^>]*?\shref="([^"]*)"')
_IMAGE = re.compile(rb"<img\b[^>]*>")
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(rb'<meta name="description" content="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
# What stands in a <template> is not on the page until a script puts it there.
_TEMPLATE = re.compile(rb"<template\b.*?</template>", re.DOTALL)
# A smaller page is far below its budget once it is compressed (portal/checks/budgets.py), and so is
# one that the quickest compression makes smaller than this; only others are compressed in earnest.
_LARGE = 40_000
_SURELY_SMALL = 15_000
# So many headings are remembered: those of a kind of page, and the titles of some pages.
_MANY_HEADINGS = 1_000
_ID, _WHITE = b'id="', frozenset(b" \n\t\r\f")


class Heading(NamedTuple):
    """A heading with its level, 1 to 6. A tuple: they are compared by the hundred thousand."""

    level: int
    text: str


class Part(NamedTuple):
    """What a part of a page holds, each link and asset once. A tuple: there are ten thousand."""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()


class PageFacts(NamedTuple):
    """What a finished page holds. Links within the site are as written, each once.

    `parts` are what the page alone has, then what it shares with others: these have the very same
    part, so that what is true of it need be found out once. `compressed` is the size that travels,
    in bytes, or 0 for a page too small to matter.

    What follows `compressed` is judged by itself, as soon as the page is made, and held no longer:
    it is not there in facts that were written down (portal.fact_book).
    """

    url: str
    origin: Position
    listed: bool
    size: int
    title: str
    head_assets: tuple[str, ...]
    parts: tuple[Part, ...]
    compressed: int = 0
    description: str = ""
    canonical: str = ""
    repeated_ids: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    images_without_alternative: tuple[str, ...] = ()

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


class Piece(NamedTuple):
    """What a shared piece holds: `Shared.seen`, so that it is read once.

    `headings` is None where one of them begins or ends elsewhere; `loads` is what a piece of a
    page's head loads.
    """

    part: Part
    headings: tuple[Heading, ...] | None
    bare_images: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()


@dataclass(slots=True)
class FactsReader:
    """Reads pages, and remembers what stands on many of them: headings, addresses."""

    _texts: dict[bytes, str] = field(default_factory=dict)
    _headings: dict[tuple[bytes, bytes], Heading] = field(default_factory=dict)
    _outlines: dict[tuple[Heading, ...], tuple[Heading, ...]] = field(default_factory=dict)

    def read(
        self, sheet: Sheet, url: str, origin: Position, listed: bool, data: bytes
    ) -> PageFacts:
        """Return the facts of an HTML page, of which `data` is the file."""
        own, shared = _without_templates(_MARK.join(sheet.own), sheet.shared)
        known = [each.seen or self._read_piece(each) for each in shared]
        body = max(own.find(b"<body"), 0)
        head, main = own[:body] or own, own[body:]
        above = head.count(_MARK) if body else 0
        headings = self._all_headings(main, known[above:])
        if headings is None:
            return self.read(sheet_of([sheet.text()]), url, origin, listed, data)
        parts = (self._read_part(main), *[each.part for each in known])
        ids = list(chain.from_iterable([part.ids for part in parts if part.ids]))
        repeated = () if len(set(ids)) == len(ids) else tuple(sorted(_repeated(ids)))
        canonical, loads = self._read_head(head)
        bare = chain.from_iterable([each.bare_images for each in known])
        title = _TITLE.search(head)
        description = _DESCRIPTION.search(head)
        return PageFacts(
            url=url,
            origin=origin,
            listed=listed,
            size=len(data),
            title=_words(title[1]) if title else "",
            head_assets=(*loads, *chain.from_iterable([each.loads for each in known[:above]])),
            parts=parts,
            compressed=_compressed(data, len(own)),
            description=html.unescape(description[1].decode()) if description else "",
            canonical=canonical,
            repeated_ids=repeated,
            headings=headings,
            images_without_alternative=(*_bare_images(main), *bare),
        )

    def _read_piece(self, text: Shared) -> Piece:
        read, _ = _without_templates(text.data, ())
        found = _HEADING.findall(read)
        is_whole = len(_HEADING_TAG.findall(read)) == 2 * len(found)
        headings = tuple(map(self._heading, found)) if is_whole else None
        if headings:  # those of many cards are the same
            headings = self._outlines.setdefault(headings, headings)
        loads = self._read_head(read)[1] if b"<link" in read else ()
        seen = Piece(self._read_part(read), headings, _bare_images(read), loads)
        text.seen = seen
        return seen

    def _all_headings(self, text: bytes, shared: Sequence[Piece]) -> tuple[Heading, ...] | None:
        """Return headings in the order of the page, those of shared pieces where these stand; None
        where what is shared is inside a heading.
        """
        theirs = [each.headings for each in shared]
        if None in theirs:
            return None
        found = [(each.start(), (each[1], each[2])) for each in _HEADING.finditer(text)]
        if shared and any(_MARK in words for _, (_, words) in found):
            return None
        headings: list[Heading] = []
        own, place = 0, -1
        for after in theirs:
            place = text.find(_MARK, place + 1)
            if after:
                while own < len(found) and found[own][0] < place:
                    headings.append(self._heading(found[own][1]))
                    own += 1
                headings += after
        headings += [self._heading(each) for _, each in found[own:]]
        return tuple(headings)

    def _read_part(self, text: bytes) -> Part:
        known = self._texts.get
        links = dict.fromkeys(_LINK.findall(text))
        ours = [each for each in links if not each.startswith(_ELSEWHERE)]
        assets = dict.fromkeys(_ASSET.findall(text)) if b'src="' in text else ()
        return Part(
            ids=tuple(_ids(text)),
            links=tuple([known(each) or self._same(each) for each in ours]),
            assets=tuple(map(self._same, assets)),
        )

    def _heading(self, found: tuple[bytes, bytes]) -> Heading:
        known = self._headings.get(found)
        if known is None:
            if len(self._headings) >= _MANY_HEADINGS:  # most of them are the names of vacancies
                self._headings.clear()
            known = self._headings[found] = Heading(int(found[0]), _words(found[1]))
        return known

    def _read_head(self, head: bytes) -> tuple[str, tuple[str, ...]]:
        """Return the canonical address, and the addresses of all that a head loads or names."""
        canonical = ""
        loads = [self._same(asset) for asset in _ASSET.findall(head)]
        for relation, target in _LINK_ELEMENT.findall(head):
            if relation == b"canonical":
                canonical = html.unescape(target.decode())
            else:
                loads.append(self._same(target))
        return canonical, tuple(loads)

    def _same(self, text: bytes) -> str:
        """Return the address, and the very same object for the same address, to save memory."""
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = html.unescape(text.decode())
        return known


def read_facts(text: str, url: str, origin: Position, listed: bool) -> PageFacts:
    """Return the facts of one HTML page."""
    sheet = sheet_of([text])
    return FactsReader().read(sheet, url, origin, listed, sheet.data())


def _without_templates(text: bytes, shared: Sequence[Shared]) -> tuple[bytes, Sequence[Shared]]:
    """Return a text without its <template> elements, and what is shared without what they share."""
    if b"<template" not in text:
        return text, shared
    left = list(shared)
    for found in reversed(list(_TEMPLATE.finditer(text))):
        first = text.count(_MARK, 0, found.start())
        del left[first : first + found[0].count(_MARK)]
        text = text[: found.start()] + text[found.end() :]
    return text, left


def _compressed(data: bytes, own: int) -> int:
    """Return the size that travels, or 0 where it is surely small.

    What is not a page's `own` are cards and the like, of which half is markup that repeats.
    """
    if own + (len(data) - own) // 2 <= _LARGE or len(zlib.compress(data, 1)) <= _SURELY_SMALL:
        return 0
    return len(zlib.compress(data, 6))


def _bare_images(text: bytes) -> tuple[str, ...]:
    """Return the tags of all pictures that have no `alt`."""
    if b"<img" not in text:
        return ()
    return tuple(image.decode() for image in _IMAGE.findall(text) if b" alt" not in image)


def _ids(text: bytes) -> Iterator[str]:
    """Yield the ids of elements, and not what looks like one in the words of a page.

    Few pages have more than ten: to look for each by itself takes a fifth of what a pattern does.
    """
    start = text.find(_ID)
    while start >= 0:
        end = text.find(b'"', start + len(_ID))
        if end < 0:
            return
        if start and text[start - 1] in _WHITE:
            opened = text.rfind(b"<", 0, start)
            if opened >= 0 and text.find(b">", opened, start) < 0:
                yield text[start + len(_ID) : end].decode()
        start = text.find(_ID, end + 1)


def _repeated(ids: list[str]) -> set[str]:
    return {identity for identity in ids if ids.count(identity) > 1}


def _words(text: bytes) -> str:
    words = text.decode()
    plain = _TAG.sub("", words) if "<" in words else words
    return html.unescape(" ".join(plain.split())).strip()
