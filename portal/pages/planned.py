"""The pages of a plan where those of single vacancies are planned when they are asked for.

A preview plans the site again after each save, and shows one page of it. Ten thousand vacancies,
which have not changed, would take longer to plan than all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import overload

from portal.content.vacancy import Vacancy
from portal.errors import Position, Problem
from portal.library import Library
from portal.pages import vacancy
from portal.pages.card_maker import CardMaker
from portal.pages.page import Page


class VacancyPages(Collection[Page]):
    """The pages of all open vacancies, each made when it is asked for. All of them are listed."""

    def __init__(self, library: Library, cards: CardMaker) -> None:
        """Take a library, which never changes."""
        self.by_url: Mapping[str, Vacancy] = library.vacancies_by_url
        self.cards = cards
        self._vacancies = library.vacancies
        self._page_of = vacancy.pager(library, cards)

    def at(self, url: str) -> Page:
        """Return the page at an address. Raises KeyError where there is none."""
        return self._page_of(self.by_url[url])

    def __iter__(self) -> Iterator[Page]:
        return map(self._page_of, self._vacancies)

    def __len__(self) -> int:
        return len(self._vacancies)

    def __contains__(self, page: object) -> bool:
        return isinstance(page, Page) and page.url in self.by_url

    def are_apart(self, taken: Collection[str]) -> bool:
        """Return whether no two have the same address, and none that of something else.

        `taken` are addresses in small letters, as servers on some systems read them.
        """
        every = "".join(self.by_url)
        is_clear = len(self.by_url) == len(self) and every == every.lower()
        return is_clear and not any(url in self.by_url for url in taken)


class PlannedPages(Mapping[str, Page]):
    """All pages of a site by address: `others`, and behind the first `before` of them vacancies."""

    def __init__(
        self,
        others: Mapping[str, Page],
        before: int,
        vacancies: VacancyPages,
        groups: Mapping[str, int],
    ) -> None:
        """Take pages whose addresses are all different, and the number of each one's group."""
        self._others = others
        self._before = before
        self._groups = groups
        self.vacancies = vacancies

    def __getitem__(self, url: str) -> Page:
        page = self._others.get(url)
        return self.vacancies.at(url) if page is None else page

    def __contains__(self, url: object) -> bool:
        return url in self._others or url in self.vacancies.by_url

    def __iter__(self) -> Iterator[str]:
        first, rest = islice(self._others, self._before), islice(self._others, self._before, None)
        return chain(first, self.vacancies.by_url, rest)

    def __len__(self) -> int:
        return len(self._others) + len(self.vacancies)

    def again(
        self, vacancies: VacancyPages, plan_group: Callable[[int], Iterable[Page]]
    ) -> PlannedPages:
        """Return pages at the same addresses, planned anew when one of their group is asked for."""
        others = _LaterPages(self._groups, plan_group)
        return PlannedPages(others, self._before, vacancies, self._groups)


class _LaterPages(Mapping[str, Page]):
    """Pages whose addresses are known, each group of which is planned when it is asked for."""

    def __init__(
        self, groups: Mapping[str, int], plan_group: Callable[[int], Iterable[Page]]
    ) -> None:
        self._groups = groups
        self._plan_group = plan_group
        self._planned: dict[int, Mapping[str, Page]] = {}

    def __getitem__(self, url: str) -> Page:
        number = self._groups[url]
        if number not in self._planned:
            self._planned[number] = {page.url: page for page in self._plan_group(number)}
        return self._planned[number][url]

    def __contains__(self, url: object) -> bool:
        return url in self._groups

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


class ListedPages(Sequence[Page]):
    """The pages of the sitemap, in the order of the site. They are gone through when it is made."""

    def __init__(self, parts: Sequence[Collection[Page]] = ()) -> None:
        """Take pages in parts."""
        self._parts = list(parts)

    def add(self, pages: Collection[Page]) -> None:
        """Take more pages, all of them listed."""
        self._parts.append(pages)

    def so_far(self) -> ListedPages:
        """Return those that there are now; what is added later is not in it."""
        return ListedPages(self._parts)

    @overload
    def __getitem__(self, at: int) -> Page: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Page]: ...
    def __getitem__(self, at: int | slice) -> Page | Sequence[Page]:
        return tuple(self)[at]

    def __iter__(self) -> Iterator[Page]:
        return chain.from_iterable(self._parts)

    def __len__(self) -> int:
        return sum(map(len, self._parts))


def plan_pages(
    groups: Sequence[Collection[Page]], taken: Mapping[str, Position], more: Iterable[Page]
) -> tuple[Mapping[str, Page], list[Problem]]:
    """Return pages by address, and a problem for each address that two things want.

    `taken` are addresses, in small letters, of what is no page; `more` are pages of the preview.
    """
    pages: dict[str, Page] = {}
    first = dict(taken)
    problems: list[Problem] = []
    numbers: dict[str, int] = {}
    before = 0
    vacancies: VacancyPages | None = None
    for number, group in enumerate(groups):
        if isinstance(group, VacancyPages):
            before, vacancies = len(pages), group
            continue
        for page in group:
            key = page.url.lower()
            if key in first:
                problems.append(_same_address(page, first[key]))
            else:
                first[key] = page.origin
                pages[page.url] = page
                numbers[page.url] = number
    for page in more:
        pages[page.url] = page
        numbers[page.url] = len(groups)
    if vacancies is None:
        return pages, problems
    if vacancies.are_apart(first):
        return PlannedPages(pages, before, vacancies, numbers), problems
    return plan_pages([tuple(group) for group in groups], taken, more)  # to tell them one by one


def _same_address(page: Page, other: Position) -> Problem:
    return Problem(
        page.origin,
        "same-address",
        f"The address {page.url} is already that of {other.path}.",
        "Rename one of the two files, or take the alias out.",
    )
