"""Charts can be read on the narrowest phone, without colours, on paper and by the keyboard."""

from __future__ import annotations

import pytest

from browser.shipped import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

PAGES = ("/data/", "/data/vacancies-and-turnover/", "/data/pay/", "/data/adverts/")
# Every text of every chart: what it says, how large it is shown, and whether all of it is there.
TEXTS = """() => [...document.querySelectorAll(".chart__drawing text")].map((text) => {
  const {left, right, top, bottom} = text.getBoundingClientRect();
  const chart = text.ownerSVGElement.getBoundingClientRect();
  const letters = text.querySelector("tspan") ?? text;
  return {
    words: text.textContent,
    size: parseFloat(getComputedStyle(letters).fontSize),
    shown: left >= -1 && right <= document.documentElement.clientWidth + 1
      && top >= chart.top - 1 && bottom <= chart.bottom + 4,
  };
})"""
OVERLAPS = """() => [...document.querySelectorAll(".chart__drawing")].flatMap((chart) => {
  const texts = [...chart.querySelectorAll("text")].map((text) => [text.textContent,
    text.getBoundingClientRect()]);
  const lie = ([, a], [, b]) => a.left + 1 < b.right && b.left + 1 < a.right
    && a.top + 5 < b.bottom && b.top + 5 < a.bottom;
  return texts.flatMap((one, place) => texts.slice(place + 1).filter((other) => lie(one, other))
    .map((other) => `${one[0]} on ${other[0]}`));
})"""
LINES = """() => [...document.querySelectorAll(".chart__drawing--compares .chart__bar")].map(
  (bar) => [getComputedStyle(bar).strokeDasharray, getComputedStyle(bar).stroke])"""


@pytest.mark.parametrize("url", PAGES)
def test_every_word_of_a_chart_is_there_and_large_enough(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url, NARROW)
    for size in (NARROW, (390, 844), WIDE):
        visitor.resize(size)
        texts = page.evaluate(TEXTS)
        assert texts
        assert [each for each in texts if each["size"] < 14 or not each["shown"]] == [], size
        assert page.evaluate(OVERLAPS) == [], size


def test_without_colours_our_area_is_still_told_from_others(visitor: Visitor) -> None:
    page = visitor.visit("/data/vacancies-and-turnover/")
    page.emulate_media(forced_colors="active")
    lines = page.evaluate(LINES)
    page.emulate_media(forced_colors="none")
    assert {dashes == "none" for dashes, _ in lines} == {True, False}
    assert len({stroke for _, stroke in lines}) == 1  # one colour for all: the pattern tells


def test_the_table_opens_with_the_keyboard_and_says_the_same_as_the_drawing(
    plain_visitor: Visitor,
) -> None:
    page = plain_visitor.visit("/data/vacancies-and-turnover/")
    chart = page.locator("#vacancy-rate-by-area")
    assert not chart.locator("table").is_visible()
    chart.locator("summary").focus()
    page.keyboard.press("Enter")
    rows = chart.locator("tbody tr").all_inner_texts()
    assert rows[0].split() == ["Leicester", "7.5%"]
    assert "Leicester: 7.5%" in (chart.locator("svg").get_attribute("aria-label") or "")


def test_on_paper_the_table_is_open(visitor: Visitor) -> None:
    page = visitor.visit("/data/vacancies-and-turnover/")
    page.emulate_media(media="print")
    height = page.locator("#vacancy-rate-by-area table").bounding_box()
    page.emulate_media(media="screen")
    assert height is not None
    assert height["height"] > 50
