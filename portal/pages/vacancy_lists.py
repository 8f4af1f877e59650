"""Which lists of vacancies there are, and the links from one to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal import routes
from portal.content import Role
from portal.content.facts import District
from portal.content.vacancy import Vacancy
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.values import fixed


@fixed
class VacancyList:
    """A list of vacancies: all of them where neither district nor role is given."""

    url: str
    vacancies: tuple[Vacancy, ...]
    district: District | None = None
    role: Role | None = None

    @property
    def title(self) -> str:
        """Return the heading of the list."""
        what = f"{self.role.title} vacancies" if self.role else "Vacancies"
        return f"{what} in {self.district.title}" if self.district else what

    def names(self, area: str) -> tuple[str, ...]:
        """Return what the list may be called in a head, the fullest first."""
        where = self.district.title if self.district else ""
        if self.role is None:
            return (self.title if where else f"{self.title} in {area}", self.title)
        if not where:
            return self.title, f"{self.role.title} jobs"
        return self.title, f"{self.role.title} jobs in {where}", f"{self.role.title}, {where}"


def lists_of(library: Library) -> Iterator[VacancyList]:
    """Yield all lists: one for every district, the others only where they hold something."""
    yield VacancyList(routes.VACANCIES, library.vacancies)
    roles = [role for role in library.roles.values() if role.id in library.vacancies_by_role]
    for role in roles:
        found = library.vacancies_by_role[role.id]
        yield VacancyList(routes.vacancies_for(role.id), found, role=role)
    for district in library.districts.values():
        identity = district.id_
        found = library.vacancies_by_district.get(identity, ())
        yield VacancyList(routes.vacancies_in(identity), found, district)
        for role in roles:
            both = library.vacancies_by_district_and_role.get((identity, role.id))
            if both:
                yield VacancyList(routes.vacancies_in(identity, role.id), both, district, role)


class Ways:
    """The links from one list to the others. Many lists have the same ones, made once."""

    def __init__(self, library: Library, cards: CardMaker) -> None:
        self._library = library
        self._cards = cards
        self._made: dict[tuple[str, str], tuple[LinkRow, ...]] = {}

    def districts(self, shown: VacancyList) -> tuple[LinkRow, ...]:
        """Return the lists of districts; for a role, those districts in which it is wanted."""
        role = shown.role
        if role is None:
            return self._cards.districts
        known = self._library.districts.values()
        return self._links("role", role.id, ((each.title, each.id_, role.id) for each in known))

    def roles(self, shown: VacancyList) -> tuple[LinkRow, ...]:
        """Return the lists of roles; for a district, those roles that are wanted in it."""
        district = shown.district
        if district is None:
            return self._cards.hiring_roles
        known = self._library.roles.values()
        lists = ((each.title, district.id_, each.id) for each in known)
        return self._links("district", district.id_, lists)

    def _links(
        self, kind: str, identity: str, lists: Iterable[tuple[str, str, str]]
    ) -> tuple[LinkRow, ...]:
        """Return links to those lists, by title, district and role, that hold something."""
        made = self._made.get((kind, identity))
        if made is None:
            found = self._library.vacancies_by_district_and_role
            made = self._made[kind, identity] = tuple(
                LinkRow(title, routes.vacancies_in(district, role), len(found[district, role]))
                for title, district, role in lists
                if (district, role) in found
            )
        return made
