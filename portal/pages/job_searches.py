"""Ready-made searches in the vacancies: what is looked for, its address, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from portal import routes
from portal.content.audience import JobsWith
from portal.content.vacancy import Answer, Contract, Driving, Shift, Vacancy
from portal.pages.cards import LinkRow


class Search(NamedTuple):
    """A search: its words, its part of the address, and whether a vacancy is what is wanted.

    The address is that of the finder in the browser, whose filters judge in the same way; without
    scripts it leads to the whole list.
    """

    title: str
    query: str
    finds: Callable[[Vacancy], bool]


def _shift(shift: Shift, title: str) -> Search:
    return Search(title, f"shift={shift}", lambda each: shift in each.shifts)


def _contract(contract: Contract, title: str) -> Search:
    return Search(title, f"contract={contract}", lambda each: each.contract is contract)


SEARCHES: Mapping[JobsWith, Search] = {
    JobsWith.NO_EXPERIENCE: Search(
        "No experience needed",
        "no-experience=yes",
        lambda each: each.experience_needed is Answer.NO,
    ),
    JobsWith.NO_CAR: Search(
        "No car needed",
        "no-car=yes",
        lambda each: each.driving in {Driving.NOT_NEEDED, Driving.HELPFUL},
    ),
    JobsWith.GUARANTEED_HOURS: Search(
        "Guaranteed hours",
        "guaranteed-hours=yes",
        lambda each: each.hours.guaranteed is Answer.YES,
    ),
    JobsWith.PAID_TRAVEL: Search(
        "Paid travel time",
        "paid-travel=yes",
        lambda each: each.terms.travel_time_paid is Answer.YES,
    ),
    JobsWith.SCHOOL_HOURS: _shift(Shift.SCHOOL_HOURS, "School hours"),
    JobsWith.DAYS: _shift(Shift.DAYS, "Days"),
    JobsWith.NIGHTS: _shift(Shift.NIGHTS, "Nights"),
    JobsWith.WEEKENDS: _shift(Shift.WEEKENDS, "Weekends"),
    JobsWith.PERMANENT: _contract(Contract.PERMANENT, "Permanent"),
    JobsWith.APPRENTICESHIP: _contract(Contract.APPRENTICESHIP, "Apprenticeships"),
}


def count_jobs(vacancies: Iterable[Vacancy]) -> Mapping[JobsWith, int]:
    """Return how many of some vacancies each search finds."""
    listed = tuple(vacancies)
    return {each: sum(map(search.finds, listed)) for each, search in SEARCHES.items()}


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


def fitting_vacancies(
    wanted: Iterable[JobsWith], roles: Iterable[str], vacancies: Iterable[Vacancy]
) -> list[Vacancy]:
    """Return the vacancies in these roles, those first that have most of what is wanted."""
    judges = [SEARCHES[each].finds for each in wanted]
    known = frozenset(roles)
    found = [each for each in vacancies if each.role in known]
    return sorted(found, key=lambda each: -sum([finds(each) for finds in judges]))
