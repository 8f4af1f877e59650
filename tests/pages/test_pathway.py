"""The page of the pathway tells every role and step as a list, and draws the same as a map."""

from __future__ import annotations

import gzip
import json

from conftest import REPOSITORY
from planning import MakeWorld, context, library_of, many

from portal.pages.pathway_data import PathwayData

STEPS = """
- {from: care-assistant, to: senior-care-worker, kind: advance, months: [12, 24], source: Made up}
- {from: senior-care-worker, to: care-assistant, kind: sideways, months: [1, 2], source: Made up}
"""
FILES = {"content/pathway/steps.yaml": STEPS}


def test_the_list_has_every_role_and_every_step_as_a_link(world: MakeWorld) -> None:
    page = world(FILES).build().html("/pathway/")
    stops = page.select(".stops__stop")
    found = {
        stop.select("h4 a")[0]["href"]: [link["href"] for link in stop.select("ul a")]
        for stop in stops
    }
    assert found == {
        "/roles/care-assistant/": ["/roles/senior-care-worker/"],
        "/roles/senior-care-worker/": ["/roles/care-assistant/"],
    }
    assert "a step up" in stops[0].get_text(" ").lower()


def test_the_list_is_folded_line_by_line_and_the_home_page_leads_to_each(world: MakeWorld) -> None:
    built = world().build()
    page, home = built.html("/pathway/"), built.html("/")
    links = [str(link["href"]) for link in home.select(".route-map__link")]
    assert links
    for link in links:
        line = page.select_one(link.removeprefix("/pathway/"))
        assert line is not None, link
        assert line.select_one("details:not([open]) > summary h3"), link


def test_the_map_has_a_named_link_for_each_role_in_the_order_of_the_list(
    world: MakeWorld,
) -> None:
    page = world(FILES).build().html("/pathway/")
    links = page.select("svg a")
    assert [link["href"] for link in links] == [
        link["href"] for link in page.select(".stops__title a")
    ]
    assert links[0]["aria-label"] == "Care assistant, level 1, 1 way on"


def test_a_role_lights_up_its_ways_in_and_out_and_who_is_next_to_it(world: MakeWorld) -> None:
    drawing = context(library_of(world, files=FILES), "/pathway/").map
    first = drawing.stops[0]
    assert {way.kind for way in first.ways} == {"advance", "sideways"}
    assert first.rings.count("z") == 1


def test_open_vacancies_are_counted_on_the_map(world: MakeWorld) -> None:
    drawing = context(library_of(world, many(3)), "/pathway/").map
    assert {stop.url: stop.vacancies for stop in drawing.stops} == {
        "/roles/care-assistant/": 3,
        "/roles/senior-care-worker/": 0,
    }
    assert "3 open vacancies" in drawing.stops[0].label


def test_a_pathway_without_roles_says_so(world: MakeWorld) -> None:
    site = library_of(world)
    empty = context(site, "/pathway/")
    assert empty.map is not None
    assert len(empty.lines) == len({role.branch for role in site.roles.values()})


def test_the_data_keeps_to_its_schema_which_has_an_address_a_version_and_a_licence(
    world: MakeWorld,
) -> None:
    site = world(FILES).build()
    data = json.loads(site.text("/pathway/pathway.json"))
    schema = json.loads(site.text("/pathway/pathway.schema.json"))
    assert data["$schema"] == schema["$id"] == "https://site.example/pathway/pathway.schema.json"
    assert data["version"] == 1
    assert data["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert set(data) == set(schema["properties"]) == set(schema["required"])
    assert set(data["roles"][0]) == set(schema["$defs"]["RoleData"]["properties"])
    assert set(data["steps"][0]) == set(schema["$defs"]["StepData"]["properties"])
    PathwayData.model_validate(data)


def test_the_files_of_the_map_are_small() -> None:
    css = (REPOSITORY / "assets/css/sheets/pathway.css").read_bytes()
    script = (REPOSITORY / "assets/js/pathway.js").read_bytes()
    assert len(gzip.compress(css)) < 4_000
    assert len(gzip.compress(script)) < 2_000
