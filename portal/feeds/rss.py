"""RSS of every version and Atom, with the fields that job systems add under their own names.

Read with feedparser (strictly first, then forgivingly; it says which). Its names for elements are
lower case with the namespace's prefix in front; prefixes differ between sites, and WP Job
Manager's namespace is the site's own address, so only the local name counts.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping
from typing import Any

from portal.feeds.document import Document, Reader
from portal.feeds.field_names import field_of, value_under
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading, Skipped, item_or_skipped, reading
from portal.feeds.mapping import mapped_fields

FORMAT = "rss"
_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
# What RSS and Atom mean by these is known; a system's own element of that meaning is better.
_OWN = {
    "title": "title",
    "link": "url",
    "id": "reference",
    "published": "posted",
    "updated": "posted",
    "summary": "description",
}
# These mean the feed, the person or the page that an entry comes from, not the vacancy's fields.
_OTHER = frozenset({"author", "publisher", "rights", "source", "comments", "href", "name", "start"})
_EXPIRES_IN_DUBLIN_CORE = "expired"


def _recognises(document: Document) -> bool:
    return document.root in _ROOTS


def _extensions(entry: Mapping[str, Any], prefixes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield our name and the text of every element that is not RSS's or Atom's own."""
    for key, value in entry.items():
        if not isinstance(value, str) or key in _OWN or key in _OTHER:
            continue
        local = next((key[len(each) :] for each in prefixes if key.startswith(each)), key)
        # Teamtailor: <tt:location><tt:name>Head office</tt:name>, which is a place's name.
        name = "location" if local == "name" else field_of(local)
        if name and value.strip():
            yield name, value_under(local, value.strip())


def _categories(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield EngageATS's fields: categories whose domain is a field's name."""
    for tag in entry.get("tags", ()):
        name, term = field_of(tag.get("scheme") or ""), (tag.get("term") or "").strip()
        if name and term:
            yield name, term


def _contents(entry: Mapping[str, Any]) -> str:
    """Return the longest text that the entry has for its body: `summary` is often cut."""
    bodies = [str(each.get("value") or "") for each in entry.get("content", ())]
    return max([*bodies, str(entry.get("summary") or "")], key=len).strip()


def _fields(entry: Mapping[str, Any], prefixes: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    # Networx has three ids of one vacancy; the last is the public one.
    public = entry.get("vacancy_id")
    if isinstance(public, str) and public.strip():
        found["reference"] = public.strip()
    for name, value in (*_extensions(entry, prefixes), *_categories(entry)):
        found.setdefault(name, value)
    expired = entry.get(_EXPIRES_IN_DUBLIN_CORE)
    if isinstance(expired, str) and expired.strip():
        found.setdefault("closes", expired.strip())
    body = _contents(entry)
    if len(body) > len(found.get("description", "")):
        found["description"] = body
    for key, name in _OWN.items():
        # feedparser's own `get` answers `published` where `updated` is asked for and missing.
        own = str((entry.get(key) if key in tuple(entry) else None) or "").strip()
        if own and (name == "title" or name not in found):
            found[name] = own
    return found


def _mapped(
    document: Document, entry: Mapping[str, Any], prefixes: tuple[str, ...]
) -> dict[str, str]:
    """Return the fields that the feed's own map names, with or without a prefix."""
    if not document.map:
        return {}
    known = {key: value for key, value in dict(entry).items() if isinstance(value, str)}
    for key in tuple(known):
        local = next((key[len(each) :] for each in prefixes if key.startswith(each)), key)
        known.setdefault(local, known[key])
    known |= {tag.get("scheme") or "": tag.get("term") or "" for tag in entry.get("tags", ())}
    return mapped_fields(document.map, known)


def _bytes(document: Document) -> bytes:
    """Return the feed's bytes; in UTF-8 where feedparser could not tell UTF-16 without a mark."""
    if document.data.startswith((b"\x00", b"<\x00")):
        return codecs.BOM_UTF8 + document.text.encode("utf-8", "replace")
    return document.data


def _read(document: Document) -> Reading:
    # Not at the top: no other format needs it, and it takes a start of the program 40 ms.
    import feedparser  # type: ignore[import-untyped]

    # It opens a file or an address where it is given bytes or text that look like one.
    parsed = feedparser.parse(
        io.BytesIO(_bytes(document)), sanitize_html=False, resolve_relative_uris=False
    )
    # Copied into plain dicts below: feedparser's own warn, and answer for keys they do not have.
    prefixes = tuple(f"{each.lower()}_" for each in parsed.get("namespaces", {}) if each)
    entries: list[Item | Skipped] = [
        item_or_skipped(
            number, {**_fields(dict(entry), prefixes), **_mapped(document, entry, prefixes)}
        )
        for number, entry in enumerate(parsed.entries[:MAXIMUM_ITEMS], start=1)
    ]
    override = feedparser.exceptions.CharacterEncodingOverride
    lenient = bool(parsed.bozo) and not isinstance(parsed.get("bozo_exception"), override)
    return reading(FORMAT, entries, lenient=lenient, empty="The feed has no items.")


READER = Reader(FORMAT, _recognises, _read)
