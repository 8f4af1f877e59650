"""The finder of vacancies: with scripts it finds, without them the page is a whole list."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from conftest import SMALL_WORLD, TODAY, World
from playwright.sync_api import Browser, Locator, Page, Request, expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, WIDE, Visitor, hosted
from browser.test_access import RULES
from portal.errors import Severity
from portal.pages import finder

pytestmark = pytest.mark.browser

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTILE = "<img src=x onerror=document.title=/hacked/>"
FILLERS = 30
PHONE = (390, 844)
PLACES = """\
attribution: [Made up for tests]
districts:
  - {id: north, title: North Testshire, kind: district, ons_code: E07000000, care_authority: T}
  - {id: south, title: South Testshire, kind: district, ons_code: E07000001, care_authority: T}
outcodes:
  - {id: le1, town: Testham, districts: [north], latitude: 52.6, longitude: -1.1}
places:
  - {id: testham, title: Testham, district: north, outcode: LE1, latitude: 52.6, longitude: -1.1}
  - {id: nearby, title: Nearby, district: north, outcode: LE1, latitude: 52.65, longitude: -1.1}
  - {id: midway, title: Midway, district: south, outcode: LE1, latitude: 52.72, longitude: -1.1}
  - {id: farham, title: Farham, district: south, outcode: LE1, latitude: 52.8, longitude: -1.1}
  - {id: beyond, title: Beyond, district: south, outcode: LE1, latitude: 53.2, longitude: -1.1}
"""
HOME_CARE = """\
name: Other Care
services: [home-care]
districts: [south]
about: A made-up home care provider that exists only in tests.
verified_on: 2026-11-01
example: true
"""
SETTINGS = """\
- {id: care-home, title: Care home, summary: A shared home., sources: [Made up for tests]}
- {id: home-care, title: Home care, summary: Care at home., sources: [Made up for tests]}
"""
# Days and nights in Testham and Nearby, a senior in Midway, a bank in Farham; the rest beyond.
VACANCIES: Mapping[str, str] = {
    "days": """title: "Care assistant, days"
place: testham
pay: {min: 13, per: hour}
contract: permanent
hours: {min: 16, max: 30, guaranteed: "yes"}
shifts: [days, weekends]
driving: not-needed
terms: {travel_time_paid: "yes"}
experience_needed: "no"
posted_on: 2026-11-20
closes_on: 2026-11-25""",
    "nights": """title: "Care assistant, nights"
place: nearby
pay: {min: 14, per: hour}
contract: permanent
hours: {min: 36, max: 36}
shifts: [nights]
driving: required
posted_on: 2026-11-19
closes_on: 2026-12-20""",
    "senior": """title: Leader of a team
role: senior-care-worker
place: midway
pay: {min: 30000, per: year}
contract: permanent
hours: {min: 37.5, max: 37.5}
driving: required
posted_on: 2026-11-18
closes_on: 2026-12-19""",
    "bank": """title: Bank carer
provider: other-care
place: farham
pay: {text: Competitive}
contract: bank
driving: not-needed
posted_on: 2026-11-17
closes_on: 2026-11-22""",
    "hostile": f"""title: {HOSTILE!r}
place: beyond
pay: {{min: 12.71, per: hour}}
contract: fixed-term
posted_on: 2026-11-16
closes_on: 2026-12-18""",
} | {
    f"filler-{number:02}": f"""title: Filler {number:02}
place: beyond
pay: {{min: 12.80, per: hour}}
contract: permanent
hours: {{min: 20, max: 20}}
driving: not-needed
posted_on: 2026-10-{30 - number:02}
closes_on: 2026-12-17"""
    for number in range(FILLERS)
}
ALL = len(VACANCIES)


def posted(facts: str) -> str:
    """Return the file of a vacancy; most are for care assistants with Example House."""
    usual = {"role": "care-assistant", "provider": "example-house"}
    lines = [f"{key}: {value}" for key, value in usual.items() if f"\n{key}:" not in facts]
    return "\n".join(
        ("---", "example: true", facts, *lines, "apply: {phone: 0116 496 0134}", "---", "Text.\n")
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a small site is served whose data come in parts of ten vacancies."""
    root = tmp_path_factory.mktemp("finder")
    shutil.copytree(SMALL_WORLD, root, dirs_exist_ok=True)
    place = World(root)
    place.write(
        {
            "content/facts/places.yaml": PLACES,
            "content/pathway/settings.yaml": SETTINGS,
            "content/providers/other-care.yaml": HOME_CARE,
            **{
                f"content/vacancies/posted/{name}.md": posted(facts)
                for name, facts in VACANCIES.items()
            },
        }
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "PART", 10)
        built = place.build(TODAY)
    errors = [each for each in built.problems if each.severity is Severity.ERROR]
    assert built.output.is_dir(), errors
    with hosted(built.output) as origin:
        yield origin


