"""The page of a vacancy: the way to apply is in sight, and what is saved stays on the device."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, NOON, WIDE

pytestmark = pytest.mark.browser

ONE = "/vacancies/home-care-worker-wigston/"
OTHER = "/vacancies/night-care-worker-oakham/"
SAVED = "/vacancies/saved/"
PHONE = (390, 844)
EVERY_RULE = {
    "type": "tag",
    "values": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
}


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """Return a page of somebody who has saved nothing yet."""
    context = chromium.new_context(base_url=site, reduced_motion="reduce")
    context.clock.set_fixed_time(NOON)
    yield context.new_page()
    context.close()


def resize(page: Page, size: tuple[int, int]) -> None:
    """Take a screen of another size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def save(page: Page, url: str) -> None:
    """Save a vacancy."""
    page.goto(url)
    page.get_by_role("button", name="Save for later").click()


@pytest.mark.parametrize("size", [PHONE, (1280, 720)], ids=["phone", "wide"])
def test_the_way_to_apply_is_in_sight_at_once(page: Page, size: tuple[int, int]) -> None:
    resize(page, size)
    page.goto(ONE)
    expect(page.locator(".apply__button")).to_be_in_viewport(ratio=1)


def test_on_the_smallest_phones_a_link_leads_to_the_way_to_apply(page: Page) -> None:
    resize(page, (320, 640))
    page.goto(ONE)
    link = page.get_by_role("link", name="How to apply", exact=True).first
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    expect(page.locator(".apply__button")).to_be_in_viewport(ratio=1)
    resize(page, WIDE)
    expect(page.locator(".vacancy-page__jump")).to_be_hidden()


def test_what_people_need_comes_in_its_order(page: Page) -> None:
    page.goto(ONE)
    parts = (
        *("h1", ".vacancy-page__where", ".vacancy-glance", ".apply__button", ".terms-card"),
        *("h2:text('What you will do')", "h2:text('Who it suits')", "h2:text('How to apply')"),
        *("h2:text('The role and where it leads')", "h2:text('Similar vacancies')"),
        "h2:text('The provider')",
    )
    order = [page.locator(part).evaluate(ORDER) for part in parts]
    assert order == sorted(order)


ORDER = "each => [...document.querySelectorAll('*')].indexOf(each)"


def test_a_vacancy_is_saved_on_this_device_and_can_be_let_go(page: Page) -> None:
    save(page, ONE)
    expect(page.get_by_role("status").first).to_have_text("Saved on this device only.")
    save(page, OTHER)
    page.goto(SAVED)
    links = page.locator("saved-vacancies").get_by_role("link")
    expect(links).to_have_text(["Night care worker", "Home care worker, school hours"])
    page.get_by_role("button", name="Remove Night care worker").press("Enter")
    expect(page.get_by_role("button", name="Remove Home care worker, school hours")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have saved nothing yet.")).to_be_focused()
    page.goto(ONE)
    expect(page.get_by_role("button", name="Save for later")).to_be_visible()


def test_a_saved_vacancy_is_told_as_it_was_and_says_when_it_is_over(page: Page) -> None:
    save(page, ONE)
    page.goto(SAVED)
    saved = page.locator("saved-vacancies li")
    for words in ("Imaginary Canal Home Care, Wigston", "£13.25 an hour", "15 to 20 hours a week"):
        expect(saved).to_contain_text(words)
    expect(saved.get_by_text("Closed", exact=True)).to_be_hidden()
    page.clock.set_fixed_time("2030-01-01T00:00:00Z")
    page.reload()
    expect(saved.get_by_text("Closed", exact=True)).to_be_visible()


@pytest.mark.parametrize("url", ["/vacancies/", "/vacancies/page/2/", "/vacancies/in/leicester/"])
def test_lists_lead_to_what_is_saved_and_say_how_many(page: Page, url: str) -> None:
    page.goto(url)
    link = page.get_by_role("link", name="Saved vacancies")
    expect(link).to_have_text("Saved vacancies")
    save(page, ONE)
    save(page, OTHER)
    page.goto(url)
    expect(link).to_have_text("Saved vacancies (2)")
    link.click()
    page.wait_for_url(f"**{SAVED}")


@pytest.mark.parametrize(
    "kept",
    ["nonsense", "null", "{}", '[null, 1, {"url": "https://elsewhere.example/", "title": "x"}]'],
)
def test_what_others_wrote_into_the_store_does_no_harm(page: Page, kept: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(SAVED)
    page.evaluate("kept => localStorage.setItem('saved-vacancies', kept)", kept)
    page.reload()
    expect(page.get_by_text("You have saved nothing yet.")).to_be_visible()
    save(page, ONE)
    expect(page.get_by_role("button", name="Remove from saved")).to_be_visible()
    assert faults == []


def test_a_browser_that_keeps_nothing_offers_nothing(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page.goto(ONE)
    expect(page.get_by_role("button", name="Save for later")).to_be_hidden()
    page.goto(SAVED)
    expect(page.get_by_text("You have saved nothing yet.")).to_be_visible()


def test_without_scripts_links_share_and_nothing_promises_to_save(
    chromium: Browser, site: str
) -> None:
    page = chromium.new_context(base_url=site, java_script_enabled=False).new_page()
    page.goto(ONE)
    expect(page.locator("save-vacancy")).to_be_hidden()
    shown = page.locator("share-links").get_by_role("link")
    expect(shown).to_have_text(["Email", "WhatsApp", "Text message", "Print a poster or cards"])
    for link in shown.all()[:3]:
        assert "home-care-worker-wigston" in (link.get_attribute("href") or "")
    expect(page.locator("share-links").get_by_role("button")).to_have_count(0)
    page.goto(SAVED)
    expect(page.get_by_text("your browser must run JavaScript")).to_be_visible()


def test_the_link_is_copied(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(ONE)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")
    context.close()


@pytest.mark.parametrize("url", [ONE, "/vacancies/home-care-worker-evenings-leicester/"])
def test_it_prints_on_one_sheet_that_says_where_it_is(page: Page, url: str) -> None:
    page.goto(url)
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1
    page.emulate_media(media="print")
    expect(page.locator(".vacancy-page__address")).to_contain_text(url)
    expect(page.locator(".share")).to_be_hidden()


@pytest.mark.parametrize("saved", [(), (ONE, OTHER)], ids=["nothing", "two"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_is_saved_can_be_read_by_everybody(
    page: Page, size: tuple[int, int], saved: tuple[str, ...]
) -> None:
    for url in saved:
        save(page, url)
    resize(page, size)
    for url in (ONE, SAVED):
        page.goto(url)
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(BROKEN_RULES, EVERY_RULE) == [], url
        assert page.evaluate(CUT_OFF) == [], url


def test_answers_are_told_apart_where_colours_are_forced(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(ONE)
    borders = {
        tone: page.locator(f".terms-card__answer--{tone}").first.evaluate(
            "each => getComputedStyle(each, '::before').borderTopWidth"
        )
        for tone in ("yes", "neutral")
    }
    assert borders["yes"] != borders["neutral"]
