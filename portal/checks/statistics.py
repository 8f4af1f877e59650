"""Checks of workforce data: charts that compare like with like, and figures that are due a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from portal.content import Statistic, WorkforceData
from portal.content.loading import Records
from portal.content.workforce import Chart
from portal.errors import Position, Problem, warning
from portal.filters import british_date, count_words
from portal.library import Library
from portal.schema import suggest


def check_statistics(records: Records, library: Library) -> Iterator[Problem]:
    """Yield every problem of statistics and their charts that no single one can know of itself."""
    known = records.of("statistic", Statistic)
    yield from _check_due(known, library)
    data = library.workforce
    if data is None:
        return
    yield from _check_topics(known, data)
    for number, topic in enumerate(data.topics):
        for place, chart in enumerate(topic.charts):
            figures = [library.statistics[e] for e in chart.figures if e in library.statistics]
            position = data.origin.position("topics", number, "charts", place, "figures")
            yield from _check_chart(chart, figures, position)


def _check_due(known: tuple[Statistic, ...], library: Library) -> Iterator[Problem]:
    """One warning for all figures of a source: whoever looks it up looks them all up."""
    due: defaultdict[str, list[Statistic]] = defaultdict(list)
    for each in known:
        if each.review_by <= library.today:
            due[each.source].append(each)
    for source, figures in due.items():
        first = min(figures, key=lambda each: each.review_by)
        counted = count_words(len(figures), "figure")
        yield warning(
            first.origin.position("review_by"),
            "figures-due",
            f"{counted} from “{source}” should have been looked up again by "
            f"{british_date(first.review_by)}.",
            "Add newer figures as new entries, or move review_by where there are none yet.",
        )


def _check_topics(known: tuple[Statistic, ...], data: WorkforceData) -> Iterator[Problem]:
    topics = [each.id_ for each in data.topics]
    for each in known:
        if each.topic not in topics:
            yield Problem(
                each.origin.position("topic"),
                "unknown-topic",
                f'topic: there is no topic "{each.topic}" in workforce.yaml, so no page would '
                "show this figure.",
                suggest(each.topic, topics) or f"There are: {', '.join(topics)}.",
            )


def _check_chart(chart: Chart, figures: list[Statistic], position: Position) -> Iterator[Problem]:
    for each in figures:
        if each.number is None or each.number < 0:
            yield Problem(
                position,
                "figure-that-is-no-length",
                f'The figure "{each.id}" is {each.value}, and no bar is that long.',
                "Take it out of the chart: the page then shows it by itself.",
            )
    units = list(dict.fromkeys(each.unit for each in figures))
    if len(units) > 1:
        yield Problem(
            position,
            "chart-of-different-units",
            f'The chart "{chart.id_}" has figures in {units[0]} and in {units[1]}.',
            "Compare what is counted alike; make two charts of it.",
        )
    seen: dict[tuple[str, str, str], Statistic] = {}
    for each in figures:
        first = seen.setdefault((each.label, each.area, each.period), each)
        if first is not each:
            yield Problem(
                position,
                "bars-alike",
                f'"{first.id}" and "{each.id}" have the same label, area and period, so nobody '
                "could tell their bars apart.",
                "Change the label of one, or take it out.",
            )
