"""Everybody can read and use every kind of page, on any screen and with the keyboard alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

from browser.probes import (
    BROKEN_RULES,
    CONTROLS,
    CUT_OFF,
    FOCUSED,
    LEVELS_OF_HEADINGS,
    MOVING,
    RESTYLE,
    SPACING,
)
from browser.shipped import NARROW, NOWHERE, WIDE, Visitor

pytestmark = pytest.mark.browser

KINDS = {
    "home": "/",
    "roles": "/roles/",
    "role": "/roles/care-assistant/",
    "pathway": "/pathway/",
    "start": "/pathway/from/over-50/",
    "doors": "/for/",
    "door": "/for/care-visa/",
    "areas": "/areas/",
    "area": "/areas/blaby/",
    "plan": "/pathway/plan/",
    "vacancies": "/vacancies/",
    "second page": "/vacancies/page/2/",
    "district": "/vacancies/in/leicester/",
    "role in a district": "/vacancies/in/leicester/home-care-worker/",
    "vacancy": "/vacancies/care-assistant-weekends-hinckley/",
    "stories": "/case-studies/",
    "audience": "/case-studies/for/career-changer/",
    "story": "/case-studies/from-tills-to-care-hinckley/",
    "providers": "/providers/",
    "provider": "/providers/pretend-house-group/",
    "schemes": "/refer-a-friend/",
    "scheme": "/refer-a-friend/sample-street-steps/",
    "data": "/data/",
    "data on a topic": "/data/vacancies-and-turnover/",
    "free page": "/pay-and-terms/",
    "not found": NOWHERE,
}
# Other shapes of page than those of the style guide.
READ = ("home", "roles", "role", "pathway", "start", "area", "vacancies", "vacancy", "story")
# What is of no use on paper.
ON_SCREEN_ALONE = (
    ".site-header__nav, .site-footer__nav, .breadcrumb, .page-head__street, .hero__street"
)
WITH_CONTROLS = ("home", "role", "vacancy", "scheme")
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# In the dark, only the colours are others, so only what looks at them is asked again.
RULES = {
    "light": {"type": "tag", "values": LEVELS},
    "dark": {"type": "rule", "values": ("color-contrast", "link-in-text-block")},
}


@pytest.mark.parametrize("url", KINDS.values(), ids=KINDS)
def test_no_rule_of_wcag_is_broken_and_nothing_is_cut_off(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url)
    page.evaluate(AXE_SCRIPT)
    for size in (WIDE, NARROW):
        for scheme, rules in RULES.items():
            visitor.resize(size, scheme)
            assert page.evaluate(BROKEN_RULES, rules) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size


@pytest.mark.parametrize("url", KINDS.values(), ids=KINDS)
def test_headings_are_an_outline(url: str, visitor: Visitor) -> None:
    page = visitor.visit(url)
    levels = page.evaluate(LEVELS_OF_HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    for above, below in pairwise(levels):
        assert below <= above + 1, levels
    assert page.locator("main h1").count() == 1


# All that scripts add to the words of a page: what would do nothing without them.
ADDED = (
    ".finder__form",
    ".roles__form",
    ".make-link__scripted",
    ".finder__bar",
    ".saved-link",
    "save-vacancy",
    "li:has([data-copy], [data-share])",
)


@pytest.mark.parametrize("url", KINDS.values(), ids=KINDS)
def test_scripts_take_no_word_away_and_add_only_what_needs_them(
    url: str, visitor: Visitor, plain_visitor: Visitor
) -> None:
    plain = plain_visitor.visit(url).inner_text("main").split()
    page = visitor.visit(url)
    page.evaluate(RESTYLE, f"{', '.join(ADDED)} {{ display: none !important }}")
    assert plain
    assert page.inner_text("main").split() == plain


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("kind", WITH_CONTROLS)
def test_tab_reaches_every_control_in_order_and_shows_where_it_is(
    kind: str, size: tuple[int, int], visitor: Visitor
) -> None:
    page = visitor.visit(KINDS[kind], size)
    count = page.evaluate(CONTROLS)
    assert count
    reached = [press_tab(page) for _ in range(count)]
    assert [number for number, _ in reached] == list(range(count))
    assert [fault for _, faults in reached for fault in faults] == []
    assert press_tab(page)[0] != count - 1, "the focus is trapped in the last control"


def press_tab(page: Page) -> tuple[int, list[str]]:
    """Go on to the next control; return its number, and what is wrong with how it shows."""
    page.keyboard.press("Tab")
    number, faults = page.evaluate(FOCUSED)
    return number, faults


@pytest.mark.parametrize("kind", WITH_CONTROLS)
def test_the_skip_link_is_first_and_leads_into_the_main_content(
    kind: str, visitor: Visitor
) -> None:
    page = visitor.visit(KINDS[kind])
    assert page.evaluate(CONTROLS)
    number, faults = press_tab(page)
    assert (number, faults) == (0, [])
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")
    press_tab(page)
    assert page.locator("main :focus").count() == 1


@pytest.mark.parametrize("kind", READ)
def test_text_may_be_spaced_out_have_colours_of_its_own_and_be_printed(
    kind: str, visitor: Visitor
) -> None:
    page = visitor.visit(KINDS[kind])
    page.evaluate(RESTYLE, SPACING)
    for size in (WIDE, NARROW):
        visitor.resize(size)
        assert page.evaluate(CUT_OFF) == [], size
    page.evaluate(RESTYLE, "")
    page.emulate_media(forced_colors="active")
    assert page.evaluate(CUT_OFF) == []
    page.emulate_media(forced_colors="none", media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 within its margins
    assert page.evaluate(CUT_OFF) == []
    seen = page.locator(ON_SCREEN_ALONE).evaluate_all(
        "(found) => found.filter((each) => each.checkVisibility()).map((each) => each.className)"
    )
    page.emulate_media(media="screen")
    assert seen == []


@pytest.mark.parametrize("kind", READ)
def test_nothing_moves_for_who_asked_for_stillness(kind: str, visitor: Visitor) -> None:
    page = visitor.visit(KINDS[kind])  # this visitor asks for less motion
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("kind", WITH_CONTROLS)
def test_text_may_be_twice_as_large(kind: str, visitor: Visitor) -> None:
    page = visitor.visit(KINDS[kind], (640, 512))
    page.evaluate(RESTYLE, "html { font-size: 200% }")
    assert page.evaluate(CUT_OFF) == []
