"""Where a role can lead, and how people get to it, three steps deep."""

from __future__ import annotations

from planning import MakeWorld, library_of, many

from portal.library import Library
from portal.pages.ways import Way, ways_in, ways_on

ROLE = """title: {title}
category: care-or-support-worker
branch: direct-care
level: 2
summary: A made-up role that exists only in tests.
day_to_day: [Help people, Listen]
settings: [care-home]
driving: helpful
sources: [Made up for tests]
reviewed_on: 2026-11-01
"""
STEP = "- {{from: {0}, to: {1}, kind: {2}, source: Made up for tests}}\n"
NAMES = ("first", "second", "third", "fourth", "aside")


def library(world: MakeWorld, *steps: tuple[str, str, str]) -> Library:
    """Return a library of five roles with these steps between them, and a vacancy in the second."""
    files: dict[str, str | None] = {
        f"content/pathway/roles/{name}.yaml": ROLE.format(title=name.title()) for name in NAMES
    }
    files["content/pathway/steps.yaml"] = "".join(STEP.format(*step) for step in steps)
    return library_of(world, many(1, role="second"), files)


def titles(ways: tuple[Way, ...]) -> list[object]:
    """Return the titles in the shape of the tree: a role without ways on is a text."""
    return [[way.title, titles(way.further)] if way.further else way.title for way in ways]


LINE = (
    ("first", "second", "advance"),
    ("second", "third", "advance"),
    ("third", "fourth", "advance"),
    ("fourth", "aside", "advance"),
)


def test_the_ways_on_go_three_steps_deep(world: MakeWorld) -> None:
    found = library(world, *LINE)
    assert titles(ways_on(found, "first")) == [["Second", [["Third", ["Fourth"]]]]]


def test_the_ways_in_are_the_same_steps_seen_from_the_other_end(world: MakeWorld) -> None:
    found = library(world, *LINE)
    assert titles(ways_in(found, "fourth")) == [["Third", [["Second", ["First"]]]]]
    assert ways_in(found, "first") == ()


def test_a_role_is_named_once_where_fewest_steps_lead_to_it(world: MakeWorld) -> None:
    steps = (*LINE, ("first", "third", "advance"), ("second", "first", "sideways"))
    assert titles(ways_on(library(world, *steps), "first")) == [
        "Second",
        ["Third", [["Fourth", ["Aside"]]]],
    ]


def test_steps_up_come_before_steps_across(world: MakeWorld) -> None:
    found = library(world, ("first", "aside", "sideways"), ("first", "second", "advance"))
    assert titles(ways_on(found, "first")) == ["Second", "Aside"]


def test_a_way_says_what_kind_of_step_it_is_and_what_is_open(world: MakeWorld) -> None:
    (way,) = ways_on(library(world, *LINE[:1]), "first")
    assert (way.kind, way.kind_label, way.vacancies) == ("advance", "A step up", 1)
    assert (way.url, way.stories) == ("/roles/second/", 0)
