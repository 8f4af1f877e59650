"""The page of one vacancy: the job and its terms, then the role, a story, and similar ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain, islice

from markupsafe import Markup

from portal import routes
from portal.content.facts import District
from portal.content.vacancy import Answer, Apply, Driving, Payer, Terms, Vacancy
from portal.errors import Position
from portal.feeds.life import is_closing_soon
from portal.filters import british_date, british_moment, list_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import (
    Fact,
    ProviderCard,
    RoleCard,
    StepRow,
    StoryCard,
    Term,
    Tone,
    VacancyCard,
)
from portal.pages.heads import fitting, make_head, ribbon_text, trail
from portal.pages.job_posting import job_posting
from portal.pages.page import Context, Crumb, Page
from portal.prose import ProseMaker

SIMILAR = 4
_STAYING_SAFE = "/staying-safe/"
_TONES: dict[Answer, Tone] = {
    Answer.YES: "yes",
    Answer.NO: "no",
    Answer.NOT_STATED: "not-stated",
}


@dataclass(frozen=True, kw_only=True)
class VacancyContext(Context):
    """What pages/vacancy.html is filled with, in the order of the page.

    `facts` are provider, place, pay, hours and pattern; `dates` are the key dates; `description`
    is safe HTML; `role`, `steps` and `story` are empty where the role is not known; `staying_safe`
    is the address of the page about safe job hunting, or empty. `closes` is the moment at which
    the page closes itself (ISO 8601), and `closed` what it says then; both may be empty.
    """

    title: str
    facts: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    terms: tuple[Term, ...]
    description: Markup
    apply: Apply
    closes: str
    closed: str
    staying_safe: str
    role: RoleCard | None
    steps: tuple[StepRow, ...]
    story: StoryCard | None
    similar: tuple[VacancyCard, ...]
    provider: ProviderCard | None


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each open vacancy."""
    origins: dict[str, Position] = {}
    for vacancy in library.vacancies:
        source = vacancy.source
        origin = origins.get(source) or origins.setdefault(source, Position(source))
        if vacancy.id in library.posted:
            origin = library.posted[vacancy.id].position
        yield Page(
            vacancy.url,
            "pages/vacancy.html",
            partial(_context, library, cards, vacancy),
            origin,
            modified=vacancy.posted_on,
        )


def _context(library: Library, cards: CardMaker, vacancy: Vacancy) -> VacancyContext:
    crumbs = crumbs_to(library, vacancy)
    title, description = _names(library, cards, vacancy)
    posting = job_posting(library, vacancy)
    role = vacancy.role if vacancy.role in library.roles else None
    provider = vacancy.provider if vacancy.provider in library.providers else None
    return VacancyContext(
        head=make_head(
            library,
            crumbs,
            title,
            description,
            kind="article",
            structured=(posting,) if posting else (),
        ),
        crumbs=crumbs,
        example=vacancy.example,
        ribbon=ribbon_text(library, vacancy.url),
        title=vacancy.title,
        facts=_facts(library, cards, vacancy),
        dates=_dates(vacancy, library.today),
        terms=_terms(vacancy),
        description=Markup(vacancy.description),  # noqa: S704 - made safe when it was read
        apply=vacancy.apply,
        closes=vacancy.closes_at.isoformat(timespec="seconds") if vacancy.closes_at else "",
        closed=closed_sentence(vacancy.closes_at),
        staying_safe=cards.prose_url(_STAYING_SAFE),
        role=cards.role(role) if role else None,
        steps=cards.steps_from(role) if role else (),
        story=cards.story_of(role, vacancy.provider) if role else None,
        similar=cards.vacancies(similar_to(library, vacancy)),
        provider=cards.provider(provider) if provider else None,
    )


def similar_to(library: Library, vacancy: Vacancy) -> Iterator[Vacancy]:
    """Yield up to four vacancies for the same role: in the same district first, never padded."""
    if not vacancy.role:
        return iter(())
    near: tuple[Vacancy, ...] = ()
    if vacancy.district:
        near = library.vacancies_by_district_and_role.get((vacancy.district, vacancy.role), ())
    # All that is near stands in the other list too; what can repeat is at most what came first.
    found = chain(near, library.vacancies_by_role.get(vacancy.role, ()))
    return islice(_others(found, vacancy), SIMILAR)


def _others(found: Iterable[Vacancy], than: Vacancy) -> Iterator[Vacancy]:
    seen = {than.id}
    for each in found:
        if each.id not in seen:
            seen.add(each.id)
            yield each


def crumbs_to(library: Library, vacancy: Vacancy) -> tuple[Crumb, ...]:
    """Return the trail to a vacancy: by its district, where that is known."""
    pairs = [("Vacancies", routes.VACANCIES)]
    district = library.districts.get(vacancy.district or "")
    if district is not None:
        pairs.append((district.title, routes.vacancies_in(district.id_)))
    return trail(*pairs, (vacancy.title, vacancy.url))


