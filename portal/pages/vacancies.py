"""Lists of vacancies: all, by district, by role, and by both; each in pages, each with feeds.

Vacancies live at `/vacancies/<id>/`, one part below the list; what lists add has two parts or more
(`in/<district>/`, `role/<role>/`, `page/2/`), so that no id of a vacancy can take their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from portal import routes
from portal.content.vacancy import Vacancy
from portal.errors import Position
from portal.filters import british_date, count_words
from portal.library import Library
from portal.pages import words
from portal.pages.areas import area_link
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, Pagination, VacancyCard
from portal.pages.finder import Finder, FinderForm
from portal.pages.heads import fitting, make_head, trail
from portal.pages.kept_card import KeptCard
from portal.pages.lists import count_pages, paginate, part
from portal.pages.page import Context, Crumb, Page, Together
from portal.pages.saved import URL as SAVED
from portal.pages.syndication import Entry, Feeds, feed_links
from portal.pages.vacancy_lists import VacancyList, Ways, lists_of
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/vacancies")
# What tells that all lists stay.
LISTS = "lists of vacancies"


@fixed(kw_only=True, slots=False)
class VacancyListContext(Context):
    """What pages/vacancies.html is filled with.

    `districts` and `roles` lead to other lists; only the first page of a list has them, and
    `first_url` leads there from the others. `finder` is on that page too. `empty` is what to say
    where there is no vacancy. `unchecked` says which feeds are missing, and since when; `saved` is
    the address of what somebody saved.
    """

    heading: str
    lead: str
    count: int
    vacancies: tuple[VacancyCard | KeptCard, ...]
    finder: FinderForm | None
    pagination: Pagination
    districts: tuple[LinkRow, ...]
    roles: tuple[LinkRow, ...]
    first_url: str
    role: LinkRow | None
    area: LinkRow | None
    empty: str
    unchecked: tuple[str, ...]
    saved: str = SAVED


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield every page of every list, and the feeds of each list."""
    size = library.config.vacancies_per_page
    feeds = Feeds(library, partial(_entry, library), is_told=True)
    shared = (library, cards, Finder(library, cards), Ways(library, cards))
    # What `_OfList.reads` returns, and what feeds tell, follows from them and from the rest.
    together = Together(LISTS, lambda: (library.vacancies,))
    for each in lists_of(library):
        total = count_pages(len(each.vacancies), size)
        for number in range(1, total + 1):
            made = _OfList(shared, each, number, total)
            yield Page(
                routes.list_page(each.url, number),
                "pages/vacancies.html",
                made.context,
                _ORIGIN,
                # Search engines may keep every page of a list, each under its own address, and find
                # them through the links. A sitemap is for what people should land on: the first
                # page, and every vacancy itself.
                # https://developers.google.com/search/docs/specialty/ecommerce/pagination-and-incremental-page-loading
                listed=number == 1,
                reads=made.reads,
                together=together,
            )
        title = _feed_title(library, each)
        for page in feeds.pages(each.url, title, each.vacancies, _ORIGIN):
            yield page._replace(together=together)
    yield from shared[2].pages()


@fixed
class _OfList:
    """What a page of a list is made of: its number, and how many of them the list has."""

    shared: tuple[Library, CardMaker, Finder, Ways]
    shown: VacancyList
    number: int
    total: int

    def context(self) -> VacancyListContext:
        """Return what the page is filled with."""
        return _context(*self.shared, self.shown, self.number, self.total)

    def reads(self) -> tuple[object, ...]:
        """Return all in the context that is of vacancies, as `portal.keeping` asks."""
        library, cards, finder, ways = self.shared
        shown = self.shown
        is_first = self.number == 1
        return (
            self.number,
            self.total,
            len(shown.vacancies),
            _new(cards, shown) if is_first else 0,
            finder.offered if is_first else None,
            ways.districts(shown) if is_first else None,
            ways.roles(shown) if is_first else None,
            *part(shown.vacancies, self.number, library.config.vacancies_per_page),
        )


