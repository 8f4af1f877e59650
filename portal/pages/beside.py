"""What the pages of vacancies show of others: for many vacancies it is the same, and made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from functools import cached_property
from typing import NamedTuple

from portal.content.vacancy import Vacancy
from portal.fingerprints import Row
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import ProviderCard, RoleCard, StepRow, StoryCard

SIMILAR = 4
_OfRole = tuple[RoleCard | None, tuple[StepRow, ...]]


class Company(NamedTuple):
    """What stands beside vacancies for one role with one provider; `role` is its card, and the
    steps that lead on from it. `told` is all of it, as `portal.fingerprints` asks.
    """

    role: _OfRole
    story: StoryCard | None
    provider: ProviderCard | None
    told: Row


class _Near(NamedTuple):
    """The first vacancies for a role in a district, their ids, and those that pages of others show.

    That is the very same row on most pages, so its fingerprint is made once.
    """

    first: tuple[Vacancy, ...]
    ids: Set[str]
    shown: Row


class Beside:
    """What vacancies' pages of one library show of others."""

    def __init__(self, library: Library, cards: CardMaker) -> None:
        """Take a library and its cards."""
        self._library = library
        self._cards = cards
        self._roles: dict[str | None, _OfRole] = {}
        self._companies: dict[tuple[str | None, str | None], Company] = {}
        self._near: dict[tuple[str | None, str | None], _Near] = {}

    @cached_property
    def namesakes(self) -> Set[str]:
        """The ids of vacancies that share title, provider and place with another one: their pages
        need another name.
        """
        return self._by_name[0]

    @cached_property
    def alone(self) -> Set[str]:
        """The ids of vacancies that are the only ones of their title in a place."""
        return self._by_name[1]

    @cached_property
    def _by_name(self) -> tuple[Set[str], Set[str]]:
        """Return both at once: to name all vacancies takes longest."""
        name_of, place_of = self._library.provider_name, self._cards.place_of
        vacancies = self._library.vacancies
        names = [(each.title, name_of(each), place_of(each)) for each in vacancies]
        places = [(title, place) for title, _, place in names]
        alike, there = Counter(names), Counter(places)
        named = list(zip(vacancies, names, places, strict=True))
        return (
            {each.id for each, name, _ in named if alike[name] > 1},
            {each.id for each, _, place in named if place[1] and there[place] == 1},
        )

    def company(self, vacancy: Vacancy) -> Company:
        """Return what a vacancy has in common with those for the same role and provider."""
        key = (vacancy.role, vacancy.provider)
        known = self._companies.get(key)
        if known is None:
            known = self._companies[key] = self._company(*key)
        return known

    def _company(self, role: str | None, provider: str | None) -> Company:
        library, cards = self._library, self._cards
        known = role if role in library.roles else None
        of_role = self._of_role(known)
        story = cards.story_of(known, provider) if known else None
        owner = cards.provider(provider) if provider and provider in library.providers else None
        return Company(of_role, story, owner, Row((of_role, story, owner)))

    def _of_role(self, role: str | None) -> _OfRole:
        """Return the very same value for a role each time: its fingerprint is made once."""
        made = self._roles.get(role)
        if made is None:
            cards = self._cards
            made = (cards.role(role), cards.steps_from(role)) if role else (None, ())
            self._roles[role] = made
        return made

    def similar(self, vacancy: Vacancy) -> Row:
        """Return what `similar_to` does, in a row."""
        key = (vacancy.district, vacancy.role)
        near = self._near.get(key)
        if near is None:
            first = _first_of(self._library, *key)
            ids = frozenset(each.id for each in first)
            near = self._near[key] = _Near(first, ids, Row(first[:SIMILAR]))
        return Row(_others(near.first, vacancy)) if vacancy.id in near.ids else near.shown


def similar_to(library: Library, vacancy: Vacancy) -> list[Vacancy]:
    """Return up to four vacancies for the same role: in the same district first, never padded."""
    return _others(_first_of(library, vacancy.district, vacancy.role), vacancy)


def _first_of(library: Library, district: str | None, role: str | None) -> tuple[Vacancy, ...]:
    """Return the first vacancies for a role, those of a district before the others: one more than
    are shown, since the one that they are similar to may be among them.
    """
    if not role:
        return ()
    near = library.vacancies_by_district_and_role.get((district or "", role), ())[: SIMILAR + 1]
    # What is near stands in this list too.
    found = (*near, *library.vacancies_by_role.get(role, ())[: len(near) + SIMILAR + 1])
    return tuple({each.id: each for each in found}.values())[: SIMILAR + 1]


def _others(found: Iterable[Vacancy], than: Vacancy) -> list[Vacancy]:
    return [each for each in found if each.id != than.id][:SIMILAR]
