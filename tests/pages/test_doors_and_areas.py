"""Doors for groups of people, and districts as places to work and live in."""

from __future__ import annotations

import math

import pytest
from conftest import REPOSITORY, SMALL_WORLD, TODAY, World
from planning import MakeWorld, context, library_of, planned, structured, vacancy

from portal.content import Area, Outlines, Places
from portal.content.audience import JobsWith
from portal.content.loading import ContentReader
from portal.content.vacancy import Answer, Contract, Driving, Shift, VacancyHours
from portal.pages.area_drawing import draw_all, draw_one, neighbours
from portal.pages.job_searches import SEARCHES, FoundJobs, search_links

STARTS = "content/pathway/starts.yaml"
DOOR = """---
title: Over 50s
summary: You have a lifetime of experience.
heading: Care work after 50
jobs_with: [no-car, school-hours]
first_roles: [care-assistant]
resources: [helpers]
questions:
  - question: Am I too old?
    answer: No. See [us](/about/).
reviewed_on: 2026-11-01
sources: ["A source, 2026"]
aliases: [/older/]
---
Welcome.
"""
HELPERS = """title: Helpers
summary: They help.
kind: Advice
for: people
cost: Free
website: https://helpers.example/
last_checked: 2026-10-01
checked_by: The tests
source: A source
"""
AREA = """---
title: North
district: north
summary: A place that exists only in tests, with one town.
aliases: [/north/]
---
It is quiet here.
"""
# Two squares side by side, which share a side.
OUTLINES = """attribution: Made-up outlines.
outlines:
  - district: north
    corners: 0,53 1,53 1,52 0,52
  - district: south
    corners: 1,53 2,53 2,52 1,52
"""
WORLD = {
    "content/for/over-50.md": DOOR,
    "content/resources/helpers.yaml": HELPERS,
    "content/areas/north.md": AREA,
    "content/facts/outlines.yaml": OUTLINES,
}


def test_a_door_joins_roles_help_questions_and_vacancies_that_fit_best_first(
    world: MakeWorld,
) -> None:
    jobs = [
        vacancy("by-car", driving=Driving.REQUIRED),
        vacancy("on-foot", driving=Driving.NOT_NEEDED, shifts=(Shift.SCHOOL_HOURS,)),
        vacancy("elsewhere", role=None, driving=Driving.NOT_NEEDED),
    ]
    page = context(library_of(world, jobs, WORLD), "/for/over-50/")
    assert page.title == "Care work after 50"
    assert [card.url for card in page.first_roles] == ["/roles/care-assistant/"]
    assert [card.url for card in page.vacancies] == ["/vacancies/on-foot/", "/vacancies/by-car/"]
    assert [(link.url, link.count) for link in page.searches] == [
        ("/vacancies/?no-car=yes", 2),
        ("/vacancies/?shift=school-hours", 1),
    ]
    assert [(row.title, row.url) for row in page.help] == [("Helpers", "https://helpers.example/")]
    assert page.help[0].facts == ("Free", "Checked 1 October 2026")
    assert '<a href="/about/">' in page.questions[0].answer
    assert page.plan == "/pathway/plan/"


def test_a_door_and_the_start_that_speaks_to_the_same_people_lead_to_each_other(
    world: MakeWorld,
) -> None:
    starts = (SMALL_WORLD / STARTS).read_text("utf-8")
    spoken = starts.replace("- id: retail\n", "- id: retail\n  audience: career-changer\n")
    library = library_of(world, files={STARTS: spoken})
    door = context(library, "/for/career-changer/")
    assert [link.url for link in door.starts] == ["/pathway/from/retail/"]
    assert door.plan == "/pathway/plan/?from=retail"
    assert context(library, "/pathway/from/retail/").door.url == "/for/career-changer/"
    assert [card.url for card in door.stories] == ["/case-studies/from-the-shop/"]


def test_the_list_of_doors_is_in_the_order_that_was_written(world: MakeWorld) -> None:
    first = DOOR.replace("title: Over 50s", "title: Over 50s\norder: 1")
    page = context(library_of(world, files={**WORLD, "content/for/over-50.md": first}), "/for/")
    assert [link.url for link in page.doors] == ["/for/over-50/", "/for/career-changer/"]


def test_old_addresses_of_doors_and_areas_lead_on(world: MakeWorld) -> None:
    pages = planned(library_of(world, files=WORLD))
    assert pages["/older/"].context().url == "/for/over-50/"
    assert pages["/north/"].context().url == "/areas/north/"


def test_an_answer_with_an_unknown_figure_is_told_at_its_line(world: MakeWorld) -> None:
    wrong = DOOR.replace("No. See [us](/about/).", "It is $no-such-figure$.")
    built = world({**WORLD, "content/for/over-50.md": wrong}).build(write=False)
    problem = next(each for each in built.problems if each.code == "unknown-figure")
    assert problem.position.path == "content/for/over-50.md"
    assert (
        problem.position.line == wrong.split("\n").index("    answer: It is $no-such-figure$.") + 1
    )


