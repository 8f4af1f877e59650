"""People ask to be called: what is missing is said, what was typed is kept, and it arrives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from conftest import World
from playwright.sync_api import Browser, Page, Route, expect
from serve.visiting import running

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, hosted

pytestmark = pytest.mark.browser

Make = Callable[..., World]
CALL_ME = "/contact/call-me/"
ENDPOINT = "https://forms.example/care"
STRANGE = "<b>Sam</b> & \u202eSam\u202c \U0001f600"
RULES = {
    "type": "tag",
    "values": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
}


@contextmanager
def preview(world: World, chromium: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """Give the form in a preview, whose own receiver takes what is sent."""
    with running(world.project) as origin:
        page = chromium.new_page(java_script_enabled=scripts)
        page.goto(f"{origin}{CALL_ME}")
        yield page
        page.context.close()


@contextmanager
def published(world: World, chromium: Browser) -> Iterator[Page]:
    """Give the form as it is published, with an endpoint on another host."""
    text = (world.root / "site.yaml").read_text("utf-8")
    world.write({"site.yaml": f"{text}\nforms:\n  interest_endpoint: {ENDPOINT}\n"})
    assert world.build().problems == ()
    with hosted(world.output) as origin:
        page = chromium.new_page()
        page.goto(f"{origin}{CALL_ME}")
        yield page
        page.context.close()


def fill(page: Page, name: str = "Sam") -> None:
    """Answer all that is asked."""
    page.get_by_label("What is your name?").fill(name)
    page.get_by_label("What is your phone number?").fill("07700 900 123")
    page.get_by_label("Send me a text message").check()
    page.get_by_label("In the evening").check()
    page.get_by_label("What would you like to talk about?").fill("Nights, and “sleep-ins”")


def send(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Ask us to call you").click()


def is_kept(page: Page, name: str = "Sam") -> None:
    """Check that all answers are still there."""
    expect(page.get_by_label("What is your name?")).to_have_value(name)
    expect(page.get_by_label("What is your phone number?")).to_have_value("07700 900 123")
    expect(page.get_by_label("In the evening")).to_be_checked()


def test_what_is_missing_is_listed_and_each_line_leads_to_its_question(
    world: Make, chromium: Browser
) -> None:
    with published(world(), chromium) as page:
        page.get_by_label("What is your phone number?").fill("123")
        send(page)
        summary = page.locator("[data-faults]")
        expect(summary).to_be_focused()
        assert summary.get_by_role("link").count() == 4
        assert page.title().startswith("Problem: ")
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(BROKEN_RULES, RULES) == []
        summary.get_by_role("link", name="This phone number is too short").click()
        phone = page.get_by_label("What is your phone number?")
        expect(phone).to_be_focused()
        expect(phone).to_have_attribute("aria-invalid", "true")
        expect(phone).to_have_accessible_description(re.compile("too short"))
        summary.get_by_role("link", name="Choose a time").click()
        expect(page.get_by_label("At any time")).to_be_focused()


def test_what_is_too_long_is_kept_whole_and_may_be_shortened(
    world: Make, chromium: Browser
) -> None:
    with published(world(), chromium) as page:
        fill(page)
        about = page.get_by_label("What would you like to talk about?")
        about.fill("\U0001f600" * 5_000)
        send(page)
        summary = page.locator("[data-faults]")
        expect(summary.get_by_role("link")).to_have_text(re.compile("10,000 letters and signs"))
        expect(about).to_have_value("\U0001f600" * 5_000)
        is_kept(page)


def test_the_keyboard_alone_is_enough_and_it_arrives_in_the_preview(
    world: Make, chromium: Browser
) -> None:
    with preview(world(), chromium) as page:
        page.get_by_label("What is your name?").focus()
        page.keyboard.type("Sam")
        page.keyboard.press("Tab")
        page.keyboard.type("07700 900 123")
        for choice in ("Tab", "Space", "Tab", "Space", "Tab"):
            page.keyboard.press(choice)
        page.keyboard.type("Nights")
        page.get_by_role("button", name="Ask us to call you").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Thank you")).to_be_focused()
        received = page.locator("[data-received]")
        expect(received).to_contain_text("phone: 07700 900 123")
        expect(received).to_contain_text("how: call")
        expect(received).to_contain_text("when: any")


def test_a_failure_keeps_what_was_typed_and_can_be_tried_again(
    world: Make, chromium: Browser
) -> None:
    with preview(world(), chromium) as page:
        fill(page, "fail")
        send(page)
        expect(page.locator("[data-failed]")).to_be_focused()
        expect(page.get_by_text("The other side did not take it.")).to_be_visible()
        is_kept(page, "fail")
        page.get_by_label("What is your name?").fill("Sam")
        send(page)
        expect(page.get_by_role("heading", name="Thank you")).to_be_focused()


def test_without_a_connection_it_says_so_and_keeps_what_was_typed(
    world: Make, chromium: Browser
) -> None:
    with preview(world(), chromium) as page:
        fill(page)
        page.context.set_offline(True)
        send(page)
        expect(page.get_by_text("no internet connection")).to_be_visible()
        is_kept(page)
        page.context.set_offline(False)
        send(page)
        expect(page.get_by_role("heading", name="Thank you")).to_be_focused()


def test_without_scripts_the_browser_sends_it(world: Make, chromium: Browser) -> None:
    with preview(world(), chromium, scripts=False) as page:
        fill(page)
        send(page)
        expect(page.get_by_role("heading", name="What would be sent")).to_be_visible()
        expect(page.get_by_text("07700 900 123")).to_be_visible()


def test_the_published_form_sends_only_what_was_asked_to_the_endpoint_alone(
    world: Make, chromium: Browser
) -> None:
    posts: list[str] = []

    def receive(route: Route) -> None:
        posts.append(route.request.post_data or "")
        route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"}, body="{}")

    with published(world(), chromium) as page:
        page.route(ENDPOINT, receive)
        fill(page, STRANGE)
        send(page)
        expect(page.get_by_role("heading", name="Thank you")).to_be_focused()
    (post,) = posts
    assert parse_qs(post, keep_blank_values=True) == {
        "name": [STRANGE],
        "phone": ["07700 900 123"],
        "how": ["text"],
        "when": ["evening"],
        "about": ["Nights, and “sleep-ins”"],
        "website": [""],
    }


def test_an_endpoint_that_is_not_there_loses_nothing(world: Make, chromium: Browser) -> None:
    with published(world(), chromium) as page:
        page.route(ENDPOINT, lambda route: route.abort())
        fill(page)
        send(page)
        expect(page.locator("[data-failed]")).to_be_focused()
        is_kept(page)


def test_nobody_is_kept_out(world: Make, chromium: Browser) -> None:
    with published(world(), chromium) as page:
        page.evaluate(AXE_SCRIPT)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(BROKEN_RULES, RULES) == [], scheme
        page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        assert page.evaluate(CUT_OFF) == []
        trap = page.locator("#website")
        assert trap.get_attribute("tabindex") == "-1"
        assert page.get_by_role("textbox", name="Leave this empty").count() == 0
