"""Vacancy feeds: bytes in, items and reasons out. One file per format; `READERS` names them all.

A new format is a module with a `READER` and one name more below. The order matters: the first
reader that recognises a document reads it, so those that look closest come first.
"""

from __future__ import annotations

from portal.feeds import job_xml, jobposting, rss, spreadsheet
from portal.feeds.document import MAXIMUM_BYTES, Document, Reader, danger
from portal.feeds.item import Item, Reading, Skipped

READERS: tuple[Reader, ...] = (
    rss.READER,
    job_xml.READER,
    jobposting.READER,
    spreadsheet.READER,
)
FORMATS: tuple[str, ...] = ("auto", *(each.format for each in READERS))

__all__ = ["FORMATS", "READERS", "Item", "Reading", "Skipped", "read"]


def read(data: bytes, format: str = "auto") -> Reading:  # noqa: A002
    """Return what these bytes hold, or why they could not be read. Never raises.

    `auto` looks at the content alone: names and extensions of files, and what servers say of
    them, are wrong too often.
    """
    if len(data) > MAXIMUM_BYTES:
        return Reading("", problems=(f"It is larger than {MAXIMUM_BYTES // 2**20} MB.",))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return Reading("", problems=("It is empty.",))
    try:
        return _read(Document(data), format)
    except Exception as fault:
        # Parsers of other people's making fail on hostile bytes in ways nobody can list, and one
        # feed must not cost the others. The exception's own words could quote the feed.
        return Reading("", problems=(f"It could not be read ({type(fault).__name__}).",))


def _read(document: Document, format_name: str) -> Reading:
    if reason := danger(document):
        return Reading("", problems=(reason,))
    for reader in READERS:
        if format_name == reader.format or (format_name == "auto" and reader.recognises(document)):
            return reader.read(document)
    if format_name not in FORMATS:
        return Reading("", problems=(f"We have no reader for this; use {', '.join(FORMATS)}.",))
    reason = (
        "It is none of the formats that can be read: RSS or Atom, JobPosting, job XML, "
        "or CSV with a row of headings such as title, town and pay."
    )
    return Reading("", problems=(reason,))
