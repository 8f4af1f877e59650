"""What the jobs with a key do: comment, propose a file, keep the list of what is due.

Standard library only, and only on the code of the main branch. Which pull request is meant is
asked of GitHub by the branch and commit of the run, so no result can point to somebody else's.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from portal.contributions.comment import comment_on, plain, sorry
from portal.contributions.github import GitHub, GitHubError
from portal.contributions.png import PngError, clean_png
from portal.contributions.review import PICTURE_NAME, Review, ReviewError, read_review

REVIEW = "review"
PREVIEW = "preview"
SUBMISSION = "submission"
FRESHNESS = "freshness"
PICTURES_BRANCH = "contribution-pictures"
SUBMITTED = "<!-- portal: what became of this form -->"
DUE = "<!-- portal: what needs a fresh look -->"
_MOST = 8_000_000
_PATH = re.compile(r"content/(?:case-studies|vacancies/posted)/[a-z0-9-]{1,90}\.md")
_LARGEST_FILE = 100_000


def comment(github: GitHub, event: Mapping[str, Any]) -> str:
    """Write the comment on the pull request whose check has ended; return what was done."""
    run = event["workflow_run"]
    pull = _pull_of(github, run)
    if pull is None:
        return "No open pull request has this commit as its newest, so nothing was said."
    number, head = int(pull["number"]), str(pull["head"]["sha"])
    try:
        files = github.artifact(int(run["id"]), REVIEW, _MOST)
        review = read_review(files.get("review.json", b""))
        pictures = _keep_pictures(github, number, files, review)
        preview = github.artifact_address(int(run["id"]), PREVIEW)
        lines_at = f"{github.web}/blob/{head}"
        text = comment_on(review, lines_at, preview, pictures)
    except (GitHubError, ReviewError) as error:
        text = sorry(str(error))
    github.say_once(number, text.split("\n", 1)[0], text)
    return f"Said on pull request {number} what the check found."


def _pull_of(github: GitHub, run: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the open pull request whose newest commit was checked, or None."""
    owner = str(run["head_repository"]["owner"]["login"])
    query = {"state": "open", "head": f"{owner}:{run['head_branch']}"}
    for pull in github.all("/pulls", **query):
        if pull["head"]["sha"] == run["head_sha"]:
            return dict(pull)
    return None


def _keep_pictures(
    github: GitHub, number: int, files: Mapping[str, bytes], review: Review
) -> dict[str, str]:
    """Put the pictures where a comment can show them; return their addresses by name.

    They stand on a branch of their own that has one commit and no history, and is written anew
    each time with the pictures of pull requests that are still open.
    """
    wanted = {name for page in review.pages for name in page.pictures}
    clean = {}
    for name in sorted(wanted & files.keys()):
        if PICTURE_NAME.fullmatch(name):
            try:
                clean[name] = clean_png(files[name])
            except PngError:
                continue  # a comment without a picture is better than none
    tree = [*_pictures_of_others(github, number)]
    for name, data in clean.items():
        blob = {"content": base64.b64encode(data).decode(), "encoding": "base64"}
        sha = str(github.ask("POST", "/git/blobs", blob)["sha"])
        tree.append(_entry(f"{number}/{name}", sha))
    if not clean:
        return {}
    made = github.ask("POST", "/git/trees", {"tree": tree})
    words = {"message": "Pictures of open pull requests", "tree": made["sha"], "parents": []}
    commit = str(github.ask("POST", "/git/commits", words)["sha"])
    _point(github, PICTURES_BRANCH, commit)
    at = f"{github.web}/blob/{commit}/{number}"
    return {name: f"{at}/{name}?raw=true" for name in clean}


def _pictures_of_others(github: GitHub, number: int) -> list[dict[str, str]]:
    tree = github.ask("GET", f"/git/trees/{PICTURES_BRANCH}?recursive=1", missing=True)
    open_now = {str(each["number"]) for each in github.all("/pulls", state="open")}
    return [
        _entry(str(each["path"]), str(each["sha"]))
        for each in (tree or {}).get("tree", [])
        if each["type"] == "blob" and str(each["path"]).split("/")[0] in open_now - {str(number)}
    ]


def _entry(path: str, sha: str) -> dict[str, str]:
    return {"path": path, "mode": "100644", "type": "blob", "sha": sha}


