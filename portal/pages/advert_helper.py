"""Helps providers to write adverts that say what people ask, and shows how much theirs say now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from portal import routes
from portal.content import Provider
from portal.content.advert_rules import HEADINGS, RULES
from portal.content.completeness import QUESTIONS, Completeness
from portal.content.vacancy import Vacancy
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.heads import fitting, make_head, trail
from portal.pages.page import Context, Crumb, Head, Page
from portal.pages.resources import hub_crumb
from portal.prose import ProseMaker
from portal.values import fixed

URL = f"{routes.FOR_PROVIDERS}advert-helper/"
TITLE = "Advert helper"
_LEAD = (
    "People read an advert on a phone, in a break. See what they look for, what yours says, and "
    "which words keep good people away."
)
ADVERTS_SHOWN = 50
MISSING_SHOWN = 3
_ORIGIN = Position("content/vacancies")
_Scored = list[tuple[Vacancy, Completeness]]
# What to write for each thing that people ask, by its name in portal/content/completeness.py.
HOW: Mapping[str, str] = {
    "pay in pounds": "“£13.20 an hour”. “Competitive” tells nobody anything.",
    "hours a week": "“20 to 30 hours a week”, and not “various”.",
    "whether hours are guaranteed": "How many are. If none are, say no: people plan with it.",
    "pay for travel between visits": "Yes or no, and how it is paid.",
    "contract": "Permanent, fixed-term, bank, apprenticeship or volunteer.",
    "closing date": "Somebody who finds a closed vacancy does not come back.",
    "whether people need to drive": "Needed, helpful or not needed, and how else to get around.",
    "who pays for the DBS check": "You, or the person who starts.",
    "whether induction is paid": "Shadow shifts and training days, too.",
    "sick pay": "Is there more than the legal minimum? Say yes or no.",
    "mileage": "How much a mile, where people use their own car.",
}


@fixed
class Asked:
    """Something that people want to know of an advert; `of` is which adverts are asked."""

    name: str
    how: str
    weight: int
    of: str


@fixed
class WordsToAvoid:
    """Words, better ones, and why; `illegal` says that such an advert is not shown."""

    avoid: str
    better: str
    why: str
    illegal: bool


@fixed
class WordGroup:
    """Words to avoid that have to do with the same thing."""

    title: str
    rows: tuple[WordsToAvoid, ...]


@fixed
class AdvertScore:
    """An open vacancy: how much of what people ask it says, from 0 to 100, and what is missing."""

    vacancy: LinkRow
    score: int
    missing: tuple[str, ...]


@fixed
class ProviderScore:
    """The open vacancies of a provider: how many, their mean score, and what is missing most."""

    provider: LinkRow
    count: int
    score: int
    missing: tuple[str, ...]
    example: bool


@fixed
class AdvertGuide:
    """What a complete advert has, and words that do not belong in one."""

    asked: tuple[Asked, ...]
    words: tuple[WordGroup, ...]


@fixed(kw_only=True, slots=False)
class AdvertHelperContext(Context):
    """What pages/advert_helper.html is filled with. `post` is the page on how to post, or empty."""

    title: str
    lead: str
    guide: AdvertGuide
    providers: tuple[ProviderScore, ...]
    post: str


@fixed(kw_only=True, slots=False)
class ProviderAdvertsContext(Context):
    """What pages/provider_adverts.html is filled with: the adverts that say least come first.

    `more` counts those that there is no room for; they say more than those shown.
    """

    title: str
    provider: LinkRow
    whole: ProviderScore
    adverts: tuple[AdvertScore, ...]
    more: int


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the helper, and a page for each provider with open vacancies.

    Search engines are kept away from the scores: they are there to help those whose adverts they
    are.
    """
    scores = _Scores(library)
    yield Page(
        URL,
        "pages/advert_helper.html",
        partial(_context, library, cards, scores),
        _ORIGIN,
        reads=lambda: (library.vacancies,),
        head=partial(_head, library),
    )
    for provider in library.providers.values():
        if library.vacancies_by_provider.get(provider.id):
            yield Page(
                f"{URL}{provider.id}/",
                "pages/provider_adverts.html",
                partial(_provider, library, cards, scores, provider),
                provider.position,
                listed=False,
                reads=partial(_reads, library, provider),
            )


