"""Lists of case studies: all, and those for each audience; in pages, with feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from portal import routes
from portal.content import Audience, CaseStudy
from portal.errors import Position
from portal.filters import count_words, lower_first
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, Pagination, StoryCard
from portal.pages.heads import fitting, make_head, trail
from portal.pages.lists import count_pages, paginate, part
from portal.pages.page import Context, Page
from portal.pages.syndication import Entry, Feeds, feed_links
from portal.prose import ProseMaker

PAGE_SIZE = 20
_ORIGIN = Position("content/case-studies")


@dataclass(frozen=True, kw_only=True)
class CaseStudiesContext(Context):
    """What pages/case_studies.html is filled with. `audiences` lead to the other lists."""

    heading: str
    lead: str
    stories: tuple[StoryCard, ...]
    pagination: Pagination
    audiences: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """A list of stories: all of them where no audience is given."""

    url: str
    stories: tuple[CaseStudy, ...]
    audience: Audience | None = None

    @property
    def title(self) -> str:
        """Return the heading of the list."""
        return f"Stories for {self.who}" if self.audience else "Stories of people who work in care"

    @property
    def who(self) -> str:
        """Return for whom the stories are, as a sentence says it."""
        return lower_first(self.audience.title) if self.audience else "everybody"


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield every page of every list, and the feeds of each list."""
    feeds = Feeds(library, partial(_entry, library))
    for each in _lists(library):
        total = count_pages(len(each.stories), PAGE_SIZE)
        for number in range(1, total + 1):
            yield Page(
                routes.list_page(each.url, number),
                "pages/case_studies.html",
                partial(_context, library, cards, each, number, total),
                _ORIGIN,
                listed=number == 1,
            )
        yield from feeds.pages(each.url, _feed_title(library, each), each.stories, _ORIGIN)


def _lists(library: Library) -> Iterator[_List]:
    yield _List(routes.CASE_STUDIES, library.case_studies)
    for audience in library.audiences.values():
        found = library.stories_by_audience.get(audience.id)
        if found:
            yield _List(routes.case_studies_for(audience.id), found, audience)


def _context(
    library: Library, cards: CardMaker, shown: _List, number: int, total: int
) -> CaseStudiesContext:
    pairs = [("Stories", routes.CASE_STUDIES)]
    if shown.audience:
        pairs.append((shown.audience.title, shown.url))
    if number > 1:
        pairs.append((f"Page {number}", routes.list_page(shown.url, number)))
    crumbs = trail(*pairs)
    page = f", page {number}" if number > 1 else ""
    summary = (
        shown.audience.summary
        if shown.audience
        else ("How they began, what the work is really like, the best part and the hardest part.")
    )
    pagination = paginate(shown.url, number, total)
    counted = count_words(len(shown.stories), "story", "stories")
    return CaseStudiesContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, f"{shown.title}{page}", f"Stories: {shown.who}{page}"),
            f"{shown.title}{page}: {counted} from {library.config.area}. {summary}",
            feeds=feed_links(shown.url, _feed_title(library, shown)),
            previous_url=pagination.previous_url,
            next_url=pagination.next_url,
        ),
        crumbs=crumbs,
        heading=f"{shown.title}{page}",
        lead=summary,
        stories=tuple(cards.story(each) for each in part(shown.stories, number, PAGE_SIZE)),
        pagination=pagination,
        audiences=tuple(
            LinkRow(each.title, routes.case_studies_for(each.id), len(found))
            for each in library.audiences.values()
            if (found := library.stories_by_audience.get(each.id))
        ),
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
