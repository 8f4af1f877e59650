"""The columns of the finder's data: what is told of each vacancy, and of the list as a whole.

A vacancy is a row of numbers; each number names an entry of its column. Filters look at entries,
so what a filter needs stands beside the words of the card: a place with its position, pay with
the pence an hour that are certain.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from portal.content.vacancy import Answer, Driving, PayPeriod, Vacancy
from portal.library import Library
from portal.pages.cards import VacancyCard
from portal.pages.hourly import least_hourly_pay
from portal.pages.tags import TOLD_BY_TAGS
from portal.pages.words import vacancy_pay

CardOf = Callable[[Vacancy], VacancyCard]
Entry = Callable[[Vacancy, CardOf], Hashable]
Told = Callable[[Sequence[Vacancy]], Iterable[Hashable]]

# Returns a value as JSON that takes little room.
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NEEDS_NO_CAR = frozenset({Driving.NOT_NEEDED, Driving.HELPFUL})


class Column:
    """One column: the entries it has had so far, and their numbers."""

    def __init__(self, told: Told, entry: Entry) -> None:
        """Take what the column holds of a vacancy, and all that this follows from.

        Of that there is far less than there are vacancies: few entries have to be made.
        """
        self._told, self._entry = told, entry
        self._numbers: dict[Hashable, str] = {}
        self._known: dict[Hashable, str] = {}

    @property
    def entries(self) -> Iterable[Any]:
        """Return all entries so far, by their numbers."""
        return self._numbers.keys()

    def add(self, vacancies: Sequence[Vacancy], card_of: CardOf) -> str:
        """Return the numbers of more vacancies, and the entries that were new, in JSON.

        Cards are asked for where an entry is new and has words of a card: few are made for this.
        Numbers are held as texts: there are ten thousand for each column, and few that differ.
        """
        numbers, known = self._numbers, self._known
        before = len(numbers)
        told = [*self._told(vacancies)]
        rows: list[Any] = [*map(known.get, told)]
        for place in [place for place, number in enumerate(rows) if number is None]:
            if told[place] not in known:
                entry = self._entry(vacancies[place], card_of)
                known[told[place]] = numbers.setdefault(entry, str(len(numbers)))
            rows[place] = known[told[place]]
        return f'{{"entries":{encode([*numbers][before:])},"rows":[{",".join(rows)}]}}'


def columns_of(library: Library) -> Mapping[str, Column]:
    """Return all columns, which hold nothing yet. Facets are lists of ids, which may be empty."""
    hours = _of_vacancies("hours.minimum", "hours.maximum")
    where = _of_vacancies("place", "district", "latitude", "longitude")
    terms = _of_vacancies(
        "driving", "hours.guaranteed", "terms.travel_time_paid", "experience_needed"
    )
    tags = _of_vacancies("example", *TOLD_BY_TAGS)
    return {
        "title": Column(_of_vacancies("title"), lambda each, _: each.title),
        "place": Column(where, lambda each, card_of: (card_of(each).place, *_position(each))),
        # Of pay there is so much that differs that a card would be made for every third vacancy.
        "pay": Column(_told_of_pay, lambda each, _: (vacancy_pay(each.pay), *_pence(each))),
        "hours": Column(hours, lambda each, card_of: (card_of(each).hours, *_hours(each))),
        "tags": Column(tags, lambda each, card_of: (each.example, card_of(each).tags)),
        "posted": Column(_of_vacancies("posted_on"), lambda each, card_of: card_of(each).posted),
        "closes": Column(
            _of_vacancies("closes_at"),
            lambda each, card_of: (card_of(each).closes, *_moment(each)),
        ),
        "provider": Column(_BY_PROVIDER, lambda each, _: _known(_provider(library, each))),
        "district": Column(_of_vacancies("district"), lambda each, _: _known(each.district)),
        "role": Column(
            _of_vacancies("role"),
            lambda each, _: _known(each.role if each.role in library.roles else None),
        ),
        "setting": Column(_BY_SETTING, lambda each, _: settings_of(library, each)),
        "contract": Column(
            _of_vacancies("contract"), lambda each, _: (each.contract,) if each.contract else ()
        ),
        "shift": Column(_of_vacancies("shifts"), lambda each, _: each.shifts),
        "terms": Column(terms, lambda each, _: _terms(each)),
    }


def _of_vacancies(*fields: str) -> Told:
    values = attrgetter(*fields)
    return lambda vacancies: map(values, vacancies)


def _told_of_pay(vacancies: Sequence[Vacancy]) -> Iterator[Hashable]:
    """Yield all that the words of pay and the pence an hour follow from: hours, too, unless pay is
    by the hour (`least_hourly_pay`). Where it is, as nearly always, far fewer differ.
    """
    for vacancy in vacancies:
        pay, hours = vacancy.pay, vacancy.hours
        if pay.per is PayPeriod.HOUR:
            yield pay.minimum, pay.maximum, pay.text
        else:
            least, most = hours.minimum, hours.maximum
            yield pay.minimum, pay.maximum, pay.text, pay.per, least, most


_BY_PROVIDER = _of_vacancies("provider", "provider_name")
_BY_SETTING = _of_vacancies("role", "provider")


def head_of(library: Library, columns: Mapping[str, Column]) -> dict[str, Any]:
    """Return what stands in the first part only: names of what can be chosen, and places.

    The columns hold all vacancies.
    """
    vacancies = library.vacancies
    # Of ten thousand vacancies, one for each provider tells all.
    by_provider = dict(zip(_BY_PROVIDER(vacancies), vacancies, strict=True)).values()
    providers = {_provider(library, each): library.provider_name(each) for each in by_provider}
    settings = {each for entry in columns["setting"].entries for each in entry}
    roles = [each for each in library.roles.values() if each.id in library.vacancies_by_role]
    return {
        "total": len(vacancies),
        "names": {
            "district": [
                (each.id_, each.title)
                for each in library.districts.values()
                if each.id_ in library.vacancies_by_district
            ],
            "role": _sorted((each.id, each.title) for each in roles),
            "setting": [
                (each.id, each.title) for each in library.settings.values() if each.id in settings
            ],
            "provider": _sorted(pair for pair in providers.items() if pair[0]),
        },
        "also": {each.id: " ".join(each.alt_titles) for each in roles if each.alt_titles},
        "places": _places(library),
    }


def settings_of(library: Library, vacancy: Vacancy) -> tuple[str, ...]:
    """Return the settings that a vacancy is in, as far as its role and its provider tell.

    The provider runs some, the role is found in some: it is one of those that are both. A role on
    its own tells only where there is no choice.
    """
    role = library.roles.get(vacancy.role or "")
    provider = library.providers.get(vacancy.provider or "")
    if provider is None:
        return role.settings if role and len(role.settings) == 1 else ()
    if role is None:
        return provider.services if len(provider.services) == 1 else ()
    return tuple(each for each in provider.services if each in role.settings)


def _provider(library: Library, vacancy: Vacancy) -> str:
    """Return the id of a vacancy's provider, or its name where we have no record of it."""
    is_known = vacancy.provider in library.providers
    return vacancy.provider if vacancy.provider and is_known else vacancy.provider_name