def _context(
    library: Library,
    cards: CardMaker,
    finder: Finder,
    ways: Ways,
    shown: VacancyList,
    number: int,
    total: int,
) -> VacancyListContext:
    config = library.config
    crumbs = _crumbs(shown, number)
    pagination = paginate(shown.url, number, total)
    count = len(shown.vacancies)
    open_now = f"{count_words(count, 'vacancy', 'vacancies')} open now"
    is_first = number == 1
    page = "" if is_first else f", page {number}"
    place = "" if shown.district else f" in {config.area}"
    role = shown.role
    return VacancyListContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, *(f"{name}{page}" for name in shown.names(config.area))),
            f"{shown.title}{place}{page}: {open_now} in adult social care, "
            "with pay, hours and terms.",
            feeds=feed_links(shown.url, _feed_title(library, shown)),
            previous_url=pagination.previous_url,
            next_url=pagination.next_url,
        ),
        crumbs=crumbs,
        heading=f"{shown.title}{page}",
        lead=_lead(cards, shown, open_now, is_first),
        count=count,
        vacancies=cards.listed(part(shown.vacancies, number, config.vacancies_per_page)),
        finder=_finder(finder, shown) if is_first and count else None,
        scripts=("finder",) if is_first and count else (),
        pagination=pagination,
        districts=ways.districts(shown) if is_first else (),
        roles=ways.roles(shown) if is_first else (),
        first_url="" if is_first else shown.url,
        role=LinkRow(role.title, role.url) if role else None,
        area=area_link(library, shown.district.id_ if shown.district else ""),
        empty=f"There are no open vacancies {_where(library, shown)} today.",
        unchecked=_unchecked(library) if is_first and shown.url == routes.VACANCIES else (),
    )


def _finder(finder: Finder, shown: VacancyList) -> FinderForm:
    district = shown.district.id_ if shown.district else ""
    return finder.form(len(shown.vacancies), district, shown.role.id if shown.role else "")


def _lead(cards: CardMaker, shown: VacancyList, open_now: str, is_first: bool) -> str:
    if not shown.vacancies:
        return ""
    new = _new(cards, shown) if is_first else 0
    return f"{open_now}, {f'{new:,} of them new today, ' if new else ''}newest first."


def _new(cards: CardMaker, shown: VacancyList) -> int:
    """Return how many vacancies of a list came today."""
    new = cards.new
    return sum(each.id in new for each in shown.vacancies) if new else 0


def _unchecked(library: Library) -> tuple[str, ...]:
    """Return a sentence for each feed that could not be checked for too long."""
    return tuple(
        f"Vacancies from {feed.title} were last checked on {british_date(feed.since)}, "
        "so they are not shown."
        for feed in library.unchecked_feeds
    )


def _where(library: Library, shown: VacancyList) -> str:
    return f"in {shown.district.title if shown.district else library.config.area}"


def _crumbs(shown: VacancyList, number: int) -> tuple[Crumb, ...]:
    """Return the trail: vacancies, then the district, then the role in it, then the page."""
    pairs = [("Vacancies", routes.VACANCIES)]
    if shown.district:
        pairs.append((shown.district.title, routes.vacancies_in(shown.district.id_)))
    if shown.role:
        pairs.append((shown.role.title, shown.url))
    if number > 1:
        pairs.append((f"Page {number}", routes.list_page(shown.url, number)))
    return trail(*pairs)


def _feed_title(library: Library, shown: VacancyList) -> str:
    return f"{shown.title}: {library.config.short_title or library.config.title}"


def _entry(library: Library, vacancy: Vacancy) -> Entry:
    return Entry(
        title=vacancy.title,
        url=vacancy.url,
        summary=_summary(vacancy),
        author=library.provider_name(vacancy) or library.config.organisation.name,
        published=vacancy.posted_on or vacancy.first_seen or date(library.today.year, 1, 1),
    )


def _summary(vacancy: Vacancy) -> str:
    example = "This is a made-up example." if vacancy.example else ""
    place = f"{vacancy.place}." if vacancy.place else ""
    pay = f"{words.vacancy_pay(vacancy.pay)}."
    return " ".join(filter(None, (example, place, pay, vacancy.summary)))
