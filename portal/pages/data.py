"""Workforce data: a page of topics, and a page for each with its charts, figures and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from portal import routes
from portal.content import Statistic, WorkforceData
from portal.content.workforce import DataTopic, MadeChart
from portal.errors import Position
from portal.library import Library
from portal.pages import data_files, exports
from portal.pages.adverts_data import adverts_chart
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.charts import ChartView, amount_text, chart_of, charted, legal_rates
from portal.pages.heads import SCHEMA_ORG, make_head, trail
from portal.pages.page import Context, Crumb, Page
from portal.prose import ProseMaker

_TITLE = "Workforce data"
_VACANCIES = LinkRow("All vacancies that are open today (CSV)", exports.SPREADSHEET)
_MADE = {MadeChart.LEGAL_RATES: legal_rates, MadeChart.ADVERTS: adverts_chart}


@dataclass(frozen=True, slots=True)
class PlainFigure:
    """A figure that stands alone: `source` is the number of its source in the list of the page."""

    amount: str
    label: str
    where: str
    note: str
    source: int


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic as /data/ shows it: its first chart, and how many figures its page has."""

    title: str
    url: str
    summary: str
    chart: ChartView | None
    figures: int


@dataclass(frozen=True, kw_only=True)
class DataContext(Context):
    """What pages/data.html is filled with. `review_by` is the first day a figure is due;
    `contact` is where people can say that they know of one, or an empty text.
    """

    title: str
    summary: str
    topics: tuple[TopicCard, ...]
    files: tuple[LinkRow, ...]
    gaps: tuple[str, ...]
    contact: str
    reviewed_on: date
    review_by: date | None


@dataclass(frozen=True, kw_only=True)
class TopicContext(Context):
    """What pages/data_topic.html is filled with. `others` are the other topics."""

    title: str
    summary: str
    charts: tuple[ChartView, ...]
    figures: tuple[PlainFigure, ...]
    sources: tuple[str, ...]
    files: tuple[LinkRow, ...]
    others: tuple[LinkRow, ...]
    reviewed_on: date
    review_by: date | None


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the pages and their files, where somebody has written which topics there are."""
    data = library.workforce
    if data is None:
        return
    modified = data.reviewed_on
    make = partial(_overview, library, data, cards.prose_url("/contact/"))
    yield Page(routes.DATA, "pages/data.html", make, data.position, modified=modified)
    for number, topic in enumerate(data.topics):
        position = data.origin.position("topics", number)
        make_topic = partial(_topic, library, data, topic)
        url = routes.data_on(topic.id_)
        yield Page(url, "pages/data_topic.html", make_topic, position, modified=modified)
    yield from _files(library, data)


def _files(library: Library, data: WorkforceData) -> Iterator[Page]:
    yield from data_files.pages(library, routes.DATA, library.statistics.values(), data.position)
    for topic in data.topics:
        url, position = routes.data_on(topic.id_), Position("content/facts/statistics.yaml")
        yield from data_files.pages(library, url, _about(library, topic), position)


def _about(library: Library, topic: DataTopic) -> tuple[Statistic, ...]:
    return tuple(each for each in library.statistics.values() if each.topic == topic.id_)


def _overview(library: Library, data: WorkforceData, contact: str) -> DataContext:
    crumbs = trail((_TITLE, routes.DATA))
    files = data_files.links(routes.DATA, _TITLE)
    title = f"{_TITLE}: care in figures"
    return DataContext(
        head=make_head(
            library,
            crumbs,
            title,
            data.summary,
            structured=(_dataset(library, crumbs, title, data.summary, files),),
        ),
        crumbs=crumbs,
        title=_TITLE,
        summary=data.summary,
        topics=tuple(_card(library, each) for each in data.topics),
        files=(*files, _VACANCIES),
        gaps=data.gaps,
        contact=contact,
        reviewed_on=data.reviewed_on,
        review_by=_next(library.statistics.values()),
        stylesheets=("data",),
    )


def _card(library: Library, topic: DataTopic) -> TopicCard:
    return TopicCard(
        title=topic.title,
        url=routes.data_on(topic.id_),
        summary=topic.summary,
        chart=next(_charts(library, topic), None),
        figures=len(_about(library, topic)),
    )


def _charts(library: Library, topic: DataTopic) -> Iterator[ChartView]:
    if topic.made and (made := _MADE[topic.made](library)):
        yield made
    for each in topic.charts:
        if view := chart_of(library, each):
            yield view


def _topic(library: Library, data: WorkforceData, topic: DataTopic) -> TopicContext:
    url = routes.data_on(topic.id_)
    crumbs = trail((_TITLE, routes.DATA), (topic.title, url))
    known = _about(library, topic)
    shown = charted(topic.charts)
    alone = [each for each in known if each.id not in shown]
    sources = tuple(dict.fromkeys(each.source for each in alone))
    files = data_files.links(url, topic.title) if known else ()
    if topic.made is MadeChart.ADVERTS:
        files = (*files, _VACANCIES)
    title = f"{topic.title}: workforce data"
    structured = (_dataset(library, crumbs, title, topic.summary, files),) if known else ()
    return TopicContext(
        head=make_head(library, crumbs, title, topic.summary, structured=structured),
        crumbs=crumbs,
        title=topic.title,
        summary=topic.summary,
        charts=tuple(_charts(library, topic)),
        figures=tuple(_plain(each, sources) for each in alone),
        sources=sources,
        files=files,
        others=tuple(
            LinkRow(each.title, routes.data_on(each.id_))
            for each in data.topics
            if each.id_ != topic.id_
        ),
        reviewed_on=data.reviewed_on,
        review_by=_next(known),
        stylesheets=("data",),
    )


def _plain(statistic: Statistic, sources: Sequence[str]) -> PlainFigure:
    return PlainFigure(
        amount=amount_text(statistic),
        label=statistic.label,
        where=f"{statistic.area}, {statistic.period}",
        note=statistic.note or "",
        source=sources.index(statistic.source) + 1,
    )


def _next(statistics: Iterable[Statistic]) -> date | None:
    return min((each.review_by for each in statistics), default=None)


def _dataset(
    library: Library,
    crumbs: tuple[Crumb, ...],
    title: str,
    summary: str,
    files: Sequence[LinkRow],
) -> Mapping[str, Any]:
    """Return what search engines for data read (https://schema.org/Dataset)."""
    absolute = library.config.absolute
    return {
        "@context": SCHEMA_ORG,
        "@type": "Dataset",
        "name": title,
        "description": f"{summary} Adult social care in {library.config.area}.",
        "url": absolute(crumbs[-1].url),
        "creator": {"@type": "Organization", "name": library.config.organisation.name},
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": data_files.media_type(each.url),
                "contentUrl": absolute(each.url),
            }
            for each in files
        ],
    }