def _known(identity: str | None) -> tuple[str, ...]:
    return (identity,) if identity else ()


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def _position(vacancy: Vacancy) -> tuple[float, ...]:
    if vacancy.latitude is None or vacancy.longitude is None:
        return ()
    return round(vacancy.latitude, 3), round(vacancy.longitude, 3)


def _pence(vacancy: Vacancy) -> tuple[int, ...]:
    hourly = least_hourly_pay(vacancy)
    return () if hourly is None else (int(hourly * 100),)


def _hours(vacancy: Vacancy) -> tuple[float, ...]:
    least, most = vacancy.hours.minimum, vacancy.hours.maximum
    if not least and not most:
        return ()
    return float(least or 0), float(most or least or 0)


def _moment(vacancy: Vacancy) -> tuple[int, ...]:
    """Return the second in which a vacancy closes, counted from the start of 1970."""
    return () if vacancy.closes_at is None else (int(vacancy.closes_at.timestamp()),)


def _terms(vacancy: Vacancy) -> tuple[str, ...]:
    terms = (
        ("no-car", vacancy.driving in _NEEDS_NO_CAR),
        ("guaranteed-hours", vacancy.hours.guaranteed is Answer.YES),
        ("paid-travel", vacancy.terms.travel_time_paid is Answer.YES),
        ("no-experience", vacancy.experience_needed is Answer.NO),
    )
    return tuple(name for name, holds in terms if holds)


def _places(library: Library) -> list[tuple[str, float, float]]:
    """Return every town and outcode with its position; towns of one name say their district."""
    uses = Counter(place.title for place in library.places.values())
    found = []
    for place in library.places.values():
        district = library.districts.get(place.district) if uses[place.title] > 1 else None
        title = f"{place.title}, {district.title}" if district else place.title
        found.append((title, place.latitude, place.longitude))
    return found + [
        (each.id_.upper(), each.latitude, each.longitude) for each in library.outcodes.values()
    ]
