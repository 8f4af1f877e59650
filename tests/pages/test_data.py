"""Workforce data: charts with their tables, figures with their sources, files that can be used."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from conftest import REPOSITORY, SMALL_WORLD
from planning import MakeWorld, context, library_of, planned, structured, vacancy

from portal.content import Statistic
from portal.content.vacancy import Answer, Terms, VacancyHours
from portal.library import Library
from portal.pages.charts import amount_text
from portal.pages.data_files import as_csv

RATES = "content/facts/pay_rates.yaml"
EARLIER = """
- from: 2025-04-01
  age_21_and_over: 12.21
  age_18_to_20: 10.00
  under_18: 7.55
  apprentice: 7.55
  source: Made up for tests. At 21 and 22 it was £11.90.
- from: 2027-04-01
  age_21_and_over: 13.45
  age_18_to_20: 11.00
  under_18: 8.50
  apprentice: 8.50
  source: Made up for tests
"""
STATISTICS = """
- id: north
  label: Posts that are vacant
  value: "7.5"
  unit: "%"
  area: Testshire
  period: 2024/25
  source: A report
  topic: jobs
  review_by: 2027-06-01
- id: land
  label: Posts that are vacant
  value: "9.9"
  unit: "%"
  area: Elsewhere
  period: 2024/25
  source: A report
  topic: jobs
  review_by: 2027-03-01
  note: Rounded.
- id: posts
  label: =HYPERLINK("evil")
  value: "14000"
  unit: posts
  area: Testshire
  period: 2024/25
  source: Another report
  topic: jobs
  review_by: 2027-06-01
- id: days
  label: Time to hire
  value: 20 to 30
  unit: days
  area: Testshire
  period: "2020"
  source: A report
  topic: jobs
  review_by: 2027-06-01
"""
WORKFORCE = """
summary: Figures about care, made up for tests.
reviewed_on: 2026-11-01
topics:
  - id: jobs
    title: Jobs
    summary: How many there are.
    charts:
      - id: vacant
        title: Fewer posts are vacant in the north
        figures: [north, land]
        note: Counted in spring.
  - {id: pay, title: Pay, summary: What the law says., made: legal-rates}
  - {id: adverts, title: Adverts, summary: What they say., made: adverts}
