"""One parse of each finished page: what checks need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern

from selectolax.lexbor import LexborHTMLParser

from portal.errors import Position


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


def read_facts(text: str, url: str, origin: Position, listed: bool, size: int) -> PageFacts:
    """Return the facts of an HTML page."""
    ids: list[str] = []
    links: set[str] = set()
    assets: set[str] = set()
    headings: list[Heading] = []
    bare_images: list[str] = []
    title = description = canonical = ""
    parser = LexborHTMLParser(text)
    for node in parser.css(
        "[id], a[href], link, img, script[src], h1, h2, h3, h4, h5, h6, title, meta"
    ):
        tag = node.tag
        attributes = node.attributes
        identity = attributes.get("id")
        if identity:
            ids.append(identity)
        if tag == "a":
            links.add(intern(attributes.get("href") or ""))
        elif tag in _HEADINGS:
            headings.append(Heading(int(tag[1]), node.text().strip()))
        elif tag == "img":
            assets.add(intern(attributes.get("src") or ""))
            if "alt" not in attributes:
                bare_images.append(attributes.get("src") or "")
        elif tag == "link":
            if attributes.get("rel") == "canonical":
                canonical = attributes.get("href") or ""
            else:
                assets.add(intern(attributes.get("href") or ""))
        elif tag == "script":
            assets.add(intern(attributes.get("src") or ""))
        elif tag == "title" and not title:
            title = node.text().strip()
        elif tag == "meta" and attributes.get("name") == "description":
            description = attributes.get("content") or ""
    unique = frozenset(ids)
    repeated = (
        () if len(unique) == len(ids) else tuple(sorted({i for i in ids if ids.count(i) > 1}))
    )
    return PageFacts(
        url=url,
        origin=origin,
        listed=listed,
        size=size,
        title=title,
        description=description,
        canonical=canonical,
        ids=unique,
        repeated_ids=repeated,
        links=frozenset(links),
        assets=frozenset(assets - {""}),
        headings=tuple(headings),
        images_without_alternative=tuple(bare_images),
    )


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
