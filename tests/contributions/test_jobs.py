"""The jobs with a key: one comment on the right pull request, whatever a stranger's result says."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY as ROOT
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from contributions.fake_github import BLOB, REPOSITORY, FakeGitHub, zipped
from portal.contributions.__main__ import main
from portal.contributions.comment import MARKER, comment_on, plain
from portal.contributions.github import GitHubError, unpack
from portal.contributions.jobs import DUE, SUBMITTED
from portal.contributions.png import PngError, clean_png
from portal.contributions.review import (
    Finding,
    Review,
    ReviewError,
    SeenPage,
    read_review,
    write_review,
)

STORY = "content/case-studies/sam.md"
PULL = {"number": 12, "head": {"sha": "abc"}}
RUN = {
    "workflow_run": {
        "id": 9,
        "head_sha": "abc",
        "head_branch": "my-story",
        "head_repository": {"owner": {"login": "stranger"}},
    }
}
GOOD = Review((STORY,), (), (SeenPage("Sam", STORY, ("card-1.png",)),))
BAD = Review(
    (STORY,),
    (Finding(STORY, 5, "unknown-id", True, "There is no role.", "Did you mean “care-assistant”?"),),
    (),
)


def png(**words: str) -> bytes:
    """Return a small picture with texts in it."""
    stream = io.BytesIO()
    texts = PngImagePlugin.PngInfo()
    for name, text in words.items():
        texts.add_text(name, text)
    Image.new("RGB", (4, 3), "purple").save(stream, "PNG", pnginfo=texts)
    return stream.getvalue()


def do(job: str, event: Any, fake: FakeGitHub, tmp_path: Path) -> int:
    """Do a job as a workflow does."""
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    environment = {
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_TOKEN": "key",
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_RUN_ID": "9",
    }
    return main([job], environment, fake.send)


def github(review: Review, comments: list[Any] | None = None, **files: bytes) -> FakeGitHub:
    """Return a GitHub with a pull request, and what its check left."""
    answers = {"GET /pulls": [PULL], "GET /issues/12/comments": comments or []}
    left = {"review.json": write_review(review).encode()}
    return FakeGitHub(
        answers, left | {f"{name.replace('_', '-')}.png": data for name, data in files.items()}
    )


def test_a_pull_request_gets_a_comment(tmp_path: Path) -> None:
    fake = github(BAD)
    assert do("comment", RUN, fake, tmp_path) == 0
    [said] = fake.bodies("POST", "/issues/12/comments")
    assert said["body"].startswith(MARKER)
    assert "Please mend one thing" in said["body"]
    assert f"blob/abc/{STORY}#L5" in said["body"]
    assert "Did you mean “care-assistant”?" in said["body"]


def test_the_comment_is_changed_in_place_the_next_time(tmp_path: Path) -> None:
    ours = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold"}
    fake = github(GOOD, [ours])
    do("comment", RUN, fake, tmp_path)
    assert fake.bodies("POST", "/issues/12/comments") == []
    [said] = fake.bodies("PATCH", "/issues/comments/3")
    assert "Everything is in order" in said["body"]


def test_a_comment_of_somebody_else_with_our_marker_is_left_alone(tmp_path: Path) -> None:
    theirs = {"id": 3, "user": {"login": "stranger"}, "body": f"{MARKER}\nmine"}
    fake = github(GOOD, [theirs])
    do("comment", RUN, fake, tmp_path)
    assert fake.bodies("PATCH", "/issues/comments/3") == []
    assert len(fake.bodies("POST", "/issues/12/comments")) == 1


def test_nothing_is_said_where_the_commit_is_no_longer_the_newest(tmp_path: Path) -> None:
    fake = FakeGitHub({"GET /pulls": [{"number": 12, "head": {"sha": "newer"}}]})
    assert do("comment", RUN, fake, tmp_path) == 0
    assert [each for each in fake.asked if each[0] != "GET"] == []


def test_a_result_cannot_point_to_another_pull_request(tmp_path: Path) -> None:
    forged = json.dumps({**json.loads(write_review(GOOD)), "number": 1, "head_sha": "other"})
    fake = FakeGitHub(
        {"GET /pulls": [PULL], "GET /issues/12/comments": []}, {"review.json": forged.encode()}
    )
    do("comment", RUN, fake, tmp_path)
    assert {path for method, path, _ in fake.asked if method == "POST" and "issues" in path} == {
        "/issues/12/comments"
    }


def test_the_key_is_not_sent_to_where_the_artifact_lies(tmp_path: Path) -> None:
    fake = github(GOOD)
    do("comment", RUN, fake, tmp_path)
    assert fake.keys[BLOB] is None


def test_pictures_are_cleaned_and_shown(tmp_path: Path) -> None:
    fake = github(GOOD, card_1=png(Comment="secret"))
    do("comment", RUN, fake, tmp_path)
    [blob] = fake.bodies("POST", "/git/blobs")
    assert blob["encoding"] == "base64"
    [said] = fake.bodies("POST", "/issues/12/comments")
    assert "/12/card-1.png?raw=true" in said["body"]


def test_a_picture_that_is_none_is_left_out_of_the_comment(tmp_path: Path) -> None:
    fake = github(GOOD, card_1=b"<svg onload=alert(1)>")
    do("comment", RUN, fake, tmp_path)
    [said] = fake.bodies("POST", "/issues/12/comments")
    assert "card-1" not in said["body"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"version": 2}',
        b"[" * 100_000,
        b'{"version":1,"findings":[1]}',
        b'{"version":1,"pages":[{"title":"x","path":"x","pictures":["../../x.png"]}]}',
        b'{"version":1,"changed":["' + b"x" * 2_000 + b'"]}',
    ],
)
def test_a_result_of_another_shape_is_refused(data: bytes) -> None:
    with pytest.raises(ReviewError):
        read_review(data)


@given(st.binary(max_size=500))
def test_no_bytes_at_all_break_the_reader_of_results(data: bytes) -> None:
    with contextlib.suppress(ReviewError):
        read_review(data)


def test_a_result_comes_back_as_it_was_written() -> None:
    assert read_review(write_review(BAD).encode()) == BAD


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(GitHubError, match="more than it can be"):
        unpack(zipped({"review.json": b"\0" * 5_000_000}), 1_000_000)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reader_of_zips(data: bytes) -> None:
    with contextlib.suppress(GitHubError):
        unpack(b"PK\x03\x04" + data, 1_000)


def test_a_clean_picture_has_its_pixels_and_nothing_else() -> None:
    data = png(Comment="the camera was here")
    clean = clean_png(data + b"<script>")
    assert b"camera" not in clean
    assert b"script" not in clean
    one, other = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(clean))
    assert one.tobytes() == other.tobytes()


@given(st.integers(0, 60), st.binary(min_size=1, max_size=4))
def test_no_damage_breaks_the_reader_of_pictures(at: int, damage: bytes) -> None:
    data = bytearray(png())
    data[at : at + len(damage)] = damage
    with contextlib.suppress(PngError):
        clean_png(bytes(data))


@pytest.mark.parametrize(
    "text",
    [
        "@everyone",
        "Closes #12",
        "https://example.org",
        "www.example.org",
        "![x](y)",
        "<img src=x>",
        "`code`",
        "a | b",
        "[x](javascript:alert(1))",
        "line\nbreak",
        "$x$",
    ],
)
def test_what_a_contributor_wrote_does_nothing_in_the_comment(text: str) -> None:
    shown = plain(text)
    assert not re.search(r"@e|#1|://e|www\.e|\n", shown)
    assert not re.search(r"(?<!\\)[`*_\[\]<>()|!$]", shown)


def test_what_is_good_and_who_is_next_is_said() -> None:
    text = comment_on(GOOD, "https://x", "https://preview", {"card-1.png": "https://picture"})
    assert "What is good" in text
    assert "![Sam, in a list](https://picture)" in text
    assert "(https://preview)" in text
    assert "A person of the content team" in text


FORM = {
    "issue": {"number": 4},
    "repository": {"default_branch": "main", "owner": {"login": "town"}},
}


def submission(**changes: object) -> dict[str, bytes]:
    """Return what the job without a key made of a form."""
    found = {"title": "Sam", "path": STORY, "text": "---\n", "problems": [], "notes": []}
    return {"submission.json": json.dumps({**found, **changes}).encode()}


def form_github(left: dict[str, bytes]) -> FakeGitHub:
    """Return a GitHub with an issue that is a filled-in form."""
    answers = {
        "GET /issues/4/comments": [],
        "GET /git/ref/heads/main": {"object": {"sha": "base"}},
        "GET /pulls": [],
    }
    return FakeGitHub(answers, left)


def test_a_form_becomes_a_pull_request(tmp_path: Path) -> None:
    fake = form_github(submission())
    assert do("propose", FORM, fake, tmp_path) == 0
    [file] = fake.bodies("PUT", f"/contents/{STORY}")
    assert file["branch"] == "form-4"
    [pull] = fake.bodies("POST", "/pulls")
    assert (pull["head"], pull["base"]) == ("form-4", "main")
    [said] = fake.bodies("POST", "/issues/4/comments")
    assert said["body"].startswith(SUBMITTED)


def test_a_form_with_answers_missing_is_told_and_not_proposed(tmp_path: Path) -> None:
    fake = form_github(submission(path="", problems=["**Title**: an answer is @missing."]))
    assert do("propose", FORM, fake, tmp_path) == 0
    [said] = fake.bodies("POST", "/issues/4/comments")
    assert "- **Title**: an answer is @\u2060missing." in said["body"]
    assert fake.bodies("POST", "/pulls") == []


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/x.yml",
        "content/../x.md",
        "content/case-studies/../../x.md",
        "/etc/x.md",
        "content/pages/about.md",
        "content/case-studies/x.md\n",
    ],
)
def test_a_form_writes_to_two_folders_and_nowhere_else(path: str, tmp_path: Path) -> None:
    fake = form_github(submission(path=path))
    assert do("propose", FORM, fake, tmp_path) == 1
    assert [each for each in fake.asked if each[0] != "GET"] == []


def test_the_weekly_list_is_one_issue(tmp_path: Path) -> None:
    ours = {"number": 8, "user": {"login": "github-actions[bot]"}, "body": f"{DUE}\nold"}
    fake = FakeGitHub({"GET /issues": [ours]}, {"report.md": b"Two things"})
    do("freshness", {}, fake, tmp_path)
    assert fake.bodies("PATCH", "/issues/8") == [{"body": f"{DUE}\nTwo things"}]


def test_the_jobs_with_a_key_need_the_standard_library_and_nothing_else() -> None:
    folder = ROOT / "portal/contributions"
    for name in ("__init__", "__main__", "jobs", "comment", "github", "png", "review"):
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text("utf-8"))):
            names = (
                [each.name for each in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for module in names:
                ours = {
                    f"portal.contributions.{each}"
                    for each in ("jobs", "comment", "github", "png", "review")
                } | {"portal.contributions"}
                assert module in ours or module.split(".")[0] in sys.stdlib_module_names
