"""What people come for, by keyboard alone and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from browser.shipped import NARROW, Visitor

pytestmark = pytest.mark.browser

MOST_STOPS = 300
PHONE = (390, 844)


def reach(visitor: Visitor, link: Locator) -> None:
    """Press Tab until a link has the focus."""
    for _ in range(MOST_STOPS):
        visitor.page.keyboard.press("Tab")
        if link.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {link} on {visitor.path}")


def follow(visitor: Visitor, link: Locator) -> None:
    """Go to where a link leads, by Tab and Enter."""
    target = link.get_attribute("href")
    assert target
    reach(visitor, link)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    assert visitor.path == target


def below(visitor: Visitor, heading: str) -> Locator:
    """Return the part of the page below a heading."""
    title = visitor.page.get_by_role("heading", name=heading, exact=True)
    return visitor.page.locator("main :is(section, nav, footer)").filter(has=title).last


def first_card(place: Locator) -> Locator:
    """Return the link of the first card in a part of a page."""
    return place.locator(".card__link").first


def test_from_a_role_to_where_it_leads_and_to_an_open_vacancy(plain_visitor: Visitor) -> None:
    page = plain_visitor.visit("/")
    follow(plain_visitor, page.get_by_role("link", name="Find a role", exact=True))
    follow(plain_visitor, page.locator('a[href="/roles/care-assistant/"]').first)
    follow(plain_visitor, below(plain_visitor, "Where it leads").get_by_role("link").first)
    assert plain_visitor.path.startswith("/roles/")
    page.go_back()
    follow(plain_visitor, first_card(below(plain_visitor, "Vacancies now")))
    assert plain_visitor.path.startswith("/vacancies/")
    can_apply(plain_visitor)


def test_from_a_district_to_a_vacancy(plain_visitor: Visitor) -> None:
    page = plain_visitor.visit("/", NARROW)
    follow(plain_visitor, page.get_by_role("link", name="Find a job", exact=True))
    follow(plain_visitor, below(plain_visitor, "By district").locator('a[href$="/leicester/"]'))
    assert plain_visitor.path == "/vacancies/in/leicester/"
    follow(plain_visitor, first_card(page.locator("main")))
    can_apply(plain_visitor)


def test_from_a_story_to_its_provider_and_its_scheme(plain_visitor: Visitor) -> None:
    page = plain_visitor.visit("/case-studies/")
    follow(
        plain_visitor, page.locator('a[href="/case-studies/from-tills-to-care-hinckley/"]').first
    )
    follow(plain_visitor, page.locator('main a[href^="/providers/"]').first)
    follow(plain_visitor, first_card(below(plain_visitor, "Refer a friend")))
    assert plain_visitor.path.startswith("/refer-a-friend/")
    assert "£" in below(plain_visitor, "What is paid, and when").inner_text()


def test_from_the_home_page_to_a_vacancy_near_home_that_is_saved_and_let_go(
    visitor: Visitor,
) -> None:
    page = visitor.visit("/", PHONE)
    follow(visitor, page.get_by_role("link", name="Find a job", exact=True))
    reach(visitor, page.get_by_label("Town or postcode"))
    page.keyboard.type("Oakham")
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"^[1-9]\d* vacanc"))
    page.keyboard.press("Enter")
    follow(visitor, page.locator("vacancy-finder .card__link:visible").first)
    title = page.locator("h1").inner_text()
    press(visitor, page.get_by_role("button", name="Save for later"))
    expect(page.get_by_text("Saved on this device only.")).to_be_visible()
    page.go_back()
    follow(visitor, page.get_by_role("link", name=re.compile("^Saved vacancies")))
    expect(page.locator("saved-vacancies").get_by_role("link")).to_have_text(title)
    press(visitor, page.get_by_role("button", name=f"Remove {title}"))
    expect(page.get_by_text("You have saved nothing yet.")).to_be_focused()


def test_from_a_story_to_a_vacancy_in_the_same_role(visitor: Visitor) -> None:
    page = visitor.visit("/", PHONE)
    follow(visitor, page.get_by_role("link", name="Stories", exact=True).first)
    follow(visitor, first_card(page.locator("main")))
    assert page.locator(".opening__quote").is_visible()
    follow(visitor, page.locator('main a[href^="/vacancies/"]:visible').first)
    assert visitor.path.startswith("/vacancies/")
    can_apply(visitor)


def test_from_the_menu_to_a_link_for_a_friend(visitor: Visitor) -> None:
    page = visitor.visit("/", PHONE)
    follow(visitor, page.get_by_role("link", name="Refer a friend", exact=True).first)
    reach(visitor, page.get_by_label("Your code or nickname"))
    page.keyboard.type("night-owl")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your link is ready")).to_be_focused()
    expect(page.get_by_label("Your link", exact=True)).to_have_value(
        re.compile(r"\?ref=night-owl$")
    )
    reach(visitor, page.get_by_role("link", name="WhatsApp").locator("visible=true").first)


def test_from_the_home_page_a_provider_finds_how_to_post_a_vacancy(visitor: Visitor) -> None:
    page = visitor.visit("/", PHONE)
    follow(visitor, page.get_by_role("link", name="For providers", exact=True).first)
    follow(visitor, page.locator('main a[href="/for-providers/post-a-vacancy/"]:visible').first)
    assert "vacanc" in page.locator("h1").inner_text().lower()
    assert page.get_by_role("heading", level=2).count() > 1


def press(visitor: Visitor, button: Locator) -> None:
    """Press a button, by Tab and Space."""
    reach(visitor, button)
    visitor.page.keyboard.press("Space")


def can_apply(visitor: Visitor) -> None:
    """Assert that the vacancy says how to apply, what it pays, and when it closes."""
    block = below(visitor, "How to apply")
    assert "You should never pay to apply." in block.inner_text()
    assert below(visitor, "Terms people ask about").is_visible()
    assert below(visitor, "Key dates").is_visible()
    reach(visitor, block.get_by_role("link").first)
