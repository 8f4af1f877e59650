"""In a real browser: what is saved is seen, and so is what is wrong, until it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import World
from playwright.sync_api import Browser, Page, expect
from serve.visiting import edit, own_project, running

Make = Callable[..., World]
PATIENCE = 30_000  # milliseconds until the test gives up; nothing is asserted about time

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """Return a page of a real browser."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


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


def test_a_saved_stylesheet_changes_the_open_page_and_leaves_what_was_done_on_it(
    world: Make, tab: Page
) -> None:
    made = world()
    with running(own_project(made)) as origin:
        tab.goto(f"{origin}/about/")
        tab.evaluate("document.body.dataset.half = 'typed'")
        for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
            (made.root / "assets/css/base.css").write_text(f":root {{ outline-color: {colour} }}")
            tab.wait_for_function(
                "colour => getComputedStyle(document.documentElement).outlineColor === colour",
                arg=colour,
                timeout=PATIENCE,
            )
        assert tab.evaluate("document.body.dataset.half") == "typed"
        tab.goto("about:blank")
