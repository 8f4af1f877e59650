"""The page of posters is whole without scripts, and costs a site of any size one page."""

from __future__ import annotations

import json
from collections.abc import Callable

from conftest import World
from qr_reader import read_svg

from portal.pages.poster import title_length

Make = Callable[..., World]
POSTER = "/poster/"


def test_the_poster_of_the_site_and_its_eight_cards_lead_to_the_site(world: Make) -> None:
    built = world().build()
    page = built.html(POSTER)
    codes = page.find_all("svg", class_="qr")
    assert len(codes) == 9
    assert {read_svg(str(code).replace("viewbox", "viewBox")) for code in codes} == {
        "https://site.example/"
    }
    assert {part.get_text() for part in page.select("[data-part=address]")} == {"site.example"}


def test_a_site_below_a_path_has_a_code_with_the_path(world: Make) -> None:
    built = world().build(base_url="https://site.example/careers/")
    code = built.html(POSTER).find("svg", class_="qr")
    assert read_svg(str(code).replace("viewbox", "viewBox")) == "https://site.example/careers/"


def test_posters_add_one_page_however_many_vacancies_there_are(world: Make) -> None:
    files = world().build().files
    assert [name for name in files if "poster" in name and name.endswith(".html")] == [
        "poster/index.html"
    ]


def test_pages_that_people_share_lead_to_their_poster(world: Make) -> None:
    built = world().build()
    kinds = {
        name.split("/")[0]
        for name in built.files
        if name.endswith("index.html") and "data-to-poster" in built.text(f"/{name}")
    }
    assert kinds >= {"roles", "case-studies", "pathway"}


def test_where_a_page_has_short_addresses_the_shortest_is_printed(world: Make) -> None:
    links = """- {id: jobs-near-you, title: Vacancies, to: /vacancies/}
- {id: jobs, title: Vacancies, to: /vacancies/}
- {id: care, title: A role, to: /roles/care-assistant/}
"""
    built = world({"content/go.yaml": links}).build(base_url="https://www.site.example/care/")
    assert built.problems == ()
    maker = built.html(POSTER).find("poster-maker")
    assert maker is not None
    assert json.loads(str(maker["data-shorts"])) == {
        "/roles/care-assistant/": "site.example/care/go/care",
        "/vacancies/": "site.example/care/go/jobs",
    }


def test_search_engines_leave_it_alone(world: Make) -> None:
    built = world().build()
    assert '<meta name="robots" content="noindex">' in built.text(POSTER)
    assert "/poster/" not in built.text("/sitemap.xml")


def test_long_titles_have_smaller_letters() -> None:
    lengths = [title_length("x" * count) for count in (10, 40, 80, 300)]
    assert lengths == ["short", "medium", "long", "longest"]
