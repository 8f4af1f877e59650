"""The accessibility statement: it says what the law asks for, and claims nothing untested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from conftest import World

MakeWorld = Callable[..., World]

WHERE = "content/facts/accessibility.yaml"
START = "prepared_on: 2026-03-01\nreviewed_on: 2026-10-01\n"
TESTED = """assessment:
  on: 2026-09-12
  by: A named tester
  how: With a keyboard, two screen readers and axe.
  pages: [Home, A role, A vacancy]
"""
WHOLE = "covers: https://care.example/\nemail: access@care.example\nanswer_within_days: 5\n"
BARRIER = """barriers:
  - what: The map has no text for its colours.
    criterion: 1.4.1
    instead: Use the list below it.
    fixed_by: 2027-01-31
"""
URL = "/accessibility/"


def test_without_a_test_the_statement_says_that_nothing_is_claimed(world: MakeWorld) -> None:
    page = world({WHERE: START}).build().html(URL)
    text = page.get_text(" ", strip=True)
    assert "has not been assessed against the Web Content Accessibility Guidelines" in text
    assert "That does not mean that there is nothing" in text
    assert "compliant with" not in text


def test_the_statement_has_every_part_that_the_regulations_ask_for(world: MakeWorld) -> None:
    status = "status: partially-compliant\n"
    page = world({WHERE: status + START + WHOLE + TESTED + BARRIER}).build().html(URL)
    text = " ".join(page.get_text(" ", strip=True).split())
    assert "partially compliant with" in text
    assert "due to the non-compliances listed below" in text
    assert "success criterion 1.4.1" in text
    assert "Use the list below it." in text
    assert "by 31 January 2027" in text
    assert "within 5 working days" in text
    assert "tested on 12 September 2026" in text
    assert page.select_one('a[href="mailto:access@care.example"]')
    assert page.select_one('a[href^="https://www.equalityadvisoryservice.com"]')
    assert "Not assessed yet" not in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("status: fully-compliant\n" + START, "no assessment is given"),
        ("status: fully-compliant\n" + START + TESTED + BARRIER, "is not fully compliant"),
        ("status: partially-compliant\n" + START + TESTED, "nothing is listed"),
    ],
)
def test_a_status_that_nothing_stands_behind_is_a_problem(
    world: MakeWorld, text: str, said: str
) -> None:
    problems = world({WHERE: text}).build(write=False).problems
    assert [each.code for each in problems] == ["accessibility-claim"]
    assert said in problems[0].sentence


def test_a_public_site_does_not_go_live_with_gaps_in_its_statement(world: MakeWorld) -> None:
    made = world({WHERE: START})
    settings = made.root / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "production: true\n", encoding="utf-8")
    found = [each for each in made.build(write=False).problems if "accessib" in each.code]
    assert [each.code for each in found] == ["accessibility-statement"]
    assert "answer_within_days" in found[0].sentence


def test_a_public_site_without_a_statement_does_not_go_live(world: MakeWorld) -> None:
    made = world()
    settings = made.root / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "production: true\n", encoding="utf-8")
    codes = [each.code for each in made.build(write=False).problems]
    assert "accessibility-statement" in codes


def test_a_statement_that_nobody_reviewed_for_a_year_is_a_warning(world: MakeWorld) -> None:
    later = world({WHERE: START}).build(date(2028, 1, 1), write=False)
    found = [each for each in later.problems if each.code == "accessibility-review"]
    assert [each.position.line for each in found] == [2]
