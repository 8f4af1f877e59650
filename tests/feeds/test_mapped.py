"""A feed's own `items` and `map`, in JSON, XML, CSV and all the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.expressions import PathError, condition, expression
from portal.feeds import Reading, read
from portal.feeds.mapping import evaluated, holds, mapped_fields

RECORD: dict[str, Any] = {
    "name": "Carer",
    "Pay (from, to)": "£12.60",
    "place": {"town": "Oadby", "code": "LE2 4AB", "full": None},
    "parts": [{"h": "You", "t": "<p>are kind</p>"}, {"h": None, "t": "<p>x</p>"}, 7],
    "tags": ["nights", "", None, "weekends"],
    "made": 1793523600000,
    "pence": "1260",
    "shown": "No",
    "state": "Open",
    "a.b": "dotted",
}
TOP = {"company": "Example Lodge", "jobs": [RECORD]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name", "Carer"),
        ("Name", "Carer"),
        ("place.town", "Oadby"),
        ("/company", "Example Lodge"),
        ("/jobs.0.name", "Carer"),
        ("tags", "nights, weekends"),
        ("tags.3", "weekends"),
        ("tags.9", ""),
        ("parts.t", "<p>are kind</p>, <p>x</p>"),
        ("place.full | place.town", "Oadby"),
        ("place.town, place.full, place.code", "Oadby, LE2 4AB"),
        ("Pay (from, to)", "£12.60"),
        ("a.b", "dotted"),
        ("https://example.org/{place.town}/{made}", "https://example.org/Oadby/1793523600000"),
        ("https://example.org/{nothing}", ""),
        ("{name} ({nothing?})", "Carer ()"),
        ("each parts: <b>{h?}</b>{t}", "<b>You</b><p>are kind</p>, <b></b><p>x</p>"),
        ("made as epoch-ms", "2026-11-01T09:00:00+00:00"),
        ("pence as cents", "12.6"),
        ("name as cents", "Carer"),
        ("name if shown", ""),
        ("name unless shown", "Carer"),
        ("name if state = open", "Carer"),
        ("name if state != open", ""),
        ("name unless nowhere", "Carer"),
        ("name.0", "Carer"),
        ("nowhere.at.all", ""),
    ],
)
def test_an_expression_finds(text: str, said: str) -> None:
    assert evaluated(expression(text), RECORD, lambda: TOP) == said


@pytest.mark.parametrize(
    "text", ["", "a..b", ".a", "x {y", "a as pence", "a, , b", "{}}", "a" * 600]
)
def test_what_is_no_expression_says_what_to_write(text: str) -> None:
    with pytest.raises(PathError) as raised:
        expression(text)
    assert raised.value.remedy


def test_a_condition_on_what_is_not_there_does_not_hold() -> None:
    assert not holds(condition("nowhere = x"), RECORD, lambda: TOP)
    assert not holds(condition("nowhere != x"), RECORD, lambda: TOP)
    assert holds(condition("state=OPEN"), RECORD, lambda: TOP)


def _mapped(data: bytes, format_name: str, items: str | None, **own: str) -> Reading:
    return read(data, format_name, items, {name: expression(text) for name, text in own.items()})


@pytest.mark.parametrize("format_name", ["auto", "json"])
def test_a_providers_own_json_is_a_few_lines(format_name: str) -> None:
    data = json.dumps({"data": {"jobs": [RECORD, None, {"name": ""}]}}).encode()
    reading = _mapped(data, format_name, "data.jobs", title="name", location="place.town")
    assert (reading.format, reading.problems) == ("json", ())
    (item,) = reading.items
    assert (item.title, item.location) == ("Carer", "Oadby")
    assert [(each.number, each.reason) for each in reading.skipped] == [
        (2, "It is not an object with fields."),
        (3, "It has no title."),
    ]


@pytest.mark.parametrize("items", ["list.vacancy", "vacancy", "nothing | list.vacancy"])
@pytest.mark.parametrize("end", ["</list>", ""])
def test_a_providers_own_xml_is_a_few_lines(items: str, end: str) -> None:
    one = "<vacancy no='7'><post>Carer</post><where><town>Oadby</town></where></vacancy>"
    data = f"<list>{one}<vacancy/>{end}".encode()
    own = {"title": "post", "reference": "@no", "locality": "where.town"}
    reading = _mapped(data, "auto", items, **own)
    assert (reading.format, reading.lenient) == ("xml", not end)
    (item,) = reading.items
    assert (item.title, item.reference, item.locality) == ("Carer", "7", "Oadby")
    assert len(reading.skipped) == 1


def test_a_map_completes_a_preset() -> None:
    data = b"<workzag-jobs><position><id>7</id><name>Carer</name></position></workzag-jobs>"
    reading = _mapped(data, "personio", None, url="https://lodge.example/job/{id}")
    assert reading.items[0].url == "https://lodge.example/job/7"
    assert reading.items[0].title == "Carer"


_IN_RSS = "<rss xmlns:x='https://x.example'><channel><item>{}</item></channel></rss>"
_IN_JSON_FEED = '{"version": "https://jsonfeed.org/version/1", "items": [%s]}'
_XML = "<seek>Carer</seek><where>Oadby</where>"
_JSON = '{"@type": "JobPosting", "seek": "Carer", "where": "Oadby"}'


@pytest.mark.parametrize(
    "data",
    [
        "seek,where\nCarer,Oadby\n",
        f"<jobs><job>{_XML}</job></jobs>",
        _IN_RSS.format(_XML.replace("<", "<x:").replace("<x:/", "</x:")),
        _JSON,
        _IN_JSON_FEED % _JSON,
        f"<nhsJobs><vacancyDetails>{_XML}</vacancyDetails></nhsJobs>",
        f"<Vacancies><Vacancy vacancyRefCode='7'>{_XML}</Vacancy></Vacancies>",
    ],
)
def test_every_format_knows_a_feeds_own_names(data: str) -> None:
    reading = _mapped(data.encode(), "auto", None, title="seek", location="where")
    assert [(each.title, each.location) for each in reading.items] == [("Carer", "Oadby")]
    assert reading.problems == ()


def test_a_line_of_the_map_that_finds_nothing_is_told() -> None:
    reading = _mapped(b"title,town\nCarer,Oadby\n", "csv", None, hours="Stunden")
    assert reading.problems == ("Its map finds nothing in any item for: hours.",)


def test_items_that_are_not_there_are_a_reason() -> None:
    (problem,) = _mapped(b'{"a": 1}', "json", "jobs", title="x").problems
    assert problem == "There are no items in it where they should be: jobs."


@pytest.mark.parametrize("data", [b"{", b"x", b"[" * 50000, b"<a", b"<>"])
def test_what_is_neither_json_nor_xml_is_a_reason(data: bytes) -> None:
    reading = _mapped(data, "json", "jobs", title="x")
    assert reading.items == ()
    assert reading.problems


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)
PATHS = st.text(alphabet="ab.0|,/ {}?@=!", max_size=20)


@given(JSON, PATHS)
def test_no_expression_raises_on_any_data(data: Any, text: str) -> None:
    try:
        understood = expression(text)
    except PathError:
        return
    assert isinstance(
        mapped_fields({"title": understood}, data, lambda: data).get("title", ""), str
    )


def test_true_and_false_answer_the_questions_that_names_ask() -> None:
    job = {"title": "Carer", "town": "Oadby", "freeDbs": True, "sick_pay": False, "hours": True}
    (item,) = read(json.dumps({"jobs": [job]}).encode(), "json", "jobs").items
    assert (item.dbs_paid_by, item.sick_pay, item.hours) == ("employer", "no", "")


def test_a_list_of_places_is_kept_line_by_line() -> None:
    job = {"title": "Carer", "at": [{"town": "Oadby"}, {"town": "Wigston"}]}
    own = {"other_places": expression("each at: {town}")}
    (item,) = read(json.dumps([job]).encode(), "json", ".", own).items
    assert item.other_places == "Oadby\nWigston"
