"""The benchmark's workload and its runner, used as people use them: from the command line."""

from __future__ import annotations

import filecmp
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import keep_templates

from portal.pipeline import build
from portal.project import Project
from portal.report import Report

REPOSITORY = Path(__file__).resolve().parents[1]
BENCHMARKS = REPOSITORY / "benchmarks"
VACANCIES, STORIES = 20, 5
TODAY = date(2026, 11, 20)


def write_workload(folder: Path, vacancies: int = VACANCIES, source: Path | None = None) -> Path:
    """Return a small workload, with the repository's content or with what `source` holds."""
    script = str(BENCHMARKS / "workload.py")
    sizes = ["--vacancies", str(vacancies), "--stories", str(STORIES)]
    origin = ["--source", str(source)] if source else []
    subprocess.run([sys.executable, script, str(folder), *sizes, *origin], check=True)
    return folder


@pytest.fixture(scope="module")
def workload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workload(tmp_path_factory.mktemp("workload") / "project")


def test_the_same_arguments_write_the_same_bytes(workload: Path, tmp_path: Path) -> None:
    again = write_workload(tmp_path / "again")
    names = sorted(path.relative_to(workload) for path in workload.rglob("*") if path.is_file())
    others = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert names == others
    _, different, unread = filecmp.cmpfiles(workload, again, map(str, names), shallow=False)
    assert (different, unread) == ([], [])


def test_there_are_as_many_vacancies_and_stories_as_asked_for(workload: Path) -> None:
    assert len(postings(workload)) == VACANCIES
    assert len(list((workload / "content/case-studies").iterdir())) == STORIES


def test_every_vacancy_has_an_address_of_its_own(workload: Path) -> None:
    references = {posting["identifier"]["value"] for posting in postings(workload)}
    assert len(references) == VACANCIES


def test_no_vacancy_pays_less_than_the_law_asks_for(workload: Path) -> None:
    pay = [posting["baseSalary"]["value"] for posting in postings(workload)]
    assert all(12.71 <= each["minValue"] <= each["maxValue"] for each in pay)


def test_every_story_is_marked_as_an_example_and_has_consent(workload: Path) -> None:
    for path in (workload / "content/case-studies").glob("*.md"):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        record = yaml.safe_load(front)
        assert record["example"] is True
        assert record["consent"]["given_on"] <= TODAY < record["consent"]["review_by"]
        assert 200 < len(body.split()) < 400
        assert body.count("\n## ") in {2, 3}


def test_there_are_providers_enough_for_the_vacancies(workload: Path) -> None:
    files = (workload / "content/providers").glob("*.yaml")
    names = {yaml.safe_load(path.read_text("utf-8"))["name"] for path in files}
    assert len(names) >= 60
    assert {posting["hiringOrganization"]["name"] for posting in postings(workload)} <= names


def test_without_any_content_to_copy_there_still_is_a_workload(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert len(postings(write_workload(tmp_path / "project", source=empty))) == VACANCIES


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        write_workload(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_runner_measures_whatever_build_it_is_given(tmp_path: Path) -> None:
    stand_in = tmp_path / "build.py"
    stand_in.write_text(STAND_IN, "utf-8")
    result = run_benchmark(stand_in)
    rows = {line.split("  ")[0]: line.split()[-1] for line in result.stdout.splitlines() if line}
    assert rows["pages"] == "1"
    assert rows["render"] == "0.500"
    assert float(rows["wall, s"]) > 0


def test_builds_after_the_first_are_measured_with_one_story_and_one_in_a_hundred_adverts_changed(
    tmp_path: Path,
) -> None:
    stand_in = tmp_path / "build.py"
    stand_in.write_text(STAND_IN, "utf-8")
    result = run_benchmark(stand_in, "--warm")
    assert result.stderr == ""
    rows = [line.split("  ")[0] for line in result.stdout.splitlines()]
    kinds = ["cold", "nothing changed", "one story edited", "one feed, 1 in 100 changed"]
    assert [row for row in rows if row in kinds] == kinds
    # What each build saw: adverts and stories that were changed, and whether there was a site.
    seen = (tmp_path / "seen").read_text("utf-8").split("\n")[:-1]
    assert seen == ["0 0 False", "0 0 True", "0 1 True", "1 1 True"]


def test_a_build_that_fails_ends_the_measurement(tmp_path: Path) -> None:
    stand_in = tmp_path / "build.py"
    stand_in.write_text("import sys; sys.exit('The content is wrong.')", "utf-8")
    result = run_benchmark(stand_in)
    assert result.returncode == 1
    assert "The content is wrong." in result.stderr


def test_the_workload_builds_without_a_problem(
    workload: Path, tmp_path: Path, kept_templates: Path
) -> None:
    project = Project(
        root=REPOSITORY,
        content=workload / "content",
        config=workload / "site.yaml",
        templates=REPOSITORY / "templates",
        assets=REPOSITORY / "assets",
        cache=keep_templates(tmp_path / "cache", kept_templates),
    )
    site = build(project, tmp_path / "dist", today=TODAY, report=Report(REPOSITORY, verbosity=-1))
    assert [str(problem) for problem in site.problems.errors] == []
    assert len(list((tmp_path / "dist/vacancies").glob("workload-*/index.html"))) == VACANCIES
    assert len(list((tmp_path / "dist/case-studies").glob("workload-*/index.html"))) <= STORIES


# Writes one page into the folder after --output, and tells of one stage.
STAND_IN = """
import pathlib, sys
target = pathlib.Path(sys.argv[sys.argv.index("--output") + 1])
content = pathlib.Path(sys.argv[sys.argv.index("--content") + 1])
feed = (content / "vacancies/snapshots/workload.json").read_text("utf-8")
stories = [each.read_text("utf-8") for each in (content / "case-studies").glob("*.md")]
edited = sum("This is edit " in text for text in stories)
with open(pathlib.Path(__file__).with_name("seen"), "a", encoding="utf-8") as seen:
    print(feed.count("We changed this advert"), edited, target.exists(), file=seen)
target.mkdir(exist_ok=True)
(target / "index.html").write_text("<h1>One page</h1>")
print("stage render 0.500", file=sys.stderr)
"""


def run_benchmark(build: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the runner once on a tiny workload, with another build.py."""
    script = str(BENCHMARKS / "run.py")
    options = ["--vacancies", "3", "--stories", "1", "--runs", "1", "--build", str(build)]
    command = [sys.executable, script, *options, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def postings(workload: Path) -> list[dict[str, Any]]:
    """Return the feed of a workload."""
    path = workload / "content/vacancies/snapshots/workload.json"
    feed: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return feed
