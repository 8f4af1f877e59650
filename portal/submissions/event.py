"""The text of an issue: a file of Markdown, or the event with which GitHub starts a workflow."""

from __future__ import annotations

import json
from pathlib import Path

# An event holds the issue and much about the repository; GitHub's own limit for one is 25 MB.
_MAXIMUM_EVENT = 2_000_000


class EventError(Exception):
    """Raised for a file that holds no issue; says why."""


def read_issue(path: Path) -> str:
    """Return the Markdown of an issue. Raises EventError where the file is of no use."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAXIMUM_EVENT + 1)
    except OSError as error:
        raise EventError(f"{path} cannot be read ({error.strerror or 'unknown reason'}).") from None
    if len(data) > _MAXIMUM_EVENT:
        raise EventError(f"{path} is far larger than an issue can be, so it was not read.")
    text = data.decode("utf-8-sig", errors="replace")
    return _body(text, path) if path.suffix.lower() == ".json" else text


def _body(text: str, path: Path) -> str:
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        raise EventError(f"{path} is not JSON, so it is no event of GitHub.") from None
    issue = event.get("issue") if isinstance(event, dict) else None
    body = issue.get("body") if isinstance(issue, dict) else None
    if not isinstance(body, str):
        raise EventError(f"{path} holds no issue with a text.")
    return body
