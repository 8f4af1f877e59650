"""What the plans of the region name is on the site that is shipped, where docs/coverage.md says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import REPOSITORY, TODAY

from portal.memory import Memory
from portal.planning import Plan, make_plan
from portal.project import Project
from portal.report import Report

PAGE = REPOSITORY / "docs" / "coverage.md"
TEXT = PAGE.read_text("utf-8")
PROMISED = re.findall(r"\[`(/[^`]*)`\]\(([^)]+)\)", TEXT)
ROWS = [
    line.strip("|").split(" | ")
    for line in TEXT.split("## Also there")[0].split("\n")
    if line.startswith("|") and not line.startswith(("| What the plans", "| ---"))
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return all pages of the site that is shipped."""
    project = replace(Project.at(REPOSITORY), cache=tmp_path_factory.mktemp("coverage"))
    report = Report(REPOSITORY, -1)
    return make_plan(project, None, TODAY, False, False, Memory.of(project), report)


def test_every_address_is_on_the_site(plan: Plan) -> None:
    known = plan.pages.keys() | plan.file_urls
    assert [url for url, _ in PROMISED if urlsplit(url).path not in known] == []


def test_every_place_on_a_page_is_on_it(plan: Plan) -> None:
    places = [urlsplit(url) for url, _ in PROMISED if urlsplit(url).fragment]
    assert places
    for each in places:
        assert f'id="{each.fragment}"' in plan.renderer.render(plan.pages[each.path]), each


def test_what_makes_each_page_is_where_it_says(plan: Plan) -> None:
    for url, source in PROMISED:
        assert (PAGE.parent / source).is_file(), source
        page = plan.pages.get(urlsplit(url).path)
        if page is not None and source.startswith("../templates/"):
            assert Path(source).name == Path(page.template).name, url


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_every_row_has_an_address_and_says_what_it_does(row: list[str]) -> None:
    _, where, what = row
    assert "[`/" in where
    assert len(what.strip()) > 20


def test_no_row_is_told_twice() -> None:
    names = [row[0] for row in ROWS]
    assert len(set(names)) == len(names)
    assert len(names) == 42  # as many as the plans have
