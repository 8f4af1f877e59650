"""Somebody on a bus with no signal: what they saved is there, and says that it is a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from browser.probes import BROKEN_RULES
from browser.shipped import NOON, Handler, hosted
from browser.test_access import RULES

pytestmark = pytest.mark.browser

ONE = "/vacancies/home-care-worker-wigston/"
OTHER = "/vacancies/night-care-worker-oakham/"
SAVED = "/vacancies/saved/"
PLAN = "/pathway/plan/?from=retail-hospitality&to=registered-manager"
COPY = "This is the copy that your device kept on"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
IS_KEPT = "async (path) => Boolean(await caches.match(path))"
NOTHING = f"async () => !(await caches.keys()).length && !(await ({WORKERS})())"


class Line(Handler):
    """A web host at the other end of a line that can break."""

    is_cut = False

    def parse_request(self) -> bool:
        """Read what is asked for, or hang up."""
        if Line.is_cut:
            self.close_connection = True
            return False
        return super().parse_request()

    def end_headers(self) -> None:
        """Have browsers ask again each time, so that what they show does not come from them."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


@pytest.fixture(scope="module")
def origin(dist: Path) -> Iterator[str]:
    """Return where the shipped site is served, as long as the line holds."""
    with hosted(dist, Line) as served:
        yield served


@pytest.fixture
def page(chromium: Browser, origin: str) -> Iterator[Page]:
    """Return a page of somebody who has saved nothing yet."""
    Line.is_cut = False
    context = chromium.new_context(base_url=origin, reduced_motion="reduce")
    context.clock.set_fixed_time(NOON)
    yield context.new_page()
    context.close()


def wait_until(page: Page, question: str, path: str = "") -> None:
    """Ask until the answer is yes, since a browser does not say when its caches change."""
    again = "await new Promise((then) => setTimeout(then, 20))"
    page.evaluate(f"async (path) => {{ while (!(await ({question})(path))) {again}; }}", path)


def save(page: Page, url: str) -> None:
    """Save a vacancy, and wait until there is a copy of it."""
    page.goto(url)
    page.get_by_role("button", name="Save for later").click()
    wait_until(page, IS_KEPT, url)


def test_who_saves_nothing_gets_no_worker(page: Page) -> None:
    for url in (ONE, SAVED, PLAN):
        page.goto(url)
    assert page.evaluate(WORKERS) == 0
    assert page.evaluate(NOTHING)


def test_what_is_saved_can_be_read_without_a_signal_and_says_so(page: Page) -> None:
    save(page, ONE)
    Line.is_cut = True
    page.goto(SAVED)
    page.locator("saved-vacancies").get_by_role("link").click()
    page.wait_for_url(f"**{ONE}")
    notice = page.locator("main .notification").first
    expect(notice).to_contain_text("You have no signal")
    expect(notice).to_contain_text(COPY)
    expect(notice).to_contain_text("may have closed since then")
    expect(page.get_by_role("heading", name="How to apply")).to_be_visible()
    # It came with its styles and its scripts.
    expect(page.get_by_role("button", name="Remove from saved")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.notification')).borderWidth")
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(BROKEN_RULES, RULES["light"]) == []


def test_a_route_can_be_planned_without_a_signal(page: Page) -> None:
    save(page, ONE)
    Line.is_cut = True
    page.goto(PLAN)
    expect(page.locator(".journey__stop").last).to_contain_text("Registered manager")
    expect(page.locator("main .notification").first).to_contain_text(COPY)


def test_what_nobody_kept_is_said_to_need_the_internet(page: Page) -> None:
    save(page, ONE)
    Line.is_cut = True
    page.goto("/roles/care-assistant/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have no signal")
    page.get_by_role("link", name="Your saved vacancies").click()
    page.wait_for_url(f"**{SAVED}")
    Line.is_cut = False
    page.goto("/roles/care-assistant/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Care assistant")


def test_with_a_signal_pages_come_from_the_site_and_say_nothing_of_copies(page: Page) -> None:
    save(page, ONE)
    for url in (ONE, SAVED):
        page.goto(url)
        expect(page.get_by_text(COPY)).to_have_count(0)


def test_when_the_last_one_is_let_go_nothing_is_left_of_the_copies(page: Page) -> None:
    save(page, ONE)
    save(page, OTHER)
    page.get_by_role("button", name="Remove from saved").click()
    wait_until(page, f"async (path) => !(await ({IS_KEPT})(path))", OTHER)
    assert page.evaluate(IS_KEPT, ONE)
    page.goto(ONE)
    page.get_by_role("button", name="Remove from saved").click()
    wait_until(page, NOTHING)


def test_a_device_that_saves_data_keeps_no_copies(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page.goto(ONE)
    page.get_by_role("button", name="Save for later").click()
    expect(page.get_by_text("Saved on this device only.")).to_be_visible()
    page.goto(SAVED)
    expect(page.locator("saved-vacancies").get_by_role("link")).to_have_count(1)
    assert page.evaluate(WORKERS) == 0
