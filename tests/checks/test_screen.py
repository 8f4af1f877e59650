"""Illegal vacancies of a feed are held back and told; those posted by hand stop the build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import TODAY, World

from portal.checks.adverts import VacancyScreen
from portal.content.loading import ContentReader, Records
from portal.errors import Problem, Severity
from portal.feeds.gather import Gathered, VacancyGatherer
from portal.prose import ProseMaker

Make = Callable[..., World]
HEAD = "reference,title,company,location,pay,closing date,description\n"
GOOD = "1,Care assistant,Example House,Testham,£13.00 an hour,2027-01-31,A kind team.\n"
CHEAP = "2,Night carer,Example House,Testham,£9.00 an hour,2027-01-31,A kind team.\n"
UNFAIR = "3,Day carer,Example House,Testham,£13.00 an hour,2027-01-31,Must be able-bodied.\n"
DRIVER = "4,Home carer,Example House,Testham,£13.00 an hour,2027-01-31,Must have own car.\n"
POSTED = """title: Kitchen helper
provider: example-house
role: care-assistant
place: testham
pay: {min: 12.80, per: hour}
contract: permanent
hours: {min: 20, guaranteed: "yes"}
driving: not-needed
terms: {dbs_paid_by: employer, induction_paid: "yes", sick_pay: "no"}
posted_on: 2026-11-01
closes_on: 2026-12-01
apply: {email: jobs@site.example}
"""


def with_feed(world: Make, *rows: str) -> World:
    """Return a world with one feed of these rows."""
    return world(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, file: ours.csv}\n",
            "content/vacancies/snapshots/ours.csv": HEAD + "".join(rows),
        }
    )


def gather(made: World) -> tuple[Gathered, Records]:
    """Return the vacancies of a world before they are screened, and its records."""
    records, _ = ContentReader(made.root, made.project.content).read(TODAY)
    gathered = VacancyGatherer(made.project.content).gather(records, TODAY, ProseMaker())
    return gathered, records


def flaws(world: Make, text: str, suffix: str = "yaml") -> tuple[Problem, ...]:
    """Return what is said of a posted vacancy."""
    made = world({f"content/vacancies/posted/helper.{suffix}": text})
    gathered, records = gather(made)
    return VacancyScreen().screen(gathered, records, TODAY).problems


def test_an_illegal_item_is_held_back_and_the_rest_of_the_feed_kept(world: Make) -> None:
    gathered, records = gather(with_feed(world, GOOD, CHEAP, UNFAIR))
    screened = VacancyScreen().screen(gathered, records, TODAY)
    assert [each.title for each in screened.vacancies] == ["Care assistant"]
    low, unfair = sorted(screened.problems, key=lambda each: each.code, reverse=True)
    assert {low.severity, unfair.severity} == {Severity.WARNING}
    assert str(low).startswith(
        'content/vacancies/feeds.yaml:1:3: In the feed "ours", the vacancy "Night carer" is not '
        "shown: £9.00 an hour is less than the law allows:"
    )
    assert low.remedy == "Ask whoever sends the feed to correct the pay."
    assert '"able-bodied" shuts out disabled people' in unfair.sentence
    assert len(screened.notes) == len(gathered.notes) + 2


def test_a_build_goes_on_without_the_illegal_item(world: Make) -> None:
    built = with_feed(world, GOOD, CHEAP).build()
    assert built.codes == ["pay-too-low"]
    assert "Night carer" not in built.text("/vacancies/")
    assert "Care assistant" in built.text("/vacancies/")


def test_what_is_only_unkind_is_shown_and_told(world: Make) -> None:
    gathered, records = gather(with_feed(world, DRIVER))
    screened = VacancyScreen().screen(gathered, records, TODAY)
    assert len(screened.vacancies) == 1
    assert '"Home carer" is shown, but: "must have own car" keeps out' in str(screened.problems)


def test_many_of_a_kind_are_a_few_lines(world: Make) -> None:
    rows = [
        CHEAP.replace("2,Night", f"{number},Night {'abcdefghijkl'[number]}") for number in range(12)
    ]
    gathered, records = gather(with_feed(world, *rows))
    screened = VacancyScreen().screen(gathered, records, TODAY)
    assert len(screened.problems) == 6
    assert any('The feed "ours" has 7 more like these' in str(each) for each in screened.problems)


def test_an_illegal_vacancy_does_not_come_back_when_it_has_closed(world: Make) -> None:
    gathered, records = gather(with_feed(world, GOOD, UNFAIR))
    closed = replace(gathered, vacancies=(), closed=gathered.vacancies)
    screened = VacancyScreen().screen(closed, records, TODAY)
    assert [each.title for each in screened.closed] == ["Care assistant"]
    assert screened.problems == ()


def test_the_same_comes_back_while_nothing_changes_and_not_on_another_day(world: Make) -> None:
    gathered, records = gather(with_feed(world, GOOD, CHEAP))
    screen = VacancyScreen()
    first = screen.screen(gathered, records, TODAY)
    assert screen.screen(gathered, records, TODAY) is first
    assert screen.screen(replace(gathered), records, TODAY).vacancies == first.vacancies
    assert screen.screen(gathered, records, TODAY + timedelta(days=1)) is not first


def test_where_all_is_well_nothing_is_copied(world: Make) -> None:
    gathered, records = gather(with_feed(world, GOOD))
    assert VacancyScreen().screen(gathered, records, TODAY) is gathered


def test_a_posted_vacancy_that_says_enough_has_no_problem(world: Make) -> None:
    assert flaws(world, POSTED) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Kitchen helper", "title: KITCHEN HELPER", "1:8 title-in-capitals"),
        ("Kitchen helper", "Kitchen helper £12.80", "1:8 title-with-more"),
        ("Kitchen helper", "Kitchen helper, Testham", "1:8 title-with-more"),
        ("Kitchen helper", "Kitchen helper (REF 12345)", "1:8 title-with-more"),
        ("Kitchen helper", "Kitchen helper LE11", "1:8 title-with-more"),
        ("posted_on", "starts: ASAP\nposted_on", "10:9 starts-soon"),
        ("posted_on", "starts: TBC\nposted_on", "10:9 says-nothing"),
        ("posted_on", "postcode: n/a\nposted_on", "10:11 says-nothing"),
        ("closes_on: 2026-12-01", "closes_on: 2026-11-21", "11:12 vacancy-closed"),
        ("min: 12.80", "min: 12.70", "5:12 pay-too-low"),
        ("Kitchen helper", "Handyman", "1:8 sex-wording"),
        ("posted_on", 'starts: "When you have paid the £20 joining fee"\nposted_on', ""),
    ],
)
def test_each_flaw_of_a_posted_vacancy_is_told_at_its_place(
    world: Make, old: str, new: str, said: str
) -> None:
    told = [
        f"{each.position.line}:{each.position.column} {each.code}"
        for each in flaws(world, POSTED.replace(old, new))
    ]
    assert told == ([said] if said else ["10:9 fee-to-apply"])


def test_a_draft_is_told_and_stops_nothing(world: Make) -> None:
    text = "draft: true\n" + POSTED.replace("12.80", "12.70")
    made = world({"content/vacancies/posted/helper.yaml": text})
    assert made.build(write=False).problems == ()
    [problem] = made.build(write=False, drafts=True).problems
    assert (problem.code, problem.severity) == ("pay-too-low", Severity.WARNING)


def test_a_title_in_capitals_of_few_letters_is_fine(world: Make) -> None:
    assert flaws(world, POSTED.replace("Kitchen helper", "AMHP")) == ()


def test_words_in_a_markdown_text_are_told_with_line_and_column(world: Make) -> None:
    text = f"---\n{POSTED}---\n\nHello.\n\nYou are *young\nand fit*.\n"
    [problem] = flaws(world, text, "md")
    assert (problem.position.line, problem.position.column) == (18, 10)


def test_words_in_a_yaml_text_are_told_with_their_line(world: Make) -> None:
    text = f"{POSTED}body: |\n  Hello.\n\n  Must be able-bodied.\n"
    [problem] = flaws(world, text)
    assert (problem.position.line, problem.position.column) == (16, 0)


def test_an_advert_that_says_little_is_one_warning_that_names_what_is_missing(world: Make) -> None:
    unsaid = ("hours", "driving", "terms")
    text = "".join(line for line in POSTED.splitlines(keepends=True) if not line.startswith(unsaid))
    [problem] = flaws(world, text)
    assert problem.code == "advert-incomplete"
    assert problem.sentence.startswith("This advert says 36 of 100 of what people want to know.")


def test_the_shipped_vacancies_have_no_flaw() -> None:
    root = Path(__file__).resolve().parents[2]
    records, _ = ContentReader(root, root / "content").read(TODAY)
    gathered = VacancyGatherer(root / "content").gather(records, TODAY, ProseMaker())
    assert VacancyScreen().screen(gathered, records, TODAY) is gathered
