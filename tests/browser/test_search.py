"""The search and the A to Z in a browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, WIDE, Visitor
from browser.test_access import RULES

pytestmark = pytest.mark.browser


def look_for(page: Page, text: str) -> list[str]:
    """Type into the search; return the titles of what is found."""
    page.get_by_label("What are you looking for?").fill(text)
    heading = page.locator("[data-heading]")
    expect(heading).to_have_text(re.compile(re.escape(f"for “{text}”")))
    return page.locator(".search__title").all_inner_texts()


def test_a_name_that_adverts_use_finds_the_role_first(visitor: Visitor) -> None:
    page = visitor.visit("/search/")
    assert look_for(page, "HCA")[0] == "Care assistant in a care home"
    assert look_for(page, "cook")[0].startswith("Cook")
    assert "Registered manager" in look_for(page, "registered manager")[0]


def test_words_for_the_same_thing_find_each_other(visitor: Visitor) -> None:
    page = visitor.visit("/search/")
    assert any("Home care worker" in title for title in look_for(page, "domiciliary care"))
    assert any("criminal" in title.lower() for title in look_for(page, "police check"))


def test_a_slip_of_the_finger_still_finds_and_says_what_it_looked_for(visitor: Visitor) -> None:
    page = visitor.visit("/search/")
    assert any("nurse" in title.lower() for title in look_for(page, "nruse"))
    expect(page.locator("[data-close-to]")).to_contain_text("close to it: nurse")


# What people type, and what one of the first five results must be about.
TYPED = {
    "carer jobs near me": "carer",
    "care asistant": "Care assistant",
    "suport worker": "Support worker",
    "domicilary care": "Home care worker",
    "jobs with no driving": "Driver",
    "do i need a dbs": "criminal record",
    "16 year old job": "school or college",
    "apprentiship": "Apprentice",
    "how much do carers get paid": "pay",
    "mum": "carers",
}


def test_what_people_type_finds_what_they_mean(visitor: Visitor) -> None:
    page = visitor.visit("/search/")
    first = {text: look_for(page, text)[:5] for text in TYPED}
    missing = {
        text: found
        for text, found in first.items()
        if not any(TYPED[text].lower() in title.lower() for title in found)
    }
    assert missing == {}
    assert not any("Career" in title for title in look_for(page, "car"))


def test_what_is_looked_for_is_in_the_address_and_can_be_shared(visitor: Visitor) -> None:
    page = visitor.visit("/search/?text=night&kind=role")
    expect(page.get_by_role("radio", name="Roles")).to_be_checked()
    expect(page.locator("[data-heading]")).to_contain_text("for “night”")
    assert set(page.locator(".search__what").all_inner_texts()) == {"Roles"}
    page.get_by_role("radio", name="Everything").check()
    assert page.url.endswith("/search/?text=night")
    look_for(page, "rota")
    assert page.url.endswith("?text=rota")


def test_results_are_announced_and_reached_by_keyboard(visitor: Visitor) -> None:
    page = visitor.visit("/search/")
    box = page.get_by_label("What are you looking for?")
    box.focus()
    page.keyboard.type("carer")
    page.keyboard.press("Enter")
    expect(page.locator("[data-heading]")).to_be_focused()
    expect(page.locator("site-search [role=status]")).to_have_text(re.compile(r"\d+ results for"))
    link = page.locator(".search__title a").first
    for _ in range(4):
        page.keyboard.press("Tab")
        if link.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    assert visitor.path.startswith("/roles/")


def test_vacancies_are_counted_as_the_finder_counts_them(visitor: Visitor) -> None:
    page = visitor.visit("/search/?text=nurse")
    link = page.locator("[data-vacancies] a")
    expect(link).to_have_text(re.compile(r"^\d+ vacanc(y|ies) for “nurse”$"))
    number = link.inner_text().split()[0]
    link.click()
    expect(page.locator("[data-count]")).to_have_text(re.compile(rf"^{number} vacanc"))
    assert visitor.path == "/vacancies/"


def test_nothing_found_points_on(visitor: Visitor) -> None:
    page = visitor.visit("/search/")
    assert look_for(page, "zyxwvut") == []
    expect(page.locator("[data-heading]")).to_have_text("Nothing found for “zyxwvut”")
    page.get_by_role("link", name="Everything on this site from A to Z").click()
    assert visitor.path == "/a-to-z/"


def test_hostile_words_are_only_words(visitor: Visitor) -> None:
    page = visitor.visit("/search/?text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("[data-heading]")).to_contain_text("<img src=x")
    assert page.locator("site-search img").count() == 0


def test_without_scripts_there_is_the_a_to_z(plain_visitor: Visitor) -> None:
    page = plain_visitor.visit("/search/")
    assert not page.get_by_label("What are you looking for?").is_visible()
    page.get_by_role("link", name="C", exact=True).click()
    assert plain_visitor.path == "/a-to-z/"
    entry = page.locator(".letters__letter li").filter(has_text="Carer").first
    expect(entry).to_contain_text("see ")
    entry.get_by_role("link").click()
    assert plain_visitor.path.startswith("/roles/")


@pytest.mark.parametrize(
    "url", ["/search/", "/search/?text=care", "/search/?text=qqqq", "/a-to-z/"]
)
def test_no_rule_of_wcag_is_broken(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url)
    if "text" in url:
        expect(page.locator("[data-heading]")).to_contain_text("for “")
    page.evaluate(AXE_SCRIPT)
    for size in (WIDE, NARROW):
        for scheme, rules in RULES.items():
            visitor.resize(size, scheme)
            assert page.evaluate(BROKEN_RULES, rules) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size
