"""A rise is one edit: figures stand in texts by name, everywhere, as of the day of the build."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, SMALL_WORLD, TODAY, World
from hypothesis import given
from hypothesis import strategies as st

from portal.content import CaseStudy, Figure, PayRate, Quotation, Role
from portal.content.figures import figures_on, filled
from portal.content.loading import ContentReader
from portal.prose import FIGURE, Figures, fill
from portal.source import SourceFile, read_document

MakeWorld = Callable[..., World]
RATES = "content/facts/pay_rates.yaml"
STORY = "content/case-studies/from-the-shop.md"
ROLE = "content/pathway/roles/care-assistant.yaml"
RISE = """- from: 2027-04-01
  age_21_and_over: 13.45
  age_18_to_20: 11.50
  under_18: 8.50
  apprentice: 8.50
  source: Made up for tests
"""
PAY = """pay:
  starter: {min: $national-living-wage.number$}
  per: hour
  source: Made up for tests
  as_of: $national-living-wage.day$
  note: The least is $national-living-wage$ an hour, since $national-living-wage.since$.
"""
AFTER_THE_RISE = date(2027, 4, 2)


def _rate(day: str, wage: str) -> PayRate:
    return PayRate.model_validate(
        {
            "from": day,
            "age_21_and_over": wage,
            "age_18_to_20": "10.00",
            "under_18": "8.00",
            "apprentice": "8.00",
            "source": "Made up",
        }
    )


def _figure(*amounts: tuple[str, str]) -> Figure:
    listed = [{"from": day, "text": text} for day, text in amounts]
    return Figure.model_validate({"id": "fee", "amounts": listed, "source": "Made up"})


def test_a_rise_next_april_is_one_edit_and_shows_with_its_date(world: MakeWorld) -> None:
    rates = (SMALL_WORLD / RATES).read_text("utf-8")
    role = (SMALL_WORLD / ROLE).read_text("utf-8")
    made = world({RATES: RISE + rates, ROLE: role + PAY})
    text = made.build(TODAY).text("/roles/care-assistant/")
    assert "£12.71 an hour, since 1 April 2026" in text
    assert "£13.45" not in text
    later = made.build(AFTER_THE_RISE).text("/roles/care-assistant/")
    assert "£13.45 an hour, since 1 April 2027" in later
    assert "£12.71" not in later


def test_pay_as_a_number_and_its_day_follow_the_law_too(world: MakeWorld) -> None:
    role = (SMALL_WORLD / ROLE).read_text("utf-8")
    project = world({ROLE: role + PAY}).project
    records, problems = ContentReader(project.root, project.content).read(TODAY)
    assert problems == []
    [found] = [each for each in records.of("role", Role) if each.id == "care-assistant"]
    assert found.pay is not None
    assert str(found.pay.starter.min) == "12.71"
    assert found.pay.as_of == date(2026, 4, 1)


def test_a_year_of_full_time_work_follows_the_hourly_rate() -> None:
    # 37.5 hours a week for 52 weeks are 1,950 hours: £24,784.50, told in whole pounds.
    texts = figures_on([], [_rate("2026-04-01", "12.71")], TODAY).texts
    assert texts["full-time-year"] == "£24,785"


def test_the_amount_of_the_day_is_the_newest_that_has_begun() -> None:
    fee = _figure(("2027-04-01", "£30"), ("2024-01-01", "£10"), ("2026-04-06", "£20"))
    assert figures_on([fee], [], TODAY).texts["fee"] == "£20"
    assert figures_on([fee], [], date(2027, 4, 1)).texts["fee"] == "£30"
    assert figures_on([fee], [], date(2020, 1, 1)).texts["fee"] == "£10"


def test_each_figure_has_its_day_and_its_digits() -> None:
    texts = figures_on([_figure(("2026-04-06", "£1,234.50"))], [], TODAY).texts
    assert texts["fee.since"] == "6 April 2026"
    assert texts["fee.day"] == "2026-04-06"
    assert texts["fee.number"] == "1234.50"


def test_what_is_kept_as_a_figure_comes_before_what_the_rates_give() -> None:
    own = Figure.model_validate(
        {
            "id": "full-time-year",
            "amounts": [{"from": "2026-04-01", "text": "£25,000"}],
            "source": "Made up",
        }
    )
    assert figures_on([own], [_rate("2026-04-01", "12.71")], TODAY).texts["full-time-year"] == (
        "£25,000"
    )


def test_what_other_people_said_is_never_filled_in(world: MakeWorld) -> None:
    said = "I was paid $national-living-wage$ an hour"
    quotation = f"- {{id: one, text: {said}, attribution: A worker, source: A, period: '2020'}}\n"
    story = (SMALL_WORLD / STORY).read_text("utf-8")
    told = re.sub(r"(?m)^quote:.*$", f"quote: {said}", story)
    made = world({"content/facts/quotations.yaml": quotation, STORY: told})
    records, problems = ContentReader(made.root, made.project.content).read(TODAY)
    assert problems == []
    assert [each.text for each in records.of("quotation", Quotation)] == [said]
    assert [each.quote for each in records.of("case-study", CaseStudy)] == [said]


def test_an_advert_may_name_an_amount_of_its_own(world: MakeWorld) -> None:
    advert = """title: Care assistant
