"""The home page says at once what this is, and draws the pathway and the places as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from conftest import REPOSITORY, World

from portal.pages.drawings import HOUSE, SETTINGS, drawing_of

ROLE = Path("content/pathway/roles")
STEPS = "content/pathway/steps.yaml"


def role(world: World, name: str, branch: str, level: int) -> dict[str, str]:
    """Return the file of another role like the one of the small world."""
    text = (world.root / ROLE / "senior-care-worker.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^branch: .*$", f"branch: {branch}", text)
    text = re.sub(r"(?m)^title: .*$", f"title: The {name}", text)
    return {f"{ROLE}/{name}.yaml": re.sub(r"(?m)^level: .*$", f"level: {level}", text)}


def test_three_doors_come_first_and_each_leads_somewhere(world: Callable[..., World]) -> None:
    page = world().build().html("/")
    doors = [(link.text, str(link["href"])) for link in page.select(".hero__link")]
    assert [name for name, _ in doors] == ["Find a role", "Find a job", "I employ people"]
    assert doors[0][1].endswith("/roles/")
    assert doors[1][1].endswith("/vacancies/")


def test_the_counts_are_those_of_the_lists(world: Callable[..., World]) -> None:
    built = world().build()
    told = {
        str(link["href"]): int(found.text)
        for link in built.html("/").select(".tally__link")
        if (found := link.strong) is not None
    }
    roles = next(count for url, count in told.items() if url.endswith("/roles/"))
    assert roles == len(built.html("/roles/").select(".role-card"))


def test_the_map_has_a_line_for_each_kind_of_work_and_a_stop_for_each_level(
    world: Callable[..., World],
) -> None:
    made = world()
    made.write(role(made, "nurse", "nursing", 4))
    page = made.build().html("/")
    rows = [row.get_text(" ", strip=True) for row in page.select(".route-map__line")]
    assert rows == ["Direct care and support 2 roles, levels 1 to 2", "Nursing 1 role, level 4"]
    assert len(page.select(".route-map__level")) == 4
    assert [len(group.select("circle")) for group in page.select(".route-map__drawing > g")] == [
        2,
        1,
    ]


def test_a_line_branches_off_where_most_people_come_from(world: Callable[..., World]) -> None:
    made = world()
    made.write(role(made, "nurse", "nursing", 4))
    alone = made.build().html("/").select_one(".route-map__track.line--nursing")
    step = "- {from: care-assistant, to: nurse, kind: advance, source: Made up for tests}\n"
    made.write({STEPS: (made.root / STEPS).read_text(encoding="utf-8") + step})
    joined = made.build().html("/").select_one(".route-map__track.line--nursing")
    first = made.build().html("/").select_one(".route-map__drawing > g circle")
    assert alone is not None
    assert joined is not None
    assert first is not None
    begins = f"M{first['cx']} {first['cy']}"
    assert str(joined["d"]).startswith(begins)
    assert not str(alone["d"]).startswith(begins)


def test_every_place_we_ship_has_a_small_drawing_of_its_own() -> None:
    text = (REPOSITORY / "content/pathway/settings.yaml").read_text(encoding="utf-8")
    shipped = [each["id"] for each in yaml.safe_load(text)]
    assert [each for each in shipped if each not in SETTINGS] == []
    drawn = {each: drawing_of(each) for each in shipped}
    assert len(set(drawn.values())) == len(shipped)
    for each in drawn.values():
        assert len(each.walls) + len(each.lines) + len(each.lit) < 400


def test_a_place_nobody_drew_has_a_house() -> None:
    assert drawing_of("lighthouse") is HOUSE
