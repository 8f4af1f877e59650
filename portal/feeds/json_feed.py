"""JSON Feed 1 and 1.1 (jsonfeed.org), with Teamtailor's `_jobposting` beside each item."""

from __future__ import annotations

from typing import Any

from portal.feeds.document import Document, Reader
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading, Skipped, item_or_skipped, reading
from portal.feeds.jobposting_fields import fields
from portal.feeds.json_tree import json_of, looks_like_json
from portal.feeds.mapping import mapped_fields
from portal.feeds.values import first, text

FORMAT = "json-feed"
_VERSION = "jsonfeed.org/version/"
_NOT_JSON = "It is not JSON, or only the beginning of it."
_OWN = (
    ("title", "title"),
    ("id", "reference"),
    ("url", "url"),
    ("external_url", "url"),
    ("date_published", "posted"),
    ("date_modified", "posted"),
    ("content_html", "description"),
    ("content_text", "description"),
    ("summary", "description"),
)


def _recognises(document: Document) -> bool:
    start = document.text[:20_000]
    return looks_like_json(document) and _VERSION in start.replace("\\/", "/")


def _fields(entry: dict[str, Any]) -> dict[str, str]:
    posting = first(entry.get("_jobposting"))
    found = fields(posting) if isinstance(posting, dict) else {}
    for theirs, ours in _OWN:
        if said := text(entry.get(theirs)):
            found.setdefault(ours, said)
    return found


def _read(document: Document) -> Reading:
    try:
        feed, mended = json_of(document)
    except (ValueError, RecursionError):
        return Reading(FORMAT, problems=(_NOT_JSON,))
    items = feed.get("items") if isinstance(feed, dict) else feed
    if not isinstance(items, list):
        return Reading(FORMAT, problems=("It is a JSON Feed without a list of items.",))
    entries: list[Item | Skipped] = []
    for number, entry in enumerate(items[:MAXIMUM_ITEMS], start=1):
        if isinstance(entry, dict):
            own = mapped_fields(document.map, entry, lambda: feed) if document.map else {}
            entries.append(item_or_skipped(number, {**_fields(entry), **own}))
        else:
            entries.append(Skipped(number, "It is not an object with fields."))
    return reading(FORMAT, entries, lenient=mended, empty="The feed has no items.")


READER = Reader(FORMAT, _recognises, _read)
