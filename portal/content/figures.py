"""Dated figures in texts: filled in by name, and found where they were typed out.

Markdown is filled in by `portal.prose` when it becomes HTML; the texts of facts (`note: …`) are
filled in here as they are read, so that what is checked afterwards is what is shown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from portal.content.facts import DatedAmount, Figure, PayRate
from portal.errors import Position, Problem, warning
from portal.filters import british_date, money
from portal.prose import FIGURE, Figures, fill, unknown_figure
from portal.source import Document, Location
from portal.values import fixed

# Legal rates are kept once, in pay_rates.yaml, and texts use them by these names.
RATES = {
    "national-living-wage": "age_21_and_over",
    "wage-18-to-20": "age_18_to_20",
    "wage-under-18": "under_18",
    "wage-apprentice": "apprentice",
}
FULL_TIME_YEAR = "full-time-year"
HOURS_A_WEEK = Decimal("37.5")
WEEKS_A_YEAR = 52
# Nothing is filled in here: the figures themselves, what others said or sent in, and what is for
# machines.
_LEFT_ALONE = frozenset(
    """figure pay-rate places outlines feed quotation case-study vacancy
    event""".split()  # noqa: SIM905
)
# What the editors of the site write. An advert or a story may name an amount of its own, which
# stays what it is when the law changes.
_OUR_TEXTS = frozenset(
    """area audience award banner campaign page qualification resource role setting start
    statistic step value workforce""".split()  # noqa: SIM905
)
# Fewer digits than these stand in many a text by chance: £16, 8 months, 15,000.
_TELLING_DIGITS = 3


def figures_on(figures: Iterable[Figure], rates: Iterable[PayRate], today: date) -> Figures:
    """Return every figure as it stands on a day, in each form that a text may ask for.

    `$name$` is the figure, `$name.since$` the day it began, as `1 April 2026`; `$name.number$` its
    digits and `$name.day$` that day as facts have them: 12.71 and 2026-04-01. A figure in
    values.yaml comes before one that is made from the legal rates.
    """
    texts: dict[str, str] = {}
    for name, amounts in _from_rates(rates):
        texts |= _forms(name, amounts, today)
    for figure in figures:
        texts |= _forms(figure.id_, figure.amounts, today)
    return Figures(texts)


def amount_on(amounts: Iterable[DatedAmount], today: date) -> DatedAmount:
    """Return the amount that holds on a day, or the first one where none has begun."""
    known = sorted(amounts, key=lambda each: each.from_date)
    begun = [each for each in known if each.from_date <= today]
    return begun[-1] if begun else known[0]


def last_seen(figure: Figure, today: date) -> date:
    """Return the last day on which somebody looked at a figure: it rose then, or was checked."""
    return max(amount_on(figure.amounts, today).from_date, figure.checked_on or date.min)


def _from_rates(rates: Iterable[PayRate]) -> Iterator[tuple[str, list[DatedAmount]]]:
    known = list(rates)
    if not known:
        return
    for name, field in RATES.items():
        yield name, [_dated(each, money(getattr(each, field), pence=True)) for each in known]
    yield (
        FULL_TIME_YEAR,
        [_dated(each, money(_full_time(each))) for each in known],
    )


def _full_time(rate: PayRate) -> Decimal:
    """Return a year of full-time work at the adult rate, in whole pounds before tax."""
    year = rate.age_21_and_over * HOURS_A_WEEK * WEEKS_A_YEAR
    return year.quantize(Decimal(1), ROUND_HALF_UP)


def _dated(rate: PayRate, text: str) -> DatedAmount:
    return DatedAmount.model_validate({"from": rate.from_date, "text": text})


def _forms(name: str, amounts: Iterable[DatedAmount], today: date) -> dict[str, str]:
    current = amount_on(amounts, today)
    return {
        name: current.text,
        f"{name}.since": british_date(current.from_date),
        f"{name}.number": re.sub(r"[^0-9.]", "", current.text).strip("."),
        f"{name}.day": current.from_date.isoformat(),
    }


def filled(document: Document, kind: str, figures: Figures) -> tuple[Document, list[Problem]]:
    """Return a document with the figures in its facts, and what an author should mend in them.

    `kind` is the name of its type of content. The text below the facts stays as it is.
    """
    if kind in _LEFT_ALONE:
        return document, []
    problems: list[Problem] = []
    typed = _typed_out((*figures.texts.items(),)) if kind in _OUR_TEXTS else None

    def mended(value: Any, location: Location) -> Any:
        if isinstance(value, dict):
            return {key: mended(each, (*location, key)) for key, each in value.items()}
        if isinstance(value, list):
            return [mended(each, (*location, number)) for number, each in enumerate(value)]
        if not isinstance(value, str) or location[-1:] == ("body",):
            return value
        if typed is not None and typed.exactly.search(value):
            position = document.source.position(*location)
            problems.extend(_copies(value, typed.exactly, figures, position, in_line=False))
        if "$" not in value or value.startswith(("http:", "https:")):
            return value
        text = fill(value, figures)
        for name in FIGURE.findall(value):
            if name not in figures.texts:
                # Told here, and so not once more by who makes HTML of it.
                position = document.source.position(*location)
                problems.append(unknown_figure(name, figures, position))
                text = text.replace(f"${name}$", name)
        return text

    is_as_meant = not document.may_say("$") and not (typed and typed.may_be_in(document))
    data = document.data if is_as_meant else mended(document.data, ())
    body, line = _body_of(document)
    if typed is not None and body:
        # Most texts have none: one look at the whole tells.
        has_one = typed.exactly.search(body)
        for number, each in enumerate(body.split("\n") if has_one else (), line):
            position = Position(document.source.path, number)
            problems.extend(_copies(each, typed.exactly, figures, position, in_line=True))
    return replace(document, data=data), problems


def _body_of(document: Document) -> tuple[str, int]:
    """Return the text of a document and its first line, also where it is the fact `body`."""
    if document.body or not isinstance(document.data, dict):
        return document.body, document.body_line
    body = document.data.get("body")
    return (body, document.source.position("body").line + 1) if isinstance(body, str) else ("", 0)


@fixed
class _Typed:
    """What finds today's figures where they are typed; `parts` are the longest of each, without
    spaces, of which one stands wherever a figure does.
    """

    exactly: re.Pattern[str]
    parts: tuple[str, ...]

    def may_be_in(self, document: Document) -> bool:
        """Return whether a figure may be typed in the facts of a document."""
        return any(map(document.may_say, self.parts))


@functools.lru_cache(maxsize=4)
def _typed_out(texts: tuple[tuple[str, str], ...]) -> _Typed | None:
    """Return what finds figures of these names and texts, or None where none is telling."""
    telling = {
        text
        for name, text in texts
        if "." not in name and len(re.sub(r"[^0-9]", "", text).strip("0")) >= _TELLING_DIGITS
    }
    if not telling:
        return None
    known = sorted(telling, key=lambda each: (-len(each), each))
    either = "|".join(map(re.escape, known))
    return _Typed(
        re.compile(rf"(?<![\w£$.,])(?:{either})(?![\w$]|[.,][0-9])"),
        tuple(dict.fromkeys(max(each.split(), key=len) for each in known)),
    )


def _copies(
    text: str, typed: re.Pattern[str], figures: Figures, position: Position, *, in_line: bool
) -> Iterator[Problem]:
    """Yield a warning for each figure of today that is typed out in a text."""
    for match in typed.finditer(text):
        name = next(each for each, known in figures.texts.items() if known == match[0])
        yield warning(
            replace(position, column=match.start() + 1) if in_line else position,
            "figure-typed-out",
            f'"{match[0]}" is a figure that will change, typed out.',
            f"Write ${name}$ in its place, and it changes by itself on the day.",
        )
