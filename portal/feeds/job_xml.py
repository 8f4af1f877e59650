"""XML in the manner of Indeed: `<source><job>`, `<jobs><job>` and `<source><jobs><job>`.

Fields are from docs.indeed.com, "XML feed"; other systems' names for them are known as well.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from portal.expressions import Expression
from portal.feeds.document import Document, Reader, without_control_characters
from portal.feeds.field_names import field_of, value_under
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading, Skipped, item_or_skipped, reading
from portal.feeds.mapping import mapped_fields
from portal.feeds.xml_tree import inside, local_name
from portal.patterns import compile_later

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

FORMAT = "xml"
_ROOTS = frozenset({"source", "jobs", "job", "joblist", "joblistings"})
# The forgiving parser is slow; a larger feed that is broken has to be mended at its source.
_LENIENT_LIMIT = 8 * 1024 * 1024
_CDATA = compile_later(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
# To an HTML parser these are empty elements, and it would lose what they hold.
_VOID_IN_HTML = compile_later(r"<(/?)link\b", re.IGNORECASE)
_JOB_STARTS = compile_later(r"<job\b(?=[\s>])", re.IGNORECASE)

Named = Iterator[tuple[str, str]]


def _recognises(document: Document) -> bool:
    return document.root in _ROOTS or (bool(document.root) and "<job>" in document.text.lower())


def _strict_names(job: ET.Element) -> Named:
    for name, value in job.attrib.items():
        yield local_name(name), value
    for child in job:
        name = local_name(child.tag)
        if not len(child) or field_of(name) == "description":
            yield name, inside(child)
            continue
        for grandchild in child:
            own = local_name(grandchild.tag)
            value = inside(grandchild)
            # Within <salary>, <min> means salary-min; within <location>, <city> is itself.
            yield (name + own if field_of(name + own) else own), value


def _lenient_names(job: BeautifulSoup) -> Named:
    waiting: list[Tag] = [job]
    while waiting:
        for tag in waiting.pop().find_all(True, recursive=False):
            if field_of(tag.name) == "description":
                yield tag.name, tag.decode_contents() if tag.find(True) else tag.get_text()
                continue
            yield tag.name, "".join(tag.find_all(string=True, recursive=False))
            # Where an end tag is missing, the next field is inside this one.
            waiting.append(tag)


def _fields(named: Named, own_map: Mapping[str, Expression]) -> dict[str, str]:
    found: dict[str, str] = {}
    under_own_names: dict[str, str] = {}
    for name, raw in named:
        field = field_of(name)
        if own_map:
            under_own_names.setdefault(name, raw)
        if field and field not in found and (value := raw.strip()):
            found[field] = value_under(name, value)
    return {**found, **mapped_fields(own_map, under_own_names)} if own_map else found


def _strict(document: Document) -> list[Item | Skipped]:
    root = ET.fromstring(document.text.lstrip("\ufeff \t\r\n"))  # noqa: S314  # `danger` came first
    jobs = (each for each in root.iter() if local_name(each.tag).lower() == "job")
    return [
        item_or_skipped(number, _fields(_strict_names(job), document.map))
        for number, job in enumerate(jobs, start=1)
        if number <= MAXIMUM_ITEMS
    ]


def _lenient(document: Document) -> list[Item | Skipped]:
    # Not at the top: only a broken feed needs it, and it takes a start of the program 60 ms.
    from bs4 import BeautifulSoup

    text = without_control_characters(document.text)
    text = _CDATA.sub(lambda found: html.escape(found.group(1)), text)
    text = _VOID_IN_HTML.sub(r"<\1url", text)
    # Each job by itself: one that is not closed must not take in those that follow.
    _, *jobs = islice(_JOB_STARTS.split(text), MAXIMUM_ITEMS + 1)
    entries: list[Item | Skipped] = []
    for number, job in enumerate(jobs, start=1):
        inside = job[job.find(">") + 1 :].split("</job>", 1)[0]
        soup = BeautifulSoup(f"<fields>{inside}</fields>", "html.parser")
        entries.append(item_or_skipped(number, _fields(_lenient_names(soup), document.map)))
    return entries


def _read(document: Document) -> Reading:
    empty = "It is XML without a single <job> element."
    try:
        return reading(FORMAT, _strict(document), empty=empty)
    except ET.ParseError:
        if len(document.data) > _LENIENT_LIMIT:
            reason = "It is not well-formed XML, and too large to be read all the same."
            return Reading(FORMAT, problems=(reason,))
    return reading(FORMAT, _lenient(document), lenient=True, empty=empty)


READER = Reader(FORMAT, _recognises, _read)
