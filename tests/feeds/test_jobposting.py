"""schema.org JobPosting, however it is wrapped."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portal.feeds import jobposting, read
from portal.feeds.item import Item, Reading, Untold
from portal.feeds.jobposting_fields import fields

POSTING: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Carer",
    "identifier": {"@type": "PropertyValue", "value": "L1"},
    "description": "<p>Kind people</p>",
    "datePosted": "2026-11-01",
    "validThrough": "2026-12-01T23:59",
    "employmentType": ["PART_TIME", "TEMPORARY"],
    "hiringOrganization": {"@type": "Organization", "name": "Example Lodge"},
    "jobLocation": [
        {
            "@type": "Place",
            "geo": {"latitude": 52.6, "longitude": -1.08},
            "address": {"addressLocality": "Oadby", "postalCode": "LE2 4AB"},
        },
        {"@type": "Place", "address": {"addressLocality": "Elsewhere"}},
    ],
    "baseSalary": {
        "currency": "GBP",
        "value": {"minValue": 12.6, "maxValue": 13, "unitText": "HOUR"},
    },
    "experienceRequirements": {"monthsOfExperience": 0},
    "applicationContact": {"email": "jobs@example.org"},
}
SCRIPT = '<script type="application/ld+json">{}</script>'


def _wrapped(kind: str) -> bytes:
    one = json.dumps(POSTING)
    return {
        "object": one,
        "array": f"[{one}]",
        "graph": json.dumps({"@graph": [{"@type": "WebSite"}, POSTING]}),
        "data": json.dumps({"data": [POSTING], "links": {}}),
        "json feed": json.dumps({"items": [{"title": "Not this", "_jobposting": POSTING}]}),
        "lines": f"{one}\n{one}\n",
        "page": f"<!DOCTYPE html><html><head>{SCRIPT.format(one)}</head></html>",
        "comment": f"<html>{SCRIPT.format('<!-- ' + one + ' -->')}</html>",
        "comma": one[:-1] + ",}",
        "byte order mark": "\ufeff" + one,
    }[kind].encode()


@pytest.mark.parametrize(
    ("kind", "lenient"),
    [
        *[(kind, False) for kind in ("object", "array", "graph", "data", "json feed", "lines")],
        *[("page", False), ("byte order mark", False), ("comment", True), ("comma", True)],
    ],
)
def test_a_posting_is_found_in_every_wrapping(kind: str, lenient: bool) -> None:
    reading = read(_wrapped(kind))
    assert (reading.format, reading.lenient, reading.problems) == ("jobposting", lenient, ())
    assert {item.title for item in reading.items} == {"Carer"}


def test_every_field_is_read() -> None:
    (item,) = read(_wrapped("object")).items
    assert (item.reference, item.provider) == ("L1", "Example Lodge")
    assert (item.locality, item.postcode, item.latitude) == ("Oadby", "LE2 4AB", "52.6")
    assert (item.pay_minimum, item.pay_maximum, item.pay_per) == ("12.6", "13", "HOUR")
    assert (item.contract, item.experience) == ("PART_TIME, TEMPORARY", "0 months")
    assert (item.posted, item.closes, item.email) == (
        "2026-11-01",
        "2026-12-01T23:59",
        "jobs@example.org",
    )


def test_pay_as_prose_and_places_as_text_are_kept_as_words() -> None:
    odd = {
        **POSTING,
        "baseSalary": {"value": {"value": "£24k pro rata", "unitText": "YEAR"}},
        "jobLocation": "Oadby",
        "identifier": "L2",
        "hiringOrganization": "Example Lodge",
    }
    (item,) = read(json.dumps(odd).encode()).items
    assert (item.pay_text, item.location) == ("£24k pro rata", "Oadby")
    assert (item.reference, item.provider) == ("L2", "Example Lodge")


def test_a_lone_posting_without_an_address_has_its_pages() -> None:
    link = '<link rel="canonical" href="https://example.org/jobs/1">'
    page = f"<html><head>{link}</head><body>{SCRIPT.format(json.dumps(POSTING))}</body></html>"
    assert read(page.encode()).items[0].url == "https://example.org/jobs/1"


def test_what_is_not_a_posting_is_skipped_with_a_reason() -> None:
    reading = read(json.dumps([POSTING, {"@type": "Event"}, None, {"x": 1}]).encode())
    assert [each.number for each in reading.skipped] == [2, 3, 4]
    assert reading.skipped[0].reason == "It is of type Event, not a JobPosting."


def test_a_broken_line_costs_that_line_alone() -> None:
    one = json.dumps(POSTING)
    reading = read(f"{one}\n{{broken\n{one}".encode())
    assert (len(reading.items), [each.number for each in reading.skipped]) == (2, [2])


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        b'{"jobs": []}',
        b"<html><p>No jobs</p></html>",
        b"[" * 100000,
        b'{"a": ',
        b'{"@type": "JobPosting", "title": ' + b"9" * 5000 + b"}",
    ],
)
def test_no_posting_is_a_reason_and_not_an_error(data: bytes) -> None:
    reading = read(data)
    assert reading.items == ()
    assert reading.problems or reading.skipped


def test_every_place_of_a_posting_is_kept() -> None:
    places = [*POSTING["jobLocation"], None, "Wigston", {"address": "Leeds"}, {"geo": 7}]
    (item,) = read(json.dumps(POSTING | {"jobLocation": places}).encode()).items
    assert (item.locality, item.other_places) == ("Oadby", "Elsewhere\nWigston\nLeeds")


def test_postings_are_told_when_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def counting(posting: dict[str, Any]) -> dict[str, str]:
        told.append(posting["title"])
        return fields(posting)

    monkeypatch.setattr(jobposting, "fields", counting)
    reading = read(_wrapped("array"))
    assert (reading.read, told) == (1, [])
    assert [each.title for each in (*reading.items, *reading.items)] == ["Carer", "Carer"]
    assert told == ["Carer"]


def test_an_item_that_cannot_be_told_costs_that_item_alone() -> None:
    def fails(_number: int, _record: object) -> Item:
        raise ZeroDivisionError

    reading = Reading("x", (Item(1, title="Carer"), Untold(2, {}, fails)))
    assert [each.number for each in reading.items] == [1]
    assert [str(each.reason) for each in reading.skipped] == [
        "It could not be read (ZeroDivisionError)."
    ]
