"""The words people see for the values that records hold."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal

from portal.content.pathway import StepKind
from portal.content.provider import Size
from portal.content.role import Branch, Category, RoleDriving, RouteKind
from portal.content.vacancy import (
    Answer,
    Contract,
    Driving,
    Shift,
    VacancyHours,
    VacancyPay,
)
from portal.filters import amount_text, number

BRANCHES: Mapping[Branch, str] = {
    Branch.DIRECT_CARE: "Direct care and support",
    Branch.LEADERSHIP: "Leading and managing",
    Branch.NURSING: "Nursing",
    Branch.THERAPY: "Occupational therapy and rehabilitation",
    Branch.SOCIAL_WORK: "Social work",
    Branch.SUPPORT_SERVICES: "Running the place",
    Branch.SPECIALIST: "Specialist roles",
}
# What the levels of the map are called.
LEVELS: Mapping[int, str] = {
    1: "Start here",
    2: "With experience",
    3: "Lead or specialise",
    4: "Manage or qualify",
    5: "Run a service",
    6: "Go further",
}
CATEGORIES: Mapping[Category, str] = {
    Category.NEW_TO_CARE: "New to care",
    Category.CARE_OR_SUPPORT_WORKER: "Care or support worker",
    Category.ENHANCED_CARE_WORKER: "Enhanced care worker",
    Category.PERSONAL_ASSISTANT: "Personal assistant",
    Category.SUPERVISOR_OR_LEADER: "Supervisor or leader",
    Category.PRACTICE_LEADER: "Practice leader",
    Category.DEPUTY_MANAGER: "Deputy manager",
    Category.REGISTERED_MANAGER: "Registered manager",
    Category.BEYOND: "Beyond the national pathway",
}
STEP_KINDS: Mapping[StepKind, str] = {
    StepKind.ADVANCE: "A step up",
    StepKind.SIDEWAYS: "A step across",
    StepKind.SPECIALISE: "A step into a specialism",
}
ROUTE_KINDS: Mapping[RouteKind, str] = {
    RouteKind.STRAIGHT_IN: "Straight in",
    RouteKind.APPRENTICESHIP: "Apprenticeship",
    RouteKind.COLLEGE: "College",
    RouteKind.UNIVERSITY: "University",
    RouteKind.VOLUNTEER: "Volunteering",
    RouteKind.MOVE: "From another role",
}
ROLE_DRIVING: Mapping[RoleDriving, str] = {
    RoleDriving.REQUIRED: "You need to drive",
    RoleDriving.HELPFUL: "Driving helps, but is not needed",
    RoleDriving.NOT_NEEDED: "You do not need to drive",
}
DRIVING: Mapping[Driving, str] = {
    Driving.REQUIRED: "You need to drive",
    Driving.HELPFUL: "Driving helps",
    Driving.NOT_NEEDED: "No driving needed",
    Driving.NOT_STATED: "Not stated",
}
ANSWERS: Mapping[Answer, str] = {
    Answer.YES: "Yes",
    Answer.NO: "No",
    Answer.NOT_STATED: "Not stated",
}
CONTRACTS: Mapping[Contract, str] = {
    Contract.PERMANENT: "Permanent",
    Contract.FIXED_TERM: "Fixed term",
    Contract.BANK: "Bank (as and when)",
    Contract.APPRENTICESHIP: "Apprenticeship",
    Contract.VOLUNTEER: "Volunteer",
    Contract.WORK_EXPERIENCE: "Work experience",
}
SHIFTS: Mapping[Shift, str] = {
    Shift.DAYS: "Days",
    Shift.NIGHTS: "Nights",
    Shift.SLEEP_IN: "Sleep-ins",
    Shift.WEEKENDS: "Weekends",
    Shift.SCHOOL_HOURS: "School hours",
}
SIZES: Mapping[Size, str] = {
    Size.MICRO: "Fewer than 10 people work here",
    Size.SMALL: "10 to 49 people work here",
    Size.MEDIUM: "50 to 249 people work here",
    Size.LARGE: "250 or more people work here",
}


def vacancy_pay(pay: VacancyPay) -> str:
    """Return what an advert pays in its own unit, or its own words, or that it does not say.

    >>> vacancy_pay(VacancyPay(Decimal("12.71"), None, PayPeriod.HOUR))
    '£12.71 an hour'
    >>> vacancy_pay(VacancyPay(text="Competitive")), vacancy_pay(VacancyPay())
    ('Competitive', 'Pay not stated')
    """
    figures = amount_text(pay.minimum, pay.maximum, pay.per) if pay.per else ""
    return figures or pay.text or "Pay not stated"


def vacancy_hours(hours: VacancyHours) -> str:
    """Return the paid hours a week that an advert offers.

    >>> vacancy_hours(VacancyHours(Decimal("16"), Decimal("37.5")))
    '16 to 37.5 hours a week'
    >>> vacancy_hours(VacancyHours(None, Decimal("20"))), vacancy_hours(VacancyHours())
    ('Up to 20 hours a week', 'Hours not stated')
    """
    return _hours_text(hours.minimum, hours.maximum)


@functools.lru_cache(maxsize=4096)  # there are few pairs, and each takes as long as a whole card
def _hours_text(least: Decimal | None, most: Decimal | None) -> str:
    if not least:
        return f"Up to {number(most)} hours a week" if most else "Hours not stated"
    if most is None or most == least:
        return f"{number(least)} hours a week"
    return f"{number(least)} to {number(most)} hours a week"
