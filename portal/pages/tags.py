"""The tags of a vacancy's card: the few things that rule a job in or out for many people."""

from __future__ import annotations

import functools
from operator import attrgetter

from portal.content.vacancy import Answer, Contract, Driving, Shift, Vacancy
from portal.filters import list_words
from portal.pages import words

MOST = 4
# All fields of a vacancy that its tags follow from.
TOLD_BY_TAGS = (
    *("contract", "shifts", "driving", "experience_needed"),
    *("hours.guaranteed", "terms.travel_time_paid"),
)
_all_told_by = attrgetter(*TOLD_BY_TAGS)
_EITHER_WAY = {Driving.NOT_NEEDED, Driving.REQUIRED}


def tags_of(vacancy: Vacancy) -> tuple[str, ...]:
    """Return four tags at most, those first that people ask about most. Silence makes no tag.

    >>> from portal.content.vacancy import Contract, Shift
    >>> shifts = (Shift.DAYS, Shift.WEEKENDS)
    >>> tags_of(Vacancy("a", "Cook", "feed", contract=Contract.PERMANENT, shifts=shifts))
    ('Permanent', 'Days and weekends')
    """
    return _tags_of(*_all_told_by(vacancy))


@functools.lru_cache(maxsize=4096)  # ten thousand vacancies have a few hundred of these rows
def _tags_of(
    contract: Contract | None,
    shifts: tuple[Shift, ...],
    driving: Driving,
    experience: Answer,
    guaranteed: Answer,
    travel: Answer,
) -> tuple[str, ...]:
    tags = []
    if contract is not None:
        tags.append(words.CONTRACTS[contract])
    if shifts:
        tags.append(list_words(words.SHIFTS[each] for each in shifts).capitalize())
    if driving in _EITHER_WAY:
        tags.append(words.DRIVING[driving])
    if experience is Answer.NO:
        tags.append("No experience needed")
    if guaranteed is Answer.YES:
        tags.append("Guaranteed hours")
    if travel is Answer.YES:
        tags.append("Paid travel time")
    return tuple(tags[:MOST])
