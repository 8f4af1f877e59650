"""The pathway as it is shipped, and ten journeys through it that people ask for."""

from __future__ import annotations

from functools import cache

from conftest import REPOSITORY, TODAY

from portal.config import read_config
from portal.content.loading import ContentReader
from portal.feeds.gather import Gathered
from portal.feeds.groups import group_vacancies
from portal.library import Library, join
from portal.pages.planner_network import Pathway, pathway_of

# From a start or a role to a role, by their ids.
PAIRS = (
    ("retail-hospitality", "registered-manager"),
    ("school-college", "registered-nurse"),
    ("unpaid-carer", "social-worker"),
    ("over-50", "deputy-manager"),
    ("returner", "occupational-therapist"),
    ("care-assistant", "nursing-associate"),
    ("home-care-worker", "team-leader"),
    ("cook", "deputy-manager"),
    ("housekeeper", "registered-manager"),
    ("volunteer", "commissioner"),
)


@cache
def shipped() -> tuple[Library, Pathway]:
    """Return the shipped library without its vacancies, and its pathway."""
    config, problems = read_config(REPOSITORY / "site.yaml", REPOSITORY, TODAY)
    assert config is not None, problems
    records, _ = ContentReader(REPOSITORY, REPOSITORY / "content").read(TODAY)
    library, _ = join(records, group_vacancies(Gathered()), config, TODAY)
    return library, pathway_of(library)


def origins(place: str) -> tuple[str, ...]:
    """Return the ids of the roles in which somebody can begin: at a start, or in a role."""
    library, _ = shipped()
    start = library.starts.get(place)
    return start.first_roles if start else (place,)


def numbers(place: str) -> list[int]:
    """Return the places of those roles in the network."""
    _, pathway = shipped()
    return [pathway.roles.index(each) for each in origins(place)]
