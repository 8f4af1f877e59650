"""The list of roles and the page of a role in a browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, WIDE, Visitor
from browser.test_access import RULES

pytestmark = pytest.mark.browser

ROLES = ("care-assistant", "registered-manager", "commissioner")


def test_a_name_that_adverts_use_finds_the_role(visitor: Visitor) -> None:
    page = visitor.visit("/roles/")
    page.get_by_label("Words").fill("waking NIGHT")
    expect(page.locator("[data-traits]:visible h3")).to_have_text(["Night care worker"])
    expect(page.locator("[role=status]")).to_have_text("1 of 53 roles")
    assert page.url.endswith("?text=waking+NIGHT")
    assert page.locator(".roles__lines li:visible").count() == 1


def test_ticks_are_in_the_address_and_nothing_found_has_a_way_back(visitor: Visitor) -> None:
    page = visitor.visit("/roles/?only=no-experience&only=nights")
    expect(page.get_by_label("No experience needed")).to_be_checked()
    cards = page.locator("[data-traits]:visible")
    assert cards.count() > 1
    for card in cards.all():
        expect(card).to_contain_text("No experience needed")
    page.get_by_label("Words").fill("astronaut")
    expect(page.get_by_text("No role is all of that")).to_be_visible()
    page.get_by_role("button", name="Show all roles").click()
    expect(cards).to_have_count(53)
    assert page.url.endswith("/roles/")


def test_from_a_role_to_its_vacancies_its_plan_and_a_comparison(plain_visitor: Visitor) -> None:
    for link, address in (
        (r"See \d+ open vacanc", "/vacancies/role/care-assistant/"),
        ("Plan a route from here", "/pathway/plan/"),
        ("Compare", "/roles/compare/"),
    ):
        page = plain_visitor.visit("/roles/care-assistant/")
        page.locator(".role__actions a").filter(has_text=re.compile(link)).click()
        assert plain_visitor.path == address


@pytest.mark.parametrize("role", ROLES)
def test_no_rule_of_wcag_is_broken_on_any_kind_of_role(role: str, visitor: Visitor) -> None:
    page = visitor.visit(f"/roles/{role}/")
    for details in page.locator("details").all():
        details.locator("summary").click()
    page.evaluate(AXE_SCRIPT)
    for size in (WIDE, NARROW):
        for scheme, rules in RULES.items():
            visitor.resize(size, scheme)
            assert page.evaluate(BROKEN_RULES, rules) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size
