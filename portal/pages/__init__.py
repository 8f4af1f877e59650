"""Every kind of page, one module each, and the one tuple that registers them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from portal.images import Picture
from portal.library import Library
from portal.pages import (
    accessibility,
    advert_helper,
    aliases,
    ambassadors,
    apprenticeships,
    area,
    areas,
    audience,
    audiences,
    awards,
    campaign,
    case_studies,
    case_study,
    closed_vacancy,
    compare,
    count_referrals,
    data,
    event,
    events,
    exports,
    free_page,
    home,
    hosting_files,
    interest,
    new_roles,
    pack,
    pathway,
    plan,
    poster,
    provider,
    provider_hub,
    provider_vacancies,
    providers,
    quiz,
    refer_a_friend,
    resources,
    role,
    roles,
    saved,
    scheme,
    schools,
    search,
    short_links,
    site_files,
    start,
    tracker,
    vacancies,
    vacancy,
    values_kit,
    withdrawn,
    work_experience,
)
from portal.pages.card_maker import CardMaker, FindKept
from portal.pages.in_common import InCommon
from portal.pages.page import Page, Together, Twice
from portal.pages.planned import ListedPages, PlannedPages, VacancyPages
from portal.pages.search_index import is_asked
from portal.pages.share_cards import ShareCards
from portal.prose import ProseMaker

PageMaker = Callable[[Library, ProseMaker, CardMaker], Iterator[Page]]

_NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})
# In the order of the site. A maker yields pages whose contexts are made when they are rendered.
MAKERS: tuple[PageMaker, ...] = (
    home.pages,
    roles.pages,
    compare.pages,
    new_roles.pages,
    role.pages,
    pathway.pages,
    start.pages,
    plan.pages,
    quiz.pages,
    vacancies.pages,
    vacancy.pages,
    closed_vacancy.pages,
    saved.pages,
    case_studies.pages,
    case_study.pages,
    withdrawn.pages,
    audiences.pages,
    audience.pages,
    areas.pages,
    area.pages,
    providers.pages,
    provider.pages,
    provider_vacancies.pages,
    refer_a_friend.pages,
    scheme.pages,
    count_referrals.pages,
    tracker.pages,
    events.pages,
    event.pages,
    ambassadors.pages,
    awards.pages,
    apprenticeships.pages,
    schools.pages,
    work_experience.pages,
    provider_hub.pages,
    resources.pages,
    advert_helper.pages,
    values_kit.pages,
    pack.pages,
    data.pages,
    free_page.pages,
    campaign.pages,
    accessibility.pages,
    aliases.pages,
    short_links.pages,
    exports.pages,
    poster.pages,
    interest.pages,
    site_files.pages,
    hosting_files.pages,
)
# The makers of pages on which no vacancy shows, not even in a count.
WITHOUT_VACANCIES = frozenset(
    {
        accessibility.pages,
        ambassadors.pages,
        audiences.pages,
        awards.pages,
        count_referrals.pages,
        event.pages,
        events.pages,
        free_page.pages,
        interest.pages,
        pack.pages,
        poster.pages,
        provider_hub.pages,
        resources.pages,
        saved.pages,
        site_files.pages,
        tracker.pages,
        values_kit.pages,
    }
)
# Those of pages on which vacancies are counted, and none is shown.
WITH_COUNTS = frozenset(
    {
        areas.pages,
        compare.pages,
        new_roles.pages,
        pathway.pages,
        plan.pages,
        providers.pages,
        quiz.pages,
    }
)
# Those of pages that show more of stories than their cards: texts, and old addresses.
_WITH_TEXTS = frozenset({aliases.pages, case_study.pages})


def all_pages(
    library: Library,
    prose: ProseMaker,
    pictures: Mapping[str, Picture] = _NO_PICTURES,
    shared: ShareCards | None = None,
) -> Iterator[Page]:
    """Yield every page of the site; search and sitemap come last, since they name the others.

    `pictures` are those of stories, by their ids; `shared` are the cards of pages that are shared.
    """
    for pages in groups_of_pages(library, prose, pictures, shared):
        yield from pages


def groups_of_pages(
    library: Library,
    prose: ProseMaker,
    pictures: Mapping[str, Picture] = _NO_PICTURES,
    shared: ShareCards | None = None,
    *,
    one_by_one: bool = False,
    find_kept: FindKept | None = None,
) -> Iterator[Collection[Page]]:
    """Yield every page of the site, those of each kind together, as `all_pages` does.

    `find_kept` returns the cards on lists that an earlier build kept. With `one_by_one`, those of
    vacancies come as VacancyPages, and none of them is planned yet.
    """
    cards = CardMaker(library, pictures, shared, find_kept)
    common = InCommon(library, prose, cards)
    listed = ListedPages()
    for make in MAKERS:
        pages: Collection[Page]
        if one_by_one and make is vacancy.pages:
            pages = VacancyPages(library, cards)
            listed.add(pages)
        else:
            pages = _pages_of(make, library, prose, cards)
            if make is not vacancy.pages:  # which know with which they stay
                together = _together_of(make, common)
                pages = [_with(together, page) for page in pages]
            listed.add([page for page in pages if page.listed])
        yield pages
    found = [*search.pages(library, listed.so_far())]
    listed.add([page for page in found if page.listed])
    # The index is the one that has the words of all texts.
    index = common.with_counts_and_texts
    yield [_with(index if page.url == search.DATA else common.with_counts, page) for page in found]
    sitemaps = site_files.sitemap_pages(library, listed)
    yield [_with(common.but_texts, page) for page in sitemaps]


def pages_again(
    known: PlannedPages,
    library: Library,
    prose: ProseMaker,
    shared: ShareCards,
    more: Callable[[], Iterable[Page]],
) -> PlannedPages:
    """Return the pages of a library that has the same ones, with other words on them.

    They are planned when they are asked for, those of each kind together. `more` gives the pages
    of the preview.
    """
    pictures = known.vacancies.cards.pictures
    cards = CardMaker(library, pictures, shared)

    def plan_group(number: int) -> Iterable[Page]:
        if number < len(MAKERS):
            return _pages_of(MAKERS[number], library, prose, cards)
        # Search and sitemap name all the others.
        groups = [*groups_of_pages(library, prose, pictures, shared, one_by_one=True)]
        return groups[number] if number < len(groups) else more()

    return known.again(VacancyPages(library, cards), plan_group)


def _pages_of(make: PageMaker, library: Library, prose: ProseMaker, cards: CardMaker) -> list[Page]:
    """Return the pages of a kind."""
    if make is vacancy.pages:  # ten thousand, none of which the search asks
        return [*make(library, prose, cards)]
    return [_for_search(page) if page.listed else page for page in make(library, prose, cards)]


def _together_of(make: PageMaker, common: InCommon) -> Together | None:
    """Return what tells that the pages of a maker stay that do not know it themselves."""
    if make in _WITH_TEXTS:
        return None
    if make in WITH_COUNTS:
        return common.with_counts
    return common.but_vacancies if make in WITHOUT_VACANCIES else common.but_texts


def _with(together: Together | None, page: Page) -> Page:
    """Return a page that stays together with others, unless it knows with which."""
    return page if page.together or not together else page._replace(together=together)


def _for_search(page: Page) -> Page:
    """Return a page that makes its context once, if the search asks for it as well."""
    return page._replace(context=Twice(page.context)) if is_asked(page) else page
