"""How many of today's adverts say what people want to know first."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from portal.bar_chart import Amount, draw
from portal.filters import british_date, count_words
from portal.library import Library
from portal.pages.charts import ChartView

_TITLE = "How many adverts say what people ask"


def adverts_chart(library: Library) -> ChartView | None:
    """Return the shares of open adverts that answer each question, or None where none is open.

    An advert is asked only what belongs to its job: mileage where people travel, and so on.
    """
    if not library.vacancies:
        return None
    found = [
        (question.name[:1].upper() + question.name[1:], asked, said)
        for question, asked, said in library.answers
        if asked
    ]
    shares = [_per_cent(said, asked) for _, asked, said in found]
    amounts = [
        Amount(name, share, f"{share}%") for (name, _, _), share in zip(found, shares, strict=True)
    ]
    words = "; ".join(f"{each.label}: {each.text}" for each in amounts)
    examples = sum(each.example for each in library.vacancies)
    counted = count_words(len(library.vacancies), "open advert")
    note = "Only silence counts: an advert that says no has answered."
    if examples:
        note += f" {count_words(examples, 'of these adverts is', 'of these adverts are')} made up."
    return ChartView(
        id="adverts",
        title=_TITLE,
        about=f"{library.config.area}. {british_date(library.today)}. Per cent of {counted}.",
        drawing=draw(amounts, "{:f}%".format),
        words=f"Bar chart: {_TITLE}. {words}.",
        compares=False,
        columns=("What people ask", "Share", "Adverts that say it", "Adverts it belongs to"),
        rows=tuple(
            (name, f"{share}%", f"{said:,}", f"{asked:,}")
            for (name, asked, said), share in zip(found, shares, strict=True)
        ),
        note=note,
        sources=("The adverts on this site, counted when it was built",),
    )


def _per_cent(part: int, whole: int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(Decimal(1), ROUND_HALF_UP)
