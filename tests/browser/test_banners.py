"""Banners come and go by themselves and can be put away; an event says when it is over."""

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

BANNER = (
    "- {id: snow, title: Snow, text: Visits are late today., starts: 2026-11-23, "
    'starts_at: "06:00", ends: 2026-11-23}\n'
)
EVENT = """---
title: Open day
summary: An event for tests, in one sentence and a half.
date: 2026-11-23
starts_at: "14:00"
ends_at: "16:00"
place: testham
---
Come.
"""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a site is served with a banner and an event of 23 November 2026."""
    root = tmp_path_factory.mktemp("banners") / "project"
    shutil.copytree(SMALL_WORLD, root)
    made = World(root)
    made.write({"content/banners.yaml": BANNER, "content/events/day.md": EVENT})
    built = made.build(TODAY)
    assert built.problems == ()
    with hosted(Path(built.output)) as address:
        yield address


def visit(chromium: Browser, url: str, moment: str) -> Page:
    """Return a page in a browser whose clock stands at a moment."""
    page = chromium.new_context().new_page()
    page.clock.install(time=datetime.fromisoformat(moment))
    page.goto(url)
    return page


def test_a_banner_comes_at_its_moment_and_goes_at_its_end(chromium: Browser, origin: str) -> None:
    page = visit(chromium, f"{origin}/", "2026-11-23T05:59:00+00:00")
    banner = page.get_by_text("Visits are late today.")
    assert not banner.is_visible()
    page.clock.run_for(2 * 60 * 1000)
    assert banner.is_visible()
    page = visit(chromium, f"{origin}/", "2026-11-24T00:00:01+00:00")
    assert not page.get_by_text("Visits are late today.").is_visible()


def test_a_banner_that_was_put_away_stays_away_on_the_next_page(
    chromium: Browser, origin: str
) -> None:
    page = visit(chromium, f"{origin}/", "2026-11-23T09:00:00+00:00")
    page.get_by_role("button", name="Hide this message").click()
    assert not page.get_by_text("Visits are late today.").is_visible()
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{origin}/about/")
    assert not page.get_by_text("Visits are late today.").is_visible()


def test_an_event_says_by_itself_that_it_is_over(chromium: Browser, origin: str) -> None:
    page = visit(chromium, f"{origin}/events/day/", "2026-11-23T15:59:00+00:00")
    assert page.get_by_role("link", name="Add to my calendar").is_visible()
    page.clock.run_for(2 * 60 * 1000)
    assert page.get_by_role("alert").is_visible()
    assert not page.get_by_role("link", name="Add to my calendar").is_visible()
