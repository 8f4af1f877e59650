"""The workflows are safe for proposals from strangers, and what they use cannot change alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY

FOLDER = REPOSITORY / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
_USES = re.compile(r"uses:\s*(\S+)(?:\s+#\s*(\S+))?")
# What a stranger can write, or a name that they can choose.
_THEIRS = re.compile(r"\$\{\{[^}]*github\.(?:event\.(?!repository)|head_ref)[^}]*\}\}")


def read(path: Path) -> dict[str, Any]:
    """Return a workflow; YAML 1.1 takes its `on` for true."""
    found = yaml.safe_load(path.read_text("utf-8"))
    return {("on" if key is True else str(key)): value for key, value in found.items()}


def starts(workflow: dict[str, Any]) -> set[str]:
    """Return what starts a workflow."""
    return set(workflow["on"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.stem))
def test_every_action_is_pinned_by_its_hash_and_says_which_release_it_is(path: Path) -> None:
    used = _USES.findall(path.read_text("utf-8"))
    assert used
    for action, release in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r"v\d+\.\d+\.\d+", release), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.stem))
def test_no_workflow_has_rights_that_a_job_did_not_ask_for(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert isinstance(job["permissions"], dict)
        for step in job["steps"]:
            if str(step.get("uses", "")).startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.stem))
def test_nothing_that_a_stranger_wrote_gets_into_a_script(path: Path) -> None:
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            assert not _THEIRS.search(step.get("run", "")), step
            assert "pull_request_target" not in starts(read(path))


def test_what_runs_the_code_of_a_proposal_can_only_read() -> None:
    checks = [each for each in map(read, WORKFLOWS) if "pull_request" in starts(each)]
    assert checks
    for workflow in checks:
        for job in workflow["jobs"].values():
            assert set(job["permissions"].values()) <= {"read"}
            assert "secrets." not in str(job)
            assert "github.token" not in str(job)


def test_a_job_with_a_key_runs_the_main_branch_and_installs_nothing() -> None:
    keyed = [
        (path, job)
        for path in WORKFLOWS
        for job in read(path)["jobs"].values()
        if "github.token" in str(job) or "GITHUB_TOKEN" in str(job)
    ]
    assert {path.stem for path, _ in keyed} == {"tell-proposal", "read-form", "freshness"}
    for _, job in keyed:
        scripts = [step["run"] for step in job["steps"] if "run" in step]
        assert all(re.fullmatch(r"python3 -m portal\.contributions \w+", each) for each in scripts)
        for step in job["steps"]:
            ref = step.get("with", {}).get("ref", "${{ github.event.repository.default_branch }}")
            assert ref == "${{ github.event.repository.default_branch }}"
