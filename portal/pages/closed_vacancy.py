"""Vacancies that have ended keep their address for a while; those shown elsewhere lead there.

Such a page says what happened, has no way to apply and no JobPosting, is in no list, feed or
sitemap, and helps on: to the same role near by.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content.vacancy import Status, Vacancy
from portal.errors import Position
from portal.filters import british_date
from portal.library import Library
from portal.pages.aliases import RedirectContext
from portal.pages.beside import similar_to
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow, ProviderCard, RoleCard, VacancyCard
from portal.pages.heads import make_head
from portal.pages.page import Context, Page
from portal.pages.vacancy import closed_sentence, crumbs_to
from portal.prose import ProseMaker
from portal.values import fixed


@fixed(kw_only=True, slots=False)
class ClosedVacancyContext(Context):
    """What pages/closed_vacancy.html is filled with.

    `sentence` says what happened and when; `elsewhere` leads to the list to go on with.
    """

    title: str
    sentence: str
    facts: tuple[Fact, ...]
    similar: tuple[VacancyCard, ...]
    elsewhere: LinkRow
    role: RoleCard | None
    provider: ProviderCard | None


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each vacancy that has ended, and for each address that leads to another."""
    for vacancy in library.closed_vacancies:
        yield Page(
            vacancy.url,
            "pages/closed_vacancy.html",
            partial(_context, library, cards, vacancy),
            _origin(library, vacancy),
            listed=False,
        )
    for vacancy in library.vacancies_in_several:
        for other in vacancy.sources[1:]:
            redirect = partial(RedirectContext, title=vacancy.title, url=vacancy.url)
            origin = Position(other.source)
            yield Page(other.url, "pages/redirect.html", redirect, origin, listed=False)


def _origin(library: Library, vacancy: Vacancy) -> Position:
    posted = library.posted.get(vacancy.id)
    return posted.position if posted else Position(vacancy.source)


def _context(library: Library, cards: CardMaker, vacancy: Vacancy) -> ClosedVacancyContext:
    crumbs = crumbs_to(library, vacancy)
    sentence = what_happened(vacancy)
    place = cards.place_of(vacancy)
    employer = library.provider_name(vacancy)
    named = ", ".join(filter(None, (vacancy.title, employer, place)))
    role = vacancy.role if vacancy.role in library.roles else None
    provider = vacancy.provider if vacancy.provider in library.providers else None
    facts = (("Provider", employer), ("Place", place), ("Reference", vacancy.reference))
    return ClosedVacancyContext(
        head=make_head(library, crumbs, f"Closed: {named}", f"{named}. {sentence}", noindex=True),
        crumbs=crumbs,
        example=vacancy.example,
        title=vacancy.title,
        sentence=sentence,
        facts=tuple(Fact(label, value) for label, value in facts if value),
        similar=cards.vacancies(similar_to(library, vacancy)),
        elsewhere=_elsewhere(library, vacancy),
        role=cards.role(role) if role else None,
        provider=cards.provider(provider) if provider else None,
    )


def what_happened(vacancy: Vacancy) -> str:
    """Return why nobody can apply for a vacancy any more, and since when where that is known.

    >>> what_happened(Vacancy("a", "Cook", "feed", status=Status.FILLED))
    'This vacancy has been filled.'
    """
    if vacancy.status is Status.FILLED:
        return "This vacancy has been filled."
    if vacancy.status is Status.WITHDRAWN:
        last = british_date(vacancy.last_seen)
        seen = f" It was last advertised on {last}." if last else ""
        return f"This vacancy is no longer advertised.{seen}"
    if vacancy.status is Status.UNCHECKED:
        last = british_date(vacancy.last_seen)
        since = f" We have not been able to check it since {last}." if last else ""
        return f"This vacancy may have gone.{since}"
    same_day = vacancy.closes_at is not None and vacancy.closes_at.date() == vacancy.ended_on
    moment = vacancy.closes_at if same_day else vacancy.ended_on
    return closed_sentence(moment) or "This vacancy has closed."


def _elsewhere(library: Library, vacancy: Vacancy) -> LinkRow:
    """Return the nearest list that holds something: the district's, else all vacancies."""
    district = library.districts.get(vacancy.district or "")
    if district is not None and district.id_ in library.vacancies_by_district:
        return LinkRow(f"All vacancies in {district.title}", routes.vacancies_in(district.id_))
    return LinkRow("All vacancies", routes.VACANCIES)
