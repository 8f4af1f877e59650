"""What the planner is filled with: the form, the data, and the page for those without scripts."""

from __future__ import annotations

import gzip
import json
from typing import Any

from journeys_shipped import shipped
from planning import MakeWorld, context, library_of, many

from portal.pages.planner import planner_data

MOST_BYTES = 40_000


def data(world: MakeWorld) -> Any:
    """Return the planner's data of the small world with three vacancies, as a browser reads it."""
    library = library_of(world, many(3))
    return json.loads(context(library, "/pathway/plan/planner.json").text)


def test_a_step_holds_its_leg_and_its_words(world: MakeWorld) -> None:
    (step,) = data(world)["steps"]
    assert step["leg"] == [0, 1, 12, 24, [], 0, 0, 0]
    assert (step["kind"], step["time"]) == ("A step up", "1 to 2 years")


def test_a_start_names_who_took_the_step_to_each_first_role(world: MakeWorld) -> None:
    found = data(world)
    (start,) = found["starts"]
    assert (start["id"], start["roles"]) == ("retail", [0])
    told = [found["stories"][number][1] for number in start["stories"][0]]
    assert told == ["/case-studies/from-the-shop/"]


def test_a_role_counts_its_vacancies_by_district(world: MakeWorld) -> None:
    found = data(world)
    role = found["roles"][0]
    assert role["vacancies"] == 3
    assert [(found["districts"][number][0], count) for number, count in role["districts"]] == [
        ("north", 3)
    ]


def test_pay_is_a_figure_with_its_source_or_says_that_there_is_none(world: MakeWorld) -> None:
    assert [len(role["pay"]) for role in data(world)["roles"]] == [1, 1]
    library, _ = shipped()
    for role in planner_data(library)["roles"]:
        known = library.roles[role["id"]].pay
        assert (len(role["pay"]) > 1) == (known is not None)
        if known:
            assert role["pay"][1].startswith(known.source)


def test_the_shipped_data_are_small() -> None:
    library, _ = shipped()
    text = json.dumps(planner_data(library), ensure_ascii=False)
    assert len(gzip.compress(text.encode())) <= MOST_BYTES


def test_without_scripts_every_start_and_role_is_a_link(world: MakeWorld) -> None:
    page = context(library_of(world), "/pathway/plan/")
    assert [link.url for link in page.starts] == ["/pathway/from/retail/"]
    roles = {link.url for line in page.lines for link in line.links}
    assert roles == {"/roles/care-assistant/", "/roles/senior-care-worker/"}
