"""Which of our roles a title names."""

from __future__ import annotations

import pytest

from portal.feeds.normalise.role import RoleMatch, RoleMatcher

MATCHER = RoleMatcher(
    [
        ("care-assistant", "Care assistant", ["Carer", "HCA", "Healthcare assistant"]),
        ("senior-care-assistant", "Senior care assistant", ["Senior carer"]),
        ("cook", "Cook", []),
        ("other", "Other", ["Carer"]),
    ]
)


@pytest.mark.parametrize(
    ("title", "role", "confidence"),
    [
        ("care  ASSISTANT", "care-assistant", 1.0),
        ("Care Assistants", "care-assistant", 1.0),
        ("Carer", "care-assistant", 1.0),
        ("Night Care Assistant", "care-assistant", 0.95),
        ("Senior Night Carer (Bank)", "senior-care-assistant", 0.95),
        ("Senior Care Assistant at Example Lodge", "senior-care-assistant", 0.8),
        ("Kind and patient HCA wanted", "care-assistant", 0.8),
    ],
)
def test_a_title_finds_its_role(title: str, role: str, confidence: float) -> None:
    assert MATCHER.match(title) == RoleMatch(role, confidence)


@pytest.mark.parametrize("title", ["Cookery tutor", "Scarer", "Nights", "", "Registered manager"])
def test_part_of_a_word_is_no_role(title: str) -> None:
    assert MATCHER.match(title) is None
