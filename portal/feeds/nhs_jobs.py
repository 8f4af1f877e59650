"""NHS Jobs, `search_xml`: `nhsJobs/vacancyDetails`, and `vacancy_details` as it was before 2021.

Fields are those of "Self-Serve Job Adverts API". The description is the beginning of one, cut.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from portal.feeds.document import Document, Reader
from portal.feeds.item import MAXIMUM_ITEMS, Item, Reading, Skipped, item_or_skipped
from portal.feeds.mapping import mapped_fields
from portal.feeds.xml_tree import local_name, named, plain, read_tree

FORMAT = "nhs-jobs"
_RECORDS = frozenset({"vacancydetails", "vacancy_details"})
_EMPTY = "It is XML without a single vacancy of NHS Jobs."
_FIELDS = {
    "id": "number",
    "reference": "reference",
    "job_reference": "reference",
    "title": "title",
    "job_title": "title",
    "description": "description",
    "job_description": "description",
    "employer": "provider",
    "job_employer": "provider",
    "type": "contract",
    "job_type": "contract",
    "salary": "pay_text",
    "job_salary": "pay_text",
    "workingpattern": "shifts",
    "closedate": "closes",
    "job_closedate": "closes",
    "postdate": "posted",
    "job_postdate": "posted",
    "url": "url",
    "job_url": "url",
    "job_location": "location",
    "job_country": "country",
}


def _recognises(document: Document) -> bool:
    if document.root == "nhsjobs" or document.root in _RECORDS:
        return True
    return bool(document.root) and "<vacancy_details" in document.text


def _fields(vacancy: ET.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in vacancy:
        name = local_name(child.tag).lower()
        if name == "locations":
            # <location>, and <locations> once more in some answers; the first is the place.
            texts = ((each.text or "").strip() for each in child.iter() if not len(each))
            first, *others = [*filter(None, texts)] or [""]
            found["location"], found["other_places"] = first, "\n".join(others)
        elif (field := _FIELDS.get(name)) and field not in found:
            found[field] = "".join(child.itertext()).strip()
    # One vacancy has a number for each page that shows it, and one reference.
    number = found.pop("number", "")
    found["reference"] = found.get("reference") or number
    return {field: value for field, value in found.items() if value}


def _more_pages(root: ET.Element, seen: int) -> tuple[str, ...]:
    """Return a problem if the answer is one page of several."""
    total = next((each.text or "" for each in named(root, frozenset({"totalresults"}))), "")
    total = total.strip()
    if not total.isdecimal() or len(total) > 9 or int(total) <= seen or not seen:
        return ()
    return (f"It holds {seen} of {int(total)} vacancies: ask for a higher limit, or more pages.",)


def _read(document: Document) -> Reading:
    def entries(root: ET.Element) -> list[Item | Skipped]:
        found: list[Item | Skipped] = []
        for vacancy in named(root, _RECORDS):
            if len(found) == MAXIMUM_ITEMS:
                break
            own = mapped_fields(document.map, plain(vacancy)) if document.map else {}
            found.append(item_or_skipped(len(found) + 1, {**_fields(vacancy), **own}))
        return found

    def problems(root: ET.Element) -> tuple[str, ...]:
        return _more_pages(root, sum(1 for _ in named(root, _RECORDS)))

    return read_tree(document, FORMAT, _RECORDS, entries, _EMPTY, problems)


READER = Reader(FORMAT, _recognises, _read)
