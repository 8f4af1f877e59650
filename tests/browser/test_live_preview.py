"""In a real browser: what is saved is seen, and so is what is wrong, until it is mended."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from conftest import World
from playwright.sync_api import Page, expect, sync_playwright
from serve.visiting import edit, running

Make = Callable[..., World]
PATIENCE = 30_000  # milliseconds until the test gives up; nothing is asserted about time
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """Return a page of a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_a_save_shows_in_the_open_page(world: Make, tab: Page) -> None:
    made = world()
    about = made.root / "content" / "pages" / "about.md"
    with running(made.project) as origin:
        tab.goto(f"{origin}/about/")
        expect(tab.get_by_text("It is made for tests.")).to_be_visible()
        for old, new in (("made for tests", "new"), ("It is new", "It is newer still")):
            edit(about, old, new)
            expect(tab.get_by_text(new)).to_be_visible(timeout=PATIENCE)
        tab.goto("about:blank")


def test_a_mistake_takes_the_page_over_and_gives_it_back(world: Make, tab: Page) -> None:
    made = world()
    about = made.root / "content" / "pages" / "about.md"
    with running(made.project) as origin:
        tab.goto(f"{origin}/roles/")
        heading = tab.get_by_role("heading", level=1)
        before = heading.inner_text()
        edit(about, "title:", "titel:")
        expect(heading).to_contain_text("to mend", timeout=PATIENCE)
        expect(tab.get_by_text("content/pages/about.md:2:1").first).to_be_visible()
        edit(about, "titel:", "title:")
        expect(heading).to_have_text(before, timeout=PATIENCE)
        tab.goto("about:blank")
