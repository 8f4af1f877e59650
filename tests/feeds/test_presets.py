"""The presets: each is right, each reads its system's feed and knows it by its content."""

from __future__ import annotations

import pytest
from conftest import REPOSITORY
from feed_samples import BY_NAME, ONLY_BY_NAME, PRESETS

from portal.content.feed import VACANCY_FIELDS
from portal.feed_formats import READER_FORMATS, feed_formats, preset_names
from portal.feeds import FORMATS, READERS, read
from portal.feeds.item import TEXT_FIELDS, Item
from portal.feeds.presets import preset, read_preset

WORDS = "title: X\nabout: Y\nkind: json\nitems: jobs\nmap:\n  title: name\n"


def test_every_format_is_named_where_feeds_are_checked() -> None:
    assert tuple(sorted(FORMATS)) == tuple(sorted(feed_formats()))
    assert [each.format for each in READERS if each.format not in preset_names()] == sorted(
        READER_FORMATS, key=[each.format for each in READERS].index
    )


def test_the_fields_of_a_map_are_those_of_an_item() -> None:
    assert set(VACANCY_FIELDS) == TEXT_FIELDS
    assert len(VACANCY_FIELDS) == len(TEXT_FIELDS)


def test_the_guide_names_every_format_preset_and_field() -> None:
    guide = (REPOSITORY / "docs" / "feeds.md").read_text("utf-8")
    missing = [each for each in (*feed_formats(), *VACANCY_FIELDS) if f"`{each}`" not in guide]
    assert missing == []


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_is_right_and_maps_a_title(name: str) -> None:
    assert "title" in preset(name).map
    assert preset(name).expressions
    assert preset(name).about.endswith((".", "/", "true", "1", ")", "json"))


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_reads_its_sample_by_name_and_by_content(name: str) -> None:
    for asked, told in ((name, name), ("auto", ONLY_BY_NAME.get(name, name))):
        reading = read(PRESETS[name], asked)
        assert (reading.format, reading.lenient, reading.problems) == (told, False, ())
        assert [each.title for each in reading.items] == ["Carer"]


def _item(name: str) -> Item:
    (item,) = read(BY_NAME[name], name).items
    return item


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("greenhouse", "pay_minimum", "12.6"),
        ("greenhouse", "posted", "2026-11-01T09:00:00Z"),
        ("greenhouse", "provider", "Example Lodge"),
        ("lever", "posted", "2026-11-01T"),
        ("lever", "description", "<p>Kind people</p>\n<h3>You</h3><ul><li>are kind</li></ul>\n"),
        ("workable", "provider", "Example Lodge"),
        ("workable", "region", "Leicestershire"),
        ("personio", "description", "<h3>You</h3><p>are kind</p>"),
        ("recruitee", "description", "<p>Kind</p>\n<p>people</p>"),
        ("smartrecruiters", "url", "https://jobs.smartrecruiters.com/Lodge/99"),
        ("bamboohr", "locality", "Oadby"),
        ("pinpoint", "description", "<p>Kind</p>\n<h3>Benefits</h3><p>Tea</p>"),
        ("itrent", "hours", "37.00"),
        ("itrent", "url", "https://example.org/1"),
        ("broadbean", "pay_per", "hour"),
        ("vacancy-poster", "url", "www.example.org/1"),
        ("mynewterm", "contract", "permanent"),
        ("reed", "pay_minimum", "12.6"),
        ("teaching-vacancies", "pay_text", "£24k"),
        ("civil-service-jobs", "location", "Oadby"),
    ],
)
def test_what_is_odd_about_a_system_is_read(name: str, field: str, said: str) -> None:
    assert getattr(_item(name), field).startswith(said)


def test_what_was_only_predicted_hidden_or_another_number_is_left_out() -> None:
    assert _item("adzuna").pay_minimum == ""
    hidden = BY_NAME["pinpoint"].replace(b'"GBP"', b'"GBP", "compensation_visible": false')
    (item,) = read(hidden).items
    assert (item.pay_text, item.pay_minimum) == ("", "")
    assert _item("teaching-vacancies").reference == ""


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("teamtailor-api", b'"internal": false', b'"internal": true'),
        ("itrent", b'"intranetonly": "F"', b'"intranetonly": "T"'),
        ("ashby", b'"isListed": true', b'"isListed": false'),
        ("recruitee", b'"id": 7', b'"id": 7, "status": "internal"'),
    ],
)
def test_what_is_not_public_is_left_out_with_a_reason(
    name: str, before: bytes, after: bytes
) -> None:
    assert before in BY_NAME[name]
    reading = read(BY_NAME[name].replace(before, after))
    assert reading.items == ()
    assert [each.reason for each in reading.skipped] == [
        "Its own system says that it is not public, or not open."
    ]


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("  title:", "  titel:", 6, 'Did you mean "title"?'),
        ("kind: json", "kind: jsno", 3, 'Did you mean "json"?'),
        ("items: jobs", "item: jobs", 4, 'Did you mean "items"?'),
        ("title: name", "title: name as pence", 6, "cents"),
        ("title: name", "title: place..name", 6, "full stops"),
    ],
)
def test_a_mistake_in_a_preset_is_told_at_its_line(
    before: str, after: str, line: int, said: str
) -> None:
    found, problems = read_preset(WORDS.replace(before, after), "x.yaml")
    assert found is None
    assert any(each.position.line == line and said in each.remedy for each in problems), problems
