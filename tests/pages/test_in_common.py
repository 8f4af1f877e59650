"""What tells that pages stay together names all that they show of vacancies and stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NoReturn

import pytest
from conftest import REPOSITORY, TODAY

from portal import keeping, pages
from portal.config import read_config
from portal.content import CaseStudy
from portal.content.case_study import Moment
from portal.content.loading import ContentReader
from portal.feeds.gather import Gathered
from portal.feeds.groups import group_vacancies
from portal.fingerprints import Fingerprints, UnknownError
from portal.library import Library, join
from portal.pages import (
    aliases,
    closed_vacancy,
    data,
    exports,
    provider_vacancies,
    search,
    vacancies,
    vacancy,
)
from portal.pages.card_maker import CardMaker
from portal.pages.page import Page, nothing
from portal.pages.share_cards import find_share_cards
from portal.prose import ProseMaker
from portal.schema import Provenance

OF_VACANCIES = {
    each.pages
    for each in (aliases, closed_vacancy, exports, provider_vacancies, vacancies, vacancy)
}


class Never:
    """What nobody may look at."""

    def fail(self, *_: object) -> NoReturn:
        """Say that somebody did."""
        pytest.fail("a page that is to stay whatever becomes of vacancies asks for them")

    __bool__: Any = fail
    __len__: Any = fail
    __iter__ = __contains__ = __getitem__ = __getattr__ = fail


class Counted(Never):
    """What may be counted, and no more."""

    def __len__(self) -> int:
        """Return how many there are."""
        return 3

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return True


# All of a library that is of vacancies.
VACANCIES = keeping._MANY - {"case_studies", "images", "left_out", "previewed"}


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the library of the content that comes with the program."""
    config, _ = read_config(REPOSITORY / "site.yaml", REPOSITORY, TODAY)
    assert config is not None
    records, _ = ContentReader(REPOSITORY, REPOSITORY / "content").read(TODAY)
    return join(records, group_vacancies(Gathered()), config, TODAY)[0]


def without(library: Library, names: Iterable[str]) -> Library:
    """Return a library of which nobody may look at what has these names."""
    never: Any = Never()
    return replace(library, **dict.fromkeys(names, never))


def test_pages_that_stay_whatever_becomes_of_vacancies_show_none(library: Library) -> None:
    shared = find_share_cards(library, {})
    blind = without(library, VACANCIES)
    prose, cards = ProseMaker(), CardMaker(blind, {}, shared)
    for make in pages.WITHOUT_VACANCIES:
        for page in make(blind, prose, cards):
            page.context()


def test_pages_that_read_nothing_show_no_vacancy_and_no_story(library: Library) -> None:
    blind = without(library, keeping._MANY)
    cards = CardMaker(blind, {}, find_share_cards(library, {}))
    found = [page for page in data.pages(blind, ProseMaker(), cards) if page.reads is nothing]
    assert {page.template for page in found} > {"pages/data_topic.html", "feeds/verbatim.txt"}
    for page in found:
        page.context()


def test_pages_that_stay_while_counts_do_count_vacancies_and_no_more(library: Library) -> None:
    shared = find_share_cards(library, {})
    counted: Any = Counted()
    roles, districts = [*library.roles][::2], [*library.districts][::2]
    blind = replace(
        without(library, VACANCIES),
        vacancies=counted,
        vacancies_by_role=dict.fromkeys(roles, counted),
        vacancies_by_district=dict.fromkeys(districts, counted),
        vacancies_by_district_and_role=dict.fromkeys(zip(districts, roles, strict=False), counted),
        vacancies_by_provider=dict.fromkeys([*library.providers][::2], counted),
    )
    prose, cards = ProseMaker(), CardMaker(blind, {}, shared)
    listed: list[Page] = []
    for make in pages.MAKERS:
        if make in pages.WITH_COUNTS | pages.WITHOUT_VACANCIES:
            found = [*make(blind, prose, cards)]
            listed += (page for page in found if page.listed)
            for page in found:
                page.context()
        elif make not in OF_VACANCIES:
            listed += (page for page in make(blind, prose, cards) if page.listed)
    for page in search.pages(blind, listed):
        page.context()


def retold(story: CaseStudy) -> CaseStudy:
    """Return a story that says other things in all places that no card shows."""
    other = story.model_copy(
        update={
            "best": "Another best part.",
            "hardest": "Another hardest part.",
            "timeline": (Moment(when="2020", what="Something else."),),
            "video": None,
            "aliases": (f"/moved/{story.id}/",),
        }
    )
    known = story.provenance
    other._provenance = Provenance(known.id, known.source, "Another text.\n", known.body_line)
    return other


def told(page: Page) -> str:
    """Return what tells a context from every other one, or a word where nothing does."""
    try:
        return Fingerprints().once(page.context())
    except UnknownError:
        return "always made"


def test_pages_that_stay_whatever_stories_say_show_no_more_than_their_cards(
    library: Library,
) -> None:
    other = replace(library, case_studies=tuple(map(retold, library.case_studies)))
    before, after = (
        {page.url: page for page in pages.all_pages(each, ProseMaker())}
        for each in (library, other)
    )
    index = before[search.DATA].together
    assert index  # which has all that stories say
    assert {id(each) for each in library.case_studies} < {id(each) for each in index.reads()}
    staying, again = (
        {url for url, page in found.items() if page.together and page.together.name != index.name}
        for found in (before, after)
    )
    assert staying == again
    assert {"/", "/search/", "/data/", "/sitemap.xml", "/events/"} < staying
    names = {page.together.name for page in before.values() if page.together}
    assert sum(name.startswith("all but") for name in names) == 4
    assert [url for url in sorted(staying) if told(before[url]) != told(after[url])] == []
