"""Planning: every page has its own address, title and template, and nothing is made too early."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from planning import MakeWorld, library_of, many, planned, vacancy

from portal.pages import all_pages
from portal.pages.card_maker import CardMaker
from portal.pages.page import Context
from portal.prose import ProseMaker

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def test_every_page_has_an_address_of_its_own(world: MakeWorld) -> None:
    library = library_of(world, many(12))
    urls = Counter(page.url for page in all_pages(library, ProseMaker()))
    assert [url for url, count in urls.items() if count > 1] == []


def test_a_vacancy_may_be_called_in_role_or_page(world: MakeWorld) -> None:
    library = library_of(world, [vacancy("in"), vacancy("role"), vacancy("page"), *many(200)])
    urls = Counter(page.url for page in all_pages(library, ProseMaker()))
    assert {"/vacancies/in/", "/vacancies/role/", "/vacancies/page/"} <= urls.keys()
    assert max(urls.values()) == 1


def test_listed_pages_have_titles_and_descriptions_of_their_own(world: MakeWorld) -> None:
    library = library_of(world, many(120))
    heads = [
        page.context().head for page in planned(library).values() if page.template.endswith(".html")
    ]
    for name in ("title", "description"):
        counts = Counter(getattr(head, name) for head in heads)
        assert [text for text, count in counts.items() if count > 1 or not text] == []


def test_the_canonical_address_is_that_of_the_page(world: MakeWorld) -> None:
    for page in planned(library_of(world, many(60))).values():
        made = page.context()
        if isinstance(made, Context):
            assert made.head.url == page.url
            assert made.crumbs == () or made.crumbs[-1].url == page.url


def test_planning_makes_no_prose(world: MakeWorld) -> None:
    library = library_of(world, many(30))
    prose = ProseMaker()
    list(all_pages(library, prose))
    assert prose.used == {}


def test_planning_ten_thousand_vacancies_takes_a_blink(world: MakeWorld) -> None:
    library = library_of(world, many(10_000))
    prose = ProseMaker()
    times = []
    for _ in range(5):
        started = time.process_time()
        assert sum(1 for _ in all_pages(library, prose)) > 10_000
        times.append(time.process_time() - started)
    # The budget is 0.1 seconds on a quiet machine; a busy one may take a few times as long.
    assert min(times) < 0.5


def test_every_template_says_first_which_context_fills_it() -> None:
    for folder in ("pages", "feeds"):
        for path in sorted((TEMPLATES / folder).iterdir()):
            first = path.read_text(encoding="utf-8").splitlines()[0]
            name, _, module = first.removeprefix("{#- ").removesuffix(" -#}").partition(" in ")
            source = (TEMPLATES.parent / module).read_text(encoding="utf-8")
            assert f"class {name}" in source, path.name


def test_every_template_that_is_planned_exists(world: MakeWorld) -> None:
    pages = planned(library_of(world, many(3)))
    assert {
        page.template for page in pages.values() if not (TEMPLATES / page.template).exists()
    } == (set())


def test_a_card_is_made_once(world: MakeWorld) -> None:
    library = library_of(world, many(2))
    cards = CardMaker(library, {})
    assert cards.vacancy(library.vacancies[0]) is cards.vacancy(library.vacancies[0])
