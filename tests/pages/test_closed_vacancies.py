"""A vacancy that has ended: its address stays, says so, and helps on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from conftest import TODAY, World
from planning import LONDON, MakeWorld, context, library_of, many, planned, vacancy

from portal.content.vacancy import Sighting, Status
from portal.feeds.gather import Unchecked

CSV = "title,reference,company,location,closing date\nCare assistant,1,Example House,Testham,{}\n"
POSTED = """title: Kitchen helper
provider: example-house
role: care-assistant
place: testham
pay: {{min: 12.80, per: hour}}
contract: permanent
posted_on: 2026-11-01
closes_on: 2026-12-01
status: {status}
apply: {{email: jobs@site.example}}
"""
CLOSED = vacancy(
    "closed-one",
    status=Status.CLOSED,
    ended_on=date(2026, 11, 20),
    closes_at=datetime(2026, 11, 20, 12, 0, tzinfo=LONDON),
)


def with_feed(world: MakeWorld, closes: str) -> World:
    """Return a world whose feed has one vacancy."""
    return world(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, file: ours.csv}\n",
            "content/vacancies/snapshots/ours.csv": CSV.format(closes),
        }
    )


def test_a_closed_vacancy_keeps_its_page_and_is_nowhere_else(world: MakeWorld) -> None:
    made = with_feed(world, "20/11/2026")
    site = made.build()
    assert site.problems == ()
    page = site.html("/vacancies/ours-1/")
    text = page.get_text(" ", strip=True)
    assert "This vacancy closed on 20 November 2026." in text
    assert "How to apply" not in text
    assert page.find("meta", {"name": "robots", "content": "noindex"})
    assert [each["@type"] for each in site.structured("/vacancies/ours-1/")] == ["BreadcrumbList"]
    for name, data in site.files.items():
        assert b"/vacancies/ours-1/" not in data or name == "vacancies/ours-1/index.html", name


def test_after_ninety_days_the_page_goes(world: MakeWorld) -> None:
    made = with_feed(world, "20/11/2026")
    last = date(2026, 11, 20) + timedelta(days=90)
    assert "vacancies/ours-1/index.html" in made.build(last, allow_shrink=True).files
    day_after = made.build(last + timedelta(days=1), allow_shrink=True)
    assert "vacancies/ours-1/index.html" not in day_after.files


def test_a_vacancy_that_could_not_be_checked_says_since_when(world: MakeWorld) -> None:
    made = with_feed(world, "2027-12-01")
    made.write(
        {
            "content/vacancies/feeds.yaml": "- {id: ours, title: Ours, url: https://x.example/}\n",
            "content/vacancies/snapshots/ours.yaml": "file: ours.csv\nformat: csv\nurl: https://x\n"
            "fetched_at: '2026-11-01T03:00:00+00:00'\nsha256: x\nbytes: 1\nitems: 1\n",
        }
    )
    site = made.build()
    page = site.html("/vacancies/ours-1/")
    text = page.get_text(" ", strip=True)
    assert "We have not been able to check it since 1 November 2026." in text
    assert "How to apply" not in text
    assert page.find("meta", {"name": "robots", "content": "noindex"})


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("filled", "This vacancy has been filled."),
        ("withdrawn", "This vacancy is no longer advertised."),
        ("closed", "This vacancy has closed."),
    ],
)
def test_a_posted_vacancy_can_end_before_its_day(
    world: MakeWorld, status: str, sentence: str
) -> None:
    site = world({"content/vacancies/posted/helper.yaml": POSTED.format(status=status)}).build()
    assert site.problems == ()
    text = site.html("/vacancies/helper/").get_text(" ", strip=True)
    assert sentence in text
    assert "jobs@site.example" not in text


def test_a_page_says_when_to_the_minute_where_the_advert_did(world: MakeWorld) -> None:
    page = context(library_of(world, closed=[CLOSED]), CLOSED.url)
    assert page.sentence == "This vacancy closed on 20 November 2026 at midday."


def test_one_that_went_from_its_feed_says_when_it_was_last_there(world: MakeWorld) -> None:
    gone = replace(CLOSED, status=Status.WITHDRAWN, last_seen=date(2026, 11, 18))
    page = context(library_of(world, closed=[gone]), gone.url)
    assert page.sentence == (
        "This vacancy is no longer advertised. It was last advertised on 18 November 2026."
    )


def test_similar_open_vacancies_are_the_same_role_near_by(world: MakeWorld) -> None:
    other_role = vacancy("other", role="senior-care-worker")
    library = library_of(world, [*many(6), other_role], closed=[CLOSED])
    page = context(library, CLOSED.url)
    assert [card.url for card in page.similar] == [f"/vacancies/vacancy-{n}/" for n in range(4)]
    assert page.elsewhere.url == "/vacancies/in/north/"
    alone = context(library_of(world, closed=[CLOSED]), CLOSED.url)
    assert (alone.similar, alone.elsewhere.url) == ((), "/vacancies/")


def test_the_address_of_a_vacancy_shown_elsewhere_leads_there(world: MakeWorld) -> None:
    sources = (Sighting("a", "1", "a-1"), Sighting("b", "7", "b-7"))
    pages = planned(library_of(world, [vacancy("a-1", sources=sources)]))
    assert pages["/vacancies/b-7/"].context().url == "/vacancies/a-1/"
    assert not pages["/vacancies/b-7/"].listed


def test_an_open_page_knows_when_to_close_itself(world: MakeWorld) -> None:
    made = context(library_of(world, [vacancy("one")]), "/vacancies/one/")
    assert made.closes == "2026-12-04T23:59:00+00:00"
    assert made.closed == "This vacancy closed on 4 December 2026."
    for_ever = context(library_of(world, [vacancy("one", closes_at=None)]), "/vacancies/one/")
    assert (for_ever.closes, for_ever.closed) == ("", "")


def test_a_vacancy_in_its_last_week_is_closing_soon(world: MakeWorld) -> None:
    near = datetime(2026, 11, 28, 12, tzinfo=LONDON)
    for closes_at, note in ((near, "Closing soon"), (near + timedelta(days=30), "")):
        library = library_of(world, [vacancy("one", closes_at=closes_at)])
        assert context(library, "/vacancies/one/").dates[0].note == note


def test_the_list_says_which_feed_is_missing_and_since_when(world: MakeWorld) -> None:
    lost = (Unchecked("Our board", date(2026, 11, 1)),)
    library = replace(library_of(world, many(60)), unchecked_feeds=lost)
    assert context(library, "/vacancies/").unchecked == (
        "Vacancies from Our board were last checked on 1 November 2026, so they are not shown.",
    )
    for url in ("/vacancies/page/2/", "/vacancies/in/north/"):
        assert context(library, url).unchecked == ()


def test_the_list_says_how_many_came_today(world: MakeWorld) -> None:
    new = vacancy("new", posted_on=TODAY, first_seen=TODAY)
    library = library_of(world, [new, *many(2)])
    expected = "3 vacancies open now, 1 of them new today, newest first."
    assert context(library, "/vacancies/").lead == expected
