"""What is for providers, in a browser: help is found, adverts are judged, sheets can be printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from browser.probes import BROKEN_RULES, CONTROLS, CUT_OFF, FOCUSED, LEVELS_OF_HEADINGS
from browser.shipped import NARROW, WIDE, Visitor
from portal.content.completeness import QUESTIONS, AskedOf

pytestmark = pytest.mark.browser

HUB = "/for-providers/"
HELP = f"{HUB}resources/"
ADVERTS = f"{HUB}advert-helper/"
KIT = f"{HUB}recruit-for-values/"
PACK = f"{HUB}pack/"
KINDS = {
    "hub": HUB,
    "help": HELP,
    "help by need": f"{HELP}keep-people/",
    "advert helper": ADVERTS,
    "scores of a provider": f"{ADVERTS}pretend-house-group/",
    "interview kit": KIT,
    "pack": PACK,
    "work experience": "/work-experience/",
}
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {
    "light": {"type": "tag", "values": LEVELS},
    "dark": {"type": "rule", "values": ("color-contrast", "link-in-text-block")},
}
SHOWN = "[data-resource]:visible"


@pytest.mark.parametrize("url", KINDS.values(), ids=KINDS)
def test_everybody_can_read_it_on_any_screen(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url)
    page.evaluate(AXE_SCRIPT)
    levels = page.evaluate(LEVELS_OF_HEADINGS)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels
    for size, scheme in ((WIDE, "light"), (NARROW, "dark")):
        visitor.resize(size, scheme)
        assert page.evaluate(BROKEN_RULES, RULES[scheme]) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size


def test_help_is_narrowed_by_need_and_cost_and_the_address_keeps_it(visitor: Visitor) -> None:
    page = visitor.visit(HELP)
    status = page.get_by_role("status")
    everything = status.inner_text()
    page.get_by_label("What it helps with").select_option("Train people")
    expect(page.locator("[data-group]:visible")).to_have_count(1)
    expect(page.get_by_role("heading", name="Train people")).to_be_visible()
    page.get_by_label("Cost").select_option("Free")
    assert page.url.endswith(f"{HELP}?need=train-people&charge=free")
    shown = page.locator(SHOWN).count()
    assert shown >= 1
    assert all(
        each == "free"
        for each in page.locator(SHOWN).evaluate_all("found => found.map((e) => e.dataset.charge)")
    )
    expect(status).to_have_text("1 resource" if shown == 1 else f"{shown} resources")
    page.reload()
    expect(page.locator(SHOWN)).to_have_count(shown)
    page.get_by_label("What it helps with").select_option("Cover shifts")
    expect(page.locator(SHOWN)).to_have_count(0)
    page.get_by_role("button", name="Show everything").click()
    expect(status).to_have_text(everything)
    expect(page.get_by_label("What it helps with")).to_be_focused()
    assert page.url.endswith(HELP)


def test_an_address_with_nonsense_shows_everything(visitor: Visitor) -> None:
    everything = visitor.visit(HELP).get_by_role("status").inner_text()
    page = visitor.visit(f"{HELP}?need=%3Cscript%3E&charge=1000")
    expect(page.get_by_role("status")).to_have_text(everything)


def test_without_scripts_every_need_has_a_link_and_no_form_is_in_the_way(
    plain_visitor: Visitor,
) -> None:
    page = plain_visitor.visit(HELP)
    expect(page.locator("form.resources__form")).to_be_hidden()
    page.get_by_role("navigation", name="What do you need?").get_by_role(
        "link", name="Keep people"
    ).click()
    assert plain_visitor.path == f"{HELP}keep-people/"
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep people")
    page.get_by_role("link", name="Free, all or in part").click()
    assert plain_visitor.path == f"{HELP}free/"


def weights(*kinds: AskedOf) -> int:
    """Return what all questions of these kinds weigh."""
    return sum(each.weight for each in QUESTIONS if each.asked_of in kinds)


def test_an_advert_is_judged_by_the_same_sum_as_at_the_build(visitor: Visitor) -> None:
    page = visitor.visit(ADVERTS)
    result = page.get_by_role("status")
    expect(result).to_contain_text("0 of 100. Add next: pay in pounds and hours a week.")
    page.get_by_label("Pay in pounds").check()
    score = round(100 * 4 / weights(AskedOf.ALL, AskedOf.PAID))
    expect(result).to_contain_text(f"{score} of 100. Add next: hours a week")
    expect(page.get_by_label("Mileage")).to_be_hidden()
    page.get_by_role("checkbox", name="From home to home", exact=True).check()
    expect(page.get_by_label("Mileage")).to_be_visible()
    score = round(100 * 4 / weights(*AskedOf))
    expect(result).to_contain_text(f"{score} of 100")
    page.get_by_label("Unpaid: volunteer or work experience").check()
    expect(page.get_by_label("Pay in pounds")).to_be_hidden()
    expect(result).to_contain_text("0 of 100")
    for box in page.locator("[data-asked]:visible input").all():
        box.check()
    expect(result).to_contain_text("100 of 100. It answers everything")


def test_without_scripts_the_list_is_there_to_tick_and_promises_no_score(
    plain_visitor: Visitor,
) -> None:
    page = plain_visitor.visit(ADVERTS)
    expect(page.locator("[data-asked]:visible")).to_have_count(len(QUESTIONS))
    expect(page.locator("[data-tool]:visible")).to_have_count(0)


def test_the_keyboard_reaches_every_tick_and_none_is_under_the_score(visitor: Visitor) -> None:
    page = visitor.visit(ADVERTS, (1280, 720))
    count = page.evaluate(CONTROLS)
    faults = [found for _ in range(count) for found in press_tab(page)]
    assert faults == []


def press_tab(page: Page) -> list[str]:
    """Go on to the next control; return what is wrong with how it shows."""
    page.keyboard.press("Tab")
    _, faults = page.evaluate(FOCUSED)
    return list(faults)


def test_each_part_of_the_pack_begins_a_page_and_its_foot_says_which(visitor: Visitor) -> None:
    page = visitor.visit(PACK)
    parts = page.locator(".pack__part").count()
    assert page.locator(".pack__contents a").count() == parts > 5
    page.emulate_media(media="print")
    styles = page.locator(".pack__part").evaluate_all(
        "found => found.map((each) => [getComputedStyle(each).page, "
        "getComputedStyle(each).breakBefore])"
    )
    assert styles == [[f"part-{number}", "page"] for number in range(1, parts + 1)]
    expect(page.locator(".pack__screen")).to_be_hidden()
    expect(page.get_by_role("contentinfo").last).to_be_hidden()
    page.emulate_media(media="screen")
