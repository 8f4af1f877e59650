"""The map of the pathway in a browser: seen, pointed at, tabbed through, tapped, printed."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.shipped import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

OUT_OF_BOX = """
() => [...document.querySelectorAll(".map__link")].flatMap((link) => {
  const box = link.querySelector(".map__box").getBBox();
  const text = link.querySelector("text").getBBox();
  return text.x + text.width > box.x + box.width || text.y < box.y ||
    text.y + text.height > box.y + box.height ? [link.getAttribute("aria-label")] : [];
})
"""
TEXT_SIZES = """
() => {
  const drawing = document.querySelector(".map__drawing");
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  return [...drawing.querySelectorAll("text")].map((text) =>
    parseFloat(getComputedStyle(text).fontSize) * scale);
}
"""
BIG = (1600, 1000)


def lit(page: Page) -> list[str]:
    """Return the names of the roles whose ways are seen."""
    found: list[str] = page.evaluate("""
    () => [...document.querySelectorAll(".map__stop")]
      .filter((stop) => getComputedStyle(stop.querySelector(".map__ways")).visibility === "visible")
      .map((stop) => stop.querySelector("a").getAttribute("aria-label").split(",")[0])
    """)
    return found


@pytest.mark.parametrize("size", [WIDE, BIG], ids=["wide", "wider"])
def test_all_text_of_the_map_is_large_enough_and_within_its_box(
    size: tuple[int, int], visitor: Visitor
) -> None:
    page = visitor.visit("/pathway/", size)
    assert page.evaluate(OUT_OF_BOX) == []
    assert min(page.evaluate(TEXT_SIZES)) >= 14


def test_the_whole_map_is_seen_without_scrolling_to_the_side(visitor: Visitor) -> None:
    page = visitor.visit("/pathway/", WIDE)
    frame = page.locator(".map__frame")
    assert frame.evaluate("(frame) => frame.scrollWidth <= frame.clientWidth")


def test_a_narrow_screen_has_the_list_alone_and_opens_it_line_by_line(
    plain_visitor: Visitor,
) -> None:
    page = plain_visitor.visit("/pathway/", NARROW)
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator("#lines .stops__title")).not_to_have_count(0)
    assert not any(each.is_visible() for each in page.locator("#lines .stops__title").all())
    page.locator("summary", has_text="Leading and managing").click()
    expect(
        page.locator("#lines").get_by_role("link", name="Registered manager").first
    ).to_be_visible()


def test_an_address_with_a_line_opens_it(visitor: Visitor) -> None:
    page = visitor.visit("/pathway/#line-nursing", NARROW)
    expect(page.locator("#line-nursing .stops__title").first).to_be_visible()
    expect(page.locator("#line-leadership .stops__title").first).to_be_hidden()


def test_pointing_at_a_role_lights_its_ways_without_javascript(plain_visitor: Visitor) -> None:
    page = plain_visitor.visit("/pathway/", WIDE)
    assert lit(page) == []
    page.locator(".map__link[aria-label^='Senior care worker']").hover()
    assert lit(page) == ["Senior care worker"]


def test_tab_goes_along_the_lines_and_lights_each_role(visitor: Visitor) -> None:
    page = visitor.visit("/pathway/", WIDE)
    names = page.locator(".map__link").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('aria-label').split(',')[0])"
    )
    page.locator(".map__link").first.focus()
    for name in names[:6]:
        assert lit(page) == [name]
        page.keyboard.press("Tab")
    listed = page.locator(".stops__title a").all_text_contents()
    assert sorted(names) == sorted(listed)


def test_the_map_can_be_skipped(visitor: Visitor) -> None:
    page = visitor.visit("/pathway/", WIDE)
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#lines")
    # The next stop of the Tab key is below the map, not on it.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map')") is None


def test_the_first_tap_shows_the_ways_and_the_second_opens_the_page(
    chromium: Browser, site: str
) -> None:
    context = chromium.new_context(has_touch=True, viewport={"width": 1280, "height": 1024})
    page = context.new_page()
    page.goto(f"{site}/pathway/")
    link = page.locator(".map__link[aria-label^='Team leader']")
    link.tap()
    assert page.url.endswith("/pathway/")
    assert "Team leader" in lit(page)
    expect(page.locator(".map__said")).to_contain_text("Tap it again to open its page")
    link.tap()
    page.wait_for_url("**/roles/team-leader/")
    context.close()


def test_the_page_with_its_map_is_small(visitor: Visitor) -> None:
    response = visitor.page.request.get(f"{visitor.origin}/pathway/")
    assert len(gzip.compress(response.body())) <= 60_000


def test_the_map_is_printed_and_the_list_has_nothing_folded(visitor: Visitor) -> None:
    page = visitor.visit("/pathway/", (794, 1000))
    page.emulate_media(media="print")
    expect(page.locator(".map__drawing")).to_be_visible()
    assert page.locator(".map__drawing").evaluate(
        "(drawing) => drawing.getBoundingClientRect().width <= innerWidth"
    )
    expect(page.locator(".stops__more .stops__summary").first).to_be_visible()
    page.emulate_media(media="screen")


def test_the_map_prints_on_one_sheet_of_a3(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(f"{site}/pathway/")
    sheets = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True))
    large = [size for size in sheets if round(float(size[0])) == 842 and float(size[1]) > 1190]
    assert len(large) == 1, sheets
    page.close()
