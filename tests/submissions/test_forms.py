"""The two forms on GitHub ask what the content offers now, in the shape that GitHub takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY, TODAY

from portal.content.loading import ContentReader
from portal.submissions import EventError, Form, forms, issue_form, lists_of, read_issue
from submissions.filled import LISTS, filled

_RECORDS, _ = ContentReader(REPOSITORY, REPOSITORY / "content").read(TODAY)
SHIPPED = forms(lists_of(_RECORDS, TODAY))


@pytest.mark.parametrize("form", SHIPPED, ids=lambda form: str(form.name))
def test_the_form_on_github_is_as_the_content_is_now(form: Form) -> None:
    written = (REPOSITORY / form.file).read_text("utf-8")
    if written != issue_form(form):
        pytest.fail(f"{form.file} is not what the content says. Run `python build.py schema`.")


@pytest.mark.parametrize("form", SHIPPED, ids=lambda form: str(form.name))
def test_the_form_is_of_the_shape_that_github_takes(form: Form) -> None:
    data = yaml.safe_load(issue_form(form))
    assert data.keys() >= {"name", "description", "body"}
    ids = [each["id"] for each in data["body"] if "id" in each]
    labels = [each["attributes"]["label"] for each in data["body"] if "id" in each]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    for element in data["body"]:
        assert element["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        options = element["attributes"].get("options", [])
        words = [each["label"] if isinstance(each, dict) else each for each in options]
        assert all(isinstance(each, str) for each in words)
        assert len(set(words)) == len(words)
        assert "none" not in {each.lower() for each in words}  # GitHub keeps it for itself


def test_no_form_asks_for_the_consent_form_itself() -> None:
    story = SHIPPED[0]
    assert "never the signed consent form" in story.introduction
    assert {"reference", "given_on", "scopes"} <= {
        each.fact[1] for each in story.questions if each.fact[:1] == ("consent",)
    }


def test_an_issue_is_read_from_the_event_that_github_gives(tmp_path: Path) -> None:
    text = filled(forms(LISTS)[0])
    (tmp_path / "event.json").write_text(json.dumps({"issue": {"body": text}}), encoding="utf-8")
    (tmp_path / "issue.md").write_bytes(text.encode())
    assert read_issue(tmp_path / "event.json") == text
    assert read_issue(tmp_path / "issue.md") == text


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"issue": {"body": null}}', "[" * 100_000])
def test_an_event_without_an_issue_is_refused_in_a_sentence(text: str, tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(text, encoding="utf-8")
    with pytest.raises(EventError):
        read_issue(tmp_path / "event.json")


def test_the_command_writes_nothing_where_answers_are_missing(tmp_path: Path) -> None:
    (tmp_path / "issue.md").write_bytes(filled(SHIPPED[0], {"Title": None}).encode())
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "portal.cli",
            "from-issue",
            str(tmp_path / "issue.md"),
            "--content",
            str(tmp_path / "content"),
            "--result",
            str(tmp_path / "result.json"),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert "**Title**: an answer is missing" in result.stdout
    assert not (tmp_path / "content").exists()
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["path"] == ""
