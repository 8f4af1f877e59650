"""What many pages have in common: all that any of them shows of what there may be thousands of.

It is told in rows of plain values and cards, for `Together.reads`: while a row is the same, pages
that show nothing else of it are what they were (`portal.keeping`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from portal.content import CaseStudy
from portal.content.vacancy import Vacancy
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.page import Together
from portal.prose import ProseMaker


def told_stories(stories: Iterable[CaseStudy], cards: CardMaker) -> tuple[object, ...]:
    """Return all that pages show of some stories, in their order, but for the texts."""
    return tuple(map(cards.told, stories))


def told_previews(library: Library) -> tuple[str, ...]:
    """Return what is on the site only because drafts are: addresses and reasons."""
    return tuple(part for pair in sorted(library.previewed.items()) for part in pair)


class InCommon:
    """What pages of all kinds have in common that show little of vacancies and stories.

    `but_texts` tells that pages stay which show anything but the texts of stories. So does
    `with_counts` of pages on which vacancies are only counted: by role, district, both, or
    provider; `with_counts_and_texts` of those that also hold the texts of stories; and
    `but_vacancies` of those that do not even count vacancies.
    """

    def __init__(self, library: Library, prose: ProseMaker, cards: CardMaker) -> None:
        """Take what the pages are made from."""
        self._made_from = (library, prose, cards)
        self.but_texts = Together("all but texts of stories", self._told)
        self.with_counts = Together("all but vacancies, and their counts", self._told_with_counts)
        self.with_counts_and_texts = Together(
            "all but vacancies, and their counts and all texts", self._told_with_counts_and_texts
        )
        self.but_vacancies = Together("all but vacancies", self._told_but_vacancies)

    def _told(self) -> tuple[object, ...]:
        library, _, _ = self._made_from
        vacancies = (library.vacancies, library.closed_vacancies, *library.posted.values())
        return (*vacancies, *self._rest)

    def _told_with_counts(self) -> tuple[object, ...]:
        library, _, _ = self._made_from
        groups: tuple[Mapping[Any, Collection[Vacancy]], ...] = (
            {"": library.vacancies},
            library.vacancies_by_role,
            library.vacancies_by_district,
            library.vacancies_by_district_and_role,
            library.vacancies_by_provider,
        )
        counts = [repr([(key, len(found)) for key, found in each.items()]) for each in groups]
        return (*counts, *self._rest)

    def _told_with_counts_and_texts(self) -> tuple[object, ...]:
        library, _, _ = self._made_from
        return (*self._told_with_counts(), *library.case_studies)

    def _told_but_vacancies(self) -> tuple[object, ...]:
        return self._rest

    @cached_property
    def _rest(self) -> tuple[object, ...]:
        """Return all that belongs to no other part of the library (`portal.keeping`), and figures,
        which stand in texts.

        The texts are here as HTML, though they follow from the rest: who asks for it lets it be
        kept.
        """
        library, prose, cards = self._made_from
        return (
            prose.figures.key(),
            *map(prose.html, _texts(library)),
            *told_previews(library),
            *told_stories(library.case_studies, cards),
        )


def _texts(library: Library) -> Iterator[str]:
    """Yield the texts that pages show, but for those of stories and vacancies."""
    for each in chain(
        library.roles.values(),
        library.audiences.values(),
        library.areas.values(),
        library.schemes,
        library.events,
        library.campaigns,
        library.ambassadors,
        library.pages,
    ):
        yield each.body
    for audience in library.audiences.values():
        yield from (each.answer for each in audience.questions)
    if library.accessibility:
        yield library.accessibility.body