@pytest.fixture
def finding(visitor: Visitor) -> Visitor:
    """Return somebody whose clock says noon on the day of the build."""
    visitor.page.clock.set_fixed_time(NOON)
    return visitor


def titles(page: Page) -> list[str]:
    """Return the titles of the vacancies that are shown."""
    return page.locator("[data-list] > li:visible .card__link").all_inner_texts()


def expect_found(page: Page, *names: str) -> None:
    """Wait until these vacancies are shown and no others, in this order."""
    found = [
        re.search(r"title: [\"']?(.+?)[\"']?$", VACANCIES[name], re.MULTILINE) for name in names
    ]
    wanted = [each[1] for each in found if each]
    expect(page.locator("[data-list] > li:visible .card__link")).to_have_text(wanted)


def expect_count(page: Page, words: str) -> None:
    """Wait until the heading above the list says how many there are."""
    expect(page.locator("[data-count]")).to_have_text(words)


def expect_said(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait until a screen reader is told this."""
    expect(page.get_by_role("status")).to_have_text(words)


def tags(page: Page) -> Locator:
    """Return the filters that are on."""
    return page.get_by_role("list", name="Filters that are on").get_by_role("button")


def state(page: Page) -> dict[str, list[str]]:
    """Return what the address says."""
    return parse_qs(urlsplit(page.url).query)


def tick(page: Page, label: str) -> Locator:
    """Return a checkbox by the beginning of its label, which a count follows."""
    return page.get_by_role("checkbox", name=re.compile(f"^{re.escape(label)}"))


def near(page: Page, place: str) -> None:
    """Look for vacancies near a place."""
    page.get_by_label("Town or postcode").fill(place)
    page.keyboard.press("Tab")


# Without scripts


def test_without_scripts_the_page_is_the_whole_list_and_no_form(plain_visitor: Visitor) -> None:
    page = plain_visitor.visit("/vacancies/")
    assert len(titles(page)) == ALL
    assert page.get_by_role("search").count() == 0
    assert page.get_by_role("combobox").count() == 0
    expect(page.get_by_role("heading", name="By district")).to_be_visible()
    expect(page.get_by_role("heading", name="By role")).to_be_visible()


# Filters


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Guaranteed hours", ["days"]),
        ("Paid travel time", ["days"]),
        ("No experience needed", ["days"]),
        ("Closing in 7 days", ["days", "bank"]),
        ("Bank (as and when)", ["bank"]),
        ("Nights", ["nights"]),
    ],
)
def test_a_tick_leaves_only_what_the_advert_says(
    label: str, found: list[str], finding: Visitor
) -> None:
    page = finding.visit("/vacancies/")
    tick(page, label).check()
    expect_found(page, *found)
    expect_count(page, f"{len(found)} vacanc{'y' if len(found) == 1 else 'ies'}")


@pytest.mark.parametrize(
    ("label", "choice", "found"),
    [
        ("District", "North Testshire", ["days", "nights"]),
        ("Role", "Senior care worker", ["senior"]),
        ("Kind of service", "Care home", None),
        ("Employer", "Other Care", ["bank"]),
    ],
)
def test_a_choice_leaves_only_what_is_chosen(
    label: str, choice: str, found: list[str] | None, finding: Visitor
) -> None:
    page = finding.visit("/vacancies/")
    box = page.get_by_label(label, exact=True)
    box.focus()
    option = box.locator("option", has_text=choice)
    expect(option).to_have_count(1)
    box.select_option(option.get_attribute("value"))
    if found is None:
        expect_count(page, f"{ALL - 1} vacancies")
    else:
        expect_found(page, *found)
    expect(tags(page)).to_have_text([re.compile(choice)])


def test_two_of_one_group_widen_and_two_groups_narrow(finding: Visitor) -> None:
    page = finding.visit("/vacancies/")
    tick(page, "Nights").check()
    tick(page, "Days").check()
    expect_found(page, "days", "nights")
    tick(page, "No car needed").check()
    expect_found(page, "days")


def test_pay_and_hours_are_compared_with_what_is_certain(finding: Visitor) -> None:
    page = finding.visit("/vacancies/")
    page.get_by_label("Pay at least").fill("13.50")
    expect_found(page, "nights", "senior")  # £30,000 for 37.5 hours is over £15
    page.get_by_label("Pay at least").fill("")
    page.get_by_label("Hours a week: at least").fill("31")
    expect_found(page, "nights", "senior")
    page.get_by_label("At most").fill("36")
    expect_found(page, "nights")


def test_words_are_looked_for_in_title_role_employer_and_place(finding: Visitor) -> None:
    page = finding.visit("/vacancies/")
    box = page.get_by_label("Words")
    for words, found in (
        ("SENIOR", ["senior"]),
        ("other farham", ["bank"]),
        ("carer nights", ["nights"]),  # another title of the role
    ):
        box.fill(words)
        expect_found(page, *found)


def test_each_choice_says_how_many_there_would_be(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?district=north")
    expect_found(page, "days", "nights")
    expect(tick(page, "No car needed (1)")).to_be_visible()
    expect(tick(page, "Nights (1)")).to_be_visible()
    tick(page, "Nights").check()
    expect(tick(page, "No car needed (0)")).to_be_visible()
    expect(tick(page, "Days (1)")).to_be_visible()  # what another tick in the group would show
    options = page.get_by_label("District").locator("option")
    expect(options).to_have_text(["Any", "North Testshire (1)", "South Testshire (0)"])


CARDS = """() => [...document.querySelectorAll("[data-list] > li")].slice(0, 20).map(
  ({ innerHTML }) => innerHTML.replace(/\\s+/g, " ").replace(/> /g, ">").replace(/ </g, "<"))"""


def test_every_card_is_the_card_of_the_page_as_it_was_built(
    finding: Visitor, plain_visitor: Visitor
) -> None:
    built = plain_visitor.visit("/vacancies/").evaluate(CARDS)
    assert 'data-closes="2026-11-25T23:59:59+00:00"' in built[0]
    page = finding.visit("/vacancies/")
    tick(page, "Closing in 7 days").check()
    expect_count(page, "2 vacancies")
    tick(page, "Closing in 7 days").uncheck()
    expect_count(page, f"{ALL} vacancies")
    for found, card in zip(page.evaluate(CARDS), built, strict=True):
        assert found == card


# Places


@pytest.mark.parametrize("place", ["Testham", "  testHAM ", "LE1", "le1 1AB", "LE11AB"])
def test_a_place_or_postcode_finds_what_is_near_the_nearest_first(
    place: str, finding: Visitor
) -> None:
    page = finding.visit("/vacancies/")
    near(page, place)
    expect_found(page, "days", "nights", "senior")
    where = page.locator("[data-list] .vacancy-card__where")
    expect(where).to_have_text(
        [
            "Example House, Testham · less than a mile away in a straight line",
            "Example House, Nearby · about 3 miles away in a straight line",
            "Example House, Midway · about 8 miles away in a straight line",
        ]
    )
    expect(page.get_by_label("Sort by")).to_have_value("distance")


def test_another_distance_finds_other_vacancies(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?where=Testham")
    expect(page.locator("[name=miles] option")).to_have_text(
        [
            "Within 1 mile (1)",
            "Within 3 miles (1)",
            "Within 5 miles (2)",
            "Within 10 miles (3)",
            "Within 15 miles (4)",
            "Within 20 miles (4)",
            "Within 30 miles (4)",
            "At any distance",
        ]
    )
    page.get_by_label("How far").select_option("5")
    expect_found(page, "days", "nights")
    expect(tags(page)).to_have_text(["Remove: Within 5 miles of Testham"])


def test_an_unknown_place_is_said_to_be_so_and_takes_nothing_away(finding: Visitor) -> None:
    page = finding.visit("/vacancies/")
    box = page.get_by_label("Town or postcode")
    near(page, "Atlantis")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(re.compile("We do not know this place"))
    expect_count(page, f"{ALL} vacancies")
    near(page, "Nearby")
    expect(box).to_have_attribute("aria-invalid", "false")
    expect_found(page, "nights", "days", "senior")


# Order


def test_vacancies_can_be_sorted(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?where=Testham&miles=15")
    sort = page.get_by_label("Sort by")
    expect_found(page, "days", "nights", "senior", "bank")
    for order, found in (
        ("Best paid", ["senior", "nights", "days", "bank"]),
        ("Closing soonest", ["bank", "days", "senior", "nights"]),
        ("Newest", ["days", "nights", "senior", "bank"]),
    ):
        sort.select_option(label=order)
        expect_found(page, *found)
    assert state(page)["sort"] == ["newest"]
    page.get_by_label("Town or postcode").fill("")
    page.keyboard.press("Tab")
    expect(sort.locator("option", has_text="Nearest")).to_be_disabled()


# Tags


def test_filters_that_are_on_are_tags_that_take_them_off(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?no-car=yes&contract=permanent&text=days&pay=12.5")
    expect_found(page, "days")
    expect(tags(page)).to_have_text(
        [
            "Remove: “days”",
            "Remove: No car needed",
            "Remove: At least £12.5 an hour",
            "Remove: Permanent",
        ]
    )
    page.get_by_role("button", name="Remove: “days”").click()
    expect(tags(page)).to_have_count(3)
    expect(page.get_by_role("button", name="Remove: No car needed")).to_be_focused()
    expect(page.get_by_label("Words")).to_have_value("")
    assert set(state(page)) == {"no-car", "contract", "pay"}
    page.get_by_role("button", name="Clear all filters").click()
    expect(tags(page)).to_have_count(0)
    expect_count(page, f"{ALL} vacancies")
    expect(page.locator("[data-count]")).to_be_focused()
    assert state(page) == {}


# State


def test_the_address_is_the_state(finding: Visitor) -> None:
    page = finding.visit("/vacancies/")
    tick(page, "No car needed").check()
    expect(tags(page)).to_have_count(1)
    near(page, "Testham")
    expect_found(page, "days")
    assert state(page) == {"no-car": ["yes"], "where": ["Testham"], "miles": ["10"]}
    page.reload()
    expect_found(page, "days")
    expect(tick(page, "No car needed")).to_be_checked()
    expect(page.get_by_label("Town or postcode")).to_have_value("Testham")
    page.go_back()
    expect(tags(page)).to_have_text(["Remove: No car needed"])
    expect(page.get_by_label("Town or postcode")).to_have_value("")
    page.go_back()
    expect_count(page, f"{ALL} vacancies")
    expect(tick(page, "No car needed")).not_to_be_checked()
    page.go_forward()
    expect(tick(page, "No car needed")).to_be_checked()


def test_typing_is_one_step_of_the_history(finding: Visitor) -> None:
    page = finding.visit("/vacancies/")
    page.get_by_label("Words").focus()
    for letters, address in (("fil", "text=fil"), ("ler", "text=filler")):
        page.keyboard.type(letters)
        page.wait_for_url(f"**?{address}")
    expect_count(page, f"{FILLERS} vacancies")
    page.go_back()
    expect_count(page, f"{ALL} vacancies")
    assert state(page) == {}


def test_an_address_that_says_nonsense_is_read_as_far_as_it_makes_sense(finding: Visitor) -> None:
    page = finding.visit(
        "/vacancies/?role=nobody&miles=7&sort=luck&pay=lots&contract=never&district=north&utm=x"
    )
    expect_found(page, "days", "nights")
    expect(tags(page)).to_have_text(["Remove: North Testshire"])


# More


def test_more_are_shown_on_request_and_the_focus_goes_on_with_them(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?contract=permanent")
    more = page.get_by_role("button", name="Show more vacancies")
    expect(page.locator("[data-list] > li")).to_have_count(20)
    more.press("Enter")  # a click can miss it while counts come in above it
    expect(page.locator("[data-list] > li")).to_have_count(3 + FILLERS)
    expect(page.locator("[data-list] > li").nth(20).get_by_role("link")).to_be_focused()
    expect(more).to_be_hidden()
    expect_said(page, f"Showing {3 + FILLERS} of {3 + FILLERS} vacancies.")
    page.reload()
    expect(page.locator("[data-list] > li")).to_have_count(3 + FILLERS)


# Nothing found


def test_where_nothing_is_found_only_what_helps_is_offered_with_counts(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?where=Nearby&miles=1&no-car=yes&role=care-assistant")
    expect_count(page, "0 vacancies")
    offers = page.locator(".finder__relax").get_by_role("button")
    expect(offers).to_have_text(
        [
            "Within 5 miles: 1",
            "Within 15 miles: 2",
            f"At any distance: {2 + FILLERS}",
            "Include jobs that need a car, or do not say: 1",
        ]
    )
    expect_said(page, re.compile("There would be some.*Within 5 miles: 1", re.DOTALL))
    page.get_by_role("button", name="Include jobs that need a car").click()
    expect_found(page, "nights")
    expect(page.locator("[data-count]")).to_be_focused()
    expect(tick(page, "No car needed")).not_to_be_checked()


def test_where_no_single_change_helps_none_is_offered(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?text=nobody&pay=99")
    expect_count(page, "0 vacancies")
    expect(page.get_by_text("No vacancy is all of that today.")).to_be_visible()
    expect(page.get_by_text("There would be some")).to_be_hidden()
    expect(page.locator(".finder__relax").get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("button", name="Clear all filters")).to_be_visible()


# Lists of a district or a role


def test_a_list_is_searched_as_the_list_it_is(finding: Visitor) -> None:
    page = finding.visit("/vacancies/in/north/")
    expect(page.get_by_label("District", exact=True)).to_have_count(0)
    tick(page, "No car needed").check()
    expect_found(page, "days")
    assert finding.path == "/vacancies/in/north/"
    assert state(page) == {"no-car": ["yes"]}
    page.get_by_role("button", name="Clear all filters").click()
    expect_found(page, "days", "nights")


# Hands, eyes and ears


def go_on(page: Page, to: Locator, key: str = "Tab") -> None:
    """Press a key until a control has the focus, as somebody does who has no mouse."""
    for _ in range(80):
        if to.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {to}")


def expect_focus_is_kept(page: Page) -> None:
    """Fail where the focus fell back to the page as a whole."""
    expect(page.locator("vacancy-finder :focus")).to_have_count(1)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_keyboard_is_enough(size: tuple[int, int], finding: Visitor) -> None:
    page = finding.visit("/vacancies/", size)
    summary = page.get_by_text("More filters")
    go_on(page, page.get_by_label("Town or postcode"))
    page.keyboard.type("Testham")
    page.keyboard.press("Tab")
    expect(page.get_by_label("How far")).to_be_focused()
    page.keyboard.type("Within 15")
    expect_found(page, "days", "nights", "senior", "bank")
    expect_said(page, "4 vacancies, nearest first.")
    go_on(page, tick(page, "No car needed"))
    page.keyboard.press("Space")
    expect_found(page, "days", "bank")
    if size == PHONE:
        go_on(page, summary)
        page.keyboard.press("Enter")
    go_on(page, page.get_by_label("District", exact=True))
    page.keyboard.press("ArrowDown")
    expect_found(page, "days")
    expect_said(page, "1 vacancy, nearest first.")
    go_on(page, tick(page, "Closing in 7 days"))
    page.keyboard.press("Space")
    expect(tags(page)).to_have_count(4)
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Saved vacancies")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Sort by")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect_said(page, "1 vacancy, closing soonest first.")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Saved vacancies")).to_be_focused()
    go_on(page, tags(page).nth(1))
    for left in (3, 2, 1):  # from the middle to the end, then backwards
        page.keyboard.press("Enter")
        expect(tags(page)).to_have_count(left)
        expect(page.locator(".finder__tags :focus")).to_have_count(1)
    page.keyboard.press("Space")
    expect(tags(page)).to_have_count(0)
    expect(page.locator("[data-count]")).to_be_focused()
    expect_count(page, f"{ALL} vacancies")
    go_on(page, page.get_by_label("Words"), "Shift+Tab")
    page.keyboard.type("nights")
    expect_found(page, "nights")
    go_on(page, page.get_by_role("button", name="Clear all filters"))
    page.keyboard.press("Enter")
    expect_count(page, f"{ALL} vacancies")
    expect_focus_is_kept(page)


def test_the_keyboard_takes_the_way_out_where_nothing_is_found(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?where=Nearby&miles=1&no-car=yes&role=care-assistant")
    expect_count(page, "0 vacancies")
    go_on(page, page.get_by_role("button", name="Within 5 miles: 1"))
    page.keyboard.press("Enter")
    expect_found(page, "days")
    expect(page.locator("[data-count]")).to_be_focused()


def test_on_a_phone_the_most_used_filters_come_first_and_the_others_say_what_is_on(
    finding: Visitor,
) -> None:
    page = finding.visit("/vacancies/?pay=13&shift=days&no-car=yes", PHONE)
    expect_found(page, "days")
    for label in ("Words", "Town or postcode"):
        expect(page.get_by_label(label)).to_be_visible()
    expect(tick(page, "No car needed")).to_be_visible()
    expect(page.get_by_label("Pay at least")).to_be_hidden()
    expect(page.get_by_text("More filters (2 on)")).to_be_visible()
    page.get_by_text("More filters").click()
    expect(page.get_by_label("Pay at least")).to_have_value("13")
    page = finding.visit("/vacancies/", PHONE)
    first = page.locator("[data-list] > li").first.bounding_box()
    assert first is not None
    assert first["y"] < 1.5 * PHONE[1], "a list of vacancies shows vacancies soon"


def test_beside_the_list_every_filter_is_in_sight(finding: Visitor) -> None:
    page = finding.visit("/vacancies/", PHONE)
    finding.resize(WIDE)
    expect(page.get_by_label("Pay at least")).to_be_visible()
    expect(page.get_by_text("More filters")).to_be_hidden()


def test_a_screen_reader_hears_what_was_found_once_it_is_quiet(finding: Visitor) -> None:
    page = finding.visit("/vacancies/")
    page.get_by_label("Words").focus()
    page.evaluate(
        """() => {
          const spoken = (window.spoken = []);
          const status = document.querySelector("[role=status]");
          new MutationObserver(() => status.textContent && spoken.push(status.textContent))
            .observe(status, { childList: true });
        }"""
    )
    page.keyboard.type("fillers", delay=10)
    page.keyboard.press("Backspace")
    expect_said(page, f"{FILLERS} vacancies, newest first.")
    assert page.evaluate("spoken") == [f"{FILLERS} vacancies, newest first."]
    assert page.get_by_role("status").get_attribute("aria-live") in (None, "polite")


@pytest.mark.parametrize("query", ["?where=Testham&no-car=yes&district=north", "?pay=99&text=care"])
def test_no_rule_of_wcag_is_broken_while_finding(query: str, finding: Visitor) -> None:
    page = finding.visit(f"/vacancies/{query}")
    expect(tags(page)).not_to_have_count(0)
    expect(page.locator("[data-count]")).to_have_text(re.compile("vacanc(y|ies)$"))
    page.evaluate(AXE_SCRIPT)
    for size in (WIDE, NARROW):
        for scheme, rules in RULES.items():
            finding.resize(size, scheme)
            assert page.evaluate(BROKEN_RULES, rules) == [], (size, scheme)
        assert page.evaluate(CUT_OFF) == [], size


def test_no_rule_of_wcag_is_broken_without_scripts(chromium: Browser, site: str) -> None:
    # A policy that forbids scripts is what axe sees as none; it could not run without them itself.
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/vacancies/")
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(BROKEN_RULES, RULES["light"]) == []
    context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_target_is_large_enough(size: tuple[int, int], finding: Visitor) -> None:
    page = finding.visit("/vacancies/?where=Testham&no-car=yes", size)
    expect_found(page, "days")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
          "vacancy-finder :is(.finder__tick, button, select, .field input:not([type=checkbox]))")]
          .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML)"""
    )
    assert small == []


