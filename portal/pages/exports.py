"""Vacancies as files for others: a spreadsheet for everybody, and what job boards take in.

They are in no sitemap, and only the page of workforce data links to the spreadsheet; docs/feeds.md
says who needs them. The files for job boards hold no made-up examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import partial
from operator import attrgetter

from portal.content.vacancy import Terms, Vacancy
from portal.errors import Position
from portal.feeds.life import closing_day
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.csv_columns import cells_of, own_column, shared_column
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
    rows = map(",".join, zip(*_columns(library), strict=True))
    return "\r\n".join((f"\ufeff{cells_of(_HEADINGS)}", *rows, ""))


_HEADINGS = (
    *("id", "title", "provider", "role", "place", "district", "postcode"),
    *("pay_min", "pay_max", "pay_per", "pay_text", "contract"),
    *("hours_min", "hours_max", "guaranteed_hours", "shifts", "driving"),
    *("travel_time_paid", "mileage", "dbs_paid_by", "induction_paid", "sick_pay"),
    *("uniform_provided", "experience_needed", "starts", "posted_on", "closes_on", "first_seen"),
    *("page", "apply_url", "apply_email", "apply_phone", "sources", "example"),
)


def _columns(library: Library) -> Iterator[Iterable[str]]:
    """Yield the columns in the order of their headings, those side by side that say one thing.

    Free text goes through `harmless`, the rest is ours.
    """
    vacancies = library.vacancies
    alike = partial(shared_column, vacancies)

    def figures(field: str) -> Iterator[str]:
        return ("" if each is None else str(each) for each in map(attrgetter(field), vacancies))

    yield own_column([each.id for each in vacancies])
    yield own_column([harmless(each.title) for each in vacancies])
    yield alike(_PROVIDER, lambda each: [harmless(library.provider_name(each))])
    yield alike(["role"], lambda each: [each.role])
    yield alike(_WHERE, _where)
    yield from (figures("pay.minimum"), figures("pay.maximum"))
    yield alike(["pay.per"], lambda each: [each.pay.per])
    yield own_column([harmless(each.pay.text) for each in vacancies])
    yield alike(["contract"], lambda each: [each.contract])
    yield from (figures("hours.minimum"), figures("hours.maximum"))
    yield alike(_TERMS, _terms)
    yield alike(["posted_on"], lambda each: [each.posted_on])
    yield alike(["closes_at"], lambda each: [closing_day(each)])
    yield alike(["first_seen"], lambda each: [each.first_seen])
    base = library.config.absolute("")
    yield own_column([f"{base}{each.url}" for each in vacancies])
    yield own_column([harmless(each.apply.url) for each in vacancies])
    yield alike(_CONTACT, lambda each: map(harmless, (each.apply.email, each.apply.phone)))
    yield alike(_SOURCES, _sources)


_PROVIDER = ("provider", "provider_name")
_WHERE = ("place", "district", "postcode")
_TERMS = (
    *("hours.guaranteed", "shifts", "driving", "experience_needed", "starts"),
    *(f"terms.{each.name}" for each in fields(Terms)),
)
_CONTACT = ("apply.email", "apply.phone")
_SOURCES = ("source", "sources", "example")


def _where(vacancy: Vacancy) -> tuple[object, ...]:
    return harmless(vacancy.place), vacancy.district, harmless(vacancy.postcode)


def _terms(vacancy: Vacancy) -> tuple[object, ...]:
    terms = vacancy.terms
    return (
        vacancy.hours.guaranteed,
        " ".join(vacancy.shifts),
        vacancy.driving,
        *(terms.travel_time_paid, terms.mileage, terms.dbs_paid_by, terms.induction_paid),
        *(terms.sick_pay, terms.uniform_provided, vacancy.experience_needed),
        harmless(vacancy.starts),
    )


def _sources(vacancy: Vacancy) -> tuple[str, str]:
    several = " ".join(each.source for each in vacancy.sources)
    return several if vacancy.sources else vacancy.source, "yes" if vacancy.example else "no"


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("+44 116 496 0000"), harmless("Cook")
    ("'=1+1", "'+44 116 496 0000", 'Cook')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
