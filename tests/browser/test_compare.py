"""Roles side by side: chosen by a form, kept in the address, marked where they differ."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, WIDE, Visitor
from browser.test_access import RULES

pytestmark = pytest.mark.browser

URL = "/roles/compare/"
THREE = f"{URL}?roles=care-assistant,home-care-worker,night-care-worker"
STATES = {
    "all roles": URL,
    "three": THREE,
    "one": f"{URL}?roles=care-assistant",
    "unknown": f"{URL}?roles=wizard",
}


def heads(page: Page) -> list[str]:
    """Return the names of the roles beside each other."""
    return page.locator(".compare__side thead th").all_text_contents()


def test_roles_are_chosen_by_keyboard_and_stand_in_the_address(visitor: Visitor) -> None:
    page = visitor.visit(URL)
    page.get_by_label("Role 1").select_option("care-assistant")
    page.get_by_label("Role 2").select_option("home-care-worker")
    page.get_by_label("Role 3").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#compare-result")).to_be_focused()
    assert urlsplit(page.url).query == "roles=care-assistant,home-care-worker"
    assert heads(page) == ["Care assistant in a care home", "Home care worker"]
    expect(page.locator("[data-all]")).to_be_hidden()
    page.go_back()
    expect(page.locator("[data-all]")).to_be_visible()
    expect(page.get_by_label("Role 1")).to_have_value("")


def test_what_differs_is_said_in_words_and_counted(visitor: Visitor) -> None:
    page = visitor.visit(THREE)
    rows = page.locator(".compare__side tbody tr")
    different = page.locator(".compare__differs")
    count = different.count()
    assert 0 < count < rows.count()
    expect(page.locator("[data-count]")).to_contain_text(f"differ in {count} of {rows.count()}")
    for row in rows.all():
        values = {
            each.evaluate("cell => cell.childNodes[1].textContent.trim()")
            for each in row.locator("td").all()
        }
        assert (len(values) > 1) == (row.locator(".compare__differs").count() == 1)
    page.get_by_label("Only show what differs").check()
    expect(page.locator(".compare__side tbody tr:visible")).to_have_count(count)


@pytest.mark.parametrize(
    ("query", "kept", "notice"),
    [
        ("roles=wizard,care-assistant", ["Care assistant in a care home"], "do not know"),
        (
            "roles=care-assistant,cook,driver,trainer",
            ["Care assistant in a care home", "Cook", "Driver"],
            "left out",
        ),
        ("roles=cook,cook", ["Cook"], "Choose another role"),
        ("roles=cook&roles=driver", ["Cook", "Driver"], ""),
        ("roles=%22%5D,*", [], "Choose from the list"),
    ],
)
def test_an_odd_link_is_met_kindly(
    query: str, kept: list[str], notice: str, visitor: Visitor
) -> None:
    page = visitor.visit(f"{URL}?{query}")
    found = heads(page)
    assert len(found) == len(kept)
    assert all(name.startswith(start) for name, start in zip(found, kept, strict=True))
    if notice:
        expect(page.locator("[data-notice]")).to_contain_text(notice)
    else:
        expect(page.locator("[data-notice]")).to_be_hidden()
    assert page.locator("[data-all]").is_visible() == (not kept)


def test_on_a_phone_the_table_is_stacked_and_stays_a_table(visitor: Visitor) -> None:
    page = visitor.visit(THREE, NARROW)
    assert page.evaluate(CUT_OFF) == []
    table = page.get_by_role("table", name="Care assistant in a care home, Home care worker")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(table.get_by_role("rowheader", name="Driving")).to_have_count(1)
    name = table.locator("td .compare__name").first
    expect(name).to_be_visible()
    expect(name).to_have_attribute("aria-hidden", "true")


def test_the_table_of_all_roles_scrolls_by_keyboard_and_keeps_its_heads(
    plain_visitor: Visitor,
) -> None:
    page = plain_visitor.visit(URL)
    expect(page.locator(".compare__form")).to_be_hidden()
    region = page.get_by_role("region", name="All roles in one table")
    region.focus()
    for key, way in (("ArrowRight", "scrollLeft"), ("ArrowDown", "scrollTop")):
        is_there = f"document.querySelector('.compare__scroll').{way} > 100"
        for _ in range(60):  # a busy browser may miss some
            page.keyboard.press(key)
            if page.evaluate(is_there):
                break
        page.wait_for_function(is_there)
    corner = region.locator("thead th").first
    frame, head = region.bounding_box(), corner.bounding_box()
    assert frame is not None
    assert head is not None
    assert abs(frame["x"] - head["x"]) < 3
    assert abs(frame["y"] - head["y"]) < 3


@pytest.mark.parametrize("url", STATES.values(), ids=STATES)
def test_no_rule_of_wcag_is_broken_in_any_state(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url)
    page.evaluate(AXE_SCRIPT)
    for size in (WIDE, NARROW):
        for scheme, rules in RULES.items():
            visitor.resize(size, scheme)
            assert page.evaluate(BROKEN_RULES, rules) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size
