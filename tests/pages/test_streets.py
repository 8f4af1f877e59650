"""What is drawn at the head of a page is small, named by pages that exist, and silent."""

from __future__ import annotations

import re

import pytest
from conftest import REPOSITORY
from planning import MakeWorld

from portal.pages.drawings import SETTINGS, Drawing
from portal.pages.streets import PAIR, STREETS, THINGS, Street, street, street_at

TEMPLATES = sorted((REPOSITORY / "templates/pages").glob("*.html"))


def size(drawing: Drawing) -> int:
    """Return how many bytes of a page a drawing takes."""
    return len(drawing.walls) + len(drawing.lines) + len(drawing.lit)


def all_of(shown: Street) -> int:
    """Return how many bytes of a page a street takes."""
    return sum(size(each.drawing) for each in shown.things)


def test_every_street_that_a_page_asks_for_is_drawn() -> None:
    asked = {
        name
        for path in TEMPLATES
        for name in re.findall(r'street="([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= set(STREETS)


def test_no_head_of_a_page_costs_more_than_a_kilobyte_of_drawings() -> None:
    assert {name: all_of(each) for name, each in STREETS.items() if all_of(each) > 1_024} == {}


@pytest.mark.parametrize("name", [*THINGS, *SETTINGS])
def test_every_drawing_stays_within_its_frame(name: str) -> None:
    drawn = THINGS.get(name) or SETTINGS[name]
    starts = re.findall(r"M(-?[\d.]+) (-?[\d.]+)", drawn.walls + drawn.lines + drawn.lit)
    assert starts
    assert all(0 <= float(x) <= 96 and 0 <= float(y) <= 77 for x, y in starts)


def test_things_stand_side_by_side_with_room_for_people_between_them() -> None:
    shown = street("house", PAIR, "lamp")
    first, last = shown.things
    (people,) = shown.pairs
    assert first.x + 96 < people - 12
    assert people + 12 < last.x
    assert last.x < shown.width


def test_a_role_has_the_first_place_it_works_in_and_a_house_where_that_is_unknown() -> None:
    assert street_at(["care-home", "home-care"]) == "care-home"
    assert street_at(["lighthouse"]) == street_at([]) == "house"


def test_the_drawing_says_nothing_to_a_screen_reader_and_the_heading_is_whole(
    world: MakeWorld,
) -> None:
    head = world().build().html("/roles/").select_one(".page-head")
    assert head is not None
    drawn = head.select_one("svg")
    assert drawn is not None
    assert drawn["aria-hidden"] == "true"
    assert not drawn.select("text, title")
    assert head.select_one("hgroup h1")
