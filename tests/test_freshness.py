"""The report says what is due, and forgets what was seen to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import httpx
import pytest
from conftest import TODAY, World

from portal.checks.external import check_links, links_in
from portal.content.loading import ContentReader, Records
from portal.errors import Position
from portal.freshness import Due, as_markdown, as_text, find_due

STORY = "content/case-studies/from-the-shop.md"
PAGE = "---\ntitle: A page\nsummary: A page that says something or other.\n{}---\nWords.\n"


def records(made: World, today: date = TODAY) -> Records:
    """Return the records of a world."""
    return ContentReader(made.root, made.root / "content").read(today)[0]


def due(made: World, today: date = TODAY) -> list[Due]:
    """Return what is due in a world."""
    return list(find_due(records(made, today), made.root / "content", today))


def story(made: World, review_by: str) -> None:
    """Make the story of the world a real one, with its consent to a day."""
    path = made.root / STORY
    text = path.read_text("utf-8").replace("2028-09-01", review_by).replace("example: true\n", "")
    made.write({STORY: text})


@pytest.mark.parametrize(("day", "is_due"), [("2027-01-21", True), ("2027-01-22", False)])
def test_consent_is_due_two_months_ahead(
    day: str, is_due: bool, world: Callable[..., World]
) -> None:
    made = world()
    story(made, day)
    assert [each.kind for each in due(made) if each.position.path == STORY] == ["Consent"] * is_due


def test_consent_that_is_over_says_since_when(world: Callable[..., World]) -> None:
    made = world()
    story(made, "2026-11-01")
    [found] = [each for each in due(made) if each.kind == "Consent"]
    assert found.sentence == "The consent is over since 2026-11-01."
    assert found.position.line == 14


@pytest.mark.parametrize(
    ("facts", "is_due"),
    [
        ("reviewed_on: 2026-11-01\n", False),
        ("reviewed_on: 2025-11-01\n", True),
        ("reviewed_on: 2026-11-01\nreview_by: 2026-11-22\n", True),
        ("", True),
        ("example: true\n", False),
    ],
)
def test_a_page_is_due_a_year_after_its_last_look_or_by_its_own_day(
    facts: str, is_due: bool, world: Callable[..., World]
) -> None:
    made = world({"content/pages/about.md": PAGE.format(facts)})
    found = [each for each in due(made) if each.position.path == "content/pages/about.md"]
    assert bool(found) is is_due


RESOURCE = """title: A helpline
summary: People who listen, day and night.
kind: Helpline
for: people
last_checked: {}
checked_by: The team
source: Made up for tests
"""


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("pages/about.md", PAGE.format("review_by: 2026-12-22\n"), "is due by 2026-12-22"),
        ("pages/about.md", PAGE.format("review_by: 2026-12-23\n"), ""),
        ("pages/about.md", PAGE.format("reviewed_on: 2025-12-22\n"), "is due by 2026-12-22"),
        ("pages/about.md", PAGE.format("reviewed_on: 2025-12-23\n"), ""),
        ("resources/x.yaml", RESOURCE.format("2026-06-22"), "is due by 2026-12-22"),
        ("resources/x.yaml", RESOURCE.format("2026-06-23"), ""),
        ("resources/x.yaml", RESOURCE.format("2026-05-01"), "is due since 2026-10-31"),
        (
            "resources/x.yaml",
            RESOURCE.format("2026-11-01\nreview_by: 2026-12-01"),
            "is due by 2026-12-01",
        ),
        (
            "resources/x.yaml",
            RESOURCE.format("2026-11-01\nexpires_on: 2026-12-01"),
            "expires on 2026-12-01",
        ),
        (
            "resources/x.yaml",
            RESOURCE.format("2026-11-01\nexpires_on: 2026-11-20"),
            "expired on 2026-11-20",
        ),
    ],
)
def test_a_page_and_a_resource_are_listed_a_month_before_their_next_look(
    file: str, text: str, said: str, world: Callable[..., World]
) -> None:
    made = world({f"content/{file}": text})
    found = [each.sentence for each in due(made) if each.position.path == f"content/{file}"]
    assert [said in each for each in found] == [True] * bool(said), found


def test_all_kinds_of_things_stand_in_one_list_with_what_is_late_first() -> None:
    late = Due("Pages", Position("a.md"), "Late.", "", date(2026, 11, 1))
    soon = Due("Pages", Position("b.md"), "Soon.", "", date(2026, 12, 1))
    text = as_markdown([soon, late], TODAY)
    assert text.startswith("2 things need a fresh look on 2026-11-22 (1 of them soon).")
    assert text.index("Late.") < text.index("Soon.")


def test_a_feed_that_was_never_fetched_is_due(world: Callable[..., World]) -> None:
    feed = "- {id: house, title: House, url: 'https://example.org/x', provider: example-house}\n"
    made = world({"content/vacancies/feeds.yaml": feed})
    assert [each.kind for each in due(made) if "never been fetched" in each.sentence] == ["Feeds"]


def test_the_report_is_in_order_and_readable_both_ways() -> None:
    found = [
        Due("Pages", Position("b.md", 1), "Old.", "Read it.", date(2025, 1, 1)),
        Due("Consent", Position("a.md", 2), "Over.", "Ask.", date(2026, 1, 1)),
    ]
    text = as_text(found, TODAY)
    assert text.index("a.md:2: Over. Ask.") < text.index("b.md:1: Old. Read it.")
    assert "- [ ] `a.md:2`: Over. Ask." in as_markdown(found, TODAY)
    assert "Nothing needs" in as_text([], TODAY)


def answer(request: httpx.Request) -> httpx.Response:
    """Answer as several websites would."""
    found = {"/gone": 404, "/broken": 500, "/person": 403}.get(request.url.path, 200)
    if request.url.path == "/moved":
        return httpx.Response(301, headers={"location": "/gone"})
    if request.url.path == "/slow":
        raise httpx.ReadTimeout("slow")
    return httpx.Response(found)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", ""),
        ("/person", ""),
        ("/gone", "is gone"),
        ("/moved", "is gone"),
        ("/broken", "answers 500"),
        ("/slow", "did not answer"),
    ],
)
def test_links_to_other_websites_are_opened(path: str, said: str) -> None:
    links = {f"https://care.org.uk{path}": (Position("a.md", 3),)}
    found = check_links(links, httpx.MockTransport(answer), lambda host: ("93.184.216.34",))
    assert [said in each.sentence for each in found] == [True] * bool(said)


def test_no_link_leads_the_check_into_a_private_network() -> None:
    asked: list[httpx.Request] = []

    def remember(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200)

    links = {"http://metadata.care.uk/": (Position("a.md", 3),)}
    found = check_links(links, httpx.MockTransport(remember), lambda host: ("169.254.169.254",))
    assert asked == []
    assert "not on the public internet" in found[0].sentence


def test_links_are_found_in_facts_and_in_texts(world: Callable[..., World]) -> None:
    page = PAGE.format("").replace("Words.", "One\n\n[Two](https://care.org.uk/two) and more.")
    made = world({"content/pages/about.md": page})
    assert links_in(records(made)) == {
        "https://care.org.uk/two": (Position("content/pages/about.md", 7, 5),)
    }


def test_figures_are_due_a_year_after_somebody_looked(world: Callable[..., World]) -> None:
    figure = """- id: {}
  amounts: [{{from: {}, text: £10}}]
  source: Made up for tests
"""
    statistic = """- id: posts
  label: Posts
  value: "12"
  unit: posts
  area: Testshire
  period: 2024/25
  source: Made up for tests
  topic: jobs
  review_by: {}
"""
    old, new = figure.format("old", "2025-11-01"), figure.format("new", "2026-04-01")
    seen = figure.format("seen", "2024-04-01") + "  checked_on: 2026-10-01\n"
    made = world({"content/facts/values.yaml": old + new + seen})
    made.write({"content/facts/statistics.yaml": statistic.format("2026-11-22")})
    assert [each.sentence for each in due(made) if each.kind == "Figures"] == [
        "“old” was last checked on 2025-11-01, and is due since 2026-11-01.",
        "“Posts” (Testshire, 2024/25) is due since 2026-11-22.",
    ]
    made.write({"content/facts/statistics.yaml": statistic.format("2026-12-23")})
    assert len([each for each in due(made) if each.kind == "Figures"]) == 1
