"""The result that the job without rights leaves for the job that comments. Standard library only.

Anybody who opens a pull request can change what that job writes, so everything in it is checked
for shape and size again, and none of it is taken for more than words to show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

VERSION = 1
MAXIMUM_BYTES = 300_000
MAXIMUM_PROBLEMS = 200
MAXIMUM_PAGES = 8
LONGEST = 1_000
PICTURE_NAME = re.compile(r"(?:page|card)-[1-8]\.png")


class ReviewError(Exception):
    """Raised for a result that is not of the right shape; says what is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as it is told to a contributor."""

    path: str
    line: int
    code: str
    is_error: bool
    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page that the proposal makes: its title, file and pictures; or why it is not published."""

    title: str
    path: str
    pictures: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What was found. `others` counts problems in files that the proposal does not touch."""

    changed: tuple[str, ...]
    findings: tuple[Finding, ...]
    pages: tuple[SeenPage, ...]
    others: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return what must be mended."""
        return tuple(each for each in self.findings if each.is_error)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what somebody should look at."""
        return tuple(each for each in self.findings if not each.is_error)


def write_review(review: Review) -> str:
    """Return the result as JSON."""
    return json.dumps({"version": VERSION, **asdict(review)}, ensure_ascii=False, indent=1) + "\n"


def read_review(data: bytes) -> Review:
    """Return the result in a stranger's bytes. Raises ReviewError."""
    if len(data) > MAXIMUM_BYTES:
        raise ReviewError("The result is larger than a result can be.")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise ReviewError("The result is not JSON.") from None
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise ReviewError("The result is of another version of this program.")
    return Review(
        tuple(_text(each) for each in _list(found, "changed", MAXIMUM_PROBLEMS)),
        tuple(_finding(each) for each in _list(found, "findings", MAXIMUM_PROBLEMS)),
        tuple(_page(each) for each in _list(found, "pages", MAXIMUM_PAGES)),
        _number(found.get("others", 0)),
    )


def _finding(found: Any) -> Finding:
    fields = _object(found)
    return Finding(
        _text(fields.get("path")),
        _number(fields.get("line")),
        _text(fields.get("code")),
        fields.get("is_error") is True,
        _text(fields.get("sentence")),
        _text(fields.get("remedy")),
    )


def _page(found: Any) -> SeenPage:
    fields = _object(found)
    names = [_text(each) for each in _list(fields, "pictures", 2)]
    if not all(PICTURE_NAME.fullmatch(each) for each in names):
        raise ReviewError("The result names a picture that is none of ours.")
    return SeenPage(
        _text(fields.get("title")),
        _text(fields.get("path")),
        tuple(names),
        _text(fields.get("because")),
    )


def _object(found: Any) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise ReviewError("The result has something else where a group should be.")
    return found


def _list(fields: Mapping[str, Any], name: str, most: int) -> Sequence[Any]:
    found = fields.get(name, [])
    if not isinstance(found, list) or len(found) > most:
        raise ReviewError(f"The result has no list of at most {most} under {name}.")
    return found


def _text(found: Any) -> str:
    if not isinstance(found, str) or len(found) > LONGEST:
        raise ReviewError("The result has something else where a short text should be.")
    return found


def _number(found: Any) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= 10_000_000:
        raise ReviewError("The result has something else where a number should be.")
    return found
