"""The page of one vacancy: the job and its terms, then the role, a story, and similar ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content.vacancy import Vacancy
from portal.errors import Position
from portal.feeds.posted import SOURCE
from portal.filters import british_date
from portal.library import Library
from portal.pages.applying import Way, share_text, ways_to_apply
from portal.pages.beside import Beside
from portal.pages.card_maker import CardMaker
from portal.pages.cards import (
    Fact,
    ProviderCard,
    RoleCard,
    StepRow,
    StoryCard,
    Term,
    VacancyCard,
)
from portal.pages.heads import fitting, make_head, ribbon_text, trail
from portal.pages.in_common import told_previews, told_stories
from portal.pages.job_posting import job_posting
from portal.pages.page import Context, Crumb, Page, Together
from portal.pages.referral import SchemeLine, scheme_line
from portal.pages.saved import URL as SAVED
from portal.pages.suiting import Suits, SuitsMaker
from portal.pages.vacancy_dates import closed_sentence, closing_fact, date_facts, iso_moment
from portal.pages.vacancy_facts import pay_facts, place_facts
from portal.pages.vacancy_terms import terms_of
from portal.prose import ProseMaker
from portal.values import fixed

__all__ = ["VacancyContext", "closed_sentence", "crumbs_to", "pager", "pages"]

STEPS_SHOWN = 3
_STAYING_SAFE = "/staying-safe/"
_PAY_AND_TERMS = "/pay-and-terms/"
_HOW_TO_APPLY = "/how-to-apply/"


@fixed(kw_only=True, slots=False)
class VacancyContext(Context):
    """What pages/vacancy.html is filled with, in the order of the page.

    `where` is the provider and the place; `facts` are pay and hours; `closing` is the last day and
    how long that is from now; `dates` are the key dates; `came_from` says where the advert is from,
    and `left_out` how many of the terms it leaves out.
    `closes` is the moment at which the page closes itself (ISO 8601), and `closed` what it says
    then; both may be empty. `ways` are those to apply. `description` is safe HTML; `suits`, `role`,
    `steps` and `story` are empty where the role is not known. `staying_safe`, `pay_and_terms` and
    `how_to_apply` are addresses of pages of prose, or empty; `share` is a message ready for an
    address, `scheme` the provider's open refer-a-friend scheme, and `saved` the page of saved
    vacancies.
    """

    title: str
    where: tuple[Fact, Fact]
    facts: tuple[Fact, ...]
    closing: Fact
    closes: str
    closed: str
    ways: tuple[Way, ...]
    dates: tuple[Fact, ...]
    came_from: str
    terms: tuple[Term, ...]
    left_out: int
    description: Markup
    suits: Suits | None
    staying_safe: str
    pay_and_terms: str
    how_to_apply: str
    role: RoleCard | None
    steps: tuple[StepRow, ...]
    more_steps: int
    story: StoryCard | None
    similar: tuple[VacancyCard, ...]
    provider: ProviderCard | None
    share: Markup
    scheme: SchemeLine | None
    saved: str
    address: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Return a page for each open vacancy."""
    return map(pager(library, cards), library.vacancies)


@fixed
class _OfVacancy:
    """What the page of a vacancy is made of; of ten thousand, the half of what `partial` takes."""

    shared: tuple[Library, CardMaker, SuitsMaker, Beside]
    vacancy: Vacancy

    def context(self) -> VacancyContext:
        """Return what the page is filled with."""
        return _context(*self.shared, self.vacancy)

    def reads(self) -> tuple[object, ...]:
        """Return what that follows from, and what may change while the rest stays."""
        library, _, _, beside = self.shared
        return _reads(library, beside, self.vacancy)


def pager(library: Library, cards: CardMaker) -> Callable[[Vacancy], Page]:
    """Return what plans the page of a vacancy of this library."""
    shared = (library, cards, SuitsMaker(library), Beside(library, cards))
    # A story changes often, and is seen beside vacancies for the role of its person only.
    together = {
        role: Together(f"vacancies: {role}", partial(_all_reads, library, cards, role))
        for role in (None, *library.roles)
    }
    origins: dict[str, Position] = {}

    def page_of(vacancy: Vacancy) -> Page:
        url, source = vacancy.url, vacancy.source
        origin = origins.get(source) or origins.setdefault(source, Position(source))
        if vacancy.id in library.posted:
            origin = library.posted[vacancy.id].position
        made = _OfVacancy(shared, vacancy)
        return Page(
            url,
            "pages/vacancy.html",
            made.context,
            origin,
            modified=vacancy.posted_on,
            reads=made.reads,
            together=together[vacancy.role if vacancy.role in library.roles else None],
        )

    return page_of


