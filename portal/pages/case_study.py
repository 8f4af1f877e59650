"""The page of one case study: the person's words first, then the way, the best and the hardest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice

from markupsafe import Markup

from portal import routes
from portal.content import CaseStudy
from portal.content.case_study import Moment
from portal.filters import british_date, lower_first
from portal.images.route import Route, route_of
from portal.library import Library
from portal.pages.applying import message
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow, RoleCard, StoryCard, VacancyCard
from portal.pages.drawings import Drawing, drawing_of
from portal.pages.heads import SCHEMA_ORG, fitting, make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.pages.pictures import PictureView, view
from portal.pages.referral import SchemeLine, scheme_line
from portal.prose import ProseMaker
from portal.values import fixed

RELATED = 3
VACANCIES_SHOWN = 3


@fixed
class StepTaken:
    """The move a story shows: from where to which role, and the two pages about it."""

    from_title: str
    from_url: str
    to_title: str
    to_url: str


@fixed(kw_only=True, slots=False)
class CaseStudyContext(Context):
    """What pages/case_study.html is filled with, in the order of the page.

    `name` is empty without consent to it. `body` and `transcript` are safe HTML; `share` is a
    message ready for an address; `vacancies` are with the provider first, then for the role.
    `lists` lead to lists that have this story; `scheme` is the provider's open refer-a-friend
    scheme.
    """

    title: str
    summary: str
    name: str
    quote: str
    attribution: str
    share: Markup
    picture: PictureView | None
    route: Route
    setting: Drawing
    facts: tuple[Fact, ...]
    body: Markup
    timeline: tuple[Moment, ...]
    best: str
    hardest: str
    step: StepTaken | None
    role: RoleCard | None
    video_url: str
    transcript: Markup
    vacancies_heading: str
    vacancies: tuple[VacancyCard, ...]
    scheme: SchemeLine | None
    related: tuple[StoryCard, ...]
    lists: tuple[LinkRow, ...]


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each case study."""
    for story in library.case_studies:
        yield Page(
            story.url,
            "pages/case_study.html",
            partial(_context, library, prose, cards, story),
            story.position,
            modified=story.date,
            reads=partial(_reads, library, prose, cards, story),
        )


def _reads(
    library: Library, prose: ProseMaker, cards: CardMaker, story: CaseStudy
) -> tuple[object, ...]:
    """Return all in `_context` that is of stories and vacancies, as `portal.keeping` asks.

    The texts are told with the figures in them, and who asks for that lets their HTML be kept.
    """
    role, provider = story.person.role, story.provider
    return (
        story,
        library.previewed.get(story.url),
        prose.told(story.body),
        prose.told(story.video.transcript) if story.video else "",
        _picture(cards, story),
        cards.role(role) if role in library.roles else None,
        isinstance(provider, str) and provider in library.vacancies_by_provider,
        role in library.vacancies_by_role,
        *_vacancies(library, cards, story),
        "related",
        *(cards.story(each) for each in _related(library, story)),
    )


def _context(
    library: Library, prose: ProseMaker, cards: CardMaker, story: CaseStudy
) -> CaseStudyContext:
    crumbs = trail(("Stories", routes.CASE_STUDIES), (story.title, story.url))
    role = library.roles.get(story.person.role)
    transcript = prose.html(story.video.transcript) if story.video else ""
    name = story.person.name
    longer = f"{story.title}: {name}’s story" if name else f"{story.title}: a story from care"
    title = fitting(library, longer, story.title)
    picture = _picture(cards, story)
    article = _article(
        library, story, picture.jpeg[-1][0] if picture else cards.shared.of(story.url).url
    )
    return CaseStudyContext(
        head=make_head(
            library, crumbs, title, story.summary, kind="article", structured=(article,)
        ),
        crumbs=crumbs,
        example=story.example,
        ribbon=ribbon_text(library, story.url),
        title=story.title,
        summary=story.summary,
        name=name,
        quote=story.quote,
        attribution=_attribution(name, role.title if role else ""),
        share=message(story.title, library.config.absolute(story.url)),
        picture=picture,
        route=route_of(story.id),
        setting=drawing_of(story.setting),
        facts=_facts(library, cards, story),
        body=Markup(prose.html(story.body)),  # noqa: S704 - prose makes safe HTML
        timeline=story.timeline,
        best=story.best,
        hardest=story.hardest,
        step=_step(library, story),
        role=cards.role(story.person.role) if role else None,
        video_url=story.video.url if story.video else "",
        transcript=Markup(transcript),  # noqa: S704 - prose makes safe HTML
        vacancies_heading=_vacancies_heading(library, cards, story),
        vacancies=_vacancies(library, cards, story),
        scheme=_scheme(library, story),
        related=tuple(cards.story(each) for each in _related(library, story)),
        lists=_lists(library, story),
        language=story.language or "",
        stylesheets=("story",),
    )


