"""DWP Find a Job, bulk upload XML: `Vacancies/Vacancy`, as larger employers make it every night.

An advert there lives for 30 days, so that a vacancy open for longer comes again under its old
reference with `-1`, `-2` and so on behind it. It stays one vacancy here.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from portal.feeds.document import Document, Reader
from portal.feeds.field_names import field_of
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading, Skipped, item_or_skipped, with_fields
from portal.feeds.mapping import mapped_fields
from portal.feeds.xml_tree import local_name, named, plain, read_tree
from portal.patterns import compile_later

FORMAT = "find-a-job"
_RECORDS = frozenset({"vacancy"})
_EMPTY = "It is XML without a single <Vacancy> element."
# Numbers of the bulk upload specification.
_CONTRACTS = {"1": "Permanent", "2": "Contract", "3": "Temporary", "4": "Apprenticeship"}
_HOURS = {"1": "Full time", "2": "Part time"}
_PLACE = {
    "streetaddress": "street",
    "city": "locality",
    "state": "region",
    "postalcode": "postcode",
    "country": "country",
}
# What the names of the parts of <Salary> contain.
_PAY = (
    ("min", "pay_minimum"),
    ("max", "pay_maximum"),
    ("curr", "pay_currency"),
    ("freq", "pay_per"),
    ("per", "pay_per"),
    ("unit", "pay_per"),
)
_REISSUED = compile_later(r"(?P<own>.*[^-])-(?P<times>[1-9]\d?)")


def _recognises(document: Document) -> bool:
    return document.root in {"vacancies", "vacancy"} and "vacancyRefCode" in document.text


def _words(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def _pay(salary: ET.Element) -> Iterable[tuple[str, str]]:
    for child in salary:
        name = local_name(child.tag).lower()
        yield next((field for part, field in _PAY if part in name), "pay_text"), _words(child)
    if not len(salary):
        yield "pay_text", _words(salary)


def _named(vacancy: ET.Element) -> Iterable[tuple[str, str]]:
    yield "reference", next((v for k, v in vacancy.attrib.items() if "refcode" in k.lower()), "")
    for child in vacancy:
        name, number = local_name(child.tag).lower(), child.get("id", "").strip()
        if name == "location":
            for part in child:
                yield _PLACE.get(local_name(part.tag).lower(), ""), _words(part)
        elif name == "salary":
            yield from _pay(child)
        elif name == "vacancytype":
            yield "contract", _CONTRACTS.get(number, _words(child))
        elif name == "vacancystatus":
            yield "hours", _HOURS.get(number, _words(child))
        elif name not in {"vacancycategory", "applymethod"}:
            yield field_of(name), _words(child)


def _fields(vacancy: ET.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, value in _named(vacancy):
        if field and value.strip():
            found.setdefault(field, value.strip())
    return found


def _advert(item: Item) -> tuple[str, ...]:
    """Return what stays as it is when an advert is issued again."""
    return (
        *(item.title, item.description, item.street, item.locality, item.postcode),
        *(item.pay_text, item.pay_minimum, item.pay_maximum, item.hours, item.contract),
    )


def _once(entries: list[Item | Skipped]) -> list[Item | Skipped]:
    """Return the entries with the latest issue of each vacancy, under its first reference.

    Adverts that differ are not issues of one vacancy, whatever their references look like.
    """
    issues: dict[str, list[tuple[int, int]]] = {}
    for at, entry in enumerate(entries):
        if isinstance(entry, Item) and entry.reference:
            found = _REISSUED.fullmatch(entry.reference)
            own, times = (found["own"], int(found["times"])) if found else (entry.reference, 0)
            issues.setdefault(own, []).append((times, at))
    once = list(entries)
    for own, places in issues.items():
        same = [each for _, at in places if isinstance(each := entries[at], Item)]
        if len({_advert(each) for each in same}) > 1:
            continue
        _, latest = max(places)
        for _, at in places:
            number = at + 1
            reason = f"It is an earlier issue of item {latest + 1}."
            entry = entries[at]
            if at != latest:
                once[at] = Skipped(number, reason)
            elif isinstance(entry, Item) and entry.reference != own:
                once[at] = with_fields(entry, {"reference": own})
    return once


def _read(document: Document) -> Reading:
    def entries(root: ET.Element) -> list[Item | Skipped]:
        found: list[Item | Skipped] = []
        for vacancy in named(root, _RECORDS):
            if len(found) == MAXIMUM_ITEMS:
                break
            own = mapped_fields(document.map, plain(vacancy)) if document.map else {}
            found.append(item_or_skipped(len(found) + 1, {**_fields(vacancy), **own}))
        return _once(found)

    return read_tree(document, FORMAT, _RECORDS, entries, _EMPTY)


READER = Reader(FORMAT, _recognises, _read)
