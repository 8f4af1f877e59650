"""Plan my route: from where people are to where they want to be, and to a vacancy to begin with."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from conftest import REPOSITORY
from journeys_shipped import numbers, shipped
from playwright.sync_api import Page, expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, WIDE, Visitor
from browser.test_access import RULES
from browser.test_journeys import below, follow, reach
from portal.journeys import goals, plan
from portal.pages.planner import network_data

pytestmark = pytest.mark.browser

PHONE = (390, 844)
SHOP = "I work in a shop, a restaurant or a hotel"
PLAN = "/pathway/plan/?from=housekeeper&to=registered-manager&by=earning"
# Runs the planner's own module on questions, outside of any page of the site.
ANSWERS = """async ([text, network, questions]) => {
  const module = "data:text/javascript," + encodeURIComponent(text);
  const { Network, goals, plan } = await import(module);
  const { levels, lines, legs } = network;
  const made = new Network(levels, lines, legs);
  return questions.map(([origins, goal]) =>
    goal === null ? goals(made, origins) : plan(made, origins, goal));
}"""


def choose(page: Page, label: str, words: str) -> None:
    """Choose in a list by typing, as a keyboard does."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(words)
    chosen = page.get_by_label(label, exact=True).locator("option:checked")
    expect(chosen).to_have_text(words)


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(NARROW, "light"), (PHONE, "dark"), (WIDE, "light")],
    ids=["320", "390 dark", "1280"],
)
def test_by_keyboard_from_a_shop_to_registered_manager_and_to_a_vacancy_to_begin_with(
    size: tuple[int, int], scheme: str, visitor: Visitor
) -> None:
    page = visitor.visit("/pathway/", size, scheme)
    reach(visitor, page.get_by_label("Where I am now"))
    choose(page, "Where I am now", SHOP)
    reach(visitor, page.get_by_label("Where I want to be"))
    choose(page, "Where I want to be", "Registered manager")
    reach(visitor, page.get_by_role("button", name="Plan my route"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/pathway/plan/?from=retail-hospitality&to=registered-manager")
    heading = page.get_by_role("heading", name=f"From “{SHOP}” to registered manager")
    expect(heading).to_be_visible()
    stops = page.locator(".journey__stop")
    expect(stops.first).to_contain_text("You are here")
    expect(stops.last).to_contain_text("Registered manager")
    assert page.evaluate(CUT_OFF) == []
    first = stops.nth(1)
    expect(first).to_contain_text("Begin here")
    reach(visitor, first.get_by_role("link", name="open vacanc"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/vacancies/role/*/")
    reach(visitor, page.locator("main .card__link:visible").first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/vacancies/[\w-]+/$"))
    expect(page.get_by_role("heading", name="How to apply")).to_be_visible()


def test_without_scripts_links_lead_from_a_shop_to_registered_manager_and_to_a_vacancy(
    plain_visitor: Visitor,
) -> None:
    page = plain_visitor.visit("/pathway/", NARROW)
    page.get_by_label("Where I am now").select_option("retail-hospitality")
    page.get_by_role("button", name="Plan my route").click()
    follow(plain_visitor, page.locator('main a[href="/pathway/from/retail-hospitality/"]'))
    beginnings = page.locator(".beginnings__role")
    assistant = beginnings.filter(has=page.get_by_role("link", name="Care assistant in a care"))
    assistant.first.locator("summary").click()
    assert assistant.first.locator('.ways a[href="/roles/registered-manager/"]').is_visible()
    follow(plain_visitor, assistant.first.locator(".vacancy-card .card__link").first)
    assert below(plain_visitor, "How to apply").is_visible()


def test_the_browser_plans_what_python_plans(visitor: Visitor) -> None:
    library, pathway = shipped()
    network = network_data(pathway)
    places = [*library.starts, *pathway.roles]
    questions: list[tuple[list[int], int | None]] = [(numbers(each), None) for each in places]
    for place in (*library.starts, *pathway.roles[::5]):
        questions += [(numbers(place), goal) for goal in range(len(pathway.roles))]
    visitor.page.goto("about:blank")
    text = (REPOSITORY / "assets/js/planner/journeys.js").read_text("utf-8")
    found = visitor.page.evaluate(ANSWERS, [text, json.loads(json.dumps(network)), questions])
    for (begin, goal), answer in zip(questions, found, strict=True):
        assert answer == expected(begin, goal), (begin, goal)


def expected(begin: list[int], goal: int | None) -> list[Any]:
    """Return what Python plans, as the browser would say it."""
    network = shipped()[1].network
    if goal is None:
        return [list(each) for each in goals(network, begin)]
    return [
        {"start": each.start, "legs": list(each.legs), "reasons": [str(r) for r in each.reasons]}
        for each in plan(network, begin, goal)
    ]


@pytest.mark.parametrize("url", [PLAN, "/pathway/plan/?from=care-assistant", "/pathway/plan/?to=x"])
def test_no_rule_of_wcag_is_broken_by_what_scripts_make(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url)
    expect(page.locator("[data-part-of-answer]:visible")).to_have_count(1)
    page.evaluate(AXE_SCRIPT)
    for size in (WIDE, NARROW):
        for scheme, rules in RULES.items():
            visitor.resize(size, scheme)
            assert page.evaluate(BROKEN_RULES, rules) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=nowhere&to=cook", "We do not know this starting point"),
        ("from=cook&to=nothing", "We do not know this role"),
        ("from=<img src=x onerror=alert(1)>&to=cook", "We do not know this starting point"),
        (f"from={'x' * 10_000}&to=cook", "We do not know this starting point"),
        ("from=__proto__&to=constructor", "We do not know this starting point"),
        ("from=cook&to=cook", "You are there already"),
        ("from=registered-manager&to=cook", "We know no way from here to there yet"),
        ("to=cook", "Where are you now?"),
    ],
    ids=["start", "role", "html", "long", "prototype", "same", "unreachable", "none"],
)
def test_a_wrong_address_gets_a_kind_answer(query: str, words: str, visitor: Visitor) -> None:
    page = visitor.visit(f"/pathway/plan/?{query}")
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    assert page.locator("main img").count() == 0


def test_a_place_brings_the_nearest_vacancies_and_an_unknown_one_is_said(visitor: Visitor) -> None:
    page = visitor.visit(f"{PLAN}&near=Hinckley")
    expect(page.get_by_text("The vacancies nearest to Hinckley")).to_be_visible()
    miles = page.locator(".journey__stop").nth(1).locator(".journey__vacancies li")
    expect(miles.first).to_contain_text("away")
    page.get_by_label("Town or postcode").fill("Atlantis")
    page.keyboard.press("Enter")
    expect(page.get_by_text("We do not know this place")).to_be_visible()
    assert page.locator(".journey__vacancies li").count() == 0


def test_another_way_is_a_step_of_the_history(visitor: Visitor) -> None:
    page = visitor.visit("/pathway/plan/?from=cook&to=deputy-manager")
    ways = page.locator(".planner__way")
    expect(ways).to_have_count(2)
    expect(ways.first).to_have_attribute("aria-current", "true")
    ways.last.click()
    page.wait_for_url("**by=earning")
    expect(page.get_by_role("heading", level=2, name="From “Cook")).to_be_focused()
    expect(ways.last).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(ways.first).to_have_attribute("aria-current", "true")


def test_a_plan_is_saved_on_this_device_and_removed(visitor: Visitor) -> None:
    page = visitor.visit(PLAN)
    page.get_by_role("button", name="Save on this device").click()
    page = visitor.visit("/pathway/plan/")
    saved = page.get_by_role("region", name="Plans you saved")
    saved.get_by_role("link").click()
    expect(page.locator(".journey__stop")).not_to_have_count(0)
    saved.get_by_role("button", name="Remove").click()
    expect(saved).to_be_hidden()


def test_what_others_wrote_into_storage_leads_nowhere(visitor: Visitor) -> None:
    page = visitor.visit("/pathway/plan/")
    bad = '[{"address": "javascript:alert(1)", "title": "x"}, 7, null, {"address": "?from=cook"}]'
    page.evaluate("(text) => localStorage.setItem('saved-plans', text)", bad)
    page.reload()
    expect(page.get_by_role("region", name="Plans you saved")).to_be_hidden()
    page.evaluate("localStorage.clear()")


def test_a_plan_is_shared_with_its_own_address(visitor: Visitor) -> None:
    page = visitor.visit(PLAN)
    expect(page.locator(".journey__stop").first).to_be_visible()
    email = page.get_by_role("link", name="Email").get_attribute("href") or ""
    assert "from%3Dhousekeeper%26to%3Dregistered-manager" in email
    assert "PLAN" not in email


def test_a_plan_of_four_steps_prints_on_one_sheet_with_boxes_to_tick(visitor: Visitor) -> None:
    page = visitor.visit(PLAN)
    expect(page.locator(".journey__stop")).to_have_count(5)
    page.emulate_media(media="print")
    assert page.locator(".journey__ticks li:visible").count() >= 8
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="screen")
    assert len(sheets) == 1
