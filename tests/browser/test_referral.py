"""A whole referral: a link is made in one browser, and the friend applies in another."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from conftest import SMALL_WORLD, TODAY, World
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from world_texts import SCHEME as PLAIN

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, NOON, hosted

pytestmark = pytest.mark.browser

REFER = "/refer-a-friend/"
COUNT = "/for-providers/count-referrals/"
RULES = {
    "type": "tag",
    "values": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
}
SCHEME = PLAIN.replace("\n---\n", "\napply_parameter: referred_by\n---\n")
FEED = "- {id: ours, file: ours.csv}\n"
CSV = (
    "title,reference,company,location,closing date,link,email\n"
    "Care assistant,1,Example House,Testham,25/12/2026,https://house.example/apply?job=1#form,\n"
    "Night worker,2,Example House,Testham,25/12/2026,,jobs@house.example\n"
)
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked"); } });"""


# What may stand in an address as a code and is none.
NO_CODES = (
    "ref=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "ref=https://evil.example/",
    "ref=sam@site.example",
    f"ref={'x' * 10_000}",
    "ref=%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80",
    "ref=%E2%80%AEmas%E2%80%AC",
    "ref=ab",
    "ref=-abc",
)
# What somebody may type as a code, and why it is not taken.
REFUSED = {
    "": "Type a code or a nickname first",
    "sam@site.example": "looks like an email address",
    "0116 496 0123": "looks like a telephone number",
    "Sam Sample": "looks like a full name",
    "Sam-Sample": "looks like a full name",
    "https://evil.example/": "looks like a web address",
    "<b>sam</b>": "looks like a web address",
    "x" * 10_000: "far too long",
    "\u202esam": "Use only the letters a to z",
    "sam\U0001f600": "Use only the letters a to z",
    "ab": "at least 3",
    "x" * 25: "at most 24",
}
NOWHERE = {
    "https://evil.example/vacancies/": "no page of this site",
    "//evil.example/": "no page of this site",
    "javascript:alert(1)": "no page of this site",
    "/\\evil.example": "no page of this site",
    "/vacancies/never-was/": "There is no such page",
    "/refer-a-friend/ended/": "This has closed",
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a site is served with a scheme whose provider has a form and an address."""
    root = tmp_path_factory.mktemp("referral") / "project"
    shutil.copytree(SMALL_WORLD, root)
    made = World(root)
    made.write(
        {
            "content/refer-a-friend/bring-a-friend.md": SCHEME,
            "content/refer-a-friend/ended.md": SCHEME.replace("2026-12-10", "2026-11-10").replace(
                "title: Bring", "title: Once bring"
            ),
            "content/vacancies/feeds.yaml": FEED,
            "content/vacancies/snapshots/ours.csv": CSV,
        }
    )
    built = made.build(TODAY)
    assert built.problems == ()
    with hosted(Path(built.output)) as address:
        yield address


@pytest.fixture
def people(chromium: Browser, origin: str) -> Iterator[list[BrowserContext]]:
    """Return two people with browsers of their own; afterwards, no other host was asked."""
    contexts = [chromium.new_context(base_url=origin) for _ in range(2)]
    for each in contexts:
        each.set_default_timeout(4000)
    asked: list[str] = []
    for context in contexts:
        context.clock.set_fixed_time(NOON)
        context.on("request", lambda request: asked.append(request.url))
    yield contexts
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((f"{origin}/", "data:", "blob:"))] == []


@pytest.fixture
def referrer(people: list[BrowserContext]) -> Page:
    """Return the page of somebody who refers."""
    return people[0].new_page()


@pytest.fixture
def friend(people: list[BrowserContext]) -> Page:
    """Return the page of the friend, in another browser."""
    return people[1].new_page()


def make_link(page: Page, code: str, address: str = "") -> None:
    """Fill in the form and press its button, by the keyboard alone."""
    page.goto(REFER)
    page.get_by_label("Your code or nickname").fill(code)
    page.get_by_label("Or a certain vacancy").fill(address)
    page.get_by_role("button", name="Make my link").press("Enter")


def made_link(page: Page) -> str:
    """Return the link that was made."""
    return page.get_by_label("Your link", exact=True).input_value()


def test_a_referral_from_the_link_to_the_application(
    referrer: Page, friend: Page, origin: str
) -> None:
    make_link(referrer, "Night-Owl7", f"{origin}/vacancies/ours-1/")
    expect(referrer.get_by_role("heading", name="Your link is ready")).to_be_focused()
    link = made_link(referrer)
    assert link == f"{origin}/vacancies/ours-1/?ref=night-owl7"
    message = referrer.get_by_label("What you say").input_value()
    assert message.startswith("I thought of you when I saw this: Care assistant. ")
    for way in ("WhatsApp", "Text message", "Email"):
        href = referrer.locator("make-link").get_by_role("link", name=way).get_attribute("href")
        query = parse_qs(urlsplit(href or "").query)
        assert link in [*query.get("text", []), *query.get("body", [])][0].split()

    friend.goto(link)
    expect(friend.get_by_text("A friend who works in care thought of you.")).to_be_visible()
    friend.get_by_role("link", name="Roles", exact=True).first.click()
    assert friend.url.endswith("?ref=night-owl7")
    expect(friend.get_by_text("A friend who works in care thought of you.")).to_have_count(0)
    friend.goto("/vacancies/ours-1/")  # typed by hand, without the code
    expect(friend.locator(".apply .referral strong")).to_have_text("night-owl7")
    expect(friend.get_by_role("link", name="Apply for this job")).to_have_attribute(
        "href", "https://house.example/apply?job=1&referred_by=night-owl7#form"
    )
    friend.goto("/vacancies/ours-2/")
    mail = friend.get_by_role("link", name="Apply by email").get_attribute("href") or ""
    assert "Their code is night-owl7." in parse_qs(urlsplit(mail).query)["body"][0]
    assert "subject" in parse_qs(urlsplit(mail).query)


def test_the_friend_can_leave_the_code_out(friend: Page) -> None:
    friend.goto("/vacancies/ours-1/?ref=sam7")
    friend.locator(".apply").get_by_role("button", name="Leave the code out").click()
    expect(friend.locator(".referral")).to_have_count(0)
    assert "sam7" not in friend.url
    assert "sam7" not in friend.content()
    friend.reload()
    expect(friend.locator(".referral")).to_have_count(0)


def test_with_storage_blocked_the_links_carry_the_code(friend: Page) -> None:
    friend.add_init_script(NO_STORAGE)
    friend.goto("/?ref=sam7")
    friend.get_by_role("link", name="Vacancies", exact=True).first.click()
    friend.get_by_role("link", name="Care assistant").first.click()
    friend.wait_for_url("**/vacancies/ours-1/?ref=sam7")
    expect(friend.locator(".apply .referral strong")).to_have_text("sam7")


def test_what_is_no_code_leaves_no_trace(friend: Page) -> None:
    for query in NO_CODES:
        friend.goto(f"/vacancies/ours-1/?{query}")
        expect(friend.locator(".referral")).to_have_count(0)
        assert friend.evaluate("sessionStorage.length") == 0, query
        apply = friend.get_by_role("link", name="Apply for this job")
        expect(apply).to_have_attribute("href", "https://house.example/apply?job=1#form")


def test_of_two_codes_the_first_that_is_one_counts(friend: Page) -> None:
    friend.goto("/vacancies/ours-1/?ref=%3Cb%3E&ref=first&ref=second")
    expect(friend.locator(".apply .referral strong")).to_have_text("first")


def test_a_code_that_tells_too_much_is_refused_with_a_reason_and_kept(referrer: Page) -> None:
    referrer.goto(REFER)
    field = referrer.get_by_label("Your code or nickname")
    for code, words in REFUSED.items():
        field.fill(code)
        referrer.get_by_role("button", name="Make my link").press("Enter")
        expect(referrer.locator("#ref-problem")).to_contain_text(words)
        expect(field).to_be_focused()
        expect(field).to_have_value(code)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(referrer.get_by_role("heading", name="Your link is ready")).to_be_hidden()
    field.fill("sam7")
    referrer.get_by_role("button", name="Make my link").press("Enter")
    expect(referrer.get_by_role("heading", name="Your link is ready")).to_be_focused()
    expect(referrer.locator("#ref-problem")).to_be_empty()


def test_a_link_leads_to_our_own_pages_only_and_to_those_that_are_open(referrer: Page) -> None:
    referrer.goto(REFER)
    referrer.get_by_label("Your code or nickname").fill("sam7")
    field = referrer.get_by_label("Or a certain vacancy")
    for address, words in NOWHERE.items():
        field.fill(address)
        referrer.get_by_role("button", name="Make my link").press("Enter")
        expect(referrer.locator("#address-problem")).to_contain_text(words)
        expect(field).to_be_focused()
        expect(field).to_have_value(address)
        expect(referrer.get_by_role("heading", name="Your link is ready")).to_be_hidden()


def test_neither_blocked_storage_nor_a_lost_connection_stands_in_the_way(
    people: list[BrowserContext],
) -> None:
    page = people[0].new_page()
    page.add_init_script(NO_STORAGE)
    page.goto(REFER)
    page.context.set_offline(True)
    page.get_by_label("Your code or nickname").fill("sam7")
    page.get_by_label("Or a certain vacancy").fill("/vacancies/ours-1/")
    page.get_by_role("button", name="Make my link").press("Enter")
    expect(page.get_by_role("heading", name="Your link is ready")).to_be_focused()
    assert made_link(page).endswith("/vacancies/ours-1/?ref=sam7")
    expect(page.locator("[data-result] > .referral-card svg")).to_be_visible()


def test_the_qr_code_is_that_of_the_link(referrer: Page, origin: str) -> None:
    # A link of 42 bytes fills a code of version 3, so no padding can differ from segno's.
    code = "q" * (42 - len(f"{origin}/?ref="))
    make_link(referrer, code)
    drawn = referrer.locator("make-link [data-result] > .referral-card svg")
    path = drawn.locator("path").nth(1).get_attribute("d") or ""
    size = int((drawn.get_attribute("viewBox") or "").split()[-1]) - 8
    rows = [[0] * size for _ in range(size)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", path):
        for step in range(int(run)):
            rows[int(y) - 4][int(x) - 4 + step] = 1
    link = made_link(referrer)
    assert link == f"{origin}/?ref={code}"
    others = [
        segno.make_qr(link, error="m", mode="byte", mask=mask, boost_error=False).matrix
        for mask in range(8)
    ]
    assert rows in [[list(row) for row in other] for other in others]


def test_the_printed_card_stands_alone_and_is_as_large_as_a_bank_card(referrer: Page) -> None:
    referrer.add_init_script("print = () => {}")
    make_link(referrer, "sam7")
    referrer.get_by_role("button", name="Print the card").click()
    referrer.emulate_media(media="print")
    card = referrer.locator("[data-result] > .referral-card")
    box = card.bounding_box()
    assert box
    assert [round(box[side] / 96 * 25.4, 1) for side in ("width", "height")] == [85.6, 54.0]
    seen = referrer.locator("body").inner_text().split()
    assert seen == card.inner_text().split()


def test_a_vacancy_offers_the_scheme_and_leads_to_a_link_of_its_own(
    referrer: Page, origin: str
) -> None:
    referrer.goto("/vacancies/ours-1/")
    referrer.get_by_role("link", name="Make a link to send").click()
    expect(referrer.get_by_label("Or a certain vacancy")).to_have_value(
        f"{origin}/vacancies/ours-1/"
    )


def test_a_scheme_closes_by_itself_after_its_last_day(people: list[BrowserContext]) -> None:
    page = people[0].new_page()
    page.clock.install(time=datetime.fromisoformat("2026-12-10T23:30:00+00:00"))
    page.goto("/refer-a-friend/bring-a-friend/")
    assert page.get_by_role("heading", name="How to refer").is_visible()
    page.clock.run_for(31 * 60 * 1000)
    assert "This scheme ended on 10 December 2026." in page.get_by_role("alert").inner_text()
    assert not page.get_by_role("heading", name="How to refer").is_visible()
    page.goto(REFER)
    assert page.get_by_text("Ended 10 December 2026").is_visible()
    for url in ("/vacancies/ours-1/", "/case-studies/from-the-shop/"):
        page.goto(url)
        assert page.locator(".scheme-line").count() == 1, url
        assert not page.get_by_role("link", name="Make a link to send").is_visible(), url


def test_without_javascript_the_form_makes_the_link_in_the_address_bar(
    chromium: Browser, origin: str
) -> None:
    page = chromium.new_context(java_script_enabled=False, base_url=origin).new_page()
    page.goto(REFER)
    assert not page.get_by_label("What should it lead to?").is_visible()
    page.get_by_label("Your code or nickname").fill("sam7")
    page.get_by_role("button", name="Make my link").click()
    assert urlsplit(page.url).path == "/"
    assert parse_qs(urlsplit(page.url).query)["ref"] == ["sam7"]
    page.goto("/refer-a-friend/bring-a-friend/")
    assert page.locator(".referral-card svg").is_visible()


@pytest.mark.parametrize("code", ["", "sam7"], ids=["empty", "made"])
def test_everybody_can_use_the_form(referrer: Page, code: str) -> None:
    make_link(referrer, code)
    referrer.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        referrer.emulate_media(color_scheme=scheme)
        assert referrer.evaluate(BROKEN_RULES, RULES) == []
    referrer.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert referrer.evaluate(CUT_OFF) == []


def test_everybody_can_read_the_greeting_and_the_code(friend: Page) -> None:
    friend.goto("/vacancies/ours-1/?ref=sam7")
    expect(friend.locator(".referral")).to_have_count(2)
    friend.evaluate(AXE_SCRIPT)
    assert friend.evaluate(BROKEN_RULES, RULES) == []
    friend.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert friend.evaluate(CUT_OFF) == []


def count(page: Page, text: str) -> str:
    """Give a list to the page that counts; return what it says."""
    page.goto(COUNT)
    file = FilePayload(name="list.csv", mimeType="text/csv", buffer=text.encode())
    page.get_by_label("A list as CSV").set_input_files(files=[file])
    heard = page.locator("[data-problem]:not(:empty), [data-result]:not([hidden]) [data-summary]")
    return heard.first.inner_text()


def test_codes_are_totalled_in_the_browser_and_come_back_as_a_file(referrer: Page) -> None:
    said = count(
        referrer,
        '\ufeffCode;started_on;note\r\nSam7;2026-10-01;"a;b"\r\nsam7;;\r\n'
        "=HYPERLINK(1);;\r\n;;\r\nnight-owl;2026-10-02;x\r\n;;y\r\n",
    )
    assert "5 people in the list. 3 people named a code, 2 codes in all." in said
    assert "1 line had no code. 1 line had something that is no code." in said
    rows = referrer.locator("[data-table] tbody tr").all_inner_texts()
    assert [row.split() for row in rows] == [["sam7", "2", "1"], ["night-owl", "1", "1"]]
    with referrer.expect_download() as download:
        referrer.get_by_role("link", name="Download these totals").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert text.split() == ["code,people,started", "sam7,2,1", "night-owl,1,1"]
    referrer.evaluate(AXE_SCRIPT)
    assert referrer.evaluate(BROKEN_RULES, RULES) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The list is empty."),
        ("PK\x03\x04", "This is an Excel or Word file."),
        ("name,town\nA,B\n", "No column is called “code”. The first line has: “name”, “town”."),
        ("<!doctype html><title>Sign in</title>", "This is a web page"),
    ],
)
def test_another_shape_is_explained(referrer: Page, text: str, words: str) -> None:
    assert words in count(referrer, text)


def test_a_hundred_thousand_rows_are_no_trouble(referrer: Page) -> None:
    said = count(referrer, "code\n" + "".join(f"code-{n % 300}\n" for n in range(100_000)))
    assert "100,000 people named a code, 300 codes in all." in said
