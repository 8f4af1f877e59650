"""Which of our roles a title names."""

from __future__ import annotations

import pytest
import yaml

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


SHIPPED = RoleMatcher(
    [
        ("support-worker", "Support worker", ["Key worker"]),
        ("care-assistant", "Care assistant (care home)", ["Carer"]),
        ("home-care-worker", "Home care worker", []),
        ("senior-care-worker", "Senior care worker", []),
        ("job-coach", "Job coach", ["Supported employment worker"]),
        ("cook", "Cook or chef in care", []),
        ("finance-officer", "Finance or payroll officer in care", []),
        ("deputy-manager", "Deputy manager", ["Deputy home manager"]),
        ("registered-manager", "Registered manager", ["Care home manager"]),
        ("team-leader", "Team leader", []),
        ("volunteer", "Volunteer in care", []),
        ("driver", "Driver or passenger assistant", []),
        ("employment-support-worker", "Employment support worker", []),
    ]
)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Care assistant", "care-assistant"),
        ("Employment support worker", "employment-support-worker"),
        ("Employment worker, supported", "job-coach"),
        ("Chef", "cook"),
        ("Payroll officer", "finance-officer"),
        ("Finance officer", "finance-officer"),
        ("Home carer", "home-care-worker"),
        ("Senior care assistant", "senior-care-worker"),
        ("Deputy care home manager", "deputy-manager"),
        ("Care assistant team leader", "team-leader"),
        ("Team leader / support worker", "team-leader"),
        ("Carer Oadby", "care-assistant"),
        ("Volunteer driver", "volunteer"),
        ("Driver", "driver"),
        ("Support worker (learning disabilities)", "support-worker"),
    ],
)
def test_a_title_finds_the_role_that_it_is(title: str, role: str) -> None:
    found = SHIPPED.match(title)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize("title", ["Volunteer coordinator", "Finance director", "Care"])
def test_a_name_that_only_says_of_what_is_no_role(title: str) -> None:
    assert SHIPPED.match(title) is None


def test_our_own_names_find_our_own_roles(pytestconfig: pytest.Config) -> None:
    roles = []
    for path in sorted((pytestconfig.rootpath / "content/pathway/roles").glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        roles.append((path.stem, data["title"], data.get("alt_titles") or []))
    matcher = RoleMatcher(roles)
    wrong = [
        (name, found.role if found else None)
        for role, title, others in roles
        for name in (title, title.partition(" (")[0], *others)
        if (found := matcher.match(name)) is None or found.role != role
    ]
    assert wrong == []