gaps: [Figures for the south]
"""


@pytest.fixture
def library(world: MakeWorld) -> Library:
    """Return a world with four figures, one chart of two, and two charts that are made."""
    rates = (SMALL_WORLD / RATES).read_text("utf-8")
    jobs = [
        vacancy("says", hours=VacancyHours(guaranteed=Answer.YES)),
        vacancy(
            "says-no", hours=VacancyHours(guaranteed=Answer.NO), terms=Terms(sick_pay=Answer.NO)
        ),
        vacancy("silent", example=True),
        vacancy("silent-too"),
    ]
    return library_of(
        world,
        jobs,
        {
            RATES: rates.rstrip() + EARLIER,
            "content/facts/statistics.yaml": STATISTICS,
            "content/facts/workforce.yaml": WORKFORCE,
        },
    )


def _chart(library: Library, url: str) -> Any:
    return context(library, url).charts[0]


def test_a_chart_says_in_words_and_in_a_table_all_that_it_draws(library: Library) -> None:
    chart = _chart(library, "/data/jobs/")
    assert chart.about == "Posts that are vacant. 2024/25. Per cent."
    assert chart.words == (
        "Bar chart: Fewer posts are vacant in the north. Testshire: 7.5%; Elsewhere: 9.9%."
    )
    assert chart.columns == ("Area", "Figure", "Note")
    assert chart.rows == (("Testshire", "7.5%", ""), ("Elsewhere", "9.9%", "Rounded."))
    assert chart.sources == ("A report",)


def test_our_area_is_told_from_others_by_more_than_colour(library: Library) -> None:
    chart = _chart(library, "/data/jobs/")
    assert chart.compares
    assert [bar.ours for bar in chart.drawing.bars] == [True, False]


def test_a_figure_in_no_chart_stands_by_itself_with_its_source_and_old_ones_apart(
    library: Library,
) -> None:
    page = context(library, "/data/jobs/")
    shown = {group.title: group.figures for group in page.groups}
    [posts], [days] = shown["More figures"], shown["From earlier years"]
    assert (posts.amount, posts.where) == ("14,000 posts", "Testshire, 2024/25")
    assert (days.amount, days.where) == ("20 to 30 days", "Testshire, 2020")
    assert [page.sources[each.source - 1] for each in (posts, days)] == [
        "Another report",
        "A report",
    ]


def test_all_that_is_known_of_an_area_is_on_one_page_ours_first_the_newest_first(
    library: Library,
) -> None:
    assert [(link.url, link.count) for link in context(library, "/data/").areas] == [
        ("/data/area/testshire/", 3),
        ("/data/area/elsewhere/", 1),
    ]
    page = context(library, "/data/area/testshire/")
    assert page.summary.startswith("3 figures about care work in Testshire")
    [group] = page.groups
    assert [each.where for each in group.figures] == [
        "Testshire, 2024/25",
        "Testshire, 2024/25",
        "Testshire, 2020",
    ]
    text = planned(library)["/data/area/elsewhere/figures.csv"].context().text
    assert [row["id"] for row in csv.DictReader(io.StringIO(text[1:]))] == ["land"]


def test_the_page_of_a_district_leads_to_the_figures_of_the_council_that_is_in_charge(
    world: MakeWorld,
) -> None:
    area = "---\ntitle: North\ndistrict: north\nsummary: A district made up for tests.\n---\nHi.\n"
    facts = "content/facts"
    files = {
        f"{facts}/statistics.yaml": STATISTICS,
        f"{facts}/workforce.yaml": WORKFORCE,
        "content/areas/north.md": area,
    }
    page = context(library_of(world, files=files), "/areas/north/")
    assert [(fact.value, fact.url) for fact in page.facts if "figures" in fact.label] == [
        ("Testshire", "/data/area/testshire/")
    ]


def test_legal_rates_become_a_chart_by_themselves_and_say_what_is_to_come(
    library: Library,
) -> None:
    chart = _chart(library, "/data/pay/")
    assert [row[:2] for row in chart.rows] == [
        ("1 April 2025", "£12.21"),
        ("1 April 2026", "£12.71"),
        ("1 April 2027 (to come)", "£13.45"),
    ]
    assert chart.rows[0][-1] == "At 21 and 22 it was £11.90"
    assert chart.sources == ("Made up for tests",)


def test_adverts_are_asked_what_they_say_and_no_is_an_answer(library: Library) -> None:
    chart = _chart(library, "/data/adverts/")
    rows = {row[0]: row[1:] for row in chart.rows}
    assert rows["Whether hours are guaranteed"] == ("50%", "2", "4")
    assert rows["Sick pay"] == ("25%", "1", "4")
    assert rows["Pay in pounds"] == ("100%", "4", "4")
    assert "1 of these adverts is made up" in chart.note


def test_the_first_page_shows_each_topic_with_its_first_chart_and_when_a_look_is_due(
    library: Library,
) -> None:
    page = context(library, "/data/")
    assert [(card.url, card.figures) for card in page.topics] == [
        ("/data/jobs/", 4),
        ("/data/pay/", 0),
        ("/data/adverts/", 0),
    ]
    assert [card.chart.id for card in page.topics] == ["vacant", "legal-minimum", "adverts"]
    assert page.gaps == ("Figures for the south",)
    assert str(page.review_by) == "2027-03-01"


def test_what_is_on_the_site_is_counted_and_nobody_who_visits_it(library: Library) -> None:
    page = context(library, "/data/")
    assert {row.url: row.count for row in page.inventory} == {
        "/vacancies/": 4,
        "/case-studies/": 1,
        "/roles/": 2,
        "/providers/": 1,
        "/refer-a-friend/": 0,
        "/events/": 0,
    }
    assert page.examples.endswith("made up.")
    document = planned(library)["/data/this-site.json"].context().document
    assert document["date"] == "2026-11-22"
    assert document["counts"]["/vacancies/"] == 4


def test_a_site_without_topics_has_no_such_pages(world: MakeWorld) -> None:
    assert not [url for url in planned(library_of(world)) if url == "/data/"]


def test_a_spreadsheet_has_every_source_and_runs_no_formula(library: Library) -> None:
    text = planned(library)["/data/jobs/figures.csv"].context().text
    assert text.startswith("\ufeffid,topic,label,")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert [row["id"] for row in rows] == ["north", "land", "posts", "days"]
    assert rows[2]["label"] == '\'=HYPERLINK("evil")'
    assert all(row["source"] and row["licence"] and row["review_by"] for row in rows)
    assert [row["value"] for row in rows] == ["7.5", "9.9", "14000", "20 to 30"]


def test_a_program_gets_numbers_as_numbers(library: Library) -> None:
    document = planned(library)["/data/figures.json"].context().document
    assert [each["value"] for each in document["figures"]] == [7.5, 9.9, 14000, "20 to 30"]
    assert document["figures"][0]["source"] == "A report"
    json.dumps(document)


def test_search_engines_for_data_find_both_files(library: Library) -> None:
    [dataset] = structured(library, "/data/jobs/", "Dataset")
    assert [each["encodingFormat"] for each in dataset["distribution"]] == [
        "text/csv",
        "application/json",
    ]
    assert dataset["distribution"][0]["contentUrl"].endswith("/data/jobs/figures.csv")
    assert len(dataset["description"]) >= 50  # https://developers.google.com/search (Dataset)
    assert structured(library, "/data/adverts/", "Dataset") == []


@pytest.mark.parametrize(
    ("value", "unit", "whole", "short"),
    [
        ("9.9", "%", "9.9%", "9.9%"),
        ("81", "% of filled posts", "81% of filled posts", "81%"),
        ("12.60", "£ an hour", "£12.60 an hour", "£12.60"),
        ("77.8", "£ billion", "£77.8 billion", "£77.8 billion"),
        ("1710000", "posts", "1,710,000 posts", "1,710,000"),
        ("20 to 30", "days", "20 to 30 days", "20 to 30"),
    ],
)
def test_figures_are_said_as_people_say_them(value: str, unit: str, whole: str, short: str) -> None:
    statistic = Statistic.model_validate(
        {
            "id": "x",
            "label": "L",
            "value": value,
            "unit": unit,
            "area": "A",
            "period": "P",
            "source": "S",
            "topic": "t",
            "review_by": "2027-01-01",
        }
    )
    assert (amount_text(statistic), amount_text(statistic, short=True)) == (whole, short)
    assert as_csv([statistic]).count("\r\n") == 2


def test_the_drawing_is_one_image_with_a_name_and_the_table_is_reached_by_keyboard(
    world: MakeWorld,
) -> None:
    made = world(
        {"content/facts/statistics.yaml": STATISTICS, "content/facts/workforce.yaml": WORKFORCE}
    )
    built = made.build()
    assert [each for each in built.problems if each.position.path.startswith("content/facts")] == []
    page: BeautifulSoup = built.html("/data/jobs/")
    drawing = page.find("svg", class_="chart__drawing")
    assert isinstance(drawing, Tag)
    assert drawing["role"] == "img"
    assert "Testshire: 7.5%" in str(drawing["aria-label"])
    region = page.select_one(".chart .table-scroll")
    assert region is not None
    assert (region["tabindex"], region["role"]) == ("0", "region")
    assert [cell.text for cell in page.select(".chart tbody th")] == ["Testshire", "Elsewhere"]
    assert "style=" not in str(page.find("main"))


def test_what_is_shipped_shows_every_figure_once_somewhere() -> None:
    folder = REPOSITORY / "content" / "facts"
    statistics = yaml.safe_load((folder / "statistics.yaml").read_text("utf-8"))
    data = yaml.safe_load((folder / "workforce.yaml").read_text("utf-8"))
    topics = {topic["id"] for topic in data["topics"]}
    assert {each["topic"] for each in statistics} <= topics
    known = {each["id"]: each for each in statistics}
    for topic in data["topics"]:
        for chart in topic.get("charts", []):
            assert {known[each]["topic"] for each in chart["figures"]} == {topic["id"]}, chart["id"]
