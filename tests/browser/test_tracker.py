"""The recruitment tracker: what it works out, what it keeps, and what it makes of files."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from conftest import REPOSITORY
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.probes import BROKEN_RULES, CUT_OFF
from browser.shipped import NARROW, NOON
from portal.scripts import bundle_script

pytestmark = pytest.mark.browser

TRACKER = "/for-providers/tracker/"
RULES = {
    "type": "tag",
    "values": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
}
NO_STORAGE = """Object.defineProperty(window, "localStorage",
  { get() { throw new DOMException("blocked"); } });"""
HEADER = "source,spend,applicants,interviews,starters,stayers_90_days"
# What is in the fields, line by line.
FIELDS = """() => [...document.querySelectorAll("[data-lines] tr")].map((row) =>
  [...row.querySelectorAll("[data-cell]")].map((each) => each.value))"""


@pytest.fixture
def browsing(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """Return a browser of one's own; afterwards, nothing was sent and no other host asked."""
    context = chromium.new_context(base_url=site)
    context.set_default_timeout(4000)
    context.clock.set_fixed_time(NOON)
    asked: list[tuple[str, str]] = []
    faults: list[str] = []
    context.on("request", lambda request: asked.append((request.method, request.url)))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context
    context.close()
    allowed = (f"{site}/", "data:", "blob:")
    assert [each for each in asked if each[0] != "GET" or not each[1].startswith(allowed)] == []
    assert faults == []


@pytest.fixture
def page(browsing: BrowserContext) -> Page:
    """Return the open page."""
    page = browsing.new_page()
    page.goto(TRACKER)
    return page


def fill(page: Page, line: int, *numbers: str) -> None:
    """Type numbers into a line, one field after the other, by the keyboard alone."""
    page.get_by_label(f"Source {line}", exact=True).focus()
    for number in numbers:
        page.keyboard.press("Tab")
        page.keyboard.type(number)
    page.keyboard.press("Tab")


def open_file(page: Page, file: Path, data: bytes) -> str:
    """Open a file with that in it; return what the page says of it."""
    file.write_bytes(data)
    said = page.locator("[data-said]")
    page.evaluate("document.querySelector('[data-said]').textContent = ''")
    page.get_by_label("Open a CSV").set_input_files(file)
    expect(said).not_to_be_empty()
    return said.inner_text()


def table(page: Page) -> list[list[str]]:
    """Return the table of costs, its last line included."""
    rows = page.locator("[data-table] :is(tbody, tfoot) tr")
    return [row.split("\t") for row in rows.all_inner_texts()]


def test_each_source_is_told_by_what_a_starter_and_a_stayer_cost(page: Page) -> None:
    expect(page.get_by_role("table", name="The same in a table")).to_be_hidden()
    fill(page, 1, "£1,200", "40", "12", "6", "4")
    fill(page, 2, "0", "30", "5", "1", "1")
    fill(page, 4, "900.50", "8", "7", "6", "6")
    assert table(page) == [
        ["Find a job (Jobcentre)", "£0", "£0", "1 of 1"],
        ["Refer a friend", "£150", "£150", "6 of 6"],
        ["Job website that we pay for", "£200", "£300", "4 of 6"],
        ["All sources", "£162", "£191", "11 of 13"],
    ]
    bars = page.locator("[data-bars] li").all_inner_texts()
    assert "Few people: read with care" in bars[0]
    assert "£0 for each of 1 starter\n" in bars[0]
    assert "Few people" not in bars[1]
    widths = page.locator("[data-bars] rect").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('width'))"
    )
    assert [round(float(width.rstrip("%"))) for width in widths] == [50, 50, 67, 100]
    said = page.locator("[data-summary]").inner_text()
    assert said.startswith("You spent £2,101 on 3 sources, and 13 people started.")
    assert said.endswith("a stayer cost least by this one: Refer a friend.")


def test_who_stops_typing_sees_what_it_comes_to(page: Page) -> None:
    fill(page, 1, "90", "4", "4")
    page.get_by_label("Starters, Job website that we pay for").press_sequentially("3")
    expect(page.locator("[data-all-starter]")).to_have_text("£30")


