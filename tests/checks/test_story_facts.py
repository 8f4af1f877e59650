"""A story says when it was told, in words of its own; what is to come is planned, not dated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import TODAY, World

from portal.checks.stories.facts import check_story
from portal.content import CaseStudy
from portal.content.loading import ContentReader

STORY = "content/case-studies/from-the-shop.md"


def codes(made: World, *changes: tuple[str, str]) -> list[str]:
    """Return what is said of the small world's story with other words in it."""
    text = (made.root / STORY).read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    made.write({STORY: text})
    records, problems = ContentReader(made.root, made.root / "content").read(TODAY)
    assert problems == []
    [story] = records.of("case-study", CaseStudy)
    return [each.code for each in check_story(story, TODAY)]


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        ("2026-11-22", "", []),
        ("2026-11-23", "", ["story-in-future"]),
        ("2026-12-24", "publish_on: 2026-12-24", []),
        ("2026-12-25", "publish_on: 2026-12-24", ["story-in-future"]),
        ("2026-12-24", "draft: true", ["story-in-future"]),
    ],
)
def test_a_day_to_come_is_a_slip_unless_the_story_is_planned_for_it(
    world: Callable[..., World], day: str, more: str, expected: list[str]
) -> None:
    changes = (("date: 2026-10-01", f"date: {day}"), ("example: true", more or "example: true"))
    assert codes(world(), *changes) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Words.", []),
        ("## A heading\n\n", ["empty-body"]),
        ("<!-- A remark\nfor editors -->", ["empty-body"]),
        ("\u00a0\n\n---\n", ["empty-body"]),
        ("1\n", []),
        ("હું સંભાળ રાખું છું", []),
    ],
)
def test_a_story_has_words_below_its_headings(
    world: Callable[..., World], body: str, expected: list[str]
) -> None:
    old = "## How it began\n\nI had worked in a shop for nine years."
    assert codes(world(), (old, body)) == expected


def test_consent_of_a_day_to_come_is_told(world: Callable[..., World]) -> None:
    assert codes(world(), ("given_on: 2026-09-01", "given_on: 2026-11-23")) == ["consent-in-future"]
