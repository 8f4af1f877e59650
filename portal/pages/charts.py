"""Charts as pages show them: a drawing, the same in words, and the table behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from portal.bar_chart import Amount, BarChart, draw
from portal.content import PayRate, Statistic
from portal.content.workforce import Chart
from portal.filters import british_date, money
from portal.library import Library
from portal.values import fixed

_PER_CENT = "%"
_RATES = ("From", "21 and over", "18 to 20", "Under 18", "Apprentice")
_PARTS = {"label": "What", "area": "Area", "period": "When"}


@fixed
class ChartView:
    """A chart. `about` says of what, where and when it is, `words` all that is drawn, and
    `compares` whether bars of other areas are drawn in another way. The first cell of a row is its
    heading.
    """

    id: str
    title: str
    about: str
    drawing: BarChart
    words: str
    compares: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    sources: tuple[str, ...]


def chart_of(library: Library, chart: Chart) -> ChartView | None:
    """Return a chart of figures, or None where they are no amounts; the check says so."""
    known = [library.statistics[each] for each in chart.figures if each in library.statistics]
    found = [(each, number) for each in known if (number := each.number) is not None]
    if len(found) < 2 or any(number < 0 for _, number in found):
        return None
    statistics = [each for each, _ in found]
    parts = differing(statistics)
    ours = [is_ours(library, each.area) for each in statistics]
    labels = [", ".join(getattr(each, part) for part in parts) for each in statistics]
    compares = len(set(ours)) > 1
    amounts = [
        Amount(label, number, amount_text(statistic, short=True), own or not compares)
        for label, own, (statistic, number) in zip(labels, ours, found, strict=True)
    ]
    with_notes = any(each.note for each in statistics)
    return ChartView(
        id=chart.id_,
        title=chart.title,
        about=_about(statistics[0], parts),
        drawing=draw(amounts, partial(_on_axis, statistics[0].unit)),
        words=_in_words(chart.title, labels, [amount_text(each) for each in statistics]),
        compares=compares,
        columns=(*(_PARTS[each] for each in parts), "Figure", *(("Note",) * with_notes)),
        rows=tuple(
            (
                *(getattr(each, part) for part in parts),
                amount_text(each),
                *((each.note or "",) * with_notes),
            )
            for each in statistics
        ),
        note=chart.note or "",
        sources=tuple(dict.fromkeys(each.source for each in statistics)),
    )


def legal_rates(library: Library) -> ChartView | None:
    """Return the legal minimum rates by the day they began, or None without two of them."""
    rates = sorted(library.pay_rates, key=lambda each: each.from_date)
    if len(rates) < 2:
        return None
    days = [_since(each, library) for each in rates]
    texts = [money(each.age_21_and_over, pence=True) for each in rates]
    amounts = [
        Amount(day, each.age_21_and_over, text)
        for day, each, text in zip(days, rates, texts, strict=True)
    ]
    title = "The least that the law allows for adults"
    said = [each.source.rstrip(".").partition(". ") for each in rates]
    noted = any(note for _, _, note in said)
    return ChartView(
        id="legal-minimum",
        title=title,
        about="National Living Wage. United Kingdom. Pounds an hour.",
        drawing=draw(amounts, partial(_on_axis, "£")),
        words=_in_words(title, days, texts),
        compares=False,
        columns=(*_RATES, *(("Note",) * noted)),
        rows=tuple(
            (day, *(money(each, pence=True) for each in _rates(rate)), *((note,) * noted))
            for day, rate, (_, _, note) in zip(days, rates, said, strict=True)
        ),
        note="",
        sources=tuple(dict.fromkeys(source for source, _, _ in reversed(said))),
    )


def differing(statistics: Sequence[Statistic]) -> tuple[str, ...]:
    """Return what figures differ in, of label, area and period: so bars are named."""
    return tuple(part for part in _PARTS if len({getattr(each, part) for each in statistics}) > 1)


def is_ours(library: Library, area: str) -> bool:
    """Return whether an area is that of the site or a part of it."""
    districts = {each.title for each in library.districts.values()}
    return area in districts or bool(
        re.search(rf"\b{re.escape(area)}\b", library.config.area, re.IGNORECASE)
    )


def amount_text(statistic: Statistic, *, short: bool = False) -> str:
    """Return a figure with its unit as people say it; `short` leaves out what a chart says above.

    A unit is words (`posts`), or begins with a per cent or pound sign: `%`, `£ an hour`.
    """
    number = statistic.number
    value = statistic.value if number is None else f"{number:,f}"
    unit = statistic.unit
    if unit.startswith(_PER_CENT):
        return f"{value}%" if short else f"{value}{unit}"
    if unit.startswith("£"):
        rest = unit.removeprefix("£").strip()
        return f"£{value}" if short and rest.startswith("an ") else f"£{value} {rest}".rstrip()
    return value if short else f"{value} {unit}"


def _on_axis(unit: str, number: Decimal) -> str:
    if unit.startswith("£"):
        return money(number)
    return f"{number:,f}%" if unit.startswith(_PER_CENT) else f"{number:,f}"


def _about(statistic: Statistic, parts: Sequence[str]) -> str:
    shared = [getattr(statistic, part) for part in _PARTS if part not in parts]
    unit = statistic.unit.replace(_PER_CENT, "per cent").replace("£", "pounds")
    return ". ".join((*shared, unit[:1].upper() + unit[1:])) + "."


def _in_words(title: str, labels: Sequence[str], texts: Sequence[str]) -> str:
    pairs = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    return f"Bar chart: {title}. {pairs}."


def _since(rate: PayRate, library: Library) -> str:
    day = british_date(rate.from_date)
    return f"{day} (to come)" if rate.from_date > library.today else day


def _rates(rate: PayRate) -> tuple[Decimal, ...]:
    return rate.age_21_and_over, rate.age_18_to_20, rate.under_18, rate.apprentice


def charted(charts: Sequence[Chart]) -> Mapping[str, Chart]:
    """Return the first chart that each figure is in, by the figure's id."""
    found: dict[str, Chart] = {}
    for chart in charts:
        for each in chart.figures:
            found.setdefault(each, chart)
    return found