def _all_reads(library: Library, cards: CardMaker, role: str | None) -> tuple[object, ...]:
    """Return all that `_reads` may return for vacancies in a role; the rest of it follows."""
    stories = library.stories_by_role.get(role, ()) if role else ()
    return (
        library.vacancies,
        *told_previews(library),
        cards.role(role) if role else None,
        cards.steps_from(role) if role else None,
        *told_stories(stories, cards),
    )


def _reads(library: Library, beside: Beside, vacancy: Vacancy) -> tuple[object, ...]:
    """Return all in `_context` that is of vacancies and stories; cards are told with their counts.

    What is not here must belong to the rest of the library: `portal.keeping` relies on it.
    """
    return (
        vacancy,
        library.previewed.get(vacancy.url),
        vacancy.id in beside.namesakes,
        vacancy.id in beside.alone,
        beside.company(vacancy).told,
        beside.similar(vacancy),
    )


def _context(
    library: Library, cards: CardMaker, suits: SuitsMaker, beside: Beside, vacancy: Vacancy
) -> VacancyContext:
    crumbs = crumbs_to(library, vacancy)
    title, description = _names(library, cards, beside, vacancy)
    posting = job_posting(library, vacancy)
    structured = (posting,) if posting else ()
    (role, steps), story, employer, _ = beside.company(vacancy)
    provider = library.providers.get(vacancy.provider or "")
    terms = terms_of(vacancy)
    card = cards.vacancy(vacancy)
    address = library.config.absolute(vacancy.url)
    return VacancyContext(
        head=make_head(library, crumbs, title, description, kind="article", structured=structured),
        crumbs=crumbs,
        example=vacancy.example,
        ribbon=ribbon_text(library, vacancy.url),
        title=vacancy.title,
        where=place_facts(library, cards, vacancy),
        facts=pay_facts(cards, vacancy),
        closing=closing_fact(vacancy, library.today),
        closes=iso_moment(vacancy.closes_at),
        closed=closed_sentence(vacancy.closes_at),
        ways=ways_to_apply(vacancy, (provider.website if provider else None) or ""),
        dates=date_facts(vacancy, library.today),
        came_from=_came_from(library, vacancy),
        terms=terms,
        left_out=sum(each.tone == "not-stated" for each in terms),
        description=Markup(vacancy.description),  # noqa: S704 - made safe when it was read
        suits=suits.of(vacancy),
        staying_safe=cards.prose_url(_STAYING_SAFE),
        pay_and_terms=cards.prose_url(_PAY_AND_TERMS),
        how_to_apply=cards.prose_url(_HOW_TO_APPLY),
        role=role,
        steps=steps[:STEPS_SHOWN],
        more_steps=max(len(steps) - STEPS_SHOWN, 0),
        story=story,
        similar=cards.vacancies(beside.similar(vacancy)),
        provider=employer,
        share=share_text(vacancy.title, card.provider, card.place, address),
        scheme=scheme_line(library, vacancy.provider, vacancy.url),
        saved=SAVED,
        scripts=("saving",),
        address=address,
    )


def _came_from(library: Library, vacancy: Vacancy) -> str:
    """Return where the advert is from, and when it was last seen there, as far as we know."""
    if vacancy.source == SOURCE:
        return "Posted on this site by hand, not taken from a feed."
    feed = library.feeds.get(vacancy.source)
    if feed is None:
        return ""
    owner = library.providers.get(feed.provider or "")
    name = f"{owner.title}’s own feed" if owner else feed.title or feed.id_
    checked = british_date(vacancy.last_seen)
    return f"From {name}, last checked {checked}." if checked else f"From {name}."


def crumbs_to(library: Library, vacancy: Vacancy) -> tuple[Crumb, ...]:
    """Return the trail to a vacancy: by its district, where that is known."""
    pairs = [("Vacancies", routes.VACANCIES)]
    district = library.districts.get(vacancy.district or "")
    if district is not None:
        pairs.append((district.title, routes.vacancies_in(district.id_)))
    return trail(*pairs, (vacancy.title, vacancy.url))


def _names(library: Library, cards: CardMaker, beside: Beside, vacancy: Vacancy) -> tuple[str, str]:
    """Return title and description; vacancies that look the same are told apart by reference.

    Where the title is too long, the provider goes and the place stays: people search for a job and
    a town. It stays in full where another vacancy would then be called the same.
    """
    card = cards.vacancy(vacancy)
    title, provider, place = card.title, card.provider, card.place
    told_apart = f" ({vacancy.reference or vacancy.id})" if vacancy.id in beside.namesakes else ""
    where = f" in {place}" if place else ""
    employer = f" with {provider}" if provider else ""
    closes = f" {card.closes}." if card.closes else ""
    full = ", ".join(filter(None, (f"{title}{told_apart}", provider, place)))
    return (
        fitting(library, full, f"{title}, {place}") if vacancy.id in beside.alone else full,
        f"{title}{told_apart}{employer}{where}. {card.pay}. {card.hours}.{closes}",
    )
