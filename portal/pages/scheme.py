"""The page of one refer-a-friend scheme: what is paid, when, to whom, and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import Scheme
from portal.content.scheme import SchemeContact
from portal.filters import british_date, list_words, money
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, ProviderCard, VacancyCard
from portal.pages.heads import make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker

VACANCIES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class StageRow:
    """A part of the reward: when it is paid, how much, and to whom."""

    when: str
    amount: str
    to: str


@dataclass(frozen=True, kw_only=True)
class SchemeContext(Context):
    """What pages/scheme.html is filled with.

    `closed` says why nobody can refer today, or is empty; `bonus` is extra pounds for people who
    are new to care; `body` is safe HTML.
    """

    title: str
    summary: str
    closed: str
    total: str
    bonus: str
    stages: tuple[StageRow, ...]
    facts: tuple[Fact, ...]
    who_can_refer: tuple[str, ...]
    who_can_be_referred: tuple[str, ...]
    what_happens_next: tuple[str, ...]
    exclusions: tuple[str, ...]
    tax_note: str
    body: Markup
    contact: SchemeContact
    provider: ProviderCard | None
    vacancies: tuple[VacancyCard, ...]
    rules_reviewed_on: date


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each scheme."""
    for scheme in library.schemes:
        yield Page(
            scheme.url,
            "pages/scheme.html",
            partial(_context, library, prose, cards, scheme),
            scheme.position,
            modified=scheme.rules_reviewed_on,
        )


def _context(
    library: Library, prose: ProseMaker, cards: CardMaker, scheme: Scheme
) -> SchemeContext:
    crumbs = trail(("Refer a friend", routes.REFER_A_FRIEND), (scheme.title, scheme.url))
    provider = scheme.provider if scheme.provider in library.providers else None
    found = library.vacancies_by_provider.get(scheme.provider or "", ())
    return SchemeContext(
        head=make_head(
            library,
            crumbs,
            f"{scheme.title}: refer a friend",
            scheme.summary,
        ),
        crumbs=crumbs,
        example=scheme.example,
        ribbon=ribbon_text(library, scheme.url),
        title=scheme.title,
        summary=scheme.summary,
        closed=_closed(scheme, library.today),
        total=money(scheme.total),
        bonus=money(scheme.new_to_care_bonus) if scheme.new_to_care_bonus else "",
        stages=tuple(StageRow(each.when, money(each.amount), each.to) for each in scheme.stages),
        facts=_facts(cards, scheme),
        who_can_refer=scheme.who_can_refer,
        who_can_be_referred=scheme.who_can_be_referred,
        what_happens_next=scheme.what_happens_next,
        exclusions=scheme.exclusions,
        tax_note=scheme.tax_note or "",
        body=Markup(prose.html(scheme.body)),  # noqa: S704 - prose makes safe HTML
        contact=scheme.contact,
        provider=cards.provider(provider) if provider else None,
        vacancies=cards.vacancies(found[:VACANCIES_SHOWN]),
        rules_reviewed_on=scheme.rules_reviewed_on,
    )


def _closed(scheme: Scheme, today: date) -> str:
    if scheme.is_open(today):
        return ""
    if today < scheme.starts:
        return f"This scheme starts on {british_date(scheme.starts)}."
    return f"This scheme ended on {british_date(scheme.ends)}."


def _facts(cards: CardMaker, scheme: Scheme) -> tuple[Fact, ...]:
    rows = (
        Fact("Where", list_words(cards.district_titles(scheme.districts))),
        Fact("Starts", british_date(scheme.starts)),
        Fact("Ends", british_date(scheme.ends) or "No end date yet"),
    )
    return tuple(row for row in rows if row.value)
