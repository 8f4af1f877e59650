"""Every component holds what it may be given, on any screen, in any colours, in any direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from conftest import REPOSITORY, TODAY, keep_templates
from playwright.sync_api import Browser

from browser.probes import BROKEN_RULES, CUT_OFF, RESTYLE, SPACING
from browser.shipped import Visitor, hosted
from portal.memory import Memory
from portal.pages.style_guide import URL, read_components
from portal.planning import Plan, make_plan
from portal.project import Project
from portal.report import Report

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COMPONENTS = read_components(REPOSITORY / "templates", REPOSITORY)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, kept_templates: Path) -> Plan:
    """Return the plan of a preview."""
    folder = tmp_path_factory.mktemp("preview")
    project = replace(Project.at(REPOSITORY), cache=keep_templates(folder, kept_templates))
    report = Report(REPOSITORY, -1)
    return make_plan(project, None, TODAY, True, False, Memory.of(project), report, preview=True)


@pytest.fixture(scope="module")
def guide(
    plan: Plan, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    """Return somebody who looks at the style guide."""
    folder = tmp_path_factory.mktemp("guide")
    write(folder, "/404.html", b"")  # the pictures that are missing
    write(folder, URL + "index.html", plan.renderer.render(plan.pages[URL]).encode())
    for url, data in plan.assets.files.items():
        write(folder, url, data)
    with hosted(folder) as origin:
        context = chromium.new_context(reduced_motion="reduce", java_script_enabled=True)
        visitor = Visitor(origin, context.new_page())
        visitor.visit(URL)
        yield visitor
        context.close()


def write(folder: Path, url: str, data: bytes) -> None:
    """Write the file of an address."""
    path = folder / url.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_every_component_is_shown_with_every_example(guide: Visitor) -> None:
    shown = guide.page.locator("main section[id^=component-]")
    assert [each.get_attribute("id") for each in shown.all()] == [
        f"component-{each.id}" for each in COMPONENTS
    ]
    for each in COMPONENTS:
        examples = guide.page.locator(f"#component-{each.id} > .guide__example")
        assert examples.count() == len(each.examples)
        assert all(found.locator("> *").count() for found in examples.all()), each.id


def test_every_component_says_what_it_is_for_and_shows_it_here_or_on_a_page(plan: Plan) -> None:
    templates = (REPOSITORY / "templates/components").glob("*.html")
    assert {each.id for each in COMPONENTS} == {path.stem for path in templates}
    for each in COMPONENTS:
        assert each.about, each.id
        assert bool(each.examples) != bool(each.shown_on), each.id
        assert not each.shown_on or each.shown_on in plan.pages, each.id


def test_what_authors_get_wrong_is_among_the_examples() -> None:
    names = " ".join(example.name for each in COMPONENTS for example in each.examples).lower()
    for wrong in ("200 characters", "60 letters", "missing", "without", "urdu", "200 pages"):
        assert wrong in names, wrong


def test_only_a_preview_has_it(plan: Plan, tmp_path: Path) -> None:
    project = replace(Project.at(REPOSITORY), cache=tmp_path)
    built = make_plan(
        project, None, TODAY, False, False, Memory.of(project), Report(REPOSITORY, -1)
    )
    assert URL in plan.pages
    assert URL not in built.pages


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_component_breaks_a_rule_of_wcag(width: int, scheme: str, guide: Visitor) -> None:
    guide.resize((width, 900), scheme)
    guide.page.evaluate(AXE_SCRIPT)
    assert guide.page.evaluate(BROKEN_RULES, {"type": "tag", "values": LEVELS}) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_is_cut_off_whichever_way_text_runs(
    width: int, direction: str, guide: Visitor
) -> None:
    guide.resize((width, 900))
    guide.page.evaluate("(way) => { document.documentElement.dir = way }", direction)
    cut = guide.page.evaluate(CUT_OFF)
    guide.page.evaluate("() => document.documentElement.removeAttribute('dir')")
    assert cut == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_in_forced_colours_or_with_text_spaced_out_or_twice_as_large(
    width: int, guide: Visitor
) -> None:
    guide.resize((width, 900))
    guide.page.emulate_media(forced_colors="active")
    assert guide.page.evaluate(CUT_OFF) == []
    guide.page.emulate_media(forced_colors="none")
    guide.page.evaluate(RESTYLE, SPACING)
    assert guide.page.evaluate(CUT_OFF) == []
    guide.page.evaluate(RESTYLE, "")
    if width > min(WIDTHS):  # 320 is already 400 %
        guide.page.evaluate(RESTYLE, "html { font-size: 200% }")
        assert guide.page.evaluate(CUT_OFF) == []
        guide.page.evaluate(RESTYLE, "")
