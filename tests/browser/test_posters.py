"""Any page becomes a poster and cards, whose codes a phone reads as the page's exact address."""

from __future__ import annotations

import io
from collections.abc import Callable
from urllib.parse import quote

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect
from qr_reader import read_rows

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, WIDE, Visitor

pytestmark = pytest.mark.browser

SITE = "https://care-careers.example"
KINDS = {
    "role": "/roles/care-assistant/",
    "vacancy": "/vacancies/care-assistant-weekends-hinckley/",
    "story": "/case-studies/from-tills-to-care-hinckley/",
    "scheme": "/refer-a-friend/sample-street-steps/",
    "event": "/events/try-care-afternoon-loughborough/",
}
SHORT = {KINDS["event"]: "/go/try-care/"}  # what is printed to be typed, where there is one
RULES = {
    "type": "tag",
    "values": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
}
OVERFULL = """() => {
  const boxes = [".poster", ".poster__way", ".business-card", ".business-card__words"];
  const shown = (each) => document.querySelector(each).checkVisibility();
  const full = boxes.filter(shown).filter((each) => {
    const box = document.querySelector(each);
    return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
  });
  const { width, height } = document.querySelector(".business-card").getBoundingClientRect();
  if (shown(".business-card") && Math.abs(width / height - 85.6 / 54) > 0.02) full.push("ratio");
  return full;
}"""
LONG = "Senior support worker for people with learning disabilities, autism and more, nights " * 2
PAGE = """<!doctype html><link rel="canonical" href="https://care-careers.example{url}">
<main><h1>{title}</h1><p class="page-heading__lead">{lead}</p><dl>{rows}</dl></main>"""
ROW = (
    '<div class="facts-list__row"><dt>Label</dt><dd>A fact that takes up some room here</dd></div>'
)


def opened(visitor: Visitor, of: str, size: str = "a4", screen: tuple[int, int] = WIDE) -> Page:
    """Open the page of posters for a page, and wait until it has been read."""
    page = visitor.visit(f"/poster/?of={quote(of, safe='/')}&size={size}", screen)
    page.wait_for_selector("poster-maker[data-ready]")
    return page


def answer(text: str) -> Callable[[Route], None]:
    """Return what answers with a page of our own."""
    return lambda route: route.fulfill(body=text, content_type="text/html")


def scanned(code: Locator) -> str:
    """Return what a phone reads that looks at a code on the screen."""
    box = code.get_attribute("viewBox")
    assert box
    size = int(box.split()[2])
    code.scroll_into_view_if_needed()
    place = code.bounding_box()
    assert place
    picture = Image.open(io.BytesIO(code.page.screenshot())).convert("L")
    pixels, step = picture.tobytes(), place["width"] / size

    def is_dark(x: int, y: int) -> bool:
        at = (int(place["x"] + (x + 0.5) * step), int(place["y"] + (y + 0.5) * step))
        return pixels[at[1] * picture.width + at[0]] < 128

    dark = [[is_dark(x, y) for x in range(size)] for y in range(size)]
    assert not any(any(row) for row in (*dark[:4], *dark[-4:])), "the quiet zone is light"
    return read_rows([row[4:-4] for row in dark[4:-4]])


@pytest.mark.parametrize("url", KINDS.values(), ids=KINDS)
def test_a_page_becomes_a_poster_whose_code_leads_to_it(url: str, visitor: Visitor) -> None:
    heading = visitor.visit(url).locator("main h1").inner_text()
    is_example = visitor.page.locator(".example-notice").count() > 0
    page = opened(visitor, url)
    poster = page.locator(".poster")
    expect(poster.locator(".poster__title")).to_have_text(heading, ignore_case=True)
    expect(poster.locator(".poster__example")).to_be_visible(visible=is_example)
    assert scanned(poster.locator("svg")) == f"{SITE}{url}"
    written = poster.locator(".poster__address").inner_text().replace("\n", "")
    assert f"https://{written}/" == f"{SITE}{SHORT.get(url, url)}"
    assert page.evaluate(OVERFULL) == []


@pytest.mark.parametrize("size", ["card", "sheet"])
def test_so_do_its_cards(size: str, visitor: Visitor) -> None:
    page = opened(visitor, KINDS["vacancy"], size)
    cards = page.locator(".business-card:visible")
    assert cards.count() == {"card": 1, "sheet": 8}[size]
    assert {scanned(card.locator("svg")) for card in cards.all()} == {f"{SITE}{KINDS['vacancy']}"}
    assert page.evaluate(OVERFULL) == []


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("vacancy", ["Where", "Pay", "Hours", "Apply by"]),
        ("role", ["Pay when you start", "Where", "Driving"]),
        ("scheme", ["For each friend, before tax", "Whose scheme", "Where"]),
        ("event", ["When", "Where", "Cost"]),
        ("story", []),
    ],
)
def test_a_poster_says_what_decides_and_leaves_the_rest_to_the_page(
    kind: str, labels: list[str], visitor: Visitor
) -> None:
    page = opened(visitor, KINDS[kind])
    assert page.locator(".poster__label").all_inner_texts() == labels


