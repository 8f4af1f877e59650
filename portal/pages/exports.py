"""Vacancies as files for others: a spreadsheet for everybody, and what job boards take in.

They are in no sitemap, and only the page of workforce data links to the spreadsheet; docs/feeds.md
says who needs them. The files for job boards hold no made-up examples.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial

from portal.content.vacancy import Vacancy
from portal.errors import Position
from portal.feeds.life import closing_day
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.find_a_job import closures, find_a_job
from portal.pages.indeed import indeed
from portal.pages.page import Page
from portal.prose import ProseMaker
from portal.values import fixed

SPREADSHEET = "/data/vacancies.csv"
_ORIGIN = Position("content/vacancies")
# A spreadsheet takes a cell that starts so for a formula, and a formula can send data away.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@fixed(kw_only=True, slots=False)
class ExportContext:
    """What feeds/verbatim.txt is filled with: the whole file."""

    text: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield every file; each is made when it is rendered."""
    makers: dict[str, Callable[[Library], str]] = {
        SPREADSHEET: spreadsheet,
        "/data/indeed.xml": indeed,
        "/data/find-a-job.xml": find_a_job,
        "/data/find-a-job-closed.xml": closures,
    }
    for url, make in makers.items():
        context = partial(_context, make, library)
        reads = partial(_reads, library)
        yield Page(url, "feeds/verbatim.txt", context, _ORIGIN, listed=False, reads=reads)


def _reads(library: Library) -> tuple[object, ...]:
    """Return all that a file may hold and that is of vacancies, as `portal.keeping` asks."""
    posted = (each for _, each in sorted(library.posted.items()))
    return library.vacancies, library.closed_vacancies, *posted


def _context(make: Callable[[Library], str], library: Library) -> ExportContext:
    return ExportContext(text=make(library))


def spreadsheet(library: Library) -> str:
    """Return all open vacancies as CSV (RFC 4180); examples are in it and say so.

    The byte order mark tells Excel that it is UTF-8, without which it spoils every pound sign.
    """
    base = library.config.absolute("")
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_HEADINGS)
    writer.writerows(_row(library, each, base) for each in library.vacancies)
    return f"\ufeff{file.getvalue()}"


_HEADINGS = (
    *("id", "title", "provider", "role", "place", "district", "postcode"),
    *("pay_min", "pay_max", "pay_per", "pay_text", "contract"),
    *("hours_min", "hours_max", "guaranteed_hours", "shifts", "driving"),
    *("travel_time_paid", "mileage", "dbs_paid_by", "induction_paid", "sick_pay"),
    *("uniform_provided", "experience_needed", "starts", "posted_on", "closes_on", "first_seen"),
    *("page", "apply_url", "apply_email", "apply_phone", "sources", "example"),
)


def _row(library: Library, vacancy: Vacancy, base: str) -> tuple[object, ...]:
    """Return the cells of a vacancy. Free text goes through `harmless`, the rest is ours."""
    pay, hours, terms, apply = vacancy.pay, vacancy.hours, vacancy.terms, vacancy.apply
    return (
        vacancy.id,
        harmless(vacancy.title),
        harmless(library.provider_name(vacancy)),
        vacancy.role,
        harmless(vacancy.place),
        vacancy.district,
        harmless(vacancy.postcode),
        *(pay.minimum, pay.maximum, pay.per, harmless(pay.text)),
        vacancy.contract,
        *(hours.minimum, hours.maximum, hours.guaranteed),
        " ".join(vacancy.shifts),
        vacancy.driving,
        *(terms.travel_time_paid, terms.mileage, terms.dbs_paid_by, terms.induction_paid),
        *(terms.sick_pay, terms.uniform_provided, vacancy.experience_needed),
        harmless(vacancy.starts),
        *(vacancy.posted_on, closing_day(vacancy), vacancy.first_seen),
        f"{base}{vacancy.url}",
        *map(harmless, (apply.url, apply.email, apply.phone)),
        _sources(vacancy) if vacancy.sources else vacancy.source,
        "yes" if vacancy.example else "no",
    )


def _sources(vacancy: Vacancy) -> str:
    return " ".join(each.source for each in vacancy.sources)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("+44 116 496 0000"), harmless("Cook")
    ("'=1+1", "'+44 116 496 0000", 'Cook')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
