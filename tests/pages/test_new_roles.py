"""Roles that are new are told together, the newest first, and each says since when."""

from __future__ import annotations

from conftest import SMALL_WORLD
from planning import MakeWorld, context, library_of, planned

NEW = """new:
  since: {}
  what: The national pathway describes it.
  source: Made up for tests
"""


def _with(**days: str) -> dict[str, str]:
    files = {}
    for name, day in days.items():
        path = f"content/pathway/roles/{name.replace('_', '-')}.yaml"
        files[path] = (SMALL_WORLD / path).read_text("utf-8") + NEW.format(day)
    return files


def test_new_roles_are_on_one_page_the_newest_first(world: MakeWorld) -> None:
    library = library_of(
        world, files=_with(care_assistant="2024-01-10", senior_care_worker="2025-04-09")
    )
    page = context(library, "/roles/new/")
    assert [(row.role.url, row.since) for row in page.rows] == [
        ("/roles/senior-care-worker/", "9 April 2025"),
        ("/roles/care-assistant/", "10 January 2024"),
    ]
    assert page.sources == ("Made up for tests",)
    assert context(library, "/roles/").new == "/roles/new/"
    assert context(library, "/roles/care-assistant/").new_since == "10 January 2024"


def test_without_a_new_role_there_is_no_page_and_no_link_to_it(world: MakeWorld) -> None:
    library = library_of(world)
    assert "/roles/new/" not in planned(library)
    assert context(library, "/roles/").new == ""


def test_each_step_has_an_address_of_its_own_on_the_page_of_its_role(world: MakeWorld) -> None:
    page = world().build().html("/roles/care-assistant/")
    step = page.find(id="to-senior-care-worker")
    assert step is not None
    assert step.find("a", href="/roles/senior-care-worker/") is not None
