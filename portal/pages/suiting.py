"""Whom a job suits: what the advert asks for, beside what is usual in the role."""

from __future__ import annotations

from dataclasses import dataclass

from portal.content import Role
from portal.content.role import RouteKind
from portal.content.vacancy import Answer, Driving, Vacancy
from portal.filters import lower_first
from portal.library import Library
from portal.pages import words
from portal.pages.cards import Fact


@dataclass(frozen=True, slots=True, eq=False)
class Suits:
    """Whom a job suits. `values` are what matters most in the role, each with its meaning.

    Each is made once, so that what is compared is the object and not all that it holds.
    """

    role: str
    url: str
    values: tuple[Fact, ...]
    facts: tuple[Fact, ...]


class SuitsMaker:
    """What the vacancies of one library ask for; each answer is made once."""

    def __init__(self, library: Library) -> None:
        """Take a library, which never changes."""
        self._library = library
        self._known: dict[tuple[str, Driving, Answer], Suits] = {}

    def of(self, vacancy: Vacancy) -> Suits | None:
        """Return whom a vacancy suits, or None where we do not know its role."""
        if vacancy.role is None or vacancy.role not in self._library.roles:
            return None
        key = (vacancy.role, vacancy.driving, vacancy.experience_needed)
        if key not in self._known:
            self._known[key] = self._make(vacancy, self._library.roles[vacancy.role])
        return self._known[key]

    def _make(self, vacancy: Vacancy, role: Role) -> Suits:
        known = self._library.values
        values = [known[each] for each in role.values if each in known]
        facts = [_experience(vacancy.experience_needed, role), _driving(vacancy.driving, role)]
        if role.registration:
            facts.append(Fact("Registration", role.registration))
        return Suits(
            role.title,
            role.url,
            tuple(Fact(each.title, each.meaning) for each in values),
            tuple(facts),
        )


_SILENT = "The advert does not say."
_EXPERIENCE = {
    Answer.YES: "The advert asks for experience.",
    Answer.NO: "You need no experience.",
    Answer.NOT_STATED: _SILENT,
}


def _experience(needed: Answer, role: Role) -> Fact:
    """Return what the advert says, and unless it asks for experience, how people start."""
    straight = next((each for each in role.routes if each.kind is RouteKind.STRAIGHT_IN), None)
    note = straight.text if straight and needed is not Answer.YES else ""
    return Fact("Experience", _EXPERIENCE[needed], f"Usually: {lower_first(note)}" if note else "")


def _driving(driving: Driving, role: Role) -> Fact:
    """Return what the advert says, or what is usual where it says nothing."""
    if driving is not Driving.NOT_STATED:
        return Fact("Driving", f"{words.DRIVING[driving]}.")
    usual = lower_first(words.ROLE_DRIVING[role.driving])
    more = f" {role.driving_note}" if role.driving_note else ""
    return Fact("Driving", _SILENT, f"Usually: {usual}.{more}")
