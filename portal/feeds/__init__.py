"""Vacancy feeds: bytes in, items and reasons out. One file per format; `READERS` names them all.

A new format is a module with a `READER` and one name more below. The order matters: the first
reader that recognises a document reads it, so those that look closest come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from portal.expressions import Expression
from portal.feeds import (
    find_a_job,
    job_xml,
    jobposting,
    json_feed,
    mapped,
    nhs_jobs,
    rss,
    spreadsheet,
)
from portal.feeds.document import MAXIMUM_BYTES, Document, Reader, danger
from portal.feeds.item import Item, Reading, Skipped

READERS: tuple[Reader, ...] = (
    rss.READER,
    nhs_jobs.READER,
    find_a_job.READER,
    job_xml.READER,
    json_feed.READER,
    *mapped.READERS,
    mapped.READER,
    jobposting.READER,
    spreadsheet.READER,
)
FORMATS: tuple[str, ...] = ("auto", *(each.format for each in READERS))

__all__ = ["FORMATS", "READERS", "Item", "Reading", "Skipped", "read"]


def read(
    data: bytes,
    format: str = "auto",  # noqa: A002
    items: str | None = None,
    own_map: Mapping[str, Expression] | None = None,
    known: Sequence[str] = (),
) -> Reading:
    """Return what these bytes hold, or why they could not be read. Never raises.

    `auto` looks at the content alone: names and extensions of files, and what servers say of
    them, are wrong too often. `items` and `own_map` are those of the feed's entry, where it has
    any: where its items are, and the feed's own names for our fields. `known` are the prints of
    what an earlier run has read of it: what comes of it is the same, sooner.
    """
    if len(data) > MAXIMUM_BYTES:
        return Reading("", problems=(f"It is larger than {MAXIMUM_BYTES // 2**20} MB.",))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return Reading("", problems=("It is empty.",))
    try:
        found = _read(Document(data, items or "", own_map or {}, known), format)
        return _with_unused(found, own_map) if own_map else found
    except Exception as fault:
        # Parsers of other people's making fail on hostile bytes in ways nobody can list, and one
        # feed must not cost the others. The exception's own words could quote the feed.
        return Reading("", problems=(f"It could not be read ({type(fault).__name__}).",))


def _read(document: Document, format_name: str) -> Reading:
    if reason := danger(document):
        return Reading("", problems=(reason,))
    if document.items and format_name in {"auto", *mapped.OWN_ITEMS}:
        return mapped.read_mapped(document, "xml" if document.root else mapped.JSON)
    for reader in READERS:
        if format_name == reader.format or (format_name == "auto" and reader.recognises(document)):
            return reader.read(document)
    if format_name not in FORMATS:
        return Reading("", problems=(f"We have no reader for this; use {', '.join(FORMATS)}.",))
    reason = (
        "It is none of the formats that can be read: RSS or Atom, JobPosting, job XML, JSON of a "
        "known system, or CSV with a row of headings such as title, town and pay."
    )
    return Reading("", problems=(reason,))


def _with_unused(found: Reading, own_map: Mapping[str, Expression]) -> Reading:
    """Return the reading with a problem for each line of the map that no item answers to."""
    items = found.items
    unused = [name for name in own_map if not any(getattr(each, name) for each in items)]
    if not unused or not items:
        return found
    problem = f"Its map finds nothing in any item for: {', '.join(unused)}."
    return replace(found, entries=found.told, problems=(*found.problems, problem))
