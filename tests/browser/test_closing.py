"""A vacancy's page closes by itself when its moment comes, without a new build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from conftest import SMALL_WORLD, TODAY, World
from playwright.sync_api import Browser, Page

from browser.shipped import hosted

pytestmark = pytest.mark.browser

FEED = "- {id: ours, file: ours.csv}\n"
CSV = (
    "title,reference,company,location,closing date,link\n"
    "Care assistant,1,Example House,Testham,25/11/2026,https://house.example/apply\n"
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a site is served whose only vacancy closes on 25 November 2026."""
    root = tmp_path_factory.mktemp("closing") / "project"
    shutil.copytree(SMALL_WORLD, root)
    made = World(root)
    made.write(
        {
            "content/vacancies/feeds.yaml": FEED,
            "content/vacancies/snapshots/ours.csv": CSV,
        }
    )
    built = made.build(TODAY)
    assert built.problems == ()
    with hosted(Path(built.output)) as address:
        yield address


def visit(chromium: Browser, origin: str, moment: str) -> Page:
    """Return the vacancy's page in a browser whose clock stands at a moment."""
    page = chromium.new_context().new_page()
    page.clock.install(time=datetime.fromisoformat(moment))
    page.goto(f"{origin}/vacancies/ours-1/")
    return page


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-22T09:00:00+00:00", "3 days left"),
        ("2026-11-24T23:30:00+00:00", "Closes tomorrow"),
        ("2026-11-25T00:30:00+00:00", "Closes today"),
    ],
)
def test_until_then_it_says_how_long_is_left(
    chromium: Browser, origin: str, moment: str, words: str
) -> None:
    page = visit(chromium, origin, moment)
    assert page.get_by_text(words).is_visible()
    assert page.get_by_role("link", name="Apply for this job").is_visible()
    assert not page.get_by_role("alert").is_visible()


def test_afterwards_it_is_closed_and_there_is_nothing_to_apply_with(
    chromium: Browser, origin: str
) -> None:
    page = visit(chromium, origin, "2026-11-26T00:00:01+00:00")
    assert page.get_by_role("alert").is_visible()
    assert "This vacancy closed on 25 November 2026." in page.get_by_role("alert").inner_text()
    assert not page.get_by_role("link", name="Apply for this job").is_visible()
    assert not page.locator("[data-days-left]").is_visible()


def test_it_closes_before_the_eyes_of_somebody_who_reads_it(chromium: Browser, origin: str) -> None:
    page = visit(chromium, origin, "2026-11-25T23:30:00+00:00")
    assert not page.get_by_role("alert").is_visible()
    page.clock.run_for(31 * 60 * 1000)
    assert page.get_by_role("alert").is_visible()
    assert not page.get_by_role("heading", name="How to apply").is_visible()


def test_days_are_those_of_london_wherever_the_reader_is(chromium: Browser, origin: str) -> None:
    context = chromium.new_context(timezone_id="Pacific/Auckland")
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat("2026-11-24T12:00:00+00:00"))
    page.goto(f"{origin}/vacancies/ours-1/")
    assert page.get_by_text("Closes tomorrow").is_visible()


def test_without_javascript_the_page_is_as_it_was_built(chromium: Browser, origin: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{origin}/vacancies/ours-1/")
    assert page.get_by_role("link", name="Apply for this job").is_visible()
    assert not page.get_by_role("alert").is_visible()
    assert page.locator(".facts-list").get_by_text("25 November 2026").is_visible()
