"""Whose the vacancies of a day are: the part of the join that costs most, done when they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from portal.content.vacancy import Vacancy
from portal.feeds.gather import Gathered
from portal.feeds.posted import SOURCE
from portal.values import fixed

T = TypeVar("T")
K = TypeVar("K")


def group(members: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, tuple[T, ...]]:
    """Return members by their keys, of which each may have several or none."""
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for member in members:
        for key in keys(member):
            groups[key].append(member)
    return {key: tuple(found) for key, found in groups.items()}


@fixed
class VacancyGroups:
    """The vacancies of a day; where the open ones are, and whose, newest first.

    `in_several` are those seen in more than one place. `by_hand` are the ids of those that were
    posted on this site, the closed ones too.
    """

    gathered: Gathered
    by_url: Mapping[str, Vacancy]
    in_several: tuple[Vacancy, ...]
    by_hand: frozenset[str]
    by_role: Mapping[str, tuple[Vacancy, ...]]
    by_district: Mapping[str, tuple[Vacancy, ...]]
    by_district_and_role: Mapping[tuple[str, str], tuple[Vacancy, ...]]
    by_provider: Mapping[str, tuple[Vacancy, ...]]


def group_vacancies(gathered: Gathered) -> VacancyGroups:
    """Return open vacancies by address, role, district, both, and provider; a part of the join of
    its own, because a preview edits everything but them.
    """
    vacancies = gathered.vacancies
    return VacancyGroups(
        gathered,
        {each.url: each for each in vacancies},
        tuple(each for each in vacancies if len(each.sources) > 1),
        frozenset(each.id for each in (*vacancies, *gathered.closed) if each.source == SOURCE),
        group(vacancies, lambda each: [each.role] if each.role else []),
        group(vacancies, lambda each: [each.district] if each.district else []),
        group(
            vacancies,
            lambda each: [(each.district, each.role)] if each.district and each.role else [],
        ),
        group(vacancies, lambda each: [each.provider] if each.provider else []),
    )