# What goes wrong


def test_a_hostile_title_stays_text(finding: Visitor) -> None:
    page = finding.visit("/vacancies/?contract=fixed-term")
    expect(page.locator("[data-list] .card__link")).to_have_text([HOSTILE])
    assert page.locator("[data-list] img").count() == 0
    page.get_by_label("Words").fill("<img src=x onerror=alert(1)>")
    expect(tags(page).first).to_have_text("Remove: “<img src=x onerror=alert(1)>”")
    assert "hacked" not in page.title()


def test_what_closed_since_the_build_is_not_shown(finding: Visitor) -> None:
    finding.page.clock.set_fixed_time(NOON + timedelta(days=1))
    page = finding.visit("/vacancies/")
    expect(page.locator("[data-list] > li:visible")).to_have_count(ALL - 1)
    assert "Bank carer" not in titles(page)
    page.get_by_label("Words").fill("bank")
    expect_count(page, "0 vacancies")
    offers = page.locator(".finder__relax").get_by_role("button")
    expect(offers).to_have_text([f"Leave out the words: {ALL - 1}"])


def asked(page: Page) -> list[str]:
    """Return a list that fills with the names of the data files that are asked for."""
    names: list[str] = []

    def note(request: Request) -> None:
        found = re.search(r"finder[-\d]*\.json", request.url)
        if found:
            names.append(found[0])

    page.on("request", note)
    return names


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """Return a page of a browser that has been nowhere yet."""
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    yield page
    context.close()


