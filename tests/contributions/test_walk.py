"""A provider's proposal from the first push to the one comment, on a real checkout.

The scripts are those of the workflows themselves, read from `.github/workflows/`, and so are the
events. GitHub is a server on this machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY as ROOT
from conftest import TODAY, World
from PIL import Image
from submissions.filled import filled

from contributions.fake_github import REPOSITORY
from contributions.github_server import Town, served
from portal.content.loading import ContentReader
from portal.contributions.comment import MARKER
from portal.contributions.jobs import SUBMITTED
from portal.contributions.pictures import find_browser
from portal.submissions import forms, lists_of

STORY = "content/case-studies/priya.md"
# What `build.py` is in a checkout: no environment to install, and always the same day.
BUILD = f"""import sys
from pathlib import Path

sys.path.insert(0, {str(ROOT)!r})
from datetime import date
from portal import cli
from portal.commands import contributing, shared

shared.ROOT = Path(__file__).resolve().parent
contributing.today_here = lambda: date({TODAY.year}, {TODAY.month}, {TODAY.day})
cli.main()
"""
GIT = {
    "GIT_AUTHOR_NAME": "Priya",
    "GIT_AUTHOR_EMAIL": "priya@example.org",
    "GIT_COMMITTER_NAME": "Priya",
    "GIT_COMMITTER_EMAIL": "priya@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def steps(workflow: str) -> dict[str, str]:
    """Return the scripts of a workflow's steps, by the steps' names or their first words."""
    jobs = yaml.safe_load((ROOT / ".github/workflows" / workflow).read_text("utf-8"))["jobs"]
    scripts = [each for job in jobs.values() for each in job["steps"] if "run" in each]
    return {each.get("name", each["run"].strip()): each["run"] for each in scripts}


@dataclass(frozen=True)
class Checkout:
    """A repository that a workflow has checked out, and the folders of its runner."""

    root: Path
    runner: Path

    def git(self, *words: str) -> str:
        """Run git, and return what it says."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env=os.environ | GIT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, files: Mapping[str, str], message: str) -> None:
        """Write files and commit them."""
        World(self.root).write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def propose(self, files: Mapping[str, str]) -> str:
        """Push files to the proposal's branch, and check out what GitHub would merge.

        Returns the newest commit of the branch.
        """
        self.git("switch", "-q", "-C", "my-story", "main")
        self.commit(files, "Add the story of Priya")
        head = self.git("rev-parse", "HEAD")
        self.git("switch", "-q", "--detach", "main")
        self.git("merge", "-q", "--no-ff", "-m", "As it would be merged", "my-story")
        return head

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a step of a workflow as GitHub does: bash that stops at the first failure."""
        (self.runner / "bin").mkdir(exist_ok=True)
        python = self.runner / "bin/python3"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.root,
            env={
                "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(self.runner),
                "RUNNER_TEMP": str(self.runner),
                "GITHUB_STEP_SUMMARY": str(self.runner / "summary.md"),
                **GIT,
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def left(self, name: str) -> dict[str, bytes]:
        """Return the files that a step left for another job."""
        return {path.name: path.read_bytes() for path in (self.runner / name).iterdir()}


@pytest.fixture
def checkout(world: Callable[..., World], tmp_path: Path) -> Checkout:
    """Return a repository with the small world on its main branch."""
    made = world()
    for name in ("templates", "assets"):
        (made.root / name).symlink_to(ROOT / name, target_is_directory=True)
    (made.root / ".gitignore").write_text("/.cache\n", encoding="utf-8")
    (made.root / "build.py").write_text(BUILD, encoding="utf-8")
    runner = tmp_path / "runner"
    runner.mkdir()
    there = Checkout(made.root, runner)
    there.git("init", "-q", "-b", "main")
    there.commit({}, "The site")
    return there


def with_key(script: str, event: Any, api: str, tmp_path: Path) -> str:
    """Run a job with a key, from the main branch, with nothing but the standard library."""
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    words = script.split()
    assert words[:2] == ["python3", "-m"]
    done = subprocess.run(
        [sys.executable, "-S", *words[1:]],
        cwd=ROOT,
        env={
            "GITHUB_API_URL": api,
            "GITHUB_EVENT_PATH": str(path),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_RUN_ID": "9",
            "GITHUB_TOKEN": "key",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="workflows run in bash")
def test_a_story_is_looked_at_told_of_in_one_comment_and_mended(
    checkout: Checkout, tmp_path: Path
) -> None:
    scripts = steps("check-proposal.yml")
    [say] = steps("tell-proposal.yml").values()
    good = (checkout.root / "content/case-studies/from-the-shop.md").read_text("utf-8")
    good = good.replace("Sam", "Priya").replace("From the shop", "From the farm")
    wrong = good.replace("role: care-assistant,", "role: care-asistant,")
    town = Town()
    with served(town) as api:
        for text, code in ((wrong, 1), (good, 0)):
            head = checkout.propose({STORY: text})
            town.pulls = [{"number": 12, "head": {"sha": head}}]
            looked = checkout.run(scripts["Look at it"] + "\n", GITHUB_ACTIONS="true")
            assert looked.returncode == code, looked.stderr
            if code:
                assert f"::error file={STORY},line=5,col=29,title=unknown-id::" in looked.stdout
                summary = (checkout.runner / "summary.md").read_text("utf-8")
                assert f"Please mend `{STORY}:5:29`" in summary
                assert "Did you mean" in summary
            kept = checkout.run(scripts["Keep the result and the pictures for the comment"])
            assert kept.returncode == 0, kept.stderr
            town.artifacts = {"review": checkout.left("review"), "preview": {"index.html": b""}}
            run = {
                "id": 9,
                "head_sha": head,
                "head_branch": "my-story",
                "head_repository": {"owner": {"login": "stranger"}},
            }
            with_key(say, {"workflow_run": run}, api, tmp_path)
            [comment] = town.comments
            assert comment["body"].startswith(MARKER)
            if code:
                assert f"blob/{head}/{STORY}#L5" in comment["body"]
                assert "care-assistant" in comment["body"], comment["body"]
                assert "The page" not in comment["body"]
            shutil.rmtree(checkout.runner / "review")
    assert "Everything is in order" in comment["body"]
    assert "actions/runs/9/artifacts/1" in comment["body"]
    assert [method for method, path, _ in town.made if "comments" in path] == ["POST", "PATCH"]
    assert town.keys == {"Bearer key"}
    if find_browser():
        assert "in a list]" in comment["body"]
        assert "as a page]" in comment["body"]
        blobs = [b64decode(body["content"]) for _, path, body in town.made if path == "/git/blobs"]
        card, page = (Image.open(BytesIO(each)) for each in blobs)
        assert card.width == 480
        assert 300 < card.height < 900  # all of the card, and nothing below it
        assert page.width == 800
        assert 1000 < page.height <= 2400
        assert sum(map(len, blobs)) < 600_000


@pytest.mark.skipif(shutil.which("bash") is None, reason="workflows run in bash")
def test_a_filled_in_form_becomes_a_pull_request(checkout: Checkout, tmp_path: Path) -> None:
    scripts = steps("read-form.yml")
    [propose] = [script for script in scripts.values() if script.startswith("python3 -m")]
    records, _ = ContentReader(checkout.root, checkout.root / "content").read(TODAY)
    story, _vacancy = forms(lists_of(records, TODAY))
    event = {
        "action": "opened",
        "issue": {"number": 4, "title": "Story", "body": filled(story)},
        "repository": {"default_branch": "main", "owner": {"login": "town"}},
    }
    path = tmp_path / "form.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    read = checkout.run(scripts["Read the answers"], GITHUB_EVENT_PATH=str(path))
    assert read.returncode == 0, read.stdout + read.stderr
    town = Town(artifacts={"submission": checkout.left("submission")})
    with served(town) as api:
        with_key(propose, event, api, tmp_path)
        [[written, body]] = [(where, body) for method, where, body in town.made if method == "PUT"]
        assert written == "/contents/content/case-studies/from-the-shop-to-the-care-home.md"
        assert body["branch"] == "form-4"
    assert [pull["head"] for pull in town.pulls] == ["form-4"]
    [comment] = town.comments
    assert comment["body"].startswith(SUBMITTED)
