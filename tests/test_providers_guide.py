"""A manager who follows docs/providers.md to the letter ends with a file that passes the check."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY

from portal.pipeline import build
from portal.project import Project
from portal.report import Report

GUIDE = (REPOSITORY / "docs/providers.md").read_text("utf-8")
PLACES = {
    "story": "content/case-studies/sam-from-the-shop.md",
    "vacancy": "content/vacancies/posted/care-assistant-by-the-guide.md",
}


def template(kind: str) -> str:
    """Return what the guide gives to copy, with somebody's own words in it."""
    found = re.search(rf"<!-- {kind} -->\n```markdown\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return re.sub(r"Write here (\w)", lambda match: match[1].upper(), found[1])


@pytest.mark.parametrize("kind", PLACES)
def test_what_the_guide_gives_to_copy_passes_the_check(kind: str, tmp_path: Path) -> None:
    for name in ("content", "site.yaml"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    (tmp_path / PLACES[kind]).write_text(template(kind), encoding="utf-8", newline="\n")
    project = replace(
        Project.at(tmp_path), templates=REPOSITORY / "templates", assets=REPOSITORY / "assets"
    )
    problems = build(project, None, today=TODAY, report=Report(tmp_path, -1)).problems.sorted()
    assert [str(each) for each in problems if each.severity == "error"] == []


def test_every_picture_of_the_guide_is_there_and_says_what_it_shows() -> None:
    for alternative, name in re.findall(r"!\[(.*?)\]\((.*?)\)", GUIDE):
        text = (REPOSITORY / "docs" / name).read_text("utf-8")
        assert len(alternative) > 20
        assert "<desc>" in text
        assert "<script" not in text


def test_every_page_that_the_guide_leads_to_is_there() -> None:
    for name in re.findall(r"\]\((\w+\.md)\)", GUIDE):
        assert (REPOSITORY / "docs" / name).is_file(), name


def test_the_guide_names_commands_that_there_are() -> None:
    for command in re.findall(r"python build\.py ([\w-]+)", GUIDE):
        assert command in {"new", "check", "serve", "from-issue", "report"}