def test_where_nobody_started_nothing_is_divided_by_nought(page: Page) -> None:
    fill(page, 1, "500", "9", "2", "0", "0")
    fill(page, 2, "500", "9", "2", "3", "0")
    fill(page, 3, "", "9", "2", "3", "1")
    fill(page, 4, "70", "9")
    words = {row[0]: row[1:] for row in table(page)}
    assert words["Job website that we pay for"] == ["no starters yet"] * 3
    assert words["Find a job (Jobcentre)"] == ["£167", "no stayers yet", "0 of 3"]
    assert words["Our own website"] == ["spend not filled in", "spend not filled in", "1 of 3"]
    assert words["Refer a friend"] == [
        "starters not filled in",
        "stayers not filled in",
        "not filled in",
    ]
    assert words["All sources"] == ["£333", "no stayers yet", "1 of 6"]
    said = page.locator("[data-summary]").inner_text()
    assert "2 sources cannot be in the costs" in said
    assert "do not choose by these numbers alone" in said


def test_what_is_no_number_is_told_beside_the_field_and_in_a_list_of_links(page: Page) -> None:
    fill(page, 1, "-5", "3", "4", "2.5", "1")
    fill(page, 2, "100", "10", "9", "2", "3")
    beside = page.locator("[data-lines] tr").nth(0).locator("[data-fault]")
    assert beside.inner_text() == (
        "Spend (£): This cannot be less than 0. "
        "Interviews: This cannot be more than the applicants. "
        "Starters: Write a whole number, such as 12."
    )
    links = page.locator("[data-fault-list] a")
    assert links.all_inner_texts()[-1] == (
        "Stayed 90 days, Find a job (Jobcentre): This cannot be more than the starters."
    )
    field = page.get_by_label("Spend (£), Job website that we pay for")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(beside.inner_text())
    links.first.press("Enter")
    expect(field).to_be_focused()
    expect(page.locator("[data-result]")).to_be_hidden()
    page.keyboard.press("Control+A")
    page.keyboard.type("5")
    fill(page, 2, "", "", "", "", "")
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_the_list_is_there_again_until_it_is_deleted(page: Page) -> None:
    fill(page, 3, "250", "5", "4", "3", "2")
    page.get_by_role("button", name="Add a source").press("Enter")
    page.keyboard.type("A card in the shop")
    page.get_by_label("First day").fill("2026-01-01")
    page.reload()
    before = page.evaluate(FIELDS)
    assert before[2] == ["Our own website", "250", "5", "4", "3", "2"]
    assert before[-1][0] == "A card in the shop"
    page.get_by_role("button", name="Take out A card in the shop").press("Enter")
    assert len(page.evaluate(FIELDS)) == len(before) - 1
    page.get_by_role("button", name="Bring it back").press("Enter")
    assert page.evaluate(FIELDS) == before
    page.get_by_role("button", name="Delete my numbers").press("Enter")
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert not any(cell for row in page.evaluate(FIELDS) for cell in row[1:])
    expect(page.get_by_label("First day")).to_have_value("")


def test_what_others_kept_under_our_name_does_no_harm(page: Page) -> None:
    for held in ("{", '{"rows": []}', '{"from": "", "to": "", "rows": [[{}]]}', "null"):
        page.evaluate("(held) => localStorage.setItem('recruitment-tracker', held)", held)
        page.reload()
        assert page.evaluate(FIELDS)[3] == ["Refer a friend", "", "", "", "", ""]


def test_where_the_browser_keeps_nothing_the_page_says_so_and_works(
    browsing: BrowserContext,
) -> None:
    browsing.add_init_script(NO_STORAGE)
    page = browsing.new_page()
    page.goto(TRACKER)
    fill(page, 1, "100", "4", "3", "2", "1")
    assert "Save the list as a CSV before you close it" in page.locator("[data-said]").inner_text()
    assert table(page)[0][1:3] == ["£50", "£100"]
    page.get_by_role("button", name="Delete my numbers").click()
    assert page.evaluate(FIELDS)[0][1] == ""


