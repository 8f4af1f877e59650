"""Rules that promise money are looked at once a year, as long as people can refer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import World

Make = Callable[..., World]
SCHEME = """---
title: Bring a friend
summary: A made-up scheme that exists only in tests.
who_can_refer: [Staff]
who_can_be_referred: [Friends]
stages: [{when: They start, amount: 100, after_days: 0}]
starts: 2024-01-01
ENDSrules_reviewed_on: REVIEWED
contact: {email: team@site.example}
---
"""


@pytest.mark.parametrize(
    ("reviewed", "ends", "said"),
    [
        ("2026-11-22", "", ""),
        ("2025-11-22", "", ""),
        ("2025-11-21", "", "were last checked on 2025-11-21"),
        ("2025-11-21", "ends: 2026-11-21\n", ""),
        ("2026-11-23", "", "2026-11-23, which is still to come"),
    ],
    ids=["today", "a-year-ago", "longer-ago", "longer-ago-but-over", "tomorrow"],
)
def test_old_rules_are_a_warning_where_people_can_still_refer(
    world: Make, reviewed: str, ends: str, said: str
) -> None:
    text = SCHEME.replace("ENDS", ends).replace("REVIEWED", reviewed)
    problems = world({"content/refer-a-friend/friends.md": text}).build(write=False).problems
    found = [each for each in problems if each.code == "scheme-review"]
    assert len(found) == bool(said)
    for each in found:
        assert said in each.sentence
        assert each.severity == "warning"
        assert str(each.position).startswith("content/refer-a-friend/friends.md:")
