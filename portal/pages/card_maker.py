"""Makes the cards of a library, each once: a vacancy is shown on many lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from datetime import datetime
from functools import cached_property

from portal import routes
from portal.content import CaseStudy, Scheme, Step
from portal.content.audience import JobsWith
from portal.content.case_study import ProviderByName
from portal.content.vacancy import Status, Vacancy
from portal.feeds.life import is_closing_soon, is_new
from portal.filters import (
    amount_text,
    british_date,
    british_moment,
    list_words,
    money,
    months_text,
    shorten,
)
from portal.fingerprints import Row
from portal.images import Picture
from portal.images.route import route_of
from portal.library import Library
from portal.pages import words
from portal.pages.cards import (
    LinkRow,
    ProviderCard,
    RoleCard,
    SchemeCard,
    StepRow,
    StoryCard,
    VacancyCard,
)
from portal.pages.drawings import drawing_of
from portal.pages.job_searches import FoundJobs
from portal.pages.kept_card import KeptCard
from portal.pages.pictures import view
from portal.pages.share_cards import ShareCards, find_share_cards
from portal.pages.tags import tags_of
from portal.pages.vacancy_dates import closing_fact, iso_moment
from portal.pages.ways import Way, ways_on

# Stands for any provider, or none: no id is empty.
_ANY = ""
_CardOf = Callable[[Vacancy], VacancyCard]
FindKept = Callable[[Vacancy, _CardOf], KeptCard | None]


class CardMaker:
    """The cards of one library. What was made is kept, since a library never changes."""

    def __init__(
        self,
        library: Library,
        pictures: Mapping[str, Picture],
        shared: ShareCards | None = None,
        find_kept: FindKept | None = None,
    ) -> None:
        """Take a library, the pictures of its stories by their ids, and the cards for sharing.

        `find_kept` returns the card of a vacancy where an earlier build kept it.
        """
        self.shared = shared or find_share_cards(library, pictures)
        self._library = library
        self.pictures = pictures
        self._find_kept = find_kept
        self._vacancies: dict[str, VacancyCard] = {}
        self._listed: dict[str, VacancyCard | KeptCard] = {}
        self._closings: dict[tuple[datetime | None, Status], tuple[str, str, str]] = {}
        self._steps: dict[str, tuple[StepRow, ...]] = {}
        self._roles: dict[str, RoleCard] = {}
        self._ways: dict[str, tuple[Way, ...]] = {}
        self._providers: dict[str, ProviderCard] = {}
        self._cards_of_stories: dict[str, StoryCard] = {}
        self._told: dict[str, Row] = {}

    def vacancy(self, vacancy: Vacancy) -> VacancyCard:
        """Return the card of a vacancy."""
        card = self._vacancies.get(vacancy.id)
        if card is None:
            closes, left, until = self._closing(vacancy)
            card = self._vacancies[vacancy.id] = VacancyCard(
                title=vacancy.title,
                url=vacancy.url,
                provider=self._library.provider_name(vacancy),
                place=self.place_of(vacancy),
                pay=words.vacancy_pay(vacancy.pay),
                hours=words.vacancy_hours(vacancy.hours),
                tags=tags_of(vacancy),
                posted=_after("Posted", british_date(vacancy.posted_on)),
                closes=closes,
                example=vacancy.example,
                left=left,
                until=until,
            )
        return card

    def _closing(self, vacancy: Vacancy) -> tuple[str, str, str]:
        """Return when a vacancy closes and, in its last week, how long that is and the moment."""
        told = vacancy.closes_at, vacancy.status  # of which ten thousand have a few hundred
        closing = self._closings.get(told)
        if closing is None:
            today = self._library.today
            closes = _after("Closes", british_moment(vacancy.closes_at))
            closing = closes, "", ""
            if is_closing_soon(vacancy, today):
                until = iso_moment(vacancy.closes_at)
                closing = closes, closing_fact(vacancy, today).note, until
            self._closings[told] = closing
        return closing

    def vacancies(self, vacancies: Iterable[Vacancy]) -> tuple[VacancyCard, ...]:
        """Return the cards of vacancies, in their order."""
        known = self._vacancies.get  # asked half a million times
        return tuple([known(each.id) or self.vacancy(each) for each in vacancies])

    def listed(self, vacancies: Iterable[Vacancy]) -> tuple[VacancyCard | KeptCard, ...]:
        """Return the cards of vacancies on a list, in their order, of which some may be kept.

        For pages that say what they read, or they would be told by all that is on these cards.
        """
        known = self._listed.get
        return tuple([known(each.id) or self._card_on_list(each) for each in vacancies])

    def _card_on_list(self, vacancy: Vacancy) -> VacancyCard | KeptCard:
        kept = self._find_kept(vacancy, self.vacancy) if self._find_kept else None
        card = self._listed[vacancy.id] = kept or self.vacancy(vacancy)
        return card

    @cached_property
    def new(self) -> Set[str]:
        """The ids of the vacancies that came today."""
        today = self._library.today
        return frozenset(each.id for each in self._library.vacancies if is_new(each, today))

    def place_of(self, vacancy: Vacancy) -> str:
        """Return the place of a vacancy, or its district where the place is not known."""
        if vacancy.place:
            return vacancy.place
        district = self._library.districts.get(vacancy.district or "")
        return district.title if district else ""

    def role(self, identity: str) -> RoleCard:
        """Return the card of a role, with what is open and told about it today."""
        card = self._roles.get(identity)
        if card is None:
            library = self._library
            role = library.roles[identity]
            starter = role.pay.starter.min if role.pay else None
            pay = amount_text(starter, None, role.pay.per) if role.pay else ""
            card = self._roles[identity] = RoleCard(
                title=role.title,
                url=role.url,
                summary=role.summary,
                pay=f"From {pay}" if pay else "",
                vacancies=len(library.vacancies_by_role.get(identity, ())),
                stories=len(library.stories_by_role.get(identity, ())),
                category=words.CATEGORIES[role.category],
            )
        return card

    def story(self, story: CaseStudy) -> StoryCard:
        """Return the card of a case study."""
        card = self._cards_of_stories.get(story.id)
        if card is None:
            card = self._cards_of_stories[story.id] = self._story(story)
        return card

    def _story(self, story: CaseStudy) -> StoryCard:
        role = self._library.roles.get(story.person.role)
        place = self._library.places.get(story.place)
        picture = self.pictures.get(story.id)
        return StoryCard(
            title=story.title,
            url=story.url,
            name=story.person.name,
            role=role.title if role else "",
            quote=story.quote,
            place=place.title if place else "",
            example=story.example,
            picture=view(picture, story.image) if picture and story.image else None,
            route=route_of(story.id),
            language=story.language or "",
            setting=drawing_of(story.setting),
        )

    def told(self, story: CaseStudy) -> Row:
        """Return all that other pages show of a case study, its card and what it is found by."""
        row = self._told.get(story.id)
        if row is None:
            provider = story.provider if isinstance(story.provider, str) else ""
            step = (story.step.from_, story.step.to) if story.step else ("", "")
            found_by = (" ".join(story.audiences), story.person.role, story.setting, story.place)
            said = (self.story(story), story.id, story.summary, story.date.isoformat())
            row = self._told[story.id] = Row((*said, *found_by, provider, *step))
        return row

    def story_of(self, role: str, provider: str | None) -> StoryCard | None:
        """Return a story of somebody in a role, with the provider where there is one, or None."""
        chosen = self._first_stories.get((role, provider)) or self._first_stories.get((role, _ANY))
        return self.story(chosen) if chosen else None

    @cached_property
    def _first_stories(self) -> Mapping[tuple[str, str | None], CaseStudy]:
        """The first story of each role, and of each role with each provider: one look at all of
        them, where thousands of pairs are asked for.
        """
        found: dict[tuple[str, str | None], CaseStudy] = {}
        for story in self._library.case_studies:
            role, provider = story.person.role, story.provider
            found.setdefault((role, _ANY), story)
            if not isinstance(provider, ProviderByName):
                found.setdefault((role, provider), story)
        return found

    def provider(self, identity: str) -> ProviderCard:
        """Return the card of a provider."""
        card = self._providers.get(identity)
        if card is None:
            library = self._library
            provider = library.providers[identity]
            card = self._providers[identity] = ProviderCard(
                title=provider.title,
                url=provider.url,
                about=shorten(provider.about),
                services=", ".join(self.setting_titles(provider.services)),
                districts=list_words(self.district_titles(provider.districts)),
                vacancies=len(library.vacancies_by_provider.get(identity, ())),
                example=provider.example,
            )
        return card

    def scheme(self, scheme: Scheme) -> SchemeCard:
        """Return the card of a refer-a-friend scheme."""
        provider = self._library.providers.get(scheme.provider or "")
        is_open = scheme.is_open(self._library.today)
        is_over = scheme.is_over(self._library.today)
        return SchemeCard(
            title=scheme.title,
            url=scheme.url,
            summary=scheme.summary,
            total=money(scheme.total),
            provider=provider.title if provider else "",
            ends=_after("Ended" if is_over else "Ends", british_date(scheme.ends)),
            closes=iso_moment(scheme.closes_at if is_open else None),
            ended=_after("Ended", british_date(scheme.ends)),
            example=scheme.example,
        )

    def steps_from(self, role: str) -> tuple[StepRow, ...]:
        """Return the steps that lead on from a role."""
        if role not in self._steps:
            steps = self._library.steps_from.get(role, ())
            self._steps[role] = tuple(self.step(step, step.to) for step in steps)
        return self._steps[role]

    def steps_to(self, role: str) -> tuple[StepRow, ...]:
        """Return the steps that lead to a role."""
        return tuple(self.step(step, step.from_) for step in self._library.steps_to.get(role, ()))

    def step(self, step: Step, end: str) -> StepRow:
        """Return a step as a row that links to the role at one of its ends."""
        library = self._library
        role = library.roles[end]
        known = library.qualifications
        return StepRow(
            title=role.title,
            url=role.url,
            kind=step.kind.value,
            kind_label=words.STEP_KINDS[step.kind],
            time=step.time_note or (months_text(step.months) if step.months else ""),
            needs=tuple(known[each].title for each in step.needs if each in known),
            learning=step.learning or "",
            stories=len(library.stories_by_step.get((step.from_, step.to), ())),
            vacancies=len(library.vacancies_by_role.get(end, ())),
        )

    def setting_titles(self, settings: Iterable[str]) -> tuple[str, ...]:
        """Return the titles of settings."""
        known = self._library.settings
        return tuple(known[each].title for each in settings if each in known)

    def district_titles(self, districts: Iterable[str]) -> tuple[str, ...]:
        """Return the titles of districts."""
        known = self._library.districts
        return tuple(known[each].title for each in districts if each in known)

    def provider_of(self, story: CaseStudy) -> LinkRow | None:
        """Return the provider of a story: our page, or its own address, or None."""
        if isinstance(story.provider, ProviderByName):
            return LinkRow(story.provider.name, story.provider.url or "")
        provider = self._library.providers.get(story.provider or "")
        return LinkRow(provider.title, provider.url) if provider else None

    def prose_url(self, url: str) -> str:
        """Return the address if there is a page of prose at it, or an empty text."""
        return url if url in self._prose_urls else ""

    @cached_property
    def _prose_urls(self) -> frozenset[str]:
        return frozenset(page.url for page in self._library.pages)

    @cached_property
    def districts(self) -> tuple[LinkRow, ...]:
        """Every district, with its count of vacancies; also those with none."""
        counts = self._library.vacancies_by_district
        return tuple(
            LinkRow(each.title, routes.vacancies_in(each.id_), len(counts.get(each.id_, ())))
            for each in self._library.districts.values()
        )

    @cached_property
    def hiring_roles(self) -> tuple[LinkRow, ...]:
        """The roles with open vacancies, most vacancies first."""
        counts = self._library.vacancies_by_role
        rows = [
            LinkRow(role.title, routes.vacancies_for(role.id), len(counts[role.id]))
            for role in self._library.roles.values()
            if role.id in counts
        ]
        return tuple(sorted(rows, key=lambda row: (-(row.count or 0), row.title)))

    @cached_property
    def job_counts(self) -> Mapping[JobsWith, int]:
        """How many vacancies each ready-made search finds."""
        return self.jobs.count(self._library.vacancies)

    @cached_property
    def jobs(self) -> FoundJobs:
        """What the ready-made searches find."""
        return FoundJobs(self._library)

    def ways_on(self, role: str) -> tuple[Way, ...]:
        """Return where a role can lead: for its own page, and for each start that leads to it."""
        if role not in self._ways:
            self._ways[role] = ways_on(self._library, role)
        return self._ways[role]


def _after(word: str, text: str) -> str:
    return f"{word} {text}" if text else ""
