"""For schools and colleges: visits, work experience, first roles, and a lesson pack to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content.role import RoleDriving
from portal.content.vacancy import Contract
from portal.errors import Position
from portal.filters import british_date, count_words, money
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, RoleCard, StoryCard, VacancyCard
from portal.pages.event_cards import EventCard, coming_events
from portal.pages.heads import make_head, trail
from portal.pages.job_searches import contract_link
from portal.pages.page import Context, Head, Page
from portal.pages.qr import readable
from portal.pages.ways import Way, ways_on
from portal.pages.work_experience import URL as WORK_EXPERIENCE
from portal.prose import ProseMaker
from portal.values import fixed

AUDIENCE = "school-leaver"
LESSON_PACK = f"{routes.SCHOOLS}lesson-pack/"
_ORIGIN = Position("templates/pages/schools.html")
_CRUMBS = trail(("Schools and colleges", routes.SCHOOLS))
_CRUMBS_OF_PACK = trail(("Schools and colleges", routes.SCHOOLS), ("Lesson pack", LESSON_PACK))
STORIES_SHOWN = 3
VACANCIES_SHOWN = 6
EVENTS_SHOWN = 3
ROLES_SHOWN = 6


@fixed(kw_only=True, slots=False)
class SchoolsContext(Context):
    """What pages/schools.html is filled with. `placements` are adverts for work
    experience, `volunteer` the page of that role and `experience` the page about it, or empty.
    """

    pack: str
    roles: tuple[RoleCard, ...]
    stories: tuple[StoryCard, ...]
    placements: tuple[VacancyCard, ...]
    more_placements: LinkRow | None
    events: tuple[EventCard, ...]
    volunteer: str
    experience: str


@fixed
class Claim:
    """A sentence to judge: `answer` is true or false, and why, from the site's own facts."""

    sentence: str
    answer: str
    why: str


@fixed
class ValueCard:
    """A value and what it looks like, to be cut apart and matched."""

    title: str
    example: str


@fixed
class Line:
    """A first role, and the ways on from it."""

    role: str
    ways: tuple[Way, ...]


@fixed(kw_only=True, slots=False)
class LessonPackContext(Context):
    """What pages/lesson_pack.html is filled with. `made_on` is the day of its facts, in words,
    and `more` the address of the roles, as people read it out.
    """

    claims: tuple[Claim, ...]
    values: tuple[ValueCard, ...]
    shuffled: tuple[ValueCard, ...]
    lines: tuple[Line, ...]
    story: StoryCard | None
    sources: tuple[str, ...]
    more: str
    made_on: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page for schools and the lesson pack."""
    make, head = partial(_context, library, cards), partial(_head, library)
    yield Page(routes.SCHOOLS, "pages/schools.html", make, _ORIGIN, head=head)
    make_pack, head_of_pack = partial(_pack, library, cards), partial(_head_of_pack, library)
    yield Page(LESSON_PACK, "pages/lesson_pack.html", make_pack, _ORIGIN, head=head_of_pack)


def _first_roles(library: Library) -> list[str]:
    """Return the roles with which people begin who come from school or college."""
    starts = [each for each in library.starts.values() if each.audience == AUDIENCE]
    found = dict.fromkeys(role for each in starts for role in each.first_roles)
    return [each for each in found if each in library.roles]


def _context(library: Library, cards: CardMaker) -> SchoolsContext:
    found = library.stories_by_audience.get(AUDIENCE, ())
    placements = [each for each in library.vacancies if each.contract is Contract.WORK_EXPERIENCE]
    more = None
    if len(placements) > VACANCIES_SHOWN:
        more = contract_link(Contract.WORK_EXPERIENCE, "open placements", len(placements))
    return SchoolsContext(
        head=_head(library),
        crumbs=_CRUMBS,
        pack=LESSON_PACK,
        roles=tuple(cards.role(each) for each in _first_roles(library)[:ROLES_SHOWN]),
        stories=tuple(cards.story(each) for each in found[:STORIES_SHOWN]),
        placements=cards.vacancies(placements[:VACANCIES_SHOWN]),
        more_placements=more,
        events=coming_events(library, audience=AUDIENCE)[:EVENTS_SHOWN],
        volunteer=library.roles["volunteer"].url if "volunteer" in library.roles else "",
        experience=cards.prose_url(WORK_EXPERIENCE),
        stylesheets=("event",),
    )


def _head(library: Library) -> Head:
    return make_head(
        library,
        _CRUMBS,
        "Care careers for schools and colleges",
        f"For teachers and careers leaders in {library.config.area}: a lesson to print, people "
        "from care who visit, work experience, first roles and apprenticeships.",
    )


def _pack(library: Library, cards: CardMaker) -> LessonPackContext:
    values = tuple(ValueCard(each.title, each.looks_like[0]) for each in library.values.values())
    half = len(values) // 2
    stories = library.stories_by_audience.get(AUDIENCE, ()) or library.case_studies
    lines = [
        Line(library.roles[each].title, ways_on(library, each)) for each in _first_roles(library)
    ]
    rate = library.pay_rate(library.today)
    sources = [each.source for each in library.values.values()] + ([rate.source] if rate else [])
    return LessonPackContext(
        head=_head_of_pack(library),
        crumbs=_CRUMBS_OF_PACK,
        claims=tuple(_claims(library)),
        values=values,
        # Cards that stand in order would give the answer away; the same order in every build.
        shuffled=(*values[half:], *values[:half])[::-1],
        lines=tuple(each for each in lines if each.ways)[:3],
        story=cards.story(stories[0]) if stories else None,
        sources=tuple(dict.fromkeys(sources)),
        more=readable(library.config.absolute(routes.ROLES)),
        made_on=british_date(library.today),
        stylesheets=("lesson",),
    )


def _head_of_pack(library: Library) -> Head:
    return make_head(
        library,
        _CRUMBS_OF_PACK,
        "Lesson pack: a job in care",
        "One hour for ages 14 to 18, to print as one document: a plan, true or false, values "
        "in real life, follow the line, a story, and a sheet for each student.",
    )


def _claims(library: Library) -> Iterator[Claim]:
    """Yield claims whose answers are counted from the site's own data on the day."""
    roles = library.roles.values()
    branches = {words.BRANCHES[each.branch] for each in roles}
    yield Claim(
        "There is really only one kind of job in care.",
        "False",
        f"This site shows {count_words(len(roles), 'role')} in "
        f"{count_words(len(branches), 'branch', 'branches')}.",
    )
    undriven = sum(each.driving is not RoleDriving.REQUIRED for each in roles)
    yield Claim(
        "You cannot work in care without a driving licence.",
        "False",
        f"In {undriven} of {len(roles)} roles here you can do without.",
    )
    rate = library.pay_rate(library.today)
    if rate:
        yield Claim(
            "An employer may pay an 18-year-old what they like.",
            "False",
            f"The law says at least {money(rate.age_18_to_20, True)} an hour at 18 to 20 (since "
            f"{british_date(rate.from_date)}); less for apprentices in their first year.",
        )
    onward = sum(each.id in library.steps_from for each in roles)
    yield Claim(
        "Most roles in care can lead on to another one.",
        "True" if onward * 2 > len(roles) else "False",
        f"{onward} of {len(roles)} roles here have a way on.",
    )
    experienced = sum(library.roles[each].level == 1 for each in _first_roles(library))
    if experienced:
        yield Claim(
            "There are roles you can start straight after school.",
            "True",
            f"{count_words(experienced, 'role')} on this site can be a first job.",
        )