def test_every_page_leads_to_its_own_poster(visitor: Visitor) -> None:
    for kind in ("role", "vacancy", "story"):
        link = visitor.visit(KINDS[kind]).get_by_role("link", name="Print a poster or cards")
        link.click()
        visitor.page.wait_for_selector("poster-maker[data-ready]")
        link = visitor.page.locator("[data-of] a")
        assert (link.get_attribute("href") or "").endswith(KINDS[kind])


@pytest.mark.parametrize("size", ["a4", "a5", "card"])
@pytest.mark.parametrize("title", ["Cook", LONG, "وظيفة في الرعاية " * 6, "Donaudampfschiff" * 8])
def test_long_words_and_other_scripts_have_room(title: str, size: str, visitor: Visitor) -> None:
    url = "/roles/long/"
    made = PAGE.format(url=url, title=title, lead=LONG + LONG[:70], rows=ROW * 6)
    visitor.page.route(f"**{url}", answer(made))
    page = opened(visitor, url, size)
    page.unroute(f"**{url}")
    assert page.evaluate(OVERFULL) == []
    paper = page.locator(".cards" if size == "card" else ".poster")
    is_too_long = max(map(len, title.split())) > 60
    assert (paper.get_attribute("data-breaks") is not None) == is_too_long, "words stay whole"
    visitor.page.emulate_media(media="print")
    assert page.evaluate(OVERFULL) == []
    visitor.page.emulate_media(media="screen")


@pytest.mark.parametrize(
    "of",
    ["https://elsewhere.example/", "//elsewhere.example/x/", "javascript:alert(1)", ""],
)
def test_only_pages_of_this_site_become_posters(of: str, visitor: Visitor) -> None:
    page = opened(visitor, of)
    expect(page.locator("[data-problem=missing]")).to_be_visible()
    assert scanned(page.locator(".poster svg")) == f"{SITE}/"


def test_what_is_over_gets_no_poster_and_what_only_lists_something_over_does(
    visitor: Visitor,
) -> None:
    past = 'data-closes="2026-01-01T00:00:00Z"'
    bodies = {
        "/over/": f"<article {past}><h1>Over</h1></article>",
        "/gone/": "<article data-closed><h1>Gone</h1></article>",
        "/open/": f"<div><h1>Open</h1><article {past}>A card</article></div>",
    }
    said = {}
    for url, body in bodies.items():
        made = f'<!doctype html><link rel="canonical" href="{SITE}{url}"><main>{body}</main>'
        visitor.page.route(f"**{url}", answer(made))
        page = opened(visitor, url)
        page.unroute(f"**{url}")
        said[url] = page.locator("[data-problem=closed]").is_visible()
    assert said == {"/over/": True, "/gone/": True, "/open/": False}


def test_what_is_chosen_is_in_the_address(visitor: Visitor) -> None:
    page = opened(visitor, KINDS["role"])
    page.get_by_label("One card").check()
    assert page.url.endswith("size=card")
    page.reload()
    page.wait_for_selector("poster-maker[data-ready]")
    expect(page.get_by_label("One card")).to_be_checked()
    expect(page.locator(".poster")).to_be_hidden()


def test_without_scripts_there_is_the_poster_of_the_site_and_a_choice(
    plain_visitor: Visitor,
) -> None:
    page = plain_visitor.visit("/poster/?of=/roles/care-assistant/")
    assert scanned(page.locator(".poster svg")) == f"{SITE}/"
    expect(page.get_by_text("print that page itself")).to_be_visible()
    page.get_by_label("Sheet of 8 cards").check()
    assert page.locator(".business-card:visible").count() == 8
    expect(page.locator(".poster")).to_be_hidden()


@pytest.mark.parametrize("size", ["a4", "sheet"])
def test_everybody_can_choose_and_print(size: str, visitor: Visitor) -> None:
    for screen in (WIDE, NARROW):
        page = opened(visitor, KINDS["vacancy"], size, screen)
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(BROKEN_RULES, RULES) == [], screen
        assert page.evaluate(CUT_OFF) == [], screen
