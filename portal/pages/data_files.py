"""Workforce data as files, for a spreadsheet and for a program: each figure with its source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from portal.content import Statistic
from portal.errors import Position
from portal.library import Library
from portal.pages.cards import LinkRow
from portal.pages.exports import ExportContext, harmless
from portal.pages.heads import SCHEMA_ORG
from portal.pages.page import Crumb, Page, nothing
from portal.pages.syndication import DocumentContext

_NAME = "figures"
_TERMS = "Published by the source named here; cite it with the area and the period."
_COLUMNS = ("id", "topic", "label", "area", "period", "value", "unit", "note", "source")
_KINDS = {".csv": "text/csv", ".json": "application/json"}


def pages(
    library: Library, url: str, statistics: Iterable[Statistic], origin: Position
) -> Iterator[Page]:
    """Yield both files of some figures, below an address."""
    known = tuple(statistics)
    if known:
        text = partial(_csv_context, known)
        csv_url, json_url = f"{url}{_NAME}.csv", f"{url}{_NAME}.json"
        yield Page(csv_url, "feeds/verbatim.txt", text, origin, listed=False, reads=nothing)
        document = partial(_json_context, library, url, known)
        yield Page(json_url, "feeds/document.json", document, origin, listed=False, reads=nothing)


def links(url: str, title: str) -> tuple[LinkRow, ...]:
    """Return links to both files below an address."""
    return (
        LinkRow(f"{title} for a spreadsheet (CSV)", f"{url}{_NAME}.csv"),
        LinkRow(f"{title} for a program (JSON)", f"{url}{_NAME}.json"),
    )


def media_type(url: str) -> str:
    """Return the media type of a file (RFC 7111 for CSV, RFC 8259 for JSON)."""
    return next(kind for suffix, kind in _KINDS.items() if url.endswith(suffix))


def _csv_context(statistics: tuple[Statistic, ...]) -> ExportContext:
    return ExportContext(text=as_csv(statistics))


def as_csv(statistics: Iterable[Statistic]) -> str:
    """Return figures as CSV (RFC 4180), with no text that a spreadsheet would run as a formula.

    The byte order mark tells Excel that it is UTF-8.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow((*_COLUMNS, "review_by", "licence"))
    for each in statistics:
        texts = [harmless(text) for text in _cells(each)]
        writer.writerow((*texts, each.review_by.isoformat(), _TERMS))
    return f"\ufeff{file.getvalue()}"


def _cells(statistic: Statistic) -> tuple[str, ...]:
    return (
        statistic.id,
        *(statistic.topic, statistic.label, statistic.area, statistic.period),
        *(statistic.value, statistic.unit, statistic.note or "", statistic.source),
    )


def _json_context(library: Library, url: str, statistics: tuple[Statistic, ...]) -> DocumentContext:
    """Return the figures as a document; numbers are numbers, and what is no number is text."""
    figures: list[dict[str, Any]] = []
    for each in statistics:
        row: dict[str, Any] = dict(zip(_COLUMNS, _cells(each), strict=True))
        number = each.number
        if number is not None:
            row["value"] = int(number) if number == number.to_integral_value() else float(number)
        row["review_by"] = each.review_by.isoformat()
        figures.append(row)
    return DocumentContext(
        document={
            "title": f"Workforce data: adult social care in {library.config.area}",
            "page": library.config.absolute(url),
            "licence": _TERMS,
            "figures": figures,
        }
    )


def dataset(
    library: Library,
    crumbs: tuple[Crumb, ...],
    title: str,
    summary: str,
    files: Sequence[LinkRow],
) -> Mapping[str, Any]:
    """Return what search engines for data read (https://schema.org/Dataset)."""
    absolute = library.config.absolute
    return {
        "@context": SCHEMA_ORG,
        "@type": "Dataset",
        "name": title,
        "description": f"{summary} Adult social care in {library.config.area}.",
        "url": absolute(crumbs[-1].url),
        "creator": {"@type": "Organization", "name": library.config.organisation.name},
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type(each.url),
                "contentUrl": absolute(each.url),
            }
            for each in files
        ],
    }
