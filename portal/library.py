"""Everything that was read, joined and cross-checked: who links to whom.

The library is what pages are made from. It holds only what is published on the day of the build;
what is not is in `left_out`, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from portal.config import Config
from portal.content import (
    AccessibilityStatement,
    Ambassador,
    Area,
    Audience,
    Award,
    Banner,
    Campaign,
    CaseStudy,
    Event,
    Feed,
    FreePage,
    Outlines,
    PayRate,
    Places,
    PostedVacancy,
    Provider,
    Qualification,
    Quiz,
    Quotation,
    Resource,
    Role,
    Scheme,
    Setting,
    ShortLink,
    Start,
    Statistic,
    Step,
    Synonyms,
    Value,
    WorkforceData,
)
from portal.content.completeness import Completeness, Question, answered, completeness_of_all
from portal.content.facts import District, Outcode, Place
from portal.content.loading import Records
from portal.content.published import Published
from portal.content.vacancy import Vacancy
from portal.errors import Problem, warning
from portal.feeds.gather import Unchecked
from portal.feeds.groups import VacancyGroups, group
from portal.leaving_out import LeftOut
from portal.references import ReferenceChecker
from portal.schema import Record
from portal.schema.remembered import Remembered
from portal.source import SourceFile
from portal.values import fixed

RecordT = TypeVar("RecordT", bound=Record)


@fixed(slots=False)
class Library:
    """All that is published on a day. Mappings are by id; sequences are in the order to show."""

    config: Config
    today: date
    roles: Mapping[str, Role]
    steps: tuple[Step, ...]
    starts: Mapping[str, Start]
    settings: Mapping[str, Setting]
    qualifications: Mapping[str, Qualification]
    audiences: Mapping[str, Audience]
    areas: Mapping[str, Area]
    outlines: Outlines | None
    values: Mapping[str, Value]
    quiz: Quiz | None
    case_studies: tuple[CaseStudy, ...]
    has_withdrawn: bool
    providers: Mapping[str, Provider]
    schemes: tuple[Scheme, ...]
    events: tuple[Event, ...]
    campaigns: tuple[Campaign, ...]
    banners: tuple[Banner, ...]
    short_links: tuple[ShortLink, ...]
    ambassadors: tuple[Ambassador, ...]
    awards: tuple[Award, ...]
    resources: tuple[Resource, ...]
    pages: tuple[FreePage, ...]
    vacancies: tuple[Vacancy, ...]
    closed_vacancies: tuple[Vacancy, ...]
    unchecked_feeds: tuple[Unchecked, ...]
    feeds: Mapping[str, Feed]
    posted: Mapping[str, PostedVacancy]
    districts: Mapping[str, District]
    places: Mapping[str, Place]
    outcodes: Mapping[str, Outcode]
    attribution: tuple[str, ...]
    pay_rates: tuple[PayRate, ...]
    statistics: Mapping[str, Statistic]
    workforce: WorkforceData | None
    quotations: tuple[Quotation, ...]
    synonyms: tuple[Synonyms, ...]
    accessibility: AccessibilityStatement | None
    images: Mapping[str, SourceFile]
    left_out: tuple[LeftOut, ...]
    previewed: Mapping[str, str]
    vacancies_by_url: Mapping[str, Vacancy]
    vacancies_in_several: tuple[Vacancy, ...]
    vacancies_by_role: Mapping[str, tuple[Vacancy, ...]]
    vacancies_by_district: Mapping[str, tuple[Vacancy, ...]]
    vacancies_by_district_and_role: Mapping[tuple[str, str], tuple[Vacancy, ...]]
    vacancies_by_provider: Mapping[str, tuple[Vacancy, ...]]

    # The other joins follow from what is above, and are made when they are first asked for.

    @cached_property
    def steps_from(self) -> Mapping[str, tuple[Step, ...]]:
        """Return steps by the role or start they begin at."""
        return group(self.steps, lambda step: [step.from_])

    @cached_property
    def steps_to(self) -> Mapping[str, tuple[Step, ...]]:
        """Return steps by the role they lead to."""
        return group(self.steps, lambda step: [step.to])

    @cached_property
    def starts_to(self) -> Mapping[str, tuple[Start, ...]]:
        """Return starts by the roles that people may begin with."""
        return group(self.starts.values(), lambda start: start.first_roles)

    @cached_property
    def stories_by_role(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        """Return stories by the person's role."""
        return group(self.case_studies, lambda story: [story.person.role])

    @cached_property
    def stories_by_step(self) -> Mapping[tuple[str, str], tuple[CaseStudy, ...]]:
        """Return stories by the ends of the step they show."""
        return group(
            self.case_studies,
            lambda story: [(story.step.from_, story.step.to)] if story.step else [],
        )

    @cached_property
    def stories_by_provider(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        """Return stories by the provider, where we have a record of it."""
        return group(
            self.case_studies,
            lambda story: [story.provider] if isinstance(story.provider, str) else [],
        )

    @cached_property
    def stories_by_audience(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        """Return stories by whom they are for."""
        return group(self.case_studies, lambda story: story.audiences)

    @cached_property
    def stories_by_setting(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        """Return stories by the kind of place they are from."""
        return group(self.case_studies, lambda story: [story.setting])

    @cached_property
    def stories_by_district(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        """Return stories by the district they are from."""
        return group(
            self.case_studies,
            lambda story: [place.district] if (place := self.places.get(story.place)) else [],
        )

    @cached_property
    def schemes_by_provider(self) -> Mapping[str, tuple[Scheme, ...]]:
        """Return schemes by whose they are; those of the whole area are nobody's."""
        return group(self.schemes, lambda each: [each.provider] if each.provider else [])

    @cached_property
    def providers_by_district(self) -> Mapping[str, tuple[Provider, ...]]:
        """Return providers by where they work."""
        return group(self.providers.values(), lambda provider: provider.districts)

    @cached_property
    def completeness(self) -> Mapping[str, Completeness]:
        """Return how complete the advert of each open vacancy is, by its id."""
        scores = completeness_of_all(self.vacancies)
        return {each.id: score for each, score in zip(self.vacancies, scores, strict=True)}

    @cached_property
    def places_of_vacancies(self) -> Mapping[str, int]:
        """Return which one each open vacancy is, in their order, by its id."""
        return {each.id: number for number, each in enumerate(self.vacancies)}

    @cached_property
    def answers(self) -> tuple[tuple[Question, int, int], ...]:
        """Return each question about adverts, how many are asked it, and how many answer it."""
        return tuple(answered(self.completeness.values()))

    def provider_name(self, vacancy: Vacancy) -> str:
        """Return the name of a vacancy's provider: our record's where there is one."""
        provider = self.providers.get(vacancy.provider or "")
        return provider.title if provider else vacancy.provider_name

    def pay_rate(self, on: date) -> PayRate | None:
        """Return the legal rates in force on a day, or None before the first one known."""
        return max(
            (rate for rate in self.pay_rates if rate.from_date <= on),
            key=lambda rate: rate.from_date,
            default=None,
        )


class _Published:
    """What is published of the records on a day; with `drafts`, what a preview shows besides."""

    def __init__(self, records: Records, today: date, drafts: bool) -> None:
        self._records = records
        self._today = today
        self._drafts = drafts
        self.left_out: list[LeftOut] = []
        self.previewed: dict[str, str] = {}

    def of(self, name: str, model: type[RecordT]) -> tuple[RecordT, ...]:
        """Return the records of a type that are shown, and keep in mind which are not."""
        return tuple(each for each in self._records.of(name, model) if self._shows(name, each))

    def single(self, name: str, model: type[RecordT]) -> RecordT | None:
        """Return the one record of a type of which there is one file, or None."""
        return next(iter(self._records.of(name, model)), None)

    def _shows(self, name: str, record: Record) -> bool:
        because = record.hidden_because(self._today) if isinstance(record, Published) else ""
        if not because:
            return True
        url = str(getattr(record, "url", ""))
        if self._drafts and "consent" not in because:
            self.previewed[url] = because
            return True
        self.left_out.append(LeftOut(name, record.id, url, because))
        return False


class JoinMemory:
    """What a join remembers of unchanged records for the next one."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.agreed: Remembered[CaseStudy] = Remembered()
        self.references = ReferenceChecker()


def join(
    records: Records,
    groups: VacancyGroups,
    config: Config,
    today: date,
    drafts: bool = False,
    memory: JoinMemory | None = None,
) -> tuple[Library, list[Problem]]:
    """Return the library of a day, and every problem between records.

    `drafts` keeps drafts and future records in, as a preview does; `previewed` says which and why.
    """
    memory = memory or JoinMemory()
    memory.agreed.begin()
    published = _Published(records, today, drafts)
    roles = _by_id(published.of("role", Role))
    steps = tuple(
        step for step in published.of("step", Step) if step.from_ in roles and step.to in roles
    )
    starts = _by_id(published.of("start", Start))
    stories = tuple(
        sorted(
            (
                memory.agreed.of(story, CaseStudy.as_agreed)
                for story in published.of("case-study", CaseStudy)
            ),
            key=lambda story: (story.date, story.id),
        )
    )[::-1]
    providers = _by_id(
        sorted(published.of("provider", Provider), key=lambda each: each.title.casefold())
    )
    schemes = published.of("scheme", Scheme)
    where = published.single("places", Places)
    gathered = groups.gathered
    library = Library(
        config=config,
        today=today,
        roles=dict(sorted(roles.items(), key=lambda item: (item[1].level, item[1].title))),
        steps=steps,
        starts=starts,
        settings=_by_id(published.of("setting", Setting)),
        qualifications=_by_id(published.of("qualification", Qualification)),
        audiences=_by_id(
            sorted(published.of("audience", Audience), key=lambda each: (each.order, each.title))
        ),
        areas={each.district: each for each in published.of("area", Area)},
        outlines=published.single("outlines", Outlines),
        values=_by_id(published.of("value", Value)),
        quiz=published.single("quiz", Quiz),
        case_studies=stories,
        has_withdrawn=any(
            story.consent.withdrawn_lately(today) for story in records.of("case-study", CaseStudy)
        ),
        providers=providers,
        schemes=schemes,
        events=tuple(sorted(published.of("event", Event), key=lambda each: (each.date, each.id))),
        campaigns=published.of("campaign", Campaign),
        banners=published.of("banner", Banner),
        short_links=published.of("short-link", ShortLink),
        ambassadors=published.of("ambassador", Ambassador),
        awards=published.of("award", Award),
        resources=published.of("resource", Resource),
        pages=published.of("page", FreePage),
        vacancies=gathered.vacancies,
        closed_vacancies=gathered.closed,
        unchecked_feeds=gathered.unchecked,
        feeds={each.id_: each for each in records.of("feed", Feed)},
        posted=_posted(published.of("vacancy", PostedVacancy), groups),
        districts={each.id_: each for each in where.districts} if where else {},
        places={each.id_: each for each in where.places} if where else {},
        outcodes={each.id_: each for each in where.outcodes} if where else {},
        attribution=where.attribution if where else (),
        pay_rates=published.of("pay-rate", PayRate),
        statistics=_by_id(published.of("statistic", Statistic)),
        workforce=published.single("workforce", WorkforceData),
        quotations=published.of("quotation", Quotation),
        synonyms=published.of("synonyms", Synonyms),
        accessibility=published.single("accessibility", AccessibilityStatement),
        images=records.images,
        left_out=tuple(published.left_out),
        previewed=published.previewed,
        vacancies_by_url=groups.by_url,
        vacancies_in_several=groups.in_several,
        vacancies_by_role=groups.by_role,
        vacancies_by_district=groups.by_district,
        vacancies_by_district_and_role=groups.by_district_and_role,
        vacancies_by_provider=groups.by_provider,
    )
    hidden = {(each.kind, each.id): each.because for each in library.left_out}
    found = memory.references.check(records, library.places, library.districts, hidden, today)
    return library, [*found, *_check_reach(records, library)]


def _posted(records: Iterable[PostedVacancy], groups: VacancyGroups) -> dict[str, PostedVacancy]:
    """Return the files of those vacancies with a page that were posted by hand."""
    return {record.id: record for record in records if record.id in groups.by_hand}


def _by_id(records: Iterable[RecordT]) -> dict[str, RecordT]:
    return {record.id: record for record in records}


def _check_reach(records: Records, library: Library) -> Iterator[Problem]:
    """Yield a warning for each role that no step or start leads to, or that leads nowhere."""
    if any(records.broken.get(name) for name in ("role", "step", "start")):
        return  # what leads where cannot be told while some of it cannot be read
    for role in library.roles.values():
        if role.id not in library.steps_to and role.id not in library.starts_to:
            yield warning(
                role.position,
                "unreachable-role",
                f'Nothing leads to the role "{role.title}".',
                "Add a step to it in steps.yaml, or name it under first_roles in starts.yaml.",
            )
        if role.id not in library.steps_from and not role.end_of_line:
            yield warning(
                role.position,
                "dead-end-role",
                f'The role "{role.title}" leads nowhere.',
                "Add a step from it in steps.yaml, or write end_of_line: true.",
            )