def _names(library: Library, cards: CardMaker, vacancy: Vacancy) -> tuple[str, str]:
    """Return title and description; vacancies that look the same are told apart by reference.

    Where the title is too long, the provider goes and the place stays: people search for a job and
    a town. It stays in full where another vacancy would then be called the same.
    """
    headline = cards.headline(vacancy)
    title, provider, place = headline
    told_apart = f" ({vacancy.reference or vacancy.id})" if cards.headlines[headline] > 1 else ""
    card = cards.vacancy(vacancy)
    where = f" in {place}" if place else ""
    employer = f" with {provider}" if provider else ""
    closes = f" {card.closes}." if card.closes else ""
    full = ", ".join(filter(None, (f"{title}{told_apart}", provider, place)))
    is_clear = bool(place) and cards.jobs_in_places[title, place] == 1
    return (
        fitting(library, full, f"{title}, {place}") if is_clear else full,
        f"{title}{told_apart}{employer}{where}. {card.pay}. {card.hours}.{closes}",
    )


def _facts(library: Library, cards: CardMaker, vacancy: Vacancy) -> tuple[Fact, ...]:
    provider = vacancy.provider if vacancy.provider in library.providers else None
    district = library.districts.get(vacancy.district or "")
    card = cards.vacancy(vacancy)
    rows = [
        Fact(
            "Provider",
            card.provider or "Not stated",
            url=cards.provider(provider).url if provider else "",
        ),
        Fact("Place", card.place or "Not stated", _district_note(card.place, district)),
        Fact("Pay", card.pay, _pay_note(vacancy)),
        Fact("Hours", card.hours),
        Fact("Contract", words.CONTRACTS[vacancy.contract] if vacancy.contract else "Not stated"),
    ]
    if vacancy.shifts:
        shifts = list_words(words.SHIFTS[each].lower() for each in vacancy.shifts)
        rows.append(Fact("Shifts", shifts[0].upper() + shifts[1:]))
    return tuple(rows)


def _district_note(place: str, district: District | None) -> str:
    return district.title if district and district.title != place else ""


def _pay_note(vacancy: Vacancy) -> str:
    """Return the advert's own words where the figures stand above them."""
    text = vacancy.pay.text
    return text if text and text != words.vacancy_pay(vacancy.pay) else ""


def closed_sentence(moment: date | None) -> str:
    """Return what to say of a vacancy that closed at a moment or on a day; nothing for never.

    >>> closed_sentence(date(2026, 12, 4))
    'This vacancy closed on 4 December 2026.'
    """
    when = british_moment(moment) if isinstance(moment, datetime) else british_date(moment)
    return f"This vacancy closed on {when}." if when else ""


def _dates(vacancy: Vacancy, today: date) -> tuple[Fact, ...]:
    soon = "Closing soon" if is_closing_soon(vacancy, today) else ""
    return (
        Fact("Closes", british_moment(vacancy.closes_at) or "Not stated", soon),
        Fact("Starts", vacancy.starts or "Not stated"),
        Fact("Posted", british_date(vacancy.posted_on or vacancy.first_seen) or "Not stated"),
    )


def _terms(vacancy: Vacancy) -> tuple[Term, ...]:
    """Return every term people ask about; what the advert leaves out is shown as such."""
    terms: Terms = vacancy.terms
    asked = (
        ("Guaranteed hours", vacancy.hours.guaranteed),
        ("Paid for travel between visits", terms.travel_time_paid),
        ("Mileage paid", terms.mileage),
        ("Paid for training when you start", terms.induction_paid),
        ("Sick pay above the legal minimum", terms.sick_pay),
        ("Uniform provided", terms.uniform_provided),
    )
    rows = [Term(label, words.ANSWERS[answer], _TONES[answer]) for label, answer in asked]
    rows.insert(4, _PAYERS[terms.dbs_paid_by])
    rows.append(Term("Driving", words.DRIVING[vacancy.driving], _driving_tone(vacancy.driving)))
    rows.append(_EXPERIENCE[vacancy.experience_needed])
    return tuple(rows)


_DBS = "Criminal-record check (DBS)"
_PAYERS = {
    Payer.EMPLOYER: Term(_DBS, "The employer pays", "yes"),
    Payer.WORKER: Term(_DBS, "You pay", "no"),
    Payer.NOT_STATED: Term(_DBS, "Not stated", "not-stated"),
}
_EXPERIENCE = {
    Answer.YES: Term("Experience", "You need experience", "neutral"),
    Answer.NO: Term("Experience", "No experience needed", "yes"),
    Answer.NOT_STATED: Term("Experience", "Not stated", "not-stated"),
}


def _driving_tone(driving: Driving) -> Tone:
    return "not-stated" if driving is Driving.NOT_STATED else "neutral"
