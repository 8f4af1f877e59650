"""What the page of one vacancy says: pay by the hour, ways to apply, whom it suits, its cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from conftest import TODAY
from planning import CARE_ASSISTANT, LONDON, MakeWorld, context, library_of, vacancy

from portal.content.vacancy import (
    Answer,
    Apply,
    Contract,
    Driving,
    PayPeriod,
    Shift,
    Terms,
    Vacancy,
    VacancyHours,
    VacancyPay,
)
from portal.pages.applying import phone_url, ways_to_apply
from portal.pages.card_maker import CardMaker
from portal.pages.tags import tags_of
from portal.pages.vacancy_dates import closing_fact
from portal.pages.vacancy_facts import pay_facts

YEAR = PayPeriod.YEAR


def pay_note(world: MakeWorld, pay: VacancyPay, hours: VacancyHours) -> str:
    """Return what stands in small print below the pay."""
    library = library_of(world)
    return pay_facts(CardMaker(library, {}), vacancy("one", pay=pay, hours=hours))[0].note


@pytest.mark.parametrize(
    ("least", "most", "hours", "start"),
    [
        ("26000", None, "37.5", "About £13.3"),
        ("26000", "26000", "37.5", "About £13.3"),
        ("26000", "28000", "37.5", "About £13.3"),
    ],
)
def test_a_salary_for_full_time_is_also_told_by_the_hour(
    world: MakeWorld, least: str, most: str | None, hours: str, start: str
) -> None:
    pay = VacancyPay(Decimal(least), Decimal(most) if most else None, YEAR)
    note = pay_note(world, pay, VacancyHours(Decimal(hours)))
    assert note.startswith(start)
    assert note.endswith(" an hour, at 37.5 hours a week")
    assert (" to £" in note) == (most == "28000")


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("£26,000 pro rata", "37.5", None),
        ("£26,000 FTE", "37.5", None),
        ("", "20", None),
        ("", "20", "37.5"),
        ("", None, "37.5"),
        ("", None, None),
    ],
)
def test_where_it_is_not_certain_no_pay_by_the_hour_is_made_up(
    world: MakeWorld, text: str, least: str | None, most: str | None
) -> None:
    hours = VacancyHours(Decimal(least) if least else None, Decimal(most) if most else None)
    assert "About" not in pay_note(world, VacancyPay(Decimal(26000), None, YEAR, text), hours)


def test_the_words_of_an_advert_stand_below_figures_that_say_less(world: MakeWorld) -> None:
    pay = VacancyPay(Decimal("12.71"), Decimal("13.40"), PayPeriod.HOUR)
    for text in ("£12.71 - £13.40 per hour", "£12.71–£13.40ph", "12.71 to 13.40 an hour"):
        assert pay_note(world, replace(pay, text=text), VacancyHours()) == ""
    with_more = replace(pay, text="£12.71 to £13.40, plus 10% at weekends")
    assert pay_note(world, with_more, VacancyHours()) == (
        "In the advert’s words: £12.71 to £13.40, plus 10% at weekends"
    )


@pytest.mark.parametrize(
    ("days", "words"), [(0, "Closes today"), (1, "Closes tomorrow"), (12, "12 days left")]
)
def test_days_left_are_counted_from_the_day_of_the_build(days: int, words: str) -> None:
    last = datetime.combine(TODAY + timedelta(days=days), datetime.max.time(), LONDON)
    assert closing_fact(vacancy("one", closes_at=last), TODAY).note == words
    assert closing_fact(vacancy("one", closes_at=None), TODAY).note == ""


def test_a_card_says_how_long_is_left_in_the_last_week_alone(world: MakeWorld) -> None:
    cards = CardMaker(library_of(world), {})
    soon = datetime(2026, 11, 26, 17, 0, tzinfo=LONDON)
    card = cards.vacancy(vacancy("soon", closes_at=soon))
    assert (card.left, card.until) == ("4 days left", "2026-11-26T17:00:00+00:00")
    later = cards.vacancy(vacancy("later", closes_at=soon + timedelta(days=30)))
    assert (later.left, later.until) == ("", "")


def test_a_card_has_four_tags_at_most_and_none_for_silence() -> None:
    assert tags_of(vacancy("one")) == ()
    full = vacancy(
        "one",
        contract=Contract.PERMANENT,
        shifts=(Shift.DAYS, Shift.SLEEP_IN, Shift.WEEKENDS),
        driving=Driving.NOT_NEEDED,
        experience_needed=Answer.NO,
        hours=VacancyHours(guaranteed=Answer.YES),
        terms=Terms(travel_time_paid=Answer.YES),
    )
    assert tags_of(full) == (
        "Permanent",
        "Days, sleep-ins and weekends",
        "No driving needed",
        "No experience needed",
    )
    assert tags_of(replace(full, shifts=(), contract=None))[2:] == (
        "Guaranteed hours",
        "Paid travel time",
    )


def applying(**ways: str) -> list[tuple[str, str, str]]:
    """Return the ways to apply for a vacancy: label, address, words."""
    found = ways_to_apply(vacancy("one", apply=Apply(**ways)), "https://www.house.example/jobs/")
    return [(each.label, each.url, each.shown) for each in found]


def test_every_way_to_apply_is_told_and_says_where_it_leads() -> None:
    assert applying(
        url="https://www.jobs.example/x?y=1", email="team@house.example", phone="0116 496 0134"
    ) == [
        ("Apply for this job", "https://www.jobs.example/x?y=1", "jobs.example"),
        (
            "Apply by email",
            "mailto:team@house.example?subject=Care%20assistant%2C%20Testham",
            "team@house.example",
        ),
        ("Call to apply", "tel:01164960134", "0116 496 0134"),
    ]


def test_an_advert_that_does_not_say_how_leads_to_the_provider() -> None:
    assert applying() == [("Ask the provider", "https://www.house.example/jobs/", "house.example")]
    assert ways_to_apply(vacancy("one", apply=Apply()), "") == ()


def test_an_address_cannot_leave_its_link() -> None:
    [(_, url, _)] = applying(email='a"><script>&subject=x@house.example')
    assert not set('"<>&') & set(url)


def test_an_extension_is_never_part_of_a_number() -> None:
    assert phone_url("+44 (0)116 496 0134 ext 12") == "tel:+441164960134"
    assert phone_url("0116-496-0134 (ask for Dipti)") == "tel:01164960134"
    assert (phone_url(""), phone_url("Dipti"), phone_url("999")) == ("", "", "")


def suits(world: MakeWorld, **changes: object) -> dict[str, tuple[str, str]]:
    """Return whom a vacancy suits: label, what the advert says, what is usual."""
    page = context(library_of(world, [vacancy("one", **changes)]), "/vacancies/one/")
    return {fact.label: (fact.value, fact.note) for fact in page.suits.facts}


def test_what_the_advert_says_goes_before_what_is_usual(world: MakeWorld) -> None:
    said = suits(world, driving=Driving.HELPFUL, experience_needed=Answer.YES)
    assert said["Driving"] == ("Driving helps.", "")
    assert said["Experience"] == ("The advert asks for experience.", "")
    silent = suits(world)
    assert silent["Driving"][0] == silent["Experience"][0] == "The advert does not say."
    assert silent["Driving"][1].startswith("Usually: you ")


def test_nothing_is_said_of_whom_a_job_of_no_known_role_suits(world: MakeWorld) -> None:
    page = context(library_of(world, [vacancy("one", role=None)]), "/vacancies/one/")
    assert page.suits is None


FEEDS = """- {id: ours, file: ours.csv, provider: example-house}
- {id: board, title: A job board, file: ours.csv}
"""


def came_from(world: MakeWorld, found: Vacancy) -> str:
    """Return what the page says about where the advert is from."""
    library = library_of(world, [found], {"content/vacancies/feeds.yaml": FEEDS})
    return str(context(library, found.url).came_from)


def test_the_page_says_where_the_advert_is_from_and_when_it_was_checked(world: MakeWorld) -> None:
    assert came_from(world, vacancy("one", source="ours", last_seen=date(2026, 11, 21))) == (
        "From Example House’s own feed, last checked 21 November 2026."
    )
    assert came_from(world, vacancy("one", source="board")) == "From A job board."
    assert came_from(world, vacancy("one", source="posted")).startswith("Posted on this site")


def test_the_page_counts_what_the_advert_leaves_out(world: MakeWorld) -> None:
    page = context(library_of(world, [CARE_ASSISTANT]), CARE_ASSISTANT.url)
    assert page.left_out == len(page.terms) == 11


def test_a_long_way_on_is_shortened_to_three_steps(world: MakeWorld) -> None:
    page = context(library_of(world, [CARE_ASSISTANT]), CARE_ASSISTANT.url)
    assert len(page.steps) <= 3
    assert page.more_steps == 0


CSV = (
    "title,reference,company,location,description,link\n"
    "Cook & baker <b>now</b>,1,Tom & Sons,Testham,"
    "Help people with their day.,https://house.example/apply?a=1&b=2\n"
)


def test_words_of_an_advert_are_words_wherever_they_stand(world: MakeWorld) -> None:
    made = world(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, file: ours.csv}\n",
            "content/vacancies/snapshots/ours.csv": CSV,
        }
    )
    site = made.build()
    page = site.html("/vacancies/ours-1/")
    shared = [link["href"] for link in page.select("share-links a:not([href^='/'])")]
    assert len(shared) == 3
    assert all("Tom%20%26%20Sons" in str(href) for href in shared)
    button = page.select_one(".apply__button")
    assert button is not None
    assert button["href"] == "https://house.example/apply?a=1&b=2"
    assert page.select("h1 b") == []


def test_the_page_of_saved_vacancies_is_for_people_alone(world: MakeWorld) -> None:
    site = world().build()
    page = site.html("/vacancies/saved/")
    assert page.find("meta", {"name": "robots", "content": "noindex"})
    assert "/vacancies/saved/" not in site.text("/sitemap.xml")
