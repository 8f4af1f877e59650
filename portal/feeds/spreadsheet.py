"""CSV as spreadsheets save it: any delimiter, any of the usual headings, quoted line breaks.

RFC 4180 says what CSV is; Excel adds the byte order mark, Windows-1252, semicolons where the
decimal sign is a comma, and a first line such as `sep=;`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from itertools import islice

from portal.feeds.document import Document, Reader, without_control_characters
from portal.feeds.field_names import field_of, plain_name, value_under
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading, Skipped, item_or_skipped, reading
from portal.feeds.mapping import mapped_fields
from portal.patterns import compile_later

FORMAT = "csv"
_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = compile_later(r"\s*\"?sep=(.)\"?\s*\r?\n", re.IGNORECASE)
# A title line or a logo's empty rows may come before the headings, but not a page of them.
_HEADING_WITHIN = 10
# A cell with more line breaks than this is a quotation mark that nobody closed.
_LONGEST_RECORD = 400
_CELL_LIMIT = 1_000_000

Rows = list[list[str]]


def _recognises(document: Document) -> bool:
    if document.text[:4096].lstrip().startswith(("<", "{", "[")):
        return False
    text, delimiters = _delimiters(document.text[:65536])
    own = _own_names(document)
    return any(_heading(_lenient_rows(text, each, _HEADING_WITHIN), own)[0] for each in delimiters)


def _own_names(document: Document) -> dict[str, str]:
    """Return our fields by the feed's own headings for them, as far as these are single names."""
    return {plain_name(each.text): field for field, each in document.map.items()}


def _delimiters(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without a `sep=` line, and the delimiters to try."""
    found = _SEPARATOR_LINE.match(text)
    if found and found.group(1) not in "\"'\r\n":
        return text[found.end() :], (found.group(1),)
    return text, _DELIMITERS


def _heading(rows: Rows, own: Mapping[str, str]) -> tuple[int, int]:
    """Return how many headings the best row has that we know, and where it is; (0, 0) if none.

    A row of headings names the title and at least one thing more.
    """
    best = (0, 0)
    for index, row in enumerate(rows[:_HEADING_WITHIN]):
        names = {own.get(plain_name(cell)) or field_of(cell) for cell in row} - {""}
        if "title" in names and len(names) > max(1, best[0]):
            best = (len(names), index)
    return best if best[0] else (0, 0)


def _lenient_rows(text: str, delimiter: str, limit: int | None = None) -> Rows:
    """Return the rows, whatever their mistakes; after an unclosed quotation mark line by line."""
    lines = text.splitlines(keepends=True)
    rows: Rows = []
    source = csv.reader(lines, delimiter=delimiter)
    while limit is None or len(rows) < limit:
        begun = source.line_num
        try:
            row = next(source)
        except StopIteration:
            break
        except csv.Error:
            row = None
        ended = source.line_num
        if row is None or ended - begun > _LONGEST_RECORD:
            rest = (line.rstrip("\r\n") for line in lines[begun:])
            rows += csv.reader(islice(rest, limit), delimiter=delimiter, quoting=csv.QUOTE_NONE)
            break
        rows.append(row)
    return rows


def _rows(text: str, delimiter: str) -> tuple[Rows, bool]:
    """Return all rows, and whether only a forgiving reading found them."""
    try:
        lines = text.splitlines(keepends=True)
        return list(csv.reader(lines, delimiter=delimiter, strict=True)), False
    except csv.Error:
        return _lenient_rows(text, delimiter), True


def _entry(
    number: int, names: list[str], row: list[str], document: Document, headings: list[str]
) -> Item | Skipped:
    if any(cell.strip() for cell in row[len(names) :]):
        return Skipped(
            number, "It has more cells than there are headings; a comma may lack its quotes."
        )
    found: dict[str, str] = {}
    for name, heading, cell in zip(names, headings, row, strict=False):
        if name and (value := cell.strip()) and name not in found:
            found[name] = value_under(heading, value)
    if document.map:
        found |= mapped_fields(document.map, dict(zip(headings, row, strict=False)))
    return item_or_skipped(number, found)


def _read(document: Document) -> Reading:
    csv.field_size_limit(_CELL_LIMIT)
    cleaned = without_control_characters(document.text.lstrip("\ufeff\u200b"))
    text, delimiters = _delimiters(cleaned)
    start, own = text[:65536], _own_names(document)
    scores = {
        each: _heading(_lenient_rows(start, each, _HEADING_WITHIN), own) for each in delimiters
    }
    delimiter = max(scores, key=lambda each: scores[each][0])
    if not scores[delimiter][0]:
        return Reading(FORMAT, problems=("It has no row of headings with a title among them.",))
    rows, lenient = _rows(text, delimiter)
    _, at = _heading(rows, own)
    headings = [cell.strip() for cell in rows[at]]
    names = [field_of(cell) for cell in headings]
    filled = [row for row in rows[at + 1 :] if any(cell.strip() for cell in row)]
    entries = [
        _entry(number, names, row, document, headings)
        for number, row in enumerate(filled[:MAXIMUM_ITEMS], start=1)
    ]
    unknown = sum(
        1
        for cell, name in zip(headings, names, strict=True)
        if cell and not name and plain_name(cell) not in own
    )
    problems = []
    if unknown:
        problems.append(f"{unknown} of its columns have headings we do not know.")
    if not entries:
        problems.append("It has headings and no rows under them.")
    return reading(FORMAT, entries, lenient=lenient, problems=tuple(problems))


READER = Reader(FORMAT, _recognises, _read)
