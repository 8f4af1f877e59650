"""A preview plans pages of vacancies when they are asked for, and its plan is that of a build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from planning import MakeWorld, library_of, many, vacancy

from portal import routes
from portal.errors import Position, Problem
from portal.library import Library
from portal.pages import groups_of_pages
from portal.pages import vacancy as vacancy_pages
from portal.pages.page import Page
from portal.pages.planned import PlannedPages, plan_pages
from portal.prose import ProseMaker

SITE = Position("site.yaml")


def plan(
    library: Library, one_by_one: bool, taken: Mapping[str, Position] | None = None
) -> tuple[Mapping[str, Page], list[Problem]]:
    """Return the pages of a library, as a build or as a preview plans them, and what is wrong."""
    extra = [Page("/style-guide/", "pages/style_guide.html", dict, SITE, listed=False)]
    groups = [*groups_of_pages(library, ProseMaker(), one_by_one=one_by_one)]
    return plan_pages(groups, taken or {}, extra)


def told(pages: Mapping[str, Page]) -> list[tuple[object, ...]]:
    """Return what is known of pages before they are made, in their order."""
    return [(url, page.url, page.template, page[3:6]) for url, page in pages.items()]


def test_a_preview_plans_the_same_pages_in_the_same_order_as_a_build(world: MakeWorld) -> None:
    library = library_of(world, many(30))
    (built, _), (shown, problems) = plan(library, False), plan(library, True)
    assert isinstance(shown, PlannedPages)
    assert told(shown) == told(built)
    assert len(shown) == len(built)
    assert problems == []


def test_pages_that_name_all_others_are_the_same_in_a_preview(world: MakeWorld) -> None:
    library = library_of(world, many(30))
    (built, _), (shown, _) = plan(library, False), plan(library, True)
    for url in ("/sitemap.xml", "/search/index.json", routes.A_TO_Z):
        assert shown[url].context() == built[url].context()


def test_an_address_that_nothing_has_is_not_in_the_plan_of_a_preview(world: MakeWorld) -> None:
    shown, _ = plan(library_of(world, many(3)), True)
    assert "/vacancies/vacancy-4/" not in shown
    assert shown.get("/vacancies/vacancy-4/") is None
    with pytest.raises(KeyError):
        shown["/vacancies/vacancy-4/"]


def test_two_things_that_want_one_address_are_told_in_a_preview_as_in_a_build(
    world: MakeWorld,
) -> None:
    about = (
        "---\ntitle: About this site\nsummary: Who makes this small test site.\n"
        "aliases: [/vacancies/vacancy-1/]\n---\n\nWords.\n"
    )
    library = library_of(world, many(3), {"content/pages/about.md": about})
    (built, wrong), (shown, problems) = plan(library, False), plan(library, True)
    assert [each.code for each in problems] == ["same-address"]
    assert problems == wrong
    assert told(shown) == told(built)


def test_a_vacancy_whose_address_is_that_of_a_file_is_told_in_a_preview(world: MakeWorld) -> None:
    library = library_of(world, many(3))
    taken = {"/vacancies/vacancy-2/": Position("assets")}
    (built, wrong), (shown, problems) = plan(library, False, taken), plan(library, True, taken)
    assert len(problems) == 1
    assert (told(shown), problems) == (told(built), wrong)


def test_two_vacancies_with_one_address_are_told_in_a_preview(world: MakeWorld) -> None:
    library = library_of(world, [*many(3), vacancy("vacancy-1", title="Another job")])
    (_, wrong), (_, problems) = plan(library, False), plan(library, True)
    assert len(problems) == 1
    assert problems == wrong


def test_a_preview_plans_no_page_of_a_vacancy_ahead(
    world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_of(world, many(30))
    planned: list[str] = []

    def page(url: str, *rest: Any, **named: Any) -> Page:
        planned.append(url)
        return Page(url, *rest, **named)

    monkeypatch.setattr(vacancy_pages, "Page", page)
    shown, _ = plan(library, True)
    assert planned == []
    assert shown["/vacancies/vacancy-7/"].url == "/vacancies/vacancy-7/"
    assert planned == ["/vacancies/vacancy-7/"]
