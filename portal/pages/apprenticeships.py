"""Apprenticeships: levels, how long, who pays, what is paid, where they lead, and who is hiring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from portal import routes
from portal.content import Qualification
from portal.content.role import RouteKind
from portal.content.vacancy import Contract
from portal.errors import Position
from portal.filters import british_date, money
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow, StoryCard, VacancyCard
from portal.pages.heads import make_head, trail
from portal.pages.job_searches import contract_link
from portal.pages.page import Context, Head, Page
from portal.prose import ProseMaker
from portal.values import fixed

KIND = "apprenticeship"
_ORIGIN = Position("content/pathway/qualifications.yaml")
_CRUMBS = trail(("Apprenticeships", routes.APPRENTICESHIPS))
VACANCIES_SHOWN = 6
STORIES_SHOWN = 3
_NO_LEVEL = "Other levels"


@fixed
class ApprenticeshipRow:
    """An apprenticeship, with the roles that it helps in. `url` leads elsewhere, or is empty."""

    id: str
    title: str
    summary: str
    facts: tuple[Fact, ...]
    roles: tuple[LinkRow, ...]
    url: str


@fixed
class Level:
    """The apprenticeships of a level, like `Level 2`."""

    title: str
    rows: tuple[ApprenticeshipRow, ...]


@fixed(kw_only=True, slots=False)
class ApprenticeshipsContext(Context):
    """What pages/apprenticeships.html is filled with.

    `pay` are the legal rates in force, `pay_since` since when and `pay_source` from where; all are
    empty where no rate is known. `who_pays` is said once where it is the same for all, or empty.
    `begin` are roles that people begin as apprentices.
    """

    levels: tuple[Level, ...]
    pay: tuple[Fact, ...]
    pay_since: str
    pay_source: str
    who_pays: str
    begin: tuple[LinkRow, ...]
    vacancies: tuple[VacancyCard, ...]
    more_vacancies: LinkRow | None
    stories: tuple[StoryCard, ...]
    as_of: date | None
    sources: tuple[str, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page."""
    make, head = partial(_context, library, cards), partial(_head, library)
    yield Page(routes.APPRENTICESHIPS, "pages/apprenticeships.html", make, _ORIGIN, head=head)


def _context(library: Library, cards: CardMaker) -> ApprenticeshipsContext:
    known = [each for each in library.qualifications.values() if is_apprenticeship(each)]
    who_pays = _same({each.who_pays for each in known}) if len(known) > 1 else ""
    rate = library.pay_rate(library.today)
    pay: tuple[Fact, ...] = ()
    if rate:
        pay = (
            Fact(
                "Apprentice under 19, or in the first year",
                f"{money(rate.apprentice, True)} an hour",
            ),
            Fact("After that, aged 18 to 20", f"{money(rate.age_18_to_20, True)} an hour"),
            Fact("After that, aged 21 or over", f"{money(rate.age_21_and_over, True)} an hour"),
        )
    vacancies = [each for each in library.vacancies if each.contract is Contract.APPRENTICESHIP]
    more = None
    if len(vacancies) > VACANCIES_SHOWN:
        more = contract_link(Contract.APPRENTICESHIP, "open apprenticeships", len(vacancies))
    stories = library.stories_by_role.get("apprentice", ())[:STORIES_SHOWN]
    return ApprenticeshipsContext(
        head=_head(library),
        crumbs=_CRUMBS,
        levels=tuple(_levels(library, known, said_once=bool(who_pays))),
        pay=pay,
        pay_since=british_date(rate.from_date) if rate else "",
        pay_source=rate.source if rate else "",
        who_pays=who_pays,
        begin=tuple(
            LinkRow(role.title, role.url)
            for role in library.roles.values()
            if any(each.kind is RouteKind.APPRENTICESHIP for each in role.routes)
        ),
        vacancies=cards.vacancies(vacancies[:VACANCIES_SHOWN]),
        more_vacancies=more,
        stories=tuple(cards.story(each) for each in stories),
        as_of=min((each.as_of for each in known), default=None),
        sources=tuple(dict.fromkeys(source for each in known for source in each.sources)),
        stylesheets=("event",),
    )


def _head(library: Library) -> Head:
    return make_head(
        library,
        _CRUMBS,
        "Apprenticeships in care",
        f"Earn while you learn in care in {library.config.area}: apprenticeships by level, how "
        "long they take, who pays, what you earn and where they lead.",
    )


def is_apprenticeship(qualification: Qualification) -> bool:
    """Return whether a qualification is one: by its kind, as the author wrote it."""
    return KIND in (qualification.kind or "").casefold()


def _same(answers: set[str | None]) -> str:
    """Return the one answer, or an empty text where there are others."""
    return next(iter(answers)) or "" if len(answers) == 1 else ""


def _levels(library: Library, known: list[Qualification], *, said_once: bool) -> Iterator[Level]:
    for level in sorted({each.level or _NO_LEVEL for each in known}):
        here = [each for each in known if (each.level or _NO_LEVEL) == level]
        yield Level(level, tuple(_row(library, each, said_once) for each in here))


def _row(library: Library, each: Qualification, said_once: bool) -> ApprenticeshipRow:
    facts = (
        Fact("How long", each.duration or "Not stated"),
        Fact("Who pays", "" if said_once else each.who_pays or "Not stated"),
        Fact("Leads to", each.leads_to or ""),
    )
    return ApprenticeshipRow(
        id=each.id_,
        title=each.title,
        summary=each.summary,
        facts=tuple(row for row in facts if row.value),
        roles=tuple(
            LinkRow(role.title, role.url)
            for role in library.roles.values()
            if each.id_ in role.qualifications
        ),
        url=each.url or "",
    )
