"""Lists of case studies: all, and by audience, role, setting and district; with feeds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content import CaseStudy
from portal.errors import Position
from portal.filters import count_words, lower_first
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, Pagination, StoryCard
from portal.pages.heads import fitting, make_head, trail
from portal.pages.in_common import told_stories
from portal.pages.lists import count_pages, paginate, part
from portal.pages.page import Context, Page, Together
from portal.pages.syndication import Entry, Feeds, feed_links
from portal.prose import ProseMaker
from portal.values import fixed

PAGE_SIZE = 20
_ORIGIN = Position("content/case-studies")


@fixed(kw_only=True, slots=False)
class CaseStudiesContext(Context):
    """What pages/case_studies.html is filled with. `groups` lead to the other lists."""

    heading: str
    lead: str
    stories: tuple[StoryCard, ...]
    pagination: Pagination
    groups: tuple[ListGroup, ...]


@fixed
class ListGroup:
    """Lists of one kind, such as those by district."""

    id: str
    title: str
    links: tuple[LinkRow, ...]


@fixed
class _List:
    """A list of stories. `name` is its place in the trail, empty for the list of all."""

    url: str
    stories: tuple[CaseStudy, ...]
    name: str
    title: str
    summary: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield every page of every list, and the feeds of each list."""
    feeds = Feeds(library, partial(_entry, library))
    groups = _groups(library)
    every = _List(
        routes.CASE_STUDIES,
        library.case_studies,
        "",
        "Stories of people who work in care",
        "How they began, what the work is really like, the best part and the hardest part.",
    )
    links = tuple(
        ListGroup(
            identity,
            title,
            tuple(LinkRow(each.name, each.url, len(each.stories)) for each in lists),
        )
        for identity, title, lists in groups
        if lists
    )
    # What lists and feeds are made of is in it, or belongs to the rest.
    together = Together("lists of stories", partial(told_stories, library.case_studies, cards))
    for each in (every, *(each for _, _, lists in groups for each in lists)):
        total = count_pages(len(each.stories), PAGE_SIZE)
        for number in range(1, total + 1):
            yield Page(
                routes.list_page(each.url, number),
                "pages/case_studies.html",
                partial(_context, library, cards, each, links, number, total),
                _ORIGIN,
                listed=number == 1,
                reads=partial(_reads, cards, each, links, number, total),
                together=together,
            )
        for page in feeds.pages(each.url, _feed_title(library, each), each.stories, _ORIGIN):
            yield page._replace(together=together)


def _groups(library: Library) -> tuple[tuple[str, str, list[_List]], ...]:
    """Return the lists that have a story in them, in groups with an id and a title each."""
    audiences = (
        (each.id, each.title, f"Stories for {lower_first(each.title)}", each.summary)
        for each in library.audiences.values()
    )
    roles = (
        (each.id, each.title, f"Stories: {lower_first(each.title)}", each.summary)
        for each in library.roles.values()
    )
    settings = (
        (each.id, each.title, f"Stories: {lower_first(each.title)}", each.summary)
        for each in library.settings.values()
    )
    districts = (
        (
            each.id_,
            each.title,
            f"Stories from {each.title}",
            f"People who work in care in {each.title}, in their own words.",
        )
        for each in library.districts.values()
    )
    kinds = (
        (
            "by-audience",
            "By people like you",
            audiences,
            routes.case_studies_for,
            library.stories_by_audience,
        ),
        ("by-role", "By job", roles, routes.case_studies_as, library.stories_by_role),
        (
            "by-setting",
            "By kind of place",
            settings,
            routes.case_studies_at,
            library.stories_by_setting,
        ),
        (
            "by-district",
            "By district",
            districts,
            routes.case_studies_in,
            library.stories_by_district,
        ),
    )
    return tuple(
        (
            kind,
            by,
            [
                _List(address(identity), stories[identity], name, heading, lead)
                for identity, name, heading, lead in known
                if identity in stories
            ],
        )
        for kind, by, known, address, stories in kinds
    )


def _reads(
    cards: CardMaker, shown: _List, groups: tuple[ListGroup, ...], number: int, total: int
) -> tuple[object, ...]:
    """Return all in `_context` that is of stories, as `portal.keeping` asks."""
    stories = part(shown.stories, number, PAGE_SIZE)
    return number, total, len(shown.stories), groups, *map(cards.story, stories)


def _context(
    library: Library,
    cards: CardMaker,
    shown: _List,
    groups: tuple[ListGroup, ...],
    number: int,
    total: int,
) -> CaseStudiesContext:
    pairs = [("Stories", routes.CASE_STUDIES)]
    if shown.name:
        pairs.append((shown.name, shown.url))
    if number > 1:
        pairs.append((f"Page {number}", routes.list_page(shown.url, number)))
    crumbs = trail(*pairs)
    page = f", page {number}" if number > 1 else ""
    pagination = paginate(shown.url, number, total)
    counted = count_words(len(shown.stories), "story", "stories")
    return CaseStudiesContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, f"{shown.title}{page}", f"Stories: {shown.name}{page}"),
            f"{shown.title}{page}: {counted} from {library.config.area}. {shown.summary}",
            feeds=feed_links(shown.url, _feed_title(library, shown)),
            previous_url=pagination.previous_url,
            next_url=pagination.next_url,
        ),
        crumbs=crumbs,
        heading=f"{shown.title}{page}",
        lead=shown.summary,
        stories=tuple(cards.story(each) for each in part(shown.stories, number, PAGE_SIZE)),
        pagination=pagination,
        groups=groups,
    )


def _feed_title(library: Library, shown: _List) -> str:
    return f"{shown.title}: {library.config.short_title or library.config.title}"


def _entry(library: Library, story: CaseStudy) -> Entry:
    made_up = "This is a made-up example. " if story.example else ""
    return Entry(
        title=story.title,
        url=story.url,
        summary=f"{made_up}{story.summary}",
        author=library.config.organisation.name,
        published=story.date,
    )