def test_a_search_counts_what_the_finder_will_show(world: MakeWorld) -> None:
    fitting = vacancy(
        "all",
        driving=Driving.HELPFUL,
        experience_needed=Answer.NO,
        contract=Contract.PERMANENT,
        hours=VacancyHours(guaranteed=Answer.YES),
    )
    silent = vacancy("silent")
    library = library_of(world, [fitting, silent])
    found = search_links(JobsWith, FoundJobs(library).count(library.vacancies))
    assert [link.count for link in found] == [1, 1, 1, 1]
    assert set(SEARCHES) == set(JobsWith)


def test_an_area_joins_what_is_there_and_says_so_to_search_engines(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("one", driving=Driving.NOT_NEEDED)], WORLD)
    page = context(library, "/areas/north/")
    assert [card.url for card in page.vacancies] == ["/vacancies/one/"]
    assert page.no_car.url == "/vacancies/in/north/?no-car=yes"
    assert page.attribution == "Made-up outlines."
    assert (
        structured(library, "/areas/north/", "AdministrativeArea")[0]["name"] == "North Testshire"
    )
    assert context(library, "/vacancies/in/north/").area.url == "/areas/north/"
    assert context(library, "/").areas == "/areas/"


def test_without_areas_nothing_leads_to_them(world: MakeWorld) -> None:
    library = library_of(world)
    assert "/areas/" not in planned(library)
    assert context(library, "/").areas == ""
    assert context(library, "/vacancies/in/north/").area is None


def test_a_place_where_people_are_needed_most_is_highlighted_in_words(
    world: MakeWorld,
) -> None:
    hard = AREA.replace("district: north", "district: north\nhard_to_recruit: true")
    made = world({**WORLD, "content/areas/north.md": hard})
    built = made.build()
    assert built.problems == ()
    assert "People are needed here most" in built.html("/areas/").get_text()
    assert "People are needed here most" in built.html("/areas/north/").get_text()
    assert built.html("/areas/").select(".area-map__shape--hard")


def test_two_pages_for_one_district_are_refused(world: MakeWorld) -> None:
    built = world({**WORLD, "content/areas/north-again.md": AREA}).build(write=False)
    assert "same-district" in built.codes


@pytest.mark.parametrize(
    ("corners", "said"),
    [("0,53 1,53 here 0,52", '"here" is not a corner'), ("0,53 1,53 1,52", "this one has 3")],
)
def test_an_outline_that_is_none_is_told(corners: str, said: str, world: MakeWorld) -> None:
    wrong = OUTLINES.replace("0,53 1,53 1,52 0,52", corners, 1)
    built = world({**WORLD, "content/facts/outlines.yaml": wrong}).build(write=False)
    assert any(said in each.sentence for each in built.problems)


def test_districts_that_share_a_side_are_neighbours(world: MakeWorld) -> None:
    library = library_of(world, files=WORLD)
    assert library.outlines is not None
    assert neighbours(library.outlines) == {"north": ("south",), "south": ("north",)}


def test_a_drawing_keeps_the_shape_and_stays_on_its_sheet(world: MakeWorld) -> None:
    library = library_of(world, files=WORLD)
    drawing = draw_one(library, "north")
    assert drawing is not None
    own = drawing.shapes[-1]
    assert (own.id, own.here) == ("north", True)
    numbers = [int(each) for each in own.path[1:-1].replace("l", " ").split()]
    left, top, width, height = numbers[0], numbers[1], numbers[2], numbers[5]
    assert math.isclose(width / height, math.cos(math.radians(52.5)), abs_tol=0.01)
    assert 0 <= left <= left + width <= drawing.width
    assert 0 <= top <= top + height <= drawing.height


def test_without_outlines_there_are_pages_and_no_drawing(world: MakeWorld) -> None:
    files = {name: text for name, text in WORLD.items() if "outlines" not in name}
    library = library_of(world, files=files)
    assert draw_all(library) is None
    assert context(library, "/areas/north/").drawing is None
    assert context(library, "/areas/north/").neighbours == ()


def test_every_district_of_the_site_has_its_page_and_a_small_outline() -> None:
    project = World(REPOSITORY).project
    records, _ = ContentReader(project.root, project.content).read(TODAY)
    (outlines,) = records.of("outlines", Outlines)
    (places,) = records.of("places", Places)
    districts = {each.id_ for each in places.districts}
    assert {each.district for each in outlines.outlines} == districts
    assert {each.district for each in records.of("area", Area)} == districts
    assert max(len(each.corners) for each in outlines.outlines) < 3000