def _scheme(library: Library, story: CaseStudy) -> SchemeLine | None:
    provider = story.provider if isinstance(story.provider, str) else None
    return scheme_line(library, provider, story.url)


def _lists(library: Library, story: CaseStudy) -> tuple[LinkRow, ...]:
    """Return the way to each list of stories that this one is in, by whom, what and where."""
    role = library.roles.get(story.person.role)
    setting = library.settings.get(story.setting)
    place = library.places.get(story.place)
    district = library.districts.get(place.district) if place else None
    audiences = [library.audiences[each] for each in story.audiences if each in library.audiences]
    rows = [
        *((each.title, routes.case_studies_for(each.id)) for each in audiences),
        *([(role.title, routes.case_studies_as(role.id))] if role else []),
        *([(setting.title, routes.case_studies_at(setting.id))] if setting else []),
        *([(district.title, routes.case_studies_in(district.id_))] if district else []),
    ]
    return tuple(LinkRow(title, url) for title, url in rows)


def _picture(cards: CardMaker, story: CaseStudy) -> PictureView | None:
    picture = cards.pictures.get(story.id)
    return view(picture, story.image) if picture and story.image else None


def _article(library: Library, story: CaseStudy, image_url: str) -> Mapping[str, object]:
    """Return the story as schema.org has it."""
    absolute = library.config.absolute
    return {
        "@context": SCHEMA_ORG,
        "@type": "Article",
        **({"inLanguage": story.language} if story.language else {}),
        "headline": story.title,
        "description": story.summary,
        "datePublished": story.date.isoformat(),
        "author": {"@type": "Organization", "name": library.config.organisation.name},
        "mainEntityOfPage": absolute(story.url),
        "image": absolute(image_url),
    }


def _facts(library: Library, cards: CardMaker, story: CaseStudy) -> tuple[Fact, ...]:
    role = library.roles.get(story.person.role)
    provider = cards.provider_of(story)
    place = library.places.get(story.place)
    setting = library.settings.get(story.setting)
    rows = (
        Fact("Role", role.title if role else "", url=role.url if role else ""),
        Fact("Before", story.person.previously or ""),
        Fact(
            "Works with", provider.title if provider else "", url=provider.url if provider else ""
        ),
        Fact("Kind of place", setting.title if setting else ""),
        Fact("Where", place.title if place else ""),
        Fact("Told on", british_date(story.date)),
    )
    return tuple(row for row in rows if row.value)


def _step(library: Library, story: CaseStudy) -> StepTaken | None:
    if story.step is None or story.step.to not in library.roles:
        return None
    role = library.roles[story.step.to]
    origin = library.roles.get(story.step.from_) or library.starts.get(story.step.from_)
    if origin is None:
        return None
    return StepTaken(origin.title, origin.url, role.title, role.url)


def _attribution(name: str, role: str) -> str:
    """Return whose words they are, as far as both are known."""
    return f"{name}, {lower_first(role)}" if name and role else name or role


def _vacancies_heading(library: Library, cards: CardMaker, story: CaseStudy) -> str:
    """Return what the vacancies have in common with the story."""
    provider = cards.provider_of(story)
    role = library.roles.get(story.person.role)
    there = isinstance(story.provider, str) and story.provider in library.vacancies_by_provider
    alike = story.person.role in library.vacancies_by_role
    if there and provider:
        return f"Open now with {provider.title}" + (" and in the same role" if alike else "")
    return f"Open now: {lower_first(role.title)}" if role else "Open now"


def _vacancies(library: Library, cards: CardMaker, story: CaseStudy) -> tuple[VacancyCard, ...]:
    """Return a few vacancies: with the person's provider first, then for the same role."""
    provider = story.provider if isinstance(story.provider, str) else ""
    there = library.vacancies_by_provider.get(provider, ())
    alike = library.vacancies_by_role.get(story.person.role, ())
    found = {each.id: each for each in (*there[:VACANCIES_SHOWN], *alike[:VACANCIES_SHOWN])}
    return cards.vacancies(islice(found.values(), 2 * VACANCIES_SHOWN))


def _related(library: Library, story: CaseStudy) -> Iterator[CaseStudy]:
    """Yield the nearest other stories: the same step, then the same role, then an audience."""
    step = (story.step.from_, story.step.to) if story.step else ("", "")
    groups = (
        library.stories_by_step.get(step, ()),
        library.stories_by_role.get(story.person.role, ()),
        *(library.stories_by_audience.get(each, ()) for each in story.audiences),
    )
    return islice(_others(chain(*groups), story), RELATED)


def _others(found: Iterable[CaseStudy], than: CaseStudy) -> Iterator[CaseStudy]:
    """Yield those that are found, each once; nobody asks for more than the first few."""
    seen = {than.id}
    for each in found:
        if each.id not in seen:
            seen.add(each.id)
            yield each