def test_the_data_come_when_they_are_needed(page: Page) -> None:
    names = asked(page)
    with page.expect_response("**/finder.json*"):
        page.goto("/vacancies/")
    assert names == ["finder.json"], "the first part, when the browser has nothing else to do"
    with page.expect_response("**/finder-4.json*"):
        page.get_by_label("Words").focus()
    assert sorted(names) == ["finder-2.json", "finder-3.json", "finder-4.json", "finder.json"]
    tick(page, "No car needed").check()
    expect(tags(page)).to_have_count(1)
    assert len(names) == 4, "and not again"


def test_whoever_saves_data_loads_none_before_they_find(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } });"
    )
    names = asked(page)
    page.goto("/vacancies/", wait_until="networkidle")
    assert names == []
    tick(page, "Nights").check()
    expect_found(page, "nights")


def test_data_that_cannot_be_loaded_are_said_to_be_so_and_tried_again(page: Page) -> None:
    page.route("**/finder-3.json*", lambda route: route.fulfill(status=503))
    page.goto("/vacancies/")
    tick(page, "Nights").check()
    expect(page.locator("[data-count]")).to_have_text(re.compile("could not be loaded"))
    expect_said(page, re.compile("could not be loaded"))
    page.unroute("**/finder-3.json*")
    tick(page, "Nights").uncheck()
    expect_count(page, f"{ALL} vacancies")


def test_parts_of_two_builds_are_not_put_together(page: Page) -> None:
    def older(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "stamp": "of another build"})

    page.route("**/finder-2.json*", older)
    page.goto("/vacancies/?shift=nights")
    expect(page.locator("[data-count]")).to_have_text(re.compile("could not be loaded"))
    page.unroute("**/finder-2.json*")
    names = asked(page)
    tick(page, "Nights").uncheck()
    expect_count(page, f"{ALL} vacancies")
    assert "finder.json" in names, "the first part may be another build's too"


def test_one_change_makes_no_more_cards_than_are_shown(page: Page) -> None:
    page.goto("/vacancies/?text=filler")
    expect_count(page, f"{FILLERS} vacancies")
    page.evaluate(
        """() => {
          window.made = 0;
          new MutationObserver((records) => {
            for (const { addedNodes } of records) window.made += addedNodes.length;
          }).observe(document.querySelector("[data-list]"), { childList: true });
        }"""
    )
    tick(page, "No car needed").check()
    expect(tags(page)).to_have_count(2)
    assert page.evaluate("made") == 20
