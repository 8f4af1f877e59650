"""The tags of a vacancy's card: the few things that rule a job in or out for many people."""

from __future__ import annotations

from portal.content.vacancy import Answer, Driving, Vacancy
from portal.filters import list_words
from portal.pages import words

MOST = 4
_EITHER_WAY = {Driving.NOT_NEEDED, Driving.REQUIRED}


def tags_of(vacancy: Vacancy) -> tuple[str, ...]:
    """Return four tags at most, those first that people ask about most. Silence makes no tag.

    >>> from portal.content.vacancy import Contract, Shift
    >>> shifts = (Shift.DAYS, Shift.WEEKENDS)
    >>> tags_of(Vacancy("a", "Cook", "feed", contract=Contract.PERMANENT, shifts=shifts))
    ('Permanent', 'Days and weekends')
    """
    tags = []
    if vacancy.contract is not None:
        tags.append(words.CONTRACTS[vacancy.contract])
    if vacancy.shifts:
        tags.append(list_words(words.SHIFTS[each] for each in vacancy.shifts).capitalize())
    if vacancy.driving in _EITHER_WAY:
        tags.append(words.DRIVING[vacancy.driving])
    if vacancy.experience_needed is Answer.NO:
        tags.append("No experience needed")
    if vacancy.hours.guaranteed is Answer.YES:
        tags.append("Guaranteed hours")
    if vacancy.terms.travel_time_paid is Answer.YES:
        tags.append("Paid travel time")
    return tuple(tags[:MOST])