provider: example-house
role: care-assistant
place: testham
summary: We pay £12.71 an hour.
"""
    built = world({"content/vacancies/posted/one.yaml": advert}).build(write=False)
    assert "figure-typed-out" not in built.codes


def test_a_preview_reads_texts_again_when_a_figure_rises(world: MakeWorld) -> None:
    about = "---\ntitle: About us\nsummary: The least is $national-living-wage$.\n---\nWords.\n"
    made = world({"content/pages/about.md": about})
    reader = ContentReader(made.root, made.project.content)
    first, _ = reader.read(TODAY)
    path = made.root / RATES
    path.write_text(path.read_text("utf-8").replace("12.71", "12.99 "), "utf-8")
    second, _ = reader.read(TODAY)
    summaries = [getattr(each.by_type["page"][0], "summary", "") for each in (first, second)]
    assert summaries == ["The least is £12.71.", "The least is £12.99."]


def test_no_text_of_ours_types_out_a_figure_of_the_day() -> None:
    _, problems = ContentReader(REPOSITORY, REPOSITORY / "content").read(TODAY)
    assert [str(each) for each in problems if each.code == "figure-typed-out"] == []


@given(st.text(alphabet="$ab.-1 "))
def test_filling_in_changes_nothing_but_known_names(text: str) -> None:
    figures = Figures({"a": "£1", "a.b": "since then"})
    filled = fill(text, figures)
    if not any(name in figures.texts for name in FIGURE.findall(text)):
        assert filled == text
    assert fill(filled, Figures()) == filled


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ("summary: It pays £12.71 an hour.", ["figure-typed-out"]),
        ("summary: It costs 24 thousand and\n  500 pounds.", ["figure-typed-out"]),
        ('summary: "It pays \\xa312.71 an hour."', ["figure-typed-out"]),
        ("summary: It pays $rate$, or $ratte$.", ["unknown-figure"]),
        ('summary: "It pays \\x24rate$."', []),
        ("summary: It pays £12.70 an hour.", []),
    ],
)
def test_figures_in_facts_are_found_however_they_are_written(
    tmp_path: Path, facts: str, found: list[str]
) -> None:
    file = tmp_path / "role.yaml"
    file.write_text(f"{facts}\n", "utf-8", newline="\n")
    document, _ = read_document(SourceFile(file, "role.yaml", file.stat().st_size, 0))
    assert document is not None
    figures = Figures({"rate": "£12.71", "cost": "24 thousand and 500 pounds"})
    made, problems = filled(document, "role", figures)
    assert [each.code for each in problems] == found
    assert "$rate$" not in made.data["summary"]
