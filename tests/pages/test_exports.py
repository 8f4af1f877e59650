"""Vacancies as files for others: every cell harmless, every element escaped, no example sent."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from planning import CARE_ASSISTANT, LONDON, MakeWorld, library_of, planned, vacancy

from portal.content.vacancy import Contract, Sighting, Status, VacancyHours
from portal.library import Library
from portal.pages.exports import spreadsheet
from portal.pages.find_a_job import closures, find_a_job, plain_text
from portal.pages.indeed import indeed
from portal.pages.xml_text import cdata, document, element

HOSTILE = '=HYPERLINK("x") & <b>]]>\x01\ud800'
WITH_POSTCODE = {"postcode": "LE1 1AA", "contract": Contract.PERMANENT}


def rows(library: Library) -> list[dict[str, str]]:
    """Return the rows of the spreadsheet by heading."""
    text = spreadsheet(library)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def parsed(text: str | bytes) -> ET.Element:
    """Return the root of a document."""
    return ET.fromstring(text)  # noqa: S314 (it is what we wrote)


def sent(library: Library) -> list[ET.Element]:
    """Return what is sent to Find a Job."""
    return parsed(find_a_job(library)).findall("Vacancy")


def test_files_for_others_are_made_and_not_listed(world: MakeWorld) -> None:
    pages = planned(library_of(world, [vacancy("one")]))
    for name in ("vacancies.csv", "indeed.xml", "find-a-job.xml", "find-a-job-closed.xml"):
        page = pages[f"/data/{name}"]
        assert not page.listed
        assert page.context().text


def test_the_files_of_a_site_are_as_they_were_made(world: MakeWorld) -> None:
    files = world().build().files
    assert files["data/vacancies.csv"].startswith(b"\xef\xbb\xbfid,title,provider")
    assert files["data/vacancies.csv"].endswith(b"example\r\n")
    assert parsed(files["data/find-a-job.xml"]).tag == "Vacancies"
    assert b"/data/" not in files["sitemap.xml"]


def test_every_open_vacancy_is_a_row_examples_too(world: MakeWorld) -> None:
    example = vacancy("made-up", example=True, closes_at=None)
    two = (Sighting("a", "1", "one"), Sighting("b", "2", "b-2"))
    first, second = rows(library_of(world, [vacancy("one", sources=two), example]))
    wanted = {
        "id": "one",
        "provider": "Example House",
        "pay_min": "12.71",
        "pay_max": "13.40",
        "pay_per": "hour",
        "closes_on": "2026-12-04",
        "sources": "a b",
        "example": "no",
    }
    assert {name: first[name] for name in wanted} == wanted
    assert first["page"].endswith("/vacancies/one/")
    assert (second["example"], second["closes_on"]) == ("yes", "")


def test_figures_that_are_equal_stand_as_each_advert_wrote_them(world: MakeWorld) -> None:
    written = [vacancy("a", hours=VacancyHours(Decimal("37.5"))), vacancy("b")]
    written[1] = replace(written[1], hours=VacancyHours(Decimal("37.50"), Decimal(40)))
    found = {
        row["id"]: (row["hours_min"], row["hours_max"]) for row in rows(library_of(world, written))
    }
    assert found == {"a": ("37.5", ""), "b": ("37.50", "40")}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(world: MakeWorld, start: str) -> None:
    text = f"{start}1+1"
    apply = replace(CARE_ASSISTANT.apply, phone=text)
    found = vacancy("one", title=text, place=text, starts=text, apply=apply, provider=None)
    [row] = rows(library_of(world, [replace(found, provider_name=text)]))
    for name in ("title", "place", "starts", "apply_phone", "provider"):
        assert row[name] == f"'{text}"


def test_indeed_gets_what_it_requires_and_no_more_than_the_advert_says(world: MakeWorld) -> None:
    hours = VacancyHours(Decimal("37.5"), Decimal("37.5"))
    library = library_of(world, [vacancy("one", postcode="LE1 1AA", hours=hours)])
    root = parsed(indeed(library))
    [job] = root.findall("job")
    assert {each.tag: each.text for each in job} == {
        "title": "Care assistant",
        "date": "Fri, 20 Nov 2026 00:00:00 GMT",
        "referencenumber": "one",
        "url": library.config.absolute("/vacancies/one/"),
        "company": "Example House",
        "city": "Testham",
        "country": "GB",
        "postalcode": "LE1 1AA",
        "description": "<p>Help people with their day.</p>",
        "salary": "£12.71 to £13.40 an hour",
        "jobtype": "fulltime",
        "expirationdate": "2026-12-04",
    }


@pytest.mark.parametrize(
    "missing",
    [
        {"place": ""},
        {"description": ""},
        {"posted_on": None},
        {"provider": None, "provider_name": ""},
        {"example": True},
    ],
)
def test_what_indeed_would_refuse_is_not_sent(world: MakeWorld, missing: dict[str, Any]) -> None:
    assert "<job>" not in indeed(library_of(world, [vacancy("one", **missing)]))


def test_find_a_job_gets_plain_text_and_our_address(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", **WITH_POSTCODE)])
    [found] = sent(library)
    assert found.get("vacancyRefCode") == "one"
    assert found.findtext("Description") == (
        "Employer: Example House\nPay: £12.71 to £13.40 an hour\n\nHelp people with their day."
    )
    assert [(each.tag, each.text) for each in found.find("Location") or ()] == [
        ("City", "Testham"),
        ("State", "North Testshire"),
        ("PostalCode", "LE1 1AA"),
    ]
    assert found.findtext("VacancyExpiry") == "2026-12-04"
    assert [(each.tag, each.get("id")) for each in found if each.get("id")] == [
        ("VacancyType", "1"),
        ("ApplyMethod", "2"),
    ]
    assert found.findtext("ApplyUrl") == library.config.absolute("/vacancies/one/")


def test_find_a_job_is_told_the_category_that_the_settings_name(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", **WITH_POSTCODE)])
    config = library.config.model_copy(update={"find_a_job_category": 27})
    [found] = sent(replace(library, config=config))
    assert [each.get("id") for each in found.iter("VacancyCategory")] == ["27"]


@pytest.mark.parametrize(
    "facts",
    [
        {"postcode": ""},
        {"example": True},
        {"contract": Contract.VOLUNTEER},
        {"closes_at": datetime(2026, 11, 22, 23, 59, tzinfo=LONDON)},
    ],
)
def test_what_find_a_job_would_refuse_is_not_sent(world: MakeWorld, facts: dict[str, Any]) -> None:
    assert sent(library_of(world, [vacancy("one", **{**WITH_POSTCODE, **facts})])) == []


@pytest.mark.parametrize(("days", "expiry"), [(1, "2026-11-23"), (29, "2026-12-21"), (30, None)])
def test_find_a_job_is_told_a_last_day_that_it_takes(
    world: MakeWorld, days: int, expiry: str | None
) -> None:
    closes_at = datetime(2026, 11, 22, 23, 59, tzinfo=LONDON) + timedelta(days=days)
    [found] = sent(library_of(world, [vacancy("one", **WITH_POSTCODE, closes_at=closes_at)]))
    assert found.findtext("VacancyExpiry") == expiry


@pytest.mark.parametrize(
    ("days", "reference"), [(0, "one"), (30, "one"), (31, "one-1"), (62, "one-2")]
)
def test_a_long_advert_goes_up_again_under_a_new_reference(
    world: MakeWorld, days: int, reference: str
) -> None:
    posted_on = TODAY - timedelta(days=days)
    [found] = sent(library_of(world, [vacancy("one", **WITH_POSTCODE, posted_on=posted_on)]))
    assert found.get("vacancyRefCode") == reference


def test_find_a_job_hears_of_what_can_no_longer_be_had(world: MakeWorld) -> None:
    closed = [
        vacancy("filled", status=Status.FILLED),
        vacancy("gone", status=Status.WITHDRAWN, ended_on=date(2026, 11, 20)),
        vacancy("unchecked", status=Status.UNCHECKED, ended_on=date(2026, 11, 20)),
        vacancy("long-gone", status=Status.WITHDRAWN, ended_on=date(2026, 10, 1)),
        vacancy("closed", status=Status.CLOSED, ended_on=date(2026, 11, 20)),
        vacancy("made-up", status=Status.FILLED, example=True),
    ]
    root = parsed(closures(library_of(world, closed=closed)))
    assert [each.get("vacancyRefCode") for each in root] == ["filled", "gone", "unchecked"]


def test_hostile_words_stay_words(world: MakeWorld) -> None:
    facts = {**WITH_POSTCODE, "title": HOSTILE, "place": HOSTILE, "description": f"<p>{HOSTILE}"}
    library = library_of(world, [vacancy("one", **facts)])
    clean = '=HYPERLINK("x") & <b>]]>?'
    [job] = parsed(indeed(library)).findall("job")
    assert (job.findtext("title"), job.findtext("description")) == (clean, f"<p>{clean}")
    [found] = sent(library)
    assert found.findtext("Title") == clean


def test_plain_text_keeps_paragraphs_and_lists() -> None:
    made = '<h3>You</h3>\n<ul><li>cook &amp; <em>eat</em></li></ul><p>A<br>b <a href="/x">c</a></p>'
    assert plain_text(made) == "You\n\n- cook & eat\n\nA\nb c"


@given(st.text())
def test_whatever_a_text_holds_the_document_is_well_formed(text: str) -> None:
    root = parsed(document("all", [element("a", text), cdata("b", text)]))
    assert root.tag == "all"
