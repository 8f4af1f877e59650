"""schema.org JobPosting as JSON-LD: in a saved page, an array, `@graph`, or one object a line.

The fields are those of Google's page "Job posting (JobPosting) structured data".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from portal.expressions import Expression
from portal.feeds.document import Document, Reader
from portal.feeds.elements import Element, elements_of
from portal.feeds.item import (
    MAXIMUM_ITEMS,
    Entry,
    Item,
    Reading,
    Skipped,
    Untold,
    item_or_skipped,
    reading,
)
from portal.feeds.jobposting_fields import fields
from portal.feeds.json_tree import json_of, loads, looks_like_json
from portal.feeds.mapping import mapped_fields
from portal.feeds.values import first, text
from portal.patterns import compile_later

FORMAT = "jobposting"
_DEEPEST = 8
_CANONICAL = compile_later(
    r"<link\b[^>]{0,300}\brel\s*=\s*[\"']?canonical[^>]{0,1000}>", re.IGNORECASE
)
_HREF = compile_later(r"\bhref\s*=\s*[\"']?(https?://[^\"'\s>]{1,1000})", re.IGNORECASE)


def _recognises(document: Document) -> bool:
    if document.root in {"html", "head", "body", "script"}:
        return True
    if looks_like_json(document):
        return True
    return (
        document.text[:4096].lstrip("\ufeff \t\r\n").startswith("<")
        and "application/ld+json" in document.text
    )


def _is_posting(found: dict[str, Any]) -> bool:
    kind = found.get("@type")
    if kind == "JobPosting":
        return True
    names = kind if isinstance(kind, list) else [kind]
    if any(isinstance(each, str) and each.endswith("JobPosting") for each in names):
        return True
    return kind is None and "title" in found and "hiringOrganization" in found


def _postings(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every JobPosting within, however it is wrapped, in the order of the document."""
    if isinstance(found, dict) and _is_posting(found):
        yield found
    elif depth < _DEEPEST and isinstance(found, dict | list):
        for each in found.values() if isinstance(found, dict) else found:
            if isinstance(each, dict | list):
                yield from _postings(each, depth + 1)


def _scripts(page: str) -> Iterator[str]:
    """Yield the text of each `application/ld+json` script; by searching, as a browser does."""
    lower = page.lower() if len(page.lower()) == len(page) else page
    at = lower.find("<script")
    while at >= 0:
        opened = lower.find(">", at)
        closed = lower.find("</script", opened)
        if opened < 0 or closed < 0:
            return
        if "ld+json" in lower[at:opened]:
            yield page[opened + 1 : closed]
        at = lower.find("<script", closed)


def _posting_entry(
    own_map: Mapping[str, Expression], number: int, posting: dict[str, Any], page: str = ""
) -> Item | Skipped:
    found = fields(posting)
    if own_map:
        found |= mapped_fields(own_map, posting)
    if page:
        found.setdefault("url", page)
    return item_or_skipped(number, found)


def _read_page(document: Document) -> Reading:
    """Return the postings of a saved page; a lone posting without an address has the page's."""
    postings: list[dict[str, Any]] = []
    lenient, unreadable = False, 0
    for script in _scripts(document.text):
        try:
            found, mended = loads(script)
        except (ValueError, RecursionError):
            unreadable += 1
            continue
        lenient = lenient or mended
        postings += _postings(found)
    link = _CANONICAL.search(document.text[:200_000])
    href = _HREF.search(link.group()) if link and len(postings) == 1 else None
    page = href.group(1) if href else ""
    kept = postings[:MAXIMUM_ITEMS]
    entries = [
        _posting_entry(document.map, number, each, page)
        for number, each in enumerate(kept, start=1)
    ]
    problems: tuple[str, ...] = ()
    if unreadable:
        problems = (f"{unreadable} of its JSON-LD scripts are not JSON.",)
    empty = "It is a web page without a schema.org JobPosting in it."
    return reading(FORMAT, entries, lenient=lenient, problems=problems, empty=empty)


def _written_entry(
    own_map: Mapping[str, Expression], data: bytes, number: int, place: tuple[int, int]
) -> Item | Skipped:
    start, end = place
    return _posting_entry(own_map, number, json.loads(data[start:end]))


def _written_entries(document: Document, elements: Iterable[Element]) -> list[Entry]:
    """Return the entries of an array's elements. A posting that is an element stays as it is
    written until somebody asks what it says.
    """
    entries: list[Entry] = []
    tell = partial(_posting_entry, document.map)
    tell_written = partial(_written_entry, document.map, document.data)
    for start, end, told, value in elements:
        number = len(entries) + 1
        if told:
            entries.append(Untold(number, (start, end), tell_written, told))
        else:
            entries += _entries_in(value, number, tell)
    return entries[:MAXIMUM_ITEMS]


def _element_entries(document: Document, elements: list[Any]) -> list[Entry]:
    """Return the entries of elements that had to be mended."""
    entries: list[Entry] = []
    tell = partial(_posting_entry, document.map)
    for element in elements:
        entries += _entries_in(element, len(entries) + 1, tell)
    return entries[:MAXIMUM_ITEMS]


def _entries_in(
    element: Any, number: int, tell: Callable[[int, Any], Item | Skipped]
) -> list[Entry]:
    """Return an entry for each posting in an element, or one for an element that holds none."""
    found = [Untold(place, each, tell) for place, each in enumerate(_postings(element), number)]
    if found:
        return [*found]
    kind = text(first(element.get("@type"))) if isinstance(element, dict) else ""
    other = f"of type {kind}" if kind.isalpha() and len(kind) < 40 else "something else"
    return [Skipped(number, f"It is {other}, not a JobPosting.")]


def _read_lines(document: Document) -> Reading:
    """Return the postings of JSON lines, where one line's mistake costs that line only."""
    entries: list[Item | Skipped] = []
    lenient = False
    for line in filter(str.strip, document.text.lstrip("\ufeff").splitlines()):
        number = len(entries) + 1
        try:
            found, mended = loads(line)
        except (ValueError, RecursionError):
            entries.append(Skipped(number, "It is not JSON."))
            continue
        lenient = lenient or mended
        posting = next(_postings(found), None)
        if posting is None:
            entries.append(Skipped(number, "It is not a JobPosting."))
        else:
            entries.append(_posting_entry(document.map, number, posting))
    if not any(isinstance(each, Item) for each in entries):
        return Reading(FORMAT, problems=("It is not JSON, nor a JobPosting on each line.",))
    return reading(FORMAT, entries[:MAXIMUM_ITEMS], lenient=lenient)


def _read(document: Document) -> Reading:
    empty = "It is JSON without a schema.org JobPosting in it."
    if document.is_plain:
        elements = elements_of(document.data, _is_posting, document.known)
        if elements is not None:
            return reading(FORMAT, _written_entries(document, elements), empty=empty)
    if document.text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _read_page(document)
    try:
        found, mended = json_of(document)
    except RecursionError:
        return Reading(FORMAT, problems=("Its JSON is nested too deeply to be a feed.",))
    except ValueError:
        return _read_lines(document)
    if isinstance(found, list):
        return reading(FORMAT, _element_entries(document, found), lenient=mended, empty=empty)
    postings = list(_postings(found))[:MAXIMUM_ITEMS]
    entries = [
        _posting_entry(document.map, number, each) for number, each in enumerate(postings, start=1)
    ]
    return reading(FORMAT, entries, lenient=mended, empty=empty)


READER = Reader(FORMAT, _recognises, _read)