def _reads(library: Library, provider: Provider) -> tuple[object, ...]:
    """Return all in `_provider` that is of vacancies, as `portal.keeping` asks."""
    # One by one: the lists of vacancies have told most of them.
    return library.vacancies_by_provider[provider.id]


def advert_guide() -> AdvertGuide:
    """Return what a complete advert has, the weightiest first, and the words to avoid."""
    return AdvertGuide(
        tuple(
            Asked(each.name, HOW[each.name], each.weight, each.asked_of.value) for each in QUESTIONS
        ),
        tuple(_words()),
    )


def _words() -> Iterator[WordGroup]:
    for code, title in HEADINGS.items():
        rules = (rule for rule in RULES if rule.code == code)
        rows = (
            WordsToAvoid(
                each.avoid.replace("; ", ", "),
                each.better,
                f"It {each.because}. {each.law}.",
                each.illegal,
            )
            for each in rules
        )
        yield WordGroup(title, tuple(rows))


def _context(library: Library, cards: CardMaker, scores: _Scores) -> AdvertHelperContext:
    return AdvertHelperContext(
        head=_head(library),
        crumbs=_crumbs(),
        title=TITLE,
        lead=_LEAD,
        guide=advert_guide(),
        providers=tuple(
            _whole(provider, [score for _, score in scores.of(provider)])
            for provider in library.providers.values()
            if provider.id in library.vacancies_by_provider
        ),
        post=cards.prose_url(f"{routes.FOR_PROVIDERS}post-a-vacancy/"),
        scripts=("advert",),
        stylesheets=("hub", "pack"),
    )


def _crumbs() -> tuple[Crumb, ...]:
    return trail(hub_crumb(), (TITLE, URL))


def _head(library: Library) -> Head:
    return make_head(library, _crumbs(), "Advert helper for care providers", _LEAD)


class _Scores:
    """The open vacancies of each provider with their scores: put in order once, for two pages."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._scored: dict[str, _Scored] = {}

    def of(self, provider: Provider) -> _Scored:
        """Return those of a provider, those that say least first."""
        scored = self._scored.get(provider.id)
        if scored is None:
            scored = self._scored[provider.id] = self._score(provider)
        return scored

    def _score(self, provider: Provider) -> _Scored:
        completeness = self._library.completeness
        open_now = self._library.vacancies_by_provider.get(provider.id, ())
        return sorted(
            ((each, completeness[each.id]) for each in open_now),
            key=lambda pair: (pair[1].score, pair[0].title, pair[0].id),
        )


def _whole(provider: Provider, scores: list[Completeness]) -> ProviderScore:
    missing = Counter(name for each in scores for name in each.missing)
    return ProviderScore(
        provider=LinkRow(provider.title, f"{URL}{provider.id}/"),
        count=len(scores),
        score=round(sum(each.score for each in scores) / len(scores)),
        missing=tuple(name for name, _ in missing.most_common(MISSING_SHOWN)),
        example=provider.example,
    )


def _provider(
    library: Library, cards: CardMaker, scores: _Scores, provider: Provider
) -> ProviderAdvertsContext:
    crumbs = trail(hub_crumb(), (TITLE, URL), (provider.title, f"{URL}{provider.id}/"))
    found = scores.of(provider)
    title = f"What the adverts of {provider.title} say"
    return ProviderAdvertsContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, title, f"Adverts: {provider.title}", "What these adverts say"),
            f"{title}, and what people still have to ask: open vacancies with a score each.",
            noindex=True,
        ),
        crumbs=crumbs,
        example=provider.example,
        title=title,
        provider=LinkRow(provider.title, provider.url),
        whole=_whole(provider, [score for _, score in found]),
        adverts=tuple(
            AdvertScore(
                LinkRow(each.title, each.url, note=cards.place_of(each)), score.score, score.missing
            )
            for each, score in found[:ADVERTS_SHOWN]
        ),
        more=max(0, len(found) - ADVERTS_SHOWN),
        stylesheets=("hub", "pack"),
    )