def test_stayers_are_not_counted_too_early(page: Page) -> None:
    early = page.locator("[data-early]")
    page.get_by_label("Last day").fill("2026-08-24")  # 90 days before the day of the test
    expect(early).to_be_hidden()
    page.get_by_label("Last day").fill("2026-10-31")
    assert "have been with you for 90 days on 29 January 2027" in early.inner_text()
    page.get_by_label("First day").fill("2026-11-01")
    assert page.locator("[data-day-fault]").inner_text() == "Last day: It is before the first day."


def test_a_saved_file_holds_the_same_and_no_spreadsheet_runs_what_is_in_it(
    page: Page, tmp_path: Path
) -> None:
    names = ["=HYPERLINK(1)", "+44", "-1", "@now", "'=quoted", 'a "b", c; d', "Über 70 £"]
    for name in names:
        page.get_by_role("button", name="Add a source").click()
        page.keyboard.insert_text(name)
    fill(page, 9, "1,250.50", "9", "8", "5", "4")
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-06-30")
    before = page.evaluate(FIELDS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    assert download.value.suggested_filename == "recruitment-2026-01-01-to-2026-06-30.csv"
    data = Path(download.value.path()).read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == [*HEADER.split(","), "cost_per_starter", "cost_per_stayer", "from", "to"]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert rows[9][1:] == [
        "1250.5",
        "9",
        "8",
        "5",
        "4",
        "250.10",
        "312.63",
        "2026-01-01",
        "2026-06-30",
    ]
    page.get_by_role("button", name="Delete my numbers").click()
    assert open_file(page, tmp_path / "list.csv", data) == "The file is open: 15 sources."
    after = page.evaluate(FIELDS)
    assert after[8] == ["=HYPERLINK(1)", "1250.5", "9", "8", "5", "4"]
    assert [row[0] for row in after] == [row[0] for row in before]
    expect(page.get_by_label("Last day")).to_have_value("2026-06-30")


def test_lists_of_all_spreadsheets_can_be_opened(page: Page, tmp_path: Path) -> None:
    for encoding, text in {
        "utf-8-sig": f'{HEADER}\r\nCard,"£1,250.50",10,5,2,1\r\n',
        "utf-8": "Source;Spent;Applications;Interviewed;Hires;Stayed 90 days\n"
        "Card;1.250,50;10;5;2;1\n",
        "utf-16": "SOURCE\tSPEND\tAPPLICANTS\tINTERVIEWS\tSTARTERS\tSTAYERS\n"
        "Card\t£ 1250.50\t10\t5\t2\t1\n",
        "cp1252": f"sep=,\r\n{HEADER}\r\nCard,£1250.50,10,5,2,1\r\nTotal,1250.50,10,5,2,1\r\n",
        "ascii": "stayers_90_days,starters,note,interviews,applicants,spend,source\n"
        "1,2,x,5,10,1250.5,Card\n",
    }.items():
        page.get_by_role("button", name="Delete my numbers").click()
        said = open_file(page, tmp_path / "list.csv", text.encode(encoding))
        assert said.startswith("The file is open: 1 source.")
        assert ("A line with totals was left out." in said) == (encoding == "cp1252")
        assert ("no place for it: “note”." in said) == (encoding == "ascii")
        assert table(page)[0] == ["Card", "£625", "£1,251", "1 of 2"]


def test_what_cannot_be_read_is_explained_and_nothing_is_lost(page: Page, tmp_path: Path) -> None:
    fill(page, 1, "100", "4", "3", "2", "1")
    before = page.evaluate(FIELDS)
    many = "".join(f"Person {number},1,1,1,1,1\n" for number in range(100_000))
    for data, words in {
        b"": "The list is empty.",
        b"PK\x03\x04": "This is an Excel or Word file.",
        b"%PDF-1.7": "This is a PDF.",
        b"<!doctype html><title>Sign in</title>": "This is a web page",
        b"name,town\nA,B\n": "Here it has: “name”, “town”.",
        HEADER.encode(): "no sources below it",
        f"{HEADER}\nCard,-5,1,1,1,1\n".encode(): "In the line of “Card”, “spend” is “-5”. This",
        f"{HEADER}\n,1,1,1,one,1\n".encode(): "In line 1 below the first, “starters” is “one”.",
        f"{HEADER}\nCard,£1,250,1,1,1,1\n".encode(): "A number with a comma needs quotation marks",
        f"{HEADER}\nCard,=1+1,1,1,1,1\n".encode(): "“spend” is “=1+1”",
        f"{HEADER}\n{'x' * 201},1,1,1,1,1\n".encode(): "longer than 200 letters",
        f"{HEADER}\n{many}".encode(): "The file has 100,000 lines, and the tracker takes 200.",
        b"source,spend\n" + b"x" * 5_000_001: "larger than 5 MB",
    }.items():
        said = open_file(page, tmp_path / "list.csv", data)
        assert words in said
        assert said.endswith("What you had here is still here.")
        assert page.evaluate(FIELDS) == before


def test_csv_is_written_and_read_as_python_does(browsing: BrowserContext, tmp_path: Path) -> None:
    """Made-up tables go through both: what one writes, the other reads."""
    dice = random.Random(7)  # noqa: S311 - the same tables each time
    alphabet = "aZ ,;\t\"'\n\r=+-@£ü＝\u200b0"
    tables = [
        [["source", "spend"]]
        + [
            ["".join(dice.choices(alphabet, k=dice.randrange(9))) for _ in range(2)]
            for _ in range(dice.randrange(1, 5))
        ]
        for _ in range(200)
    ]
    # Lines without a word are no lines.
    tables = [[row for row in rows if any(cell.strip() for cell in row)] for rows in tables]
    entry = tmp_path / "entry.js"
    shared = tmp_path / "csv.js"
    shared.write_text((REPOSITORY / "assets/js/shared/csv.js").read_text("utf-8"), "utf-8")
    entry.write_text(
        'import { readRows, untamed, writeRows } from "./csv.js";\n'
        "Object.assign(window, { readRows, untamed, writeRows });\n",
        encoding="utf-8",
    )
    page = browsing.new_page()
    page.add_script_tag(content=bundle_script(entry, tmp_path))
    there = "(all) => all.map((rows) => rows.map((row) => row.map(untamed)))"
    back = page.evaluate(
        f"(all) => ({there})(all.map((rows) => readRows(writeRows(rows))))", tables
    )
    assert back == tables
    written = page.evaluate("(all) => all.map(writeRows)", tables)
    for rows, text in zip(tables, written, strict=True):
        read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert [[cell.lstrip("'") for cell in row] for row in read] == [
            [cell.lstrip("'") for cell in row] for row in rows
        ]
        assert not [cell for row in read for cell in row if cell[:1] in tuple("=+-@\t\r\n＝")]
    texts = []
    for rows in tables:
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=dice.choice(",;\t"), quoting=csv.QUOTE_ALL).writerows(rows)
        texts.append(file.getvalue())
    assert page.evaluate("(all) => all.map(readRows)", texts) == tables


def test_without_scripts_the_page_is_a_sheet_to_print(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(TRACKER)
    assert not page.get_by_role("button", name="Save as CSV").is_visible()
    assert (
        "print this page, and fill it in by hand" in page.locator(".tracker__promise").inner_text()
    )
    page.emulate_media(media="print")
    headings = page.locator(".tracker__sheet th").all_inner_texts()
    assert headings[-2:] == ["Cost of a starter", "Cost of a stayer"]
    assert page.locator(".tracker__sheet tbody tr:visible").count() == 8 + 3
    assert page.get_by_text("divide the spend by the starters").is_visible()
    assert page.get_by_role("heading", name="What to count").is_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
    empty = page.request.get(f"{TRACKER}recruitment.csv").text()
    assert empty.splitlines()[0] == f"\ufeff{HEADER}"
    context.close()


def test_everybody_can_use_the_tracker(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    fill(page, 1, "1200", "40", "12", "6", "4")
    fill(page, 2, "10", "5", "5", "0")
    fill(page, 3, "-1", "x")
    page.get_by_label("Last day").fill("2026-10-31")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(BROKEN_RULES, RULES) == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert page.evaluate(CUT_OFF) == []
