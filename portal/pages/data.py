"""Workforce data: care work in figures, by topic and by area, on pages and as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from portal import routes
from portal.content import WorkforceData
from portal.content.workforce import DataTopic
from portal.filters import count_words
from portal.library import Library
from portal.pages import data_files, data_topic
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.charts import ChartView
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Head, Page
from portal.pages.syndication import DocumentContext
from portal.prose import ProseMaker
from portal.values import fixed

INVENTORY = f"{routes.DATA}this-site.json"
_CONTACT = "/contact/"
_CRUMBS = trail((data_topic.TITLE, routes.DATA))


@fixed
class TopicCard:
    """A topic as /data/ shows it: its first chart, and how many figures its page has."""

    title: str
    url: str
    summary: str
    chart: ChartView | None
    figures: int


@fixed(kw_only=True, slots=False)
class DataContext(Context):
    """What pages/data.html is filled with. `review_by` is the first day a figure is due;
    `contact` is where people can say that they know of one, or an empty text; `inventory` counts
    what is on this site today, and `examples` says how much of it is made up.
    """

    title: str
    summary: str
    topics: tuple[TopicCard, ...]
    areas: tuple[LinkRow, ...]
    files: tuple[LinkRow, ...]
    gaps: tuple[str, ...]
    contact: str
    inventory: tuple[LinkRow, ...]
    examples: str
    reviewed_on: date
    review_by: date | None


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the pages and their files, where somebody has written which topics there are."""
    data = library.workforce
    if data is None:
        return
    yield Page(
        routes.DATA,
        "pages/data.html",
        partial(_context, library, data, cards.prose_url(_CONTACT)),
        data.position,
        modified=data.reviewed_on,
        head=partial(_head, library, data),
    )
    yield from data_files.pages(library, routes.DATA, library.statistics.values(), data.position)
    counts = partial(_counts, library)
    yield Page(INVENTORY, "feeds/document.json", counts, data.position, listed=False)
    yield from data_topic.pages(library, data)


def _context(library: Library, data: WorkforceData, contact: str) -> DataContext:
    files = _files(library)
    return DataContext(
        head=_head(library, data),
        crumbs=_CRUMBS,
        title=data_topic.TITLE,
        summary=data.summary,
        topics=tuple(_card(library, each) for each in data.topics),
        areas=data_topic.area_links(library),
        files=(*files, data_topic.VACANCIES, LinkRow("What is on this site (JSON)", INVENTORY)),
        gaps=data.gaps,
        contact=contact,
        inventory=_inventory(library),
        examples=_examples(library),
        reviewed_on=data.reviewed_on,
        review_by=data_topic.next_look(library.statistics.values()),
        stylesheets=("data",),
    )


def _files(library: Library) -> tuple[LinkRow, ...]:
    return data_files.links(routes.DATA, data_topic.TITLE) if library.statistics else ()


def _head(library: Library, data: WorkforceData) -> Head:
    title, files = f"{data_topic.TITLE}: care in figures", _files(library)
    told = data_files.dataset(library, _CRUMBS, title, data.summary, files)
    structured = (told,) if library.statistics else ()
    return make_head(library, _CRUMBS, title, data.summary, structured=structured)


def _inventory(library: Library) -> tuple[LinkRow, ...]:
    """Return what is published on the day of the build: nobody is counted, only pages."""
    coming = [each for each in library.events if each.date >= library.today]
    return (
        LinkRow("Open vacancies", routes.VACANCIES, len(library.vacancies)),
        LinkRow("Stories", routes.CASE_STUDIES, len(library.case_studies)),
        LinkRow("Roles", routes.ROLES, len(library.roles)),
        LinkRow("Providers", routes.PROVIDERS, len(library.providers)),
        LinkRow("Refer-a-friend schemes", routes.REFER_A_FRIEND, len(library.schemes)),
        LinkRow("Events to come", routes.EVENTS, len(coming)),
    )


def _examples(library: Library) -> str:
    groups = (library.vacancies, library.case_studies, library.providers.values())
    more = (library.schemes, library.events)
    found = sum(each.example for group in (*groups, *more) for each in group)
    return count_words(found, "of these is", "of these are") + " made up." if found else ""


def _counts(library: Library) -> DocumentContext:
    counts = {row.url: row.count for row in _inventory(library)}
    return DocumentContext(document={"date": library.today.isoformat(), "counts": counts})


def _card(library: Library, topic: DataTopic) -> TopicCard:
    return TopicCard(
        title=topic.title,
        url=routes.data_on(topic.id_),
        summary=topic.summary,
        chart=next(data_topic.charts_on(library, topic), None),
        figures=len(data_topic.on_topic(library, topic)),
    )
