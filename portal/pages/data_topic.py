"""A page of workforce data: on a topic, with its charts, or about an area, with all its figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from portal import routes
from portal.content import Statistic, WorkforceData
from portal.content.workforce import DataTopic, MadeChart
from portal.errors import Position
from portal.filters import count_words
from portal.library import Library
from portal.pages import data_files, exports
from portal.pages.adverts_data import adverts_chart
from portal.pages.cards import LinkRow
from portal.pages.charts import ChartView, amount_text, chart_of, charted, is_ours, legal_rates
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Crumb, Head, Page, nothing
from portal.source import slugify
from portal.values import fixed

TITLE = "Workforce data"
VACANCIES = LinkRow("All vacancies that are open today (CSV)", exports.SPREADSHEET)
# A figure older than this is history; it is shown, below the others.
_RECENT_YEARS = 5
_ORIGIN = Position("content/facts/statistics.yaml")
_MADE = {MadeChart.LEGAL_RATES: legal_rates, MadeChart.ADVERTS: adverts_chart}


@fixed
class PlainFigure:
    """A figure that stands alone: `source` is the number of its source in the list of the page."""

    amount: str
    label: str
    where: str
    note: str
    source: int


@fixed
class FigureGroup:
    """Figures under a heading; `id` names it in addresses."""

    id: str
    title: str
    figures: tuple[PlainFigure, ...]


@fixed(kw_only=True, slots=False)
class DataPageContext(Context):
    """What pages/data_topic.html is filled with. `others` are topics, `areas` areas, without the
    page itself; `review_by` is the first day on which a figure is due.
    """

    title: str
    summary: str
    charts: tuple[ChartView, ...]
    groups: tuple[FigureGroup, ...]
    sources: tuple[str, ...]
    files: tuple[LinkRow, ...]
    others: tuple[LinkRow, ...]
    areas: tuple[LinkRow, ...]
    reviewed_on: date
    review_by: date | None


def pages(library: Library, data: WorkforceData) -> Iterator[Page]:
    """Yield the page of each topic and of each area, with their files."""
    template = "pages/data_topic.html"
    for number, topic in enumerate(data.topics):
        position = data.origin.position("topics", number)
        url = routes.data_on(topic.id_)
        figures = partial(_figures_on, library, data, topic)
        make, head = partial(_on_topic, topic, figures), partial(_head, figures)
        reads = None if topic.made is MadeChart.ADVERTS else nothing
        page = Page(url, template, make, position, modified=data.reviewed_on, head=head)
        yield page._replace(reads=reads)
        yield from data_files.pages(library, url, on_topic(library, topic), _ORIGIN)
    for area, known in areas_of(library).items():
        url = routes.data_in(slugify(area))
        figures = partial(_figures_in, library, data, area, known)
        make, head = partial(_in_area, area, figures), partial(_head, figures)
        page = Page(url, template, make, _ORIGIN, modified=data.reviewed_on, head=head)
        yield page._replace(reads=nothing)
        yield from data_files.pages(library, url, known, _ORIGIN)


def on_topic(library: Library, topic: DataTopic) -> tuple[Statistic, ...]:
    """Return the figures on a topic."""
    return tuple(each for each in library.statistics.values() if each.topic == topic.id_)


def areas_of(library: Library) -> Mapping[str, tuple[Statistic, ...]]:
    """Return the figures about each area: ours first, then by how much is known."""
    areas = dict.fromkeys(each.area for each in library.statistics.values())
    known = {
        area: tuple(each for each in library.statistics.values() if each.area == area)
        for area in areas
    }
    return dict(
        sorted(known.items(), key=lambda item: (not is_ours(library, item[0]), -len(item[1])))
    )


def topic_links(data: WorkforceData, but: str = "") -> tuple[LinkRow, ...]:
    """Return links to the topics, but for one."""
    return tuple(
        LinkRow(each.title, routes.data_on(each.id_)) for each in data.topics if each.id_ != but
    )


def area_links(library: Library, but: str = "") -> tuple[LinkRow, ...]:
    """Return links to the areas with their numbers of figures, but for one."""
    return tuple(
        LinkRow(area, routes.data_in(slugify(area)), len(known))
        for area, known in areas_of(library).items()
        if area != but
    )


def charts_on(library: Library, topic: DataTopic) -> Iterator[ChartView]:
    """Yield the charts of a topic, the one that the build makes first."""
    if topic.made and (made := _MADE[topic.made](library)):
        yield made
    for each in topic.charts:
        if view := chart_of(library, each):
            yield view


def next_look(statistics: Iterable[Statistic]) -> date | None:
    """Return the first day on which one of the figures is due."""
    return min((each.review_by for each in statistics), default=None)


def _head(figures: Callable[[], _Figures]) -> Head:
    return figures().head()


def _figures_on(library: Library, data: WorkforceData, topic: DataTopic) -> _Figures:
    known, url = on_topic(library, topic), routes.data_on(topic.id_)
    files = data_files.links(url, topic.title) if known else ()
    if topic.made is MadeChart.ADVERTS:
        files = (*files, VACANCIES)
    crumbs = _crumbs(topic.title, url)
    return _Figures(library, data, crumbs, topic.title, topic.summary, known, files)


def _on_topic(topic: DataTopic, figures: Callable[[], _Figures]) -> DataPageContext:
    page = figures()
    library = page.library
    in_charts = charted(topic.charts)
    alone = [each for each in page.known if each.id not in in_charts]
    since = library.today.year - _RECENT_YEARS
    recent = [each for each in alone if _year(each) >= since]
    older = [each for each in alone if _year(each) < since]
    charts = tuple(charts_on(library, topic))
    title = "More figures" if charts else "Figures"
    groups = [("more", title, recent), ("older", "From earlier years", older)]
    return page.context(charts, groups, topic_links(page.data, topic.id_), area_links(library))


def _figures_in(
    library: Library, data: WorkforceData, area: str, known: Sequence[Statistic]
) -> _Figures:
    title = f"{area} in figures"
    summary = (
        f"{count_words(len(known), 'figure')} about care work in {area}, the newest first, each "
        "with its year and its source."
    )
    url = routes.data_in(slugify(area))
    files = data_files.links(url, title)
    return _Figures(library, data, _crumbs(title, url), title, summary, known, files)


def _in_area(area: str, figures: Callable[[], _Figures]) -> DataPageContext:
    page = figures()
    groups = [
        (topic.id_, topic.title, [each for each in page.known if each.topic == topic.id_])
        for topic in page.data.topics
    ]
    return page.context((), groups, topic_links(page.data), area_links(page.library, area))


def _crumbs(title: str, url: str) -> tuple[Crumb, ...]:
    return trail((TITLE, routes.DATA), (title, url))


@fixed
class _Figures:
    """What both kinds of page are made from."""

    library: Library
    data: WorkforceData
    crumbs: tuple[Crumb, ...]
    title: str
    summary: str
    known: Sequence[Statistic]
    files: tuple[LinkRow, ...]

    def head(self) -> Head:
        """Return the head."""
        title = f"{self.title}: workforce data"
        told = data_files.dataset(self.library, self.crumbs, title, self.summary, self.files)
        structured = (told,) if self.known else ()
        return make_head(self.library, self.crumbs, title, self.summary, structured=structured)

    def context(
        self,
        charts: tuple[ChartView, ...],
        groups: Iterable[tuple[str, str, Sequence[Statistic]]],
        others: tuple[LinkRow, ...],
        areas: tuple[LinkRow, ...],
    ) -> DataPageContext:
        """Return the context; figures are sorted, the newest first and ours before others."""
        shown = [(key, title, self._sorted(group)) for key, title, group in groups if group]
        sources = tuple(dict.fromkeys(each.source for _, _, group in shown for each in group))
        return DataPageContext(
            head=self.head(),
            crumbs=self.crumbs,
            title=self.title,
            summary=self.summary,
            charts=charts,
            groups=tuple(
                FigureGroup(key, title, tuple(_plain(each, sources) for each in group))
                for key, title, group in shown
            ),
            sources=sources,
            files=self.files,
            others=others,
            areas=areas,
            reviewed_on=self.data.reviewed_on,
            review_by=next_look(self.known),
            stylesheets=("data",),
        )

    def _sorted(self, group: Sequence[Statistic]) -> list[Statistic]:
        return sorted(group, key=lambda each: (-_year(each), not is_ours(self.library, each.area)))


def _year(statistic: Statistic) -> int:
    """Return the first year that a period names, such as 2024 of `2024/25`, or 0 without one."""
    found = re.search(r"\b[12][0-9]{3}\b", statistic.period)
    return int(found[0]) if found else 0


def _plain(statistic: Statistic, sources: Sequence[str]) -> PlainFigure:
    return PlainFigure(
        amount=amount_text(statistic),
        label=statistic.label,
        where=f"{statistic.area}, {statistic.period}",
        note=statistic.note or "",
        source=sources.index(statistic.source) + 1,
    )