def _point(github: GitHub, branch: str, commit: str) -> None:
    """Make a branch point to a commit, whether there is one or not."""
    if github.ask("GET", f"/git/ref/heads/{branch}", missing=True) is None:
        github.ask("POST", "/git/refs", {"ref": f"refs/heads/{branch}", "sha": commit})
    else:
        github.ask("PATCH", f"/git/refs/heads/{branch}", {"sha": commit, "force": True})


def propose(github: GitHub, event: Mapping[str, Any], run: int) -> str:
    """Propose the file of a filled-in form, or say what is missing in it; return what was done."""
    number = int(event["issue"]["number"])
    found = _submission(github, run)
    if found["problems"] or not found["path"]:
        github.say_once(number, SUBMITTED, _missing(found))
        return f"Said on issue {number} what is missing."
    if not _PATH.fullmatch(found["path"]) or len(found["text"]) > _LARGEST_FILE:
        raise GitHubError("The form became a file that no form can become.")
    pull = _propose_file(github, event, number, found)
    notes = _list(found["notes"])
    text = (
        f"{SUBMITTED}\n## Thank you. Your file is made\n\nIt waits in pull request #{pull}, where "
        "a person of the content team reads it, asks you if anything is unclear, and publishes it. "
        f"Edit the form above, and the file changes with it.\n{notes}"
    )
    github.say_once(number, SUBMITTED, text)
    return f"Issue {number} is proposed as pull request {pull}."


def _submission(github: GitHub, run: int) -> dict[str, Any]:
    """Return what the job without rights made of the form. Raises GitHubError."""
    data = github.artifact(run, SUBMISSION, _MOST).get("submission.json", b"")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise GitHubError("The form left no result.")
    texts = {name: found.get(name, "") for name in ("title", "path", "text")}
    lists = {name: found.get(name, []) for name in ("problems", "notes")}
    good = all(isinstance(each, str) for each in texts.values()) and all(
        isinstance(each, list) and all(isinstance(line, str) for line in each)
        for each in lists.values()
    )
    if not good:
        raise GitHubError("The form left a result of another shape.")
    return {**texts, **lists}


def _propose_file(
    github: GitHub, event: Mapping[str, Any], number: int, found: Mapping[str, Any]
) -> int:
    base = str(event["repository"]["default_branch"])
    owner = str(event["repository"]["owner"]["login"])
    branch = f"form-{number}"
    start = str(github.ask("GET", f"/git/ref/heads/{base}")["object"]["sha"])
    _point(github, branch, start)
    title = f"Add “{found['title'][:80]}”"
    content = base64.b64encode(found["text"].encode()).decode()
    words = {"message": f"{title}\n\nFrom the form in #{number}.", "content": content}
    github.ask("PUT", f"/contents/{found['path']}", {**words, "branch": branch})
    body = (
        f"From the form in #{number}. Closes #{number}.\n\n"
        "The check has passed on the file as it was made. Before it is merged, somebody asks the "
        "sender about the consent form where there is a person in it.\n"
        f"{_list(found['notes'])}"
    )
    query = urlencode({"state": "open", "head": f"{owner}:{branch}"})
    there = github.ask("GET", f"/pulls?{query}")
    if there:
        github.ask("PATCH", f"/pulls/{int(there[0]['number'])}", {"body": body})
        return int(there[0]["number"])
    made = github.ask(
        "POST", "/pulls", {"title": title, "head": branch, "base": base, "body": body}
    )
    return int(made["number"])


def _missing(found: Mapping[str, Any]) -> str:
    return (
        f"{SUBMITTED}\n## Thank you. Something is missing\n\nPlease edit the form above (the three "
        "dots at its top right, then Edit), mend what is listed here, and save it. We look again "
        f"by ourselves.\n{_list(found['problems'])}{_list(found['notes'])}"
    )


def _list(sentences: list[str]) -> str:
    """Return sentences as a list: plain words, and the bold name of a question before them."""
    lines = []
    for sentence in sentences[:60]:
        label, found, rest = sentence.partition("**: ")
        if found and label.startswith("**"):
            lines.append(f"- **{plain(label[2:])}**: {plain(rest)}")
        else:
            lines.append(f"- {plain(sentence)}")
    return "\n".join(["", *lines, ""]) if lines else ""


def keep_freshness(github: GitHub, run: int) -> str:
    """Write the weekly list of what is due into its issue; return what was done."""
    data = github.artifact(run, FRESHNESS, _MOST).get("report.md", b"")
    text = data.decode("utf-8", errors="replace")[:60_000]
    number = github.keep_issue(DUE, "What needs a fresh look", f"{DUE}\n{text}")
    return f"Issue {number} says what needs a fresh look."
