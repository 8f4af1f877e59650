"""Ready-made searches in the vacancies: what is looked for, its address, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from heapq import nsmallest
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from portal import routes
from portal.content.audience import JobsWith
from portal.content.vacancy import Answer, Contract, Driving, Shift, Vacancy
from portal.library import Library
from portal.pages.cards import LinkRow


class Search(NamedTuple):
    """A search: its words, its part of the address, the field of vacancies that it looks at, and
    whether a value of that is what is wanted.

    The address is that of the finder in the browser, whose filters judge in the same way; without
    scripts it leads to the whole list.
    """

    title: str
    query: str
    field: str
    is_wanted: Callable[[Any], bool]


def _shift(shift: Shift, title: str) -> Search:
    return Search(title, f"shift={shift}", "shifts", lambda shifts: shift in shifts)


def _contract(contract: Contract, title: str) -> Search:
    return Search(title, f"contract={contract}", "contract", lambda found: found is contract)


SEARCHES: Mapping[JobsWith, Search] = {
    JobsWith.NO_EXPERIENCE: Search(
        "No experience needed",
        "no-experience=yes",
        "experience_needed",
        lambda needed: needed is Answer.NO,
    ),
    JobsWith.NO_CAR: Search(
        "No car needed",
        "no-car=yes",
        "driving",
        lambda driving: driving in {Driving.NOT_NEEDED, Driving.HELPFUL},
    ),
    JobsWith.GUARANTEED_HOURS: Search(
        "Guaranteed hours",
        "guaranteed-hours=yes",
        "hours.guaranteed",
        lambda guaranteed: guaranteed is Answer.YES,
    ),
    JobsWith.PAID_TRAVEL: Search(
        "Paid travel time",
        "paid-travel=yes",
        "terms.travel_time_paid",
        lambda paid: paid is Answer.YES,
    ),
    JobsWith.SCHOOL_HOURS: _shift(Shift.SCHOOL_HOURS, "School hours"),
    JobsWith.DAYS: _shift(Shift.DAYS, "Days"),
    JobsWith.NIGHTS: _shift(Shift.NIGHTS, "Nights"),
    JobsWith.WEEKENDS: _shift(Shift.WEEKENDS, "Weekends"),
    JobsWith.PERMANENT: _contract(Contract.PERMANENT, "Permanent"),
    JobsWith.APPRENTICESHIP: _contract(Contract.APPRENTICESHIP, "Apprenticeships"),
}
_values_of = attrgetter(*(search.field for search in SEARCHES.values()))


@cache  # ten thousand vacancies have a few hundred of these rows
def _found_by(values: tuple[object, ...]) -> frozenset[JobsWith]:
    """Return the searches that find a vacancy with these values, one for each search."""
    pairs = zip(SEARCHES.items(), values, strict=True)
    return frozenset(name for (name, search), value in pairs if search.is_wanted(value))


class FoundJobs:
    """What each ready-made search finds among the vacancies of a library, told once for each."""

    def __init__(self, library: Library) -> None:
        """Take the library, at which nobody looks before the first question."""
        self._library = library

    @cached_property
    def _found_by(self) -> Mapping[str, frozenset[JobsWith]]:
        vacancies = self._library.vacancies
        found = map(_found_by, map(_values_of, vacancies))
        return dict(zip([each.id for each in vacancies], found, strict=True))

    def count(self, vacancies: Iterable[Vacancy]) -> Mapping[JobsWith, int]:
        """Return how many of some open vacancies each search finds."""
        alike = Counter([self._found_by[each.id] for each in vacancies])
        return {
            each: sum(count for found, count in alike.items() if each in found) for each in SEARCHES
        }

    def fitting(self, wanted: Iterable[JobsWith], roles: Iterable[str], most: int) -> list[Vacancy]:
        """Return so many vacancies in these roles, those first that have most of what is wanted,
        and of these those that come first on the site.
        """
        found_by, places = self._found_by, self._library.places_of_vacancies
        sought = frozenset(wanted)
        lack = {found: -len(sought & found) for found in set(found_by.values())}
        by_role = self._library.vacancies_by_role
        return nsmallest(
            most,
            chain.from_iterable(by_role.get(each, ()) for each in roles),
            key=lambda each: (lack[found_by[each.id]], places[each.id]),
        )


def search_links(
    wanted: Iterable[JobsWith], counts: Mapping[JobsWith, int], url: str = routes.VACANCIES
) -> tuple[LinkRow, ...]:
    """Return a link with its count for each search that finds something in a list of vacancies."""
    found = [(SEARCHES[each], counts[each]) for each in wanted]
    return tuple(
        LinkRow(search.title, f"{url}?{search.query}", count) for search, count in found if count
    )


def contract_link(contract: Contract, words: str, count: int) -> LinkRow:
    """Return a link to all vacancies of a contract, of which a page shows only the first."""
    return LinkRow(f"All {count:,} {words}", f"{routes.VACANCIES}?contract={contract}")
