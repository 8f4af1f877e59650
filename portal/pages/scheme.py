"""The page of one refer-a-friend scheme: what is paid, when, to whom, and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import Scheme
from portal.content.scheme import SchemeContact
from portal.filters import british_date, list_words, money
from portal.library import Library
from portal.pages.applying import message, phone_url
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, ProviderCard, VacancyCard
from portal.pages.heads import make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.pages.qr import QrCode
from portal.pages.referral import WorkedExample, for_whom, worked_example
from portal.pages.vacancy_dates import iso_moment
from portal.prose import ProseMaker
from portal.values import fixed

VACANCIES_SHOWN = 6


@fixed
class StageRow:
    """A part of the reward: when it is paid, how much, and for whom."""

    when: str
    amount: str
    whom: str


@fixed
class ReadyLink:
    """A link that anybody may pass on: what it leads to, its page, and its whole address."""

    title: str
    url: str
    address: str
    qr: QrCode


@fixed(kw_only=True, slots=False)
class SchemeContext(Context):
    """What pages/scheme.html is filled with.

    `closed` says why nobody can refer today, or is empty; `over` that the last day is past.
    `closes` is the moment at which the page closes itself (ISO 8601), and `ended` what it says
    then; both may be empty. `bonus` is extra pounds for people who are new to care, and
    `bonus_when` when they are paid; `body` is safe HTML; `phone_url` calls the contact's number.
    `make` is where a link is made, `ready` one without a code; `share` is a message ready for an
    address, which tells colleagues of the scheme.
    """

    title: str
    summary: str
    closed: str
    over: bool
    closes: str
    ended: str
    total: str
    bonus: str
    bonus_when: str
    stages: tuple[StageRow, ...]
    worked: WorkedExample | None
    facts: tuple[Fact, ...]
    who_can_refer: tuple[str, ...]
    who_can_be_referred: tuple[str, ...]
    what_happens_next: tuple[str, ...]
    exclusions: tuple[str, ...]
    tax_note: str
    body: Markup
    contact: SchemeContact
    phone_url: str
    provider: ProviderCard | None
    vacancies: tuple[VacancyCard, ...]
    rules_reviewed_on: date
    make: str
    ready: ReadyLink
    share: Markup


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
    provider = library.providers.get(scheme.provider or "")
    found = library.vacancies_by_provider.get(scheme.provider or "", ())
    closes = scheme.closes_at if scheme.is_open(library.today) else None
    ready = ready_link(library, scheme)
    return SchemeContext(
        head=make_head(library, crumbs, f"{scheme.title}: refer a friend", scheme.summary),
        crumbs=crumbs,
        example=scheme.example,
        ribbon=ribbon_text(library, scheme.url),
        title=scheme.title,
        summary=scheme.summary,
        closed=_closed(scheme, library.today),
        over=scheme.is_over(library.today),
        closes=iso_moment(closes),
        ended=ended_sentence(scheme),
        total=money(scheme.total),
        bonus=money(scheme.new_to_care_bonus) if scheme.new_to_care_bonus else "",
        bonus_when=scheme.new_to_care_when or "",
        stages=tuple(
            StageRow(each.when, money(each.amount), for_whom(each)) for each in scheme.stages
        ),
        worked=worked_example(scheme, library.today),
        facts=_facts(library, cards, scheme),
        who_can_refer=scheme.who_can_refer,
        who_can_be_referred=scheme.who_can_be_referred,
        what_happens_next=scheme.what_happens_next,
        exclusions=scheme.exclusions,
        tax_note=scheme.tax_note or "",
        body=Markup(prose.html(scheme.body)),  # noqa: S704 - prose makes safe HTML
        contact=scheme.contact,
        phone_url=phone_url(scheme.contact.phone or ""),
        provider=cards.provider(provider.id) if provider else None,
        vacancies=cards.vacancies(found[:VACANCIES_SHOWN]),
        rules_reviewed_on=scheme.rules_reviewed_on,
        make=f"{routes.REFER_A_FRIEND}?page={ready.url}#make-my-link",
        ready=ready,
        share=message(f"{scheme.title}: refer a friend", library.config.absolute(scheme.url)),
        stylesheets=("referral",),
    )


def ready_link(library: Library, scheme: Scheme) -> ReadyLink:
    """Return the link to the provider's page, or to the whole site for an area-wide scheme."""
    provider = library.providers.get(scheme.provider or "")
    url = provider.url if provider else routes.HOME
    title = provider.title if provider else "Jobs in care"
    address = library.config.absolute(url)
    return ReadyLink(title, url, address, QrCode(address, f"QR code of {address}"))


def ended_sentence(scheme: Scheme) -> str:
    """Return what to say once the scheme is over, or an empty text where it has no end."""
    return f"This scheme ended on {british_date(scheme.ends)}." if scheme.ends else ""


def _closed(scheme: Scheme, today: date) -> str:
    if scheme.is_open(today):
        return ""
    if today < scheme.starts:
        return f"This scheme starts on {british_date(scheme.starts)}."
    return ended_sentence(scheme)


def _facts(library: Library, cards: CardMaker, scheme: Scheme) -> tuple[Fact, ...]:
    owner = library.providers.get(scheme.provider or "")
    rows = (
        Fact("Whose scheme", owner.title if owner else "", url=owner.url if owner else ""),
        Fact("Where", list_words(cards.district_titles(scheme.districts))),
        Fact("Starts", british_date(scheme.starts)),
        Fact("Ends", british_date(scheme.ends) or "No end date yet"),
        Fact("Rules last checked", british_date(scheme.rules_reviewed_on)),
    )
    return tuple(row for row in rows if row.value)
