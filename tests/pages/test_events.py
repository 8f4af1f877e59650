"""Events: pages, calendars that other programs read rightly, and what stays when they are over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from conftest import TODAY, World

WINTER = """---
title: Open day in the winter
summary: An event for tests, in one sentence and a half.
kind: open-day
date: 2026-12-04
starts_at: "14:00"
ends_at: "17:30"
place: testham
venue: The Hall, Test Street
cost: Free
accessibility: [Step-free]
---
Come.
"""
SUMMER = """---
title: Forum in the summer
summary: Another event for tests, in one sentence and a half.
date: 2027-06-10
starts_at: "09:30"
ends_at: "10:30"
online: true
for: providers
---
Join.
"""
EVENTS = {"content/events/winter.md": WINTER, "content/events/summer.md": SUMMER}
MakeWorld = Callable[..., World]


def read(text: str) -> dict[str, Any]:
    """Return the events of a calendar by what they are called, as a real parser has them."""
    found = icalendar.Calendar.from_ical(text)
    return {str(each["summary"]): each for each in found.walk("VEVENT")}


def test_a_calendar_has_the_hours_of_london_in_winter_and_summer(world: MakeWorld) -> None:
    built = world(EVENTS).build()
    assert built.problems == ()
    events = read(built.text("/events/calendar.ics"))
    winter = events["Open day in the winter"]["dtstart"].dt
    summer = events["Forum in the summer"]["dtstart"].dt
    assert (winter.hour, winter.utcoffset()) == (14, timedelta(0))
    assert (summer.hour, summer.utcoffset()) == (9, timedelta(hours=1))


def test_the_rules_of_the_clocks_in_the_file_are_those_of_london(world: MakeWorld) -> None:
    text = world(EVENTS).build().text("/events/calendar.ics")
    rules = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")[0]
    assert isinstance(rules, icalendar.Timezone)
    zone = rules.to_tz()
    for month, hours in ((1, 0), (3, 0), (4, 1), (7, 1), (10, 1), (11, 0)):
        moment = datetime(2027, month, 15, 12, tzinfo=zone)
        assert moment.utcoffset() == timedelta(hours=hours), month


def test_a_calendar_is_the_same_on_another_day_so_that_nobody_is_told_of_changes_that_are_none(
    world: MakeWorld,
) -> None:
    made = world(EVENTS)
    first = made.build(TODAY).files["events/winter/winter.ics"]
    second = made.build(TODAY + timedelta(days=3)).files["events/winter/winter.ics"]
    assert first == second
    assert b"\r\nUID:winter@" in first
    assert b"\n" not in first.replace(b"\r\n", b"")


def test_a_cancelled_event_says_so_on_its_page_and_in_calendars(world: MakeWorld) -> None:
    cancelled = WINTER.replace(
        "cost: Free",
        "cost: Free\nstatus: cancelled\nupdates: [{on: 2026-11-20, what: The hall is flooded.}]",
    )
    built = world({"content/events/winter.md": cancelled}).build()
    event = read(built.text("/events/winter/winter.ics"))["Cancelled: Open day in the winter"]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert event["dtstamp"].dt.date() == date(2026, 11, 20)
    page = built.html("/events/winter/")
    assert "The hall is flooded." in page.get_text()
    assert "Add to my calendar" not in page.get_text()
    data: dict[str, Any] = built.structured("/events/winter/")[1]
    assert data["eventStatus"].endswith("/EventCancelled")


def test_search_engines_get_what_they_require(world: MakeWorld) -> None:
    built = world(EVENTS).build()
    winter: dict[str, Any] = built.structured("/events/winter/")[1]
    assert winter["startDate"] == "2026-12-04T14:00:00+00:00"
    assert winter["endDate"] == "2026-12-04T17:30:00+00:00"
    assert winter["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert winter["location"]["@type"] == "Place"
    assert winter["location"]["address"]["addressLocality"] == "Testham"
    summer: dict[str, Any] = built.structured("/events/summer/")[1]
    assert summer["startDate"] == "2027-06-10T09:30:00+01:00"
    assert summer["location"]["@type"] == "VirtualLocation"


def test_a_made_up_event_is_not_told_to_search_engines(world: MakeWorld) -> None:
    built = world(
        {"content/events/w.md": WINTER.replace("---\n", "---\nexample: true\n", 1)}
    ).build()
    assert [each["@type"] for each in built.structured("/events/w/")] == ["BreadcrumbList"]


def test_events_are_listed_for_whom_and_where_they_are(world: MakeWorld) -> None:
    built = world(EVENTS).build()

    def titles(url: str) -> list[str]:
        return [each.get_text() for each in built.html(url).select(".event-card h3")]

    assert titles("/events/") == ["Open day in the winter", "Forum in the summer"]
    assert titles("/events/for-providers/") == ["Forum in the summer"]
    assert titles("/events/for-people/") == ["Open day in the winter"]
    assert titles("/schools/") == ["Open day in the winter"], "a forum is not for a class"
    districts = built.html("/events/").select('a[href^="/events/in/"]')
    counts = [each.select_one("span").get_text() for each in districts]  # type: ignore[union-attr]
    assert sum(map(int, counts)) == 1, "an online event is in no district"


def test_the_day_after_it_is_over_and_keeps_its_address(world: MakeWorld) -> None:
    made = world(EVENTS)
    on_the_day = made.build(date(2026, 12, 4))
    assert "Open day in the winter" in on_the_day.html("/events/").get_text()
    after = made.build(date(2026, 12, 5))
    assert "Open day in the winter" not in after.html("/events/").get_text()
    assert "Open day in the winter" in after.html("/events/past/").get_text()
    page = after.html("/events/winter/")
    assert "This event is over" in page.get_text()
    assert page.select_one('meta[name="robots"][content="noindex"]')
    assert "/events/winter/" not in after.text("/sitemap.xml")
    long_after = made.build(date(2027, 3, 20))
    assert "Open day in the winter" not in long_after.html("/events/past/").get_text()
    assert "This event is over" in long_after.html("/events/winter/").get_text()


def test_the_feed_has_the_events_to_come(world: MakeWorld) -> None:
    feed = json.loads(world(EVENTS).build().text("/events/feed.json"))
    assert {each["title"] for each in feed["items"]} == {
        "Open day in the winter",
        "Forum in the summer",
    }


def test_a_site_without_events_has_an_empty_calendar_to_follow(world: MakeWorld) -> None:
    built = world().build()
    assert read(built.text("/events/calendar.ics")) == {}
    assert "No event is planned" in built.html("/events/").get_text()


@pytest.mark.parametrize("status", ["postponed", "moved-online"])
def test_a_change_is_said_on_the_card_too(world: MakeWorld, status: str) -> None:
    text = WINTER.replace("cost: Free", f"status: {status}")
    cards = world({"content/events/winter.md": text}).build().html("/events/")
    assert cards.select_one(".event-card__status")
