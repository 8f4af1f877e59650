"""Open vacancies as Indeed takes them in: https://docs.indeed.com/indeed-apply/xml-feed.

What it requires of a job is title, date, reference, address, company, city, country and
description; a vacancy that lacks one is left out. Made-up examples are, too.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from portal.content.vacancy import Contract, Vacancy
from portal.feeds.life import closing_day
from portal.library import Library
from portal.pages import words
from portal.pages.job_posting import working_time
from portal.pages.xml_text import cdata, document, element

_TYPES: Mapping[Contract, str] = {
    Contract.FIXED_TERM: "contract",
    Contract.BANK: "temporary",
    Contract.VOLUNTEER: "volunteer",
    Contract.WORK_EXPERIENCE: "internship",
}
_TIMES = {"FULL_TIME": "fulltime", "PART_TIME": "parttime"}


def indeed(library: Library) -> str:
    """Return the file."""
    config = library.config
    jobs = (_job(library, each) for each in library.vacancies if not each.example)
    return document(
        "source",
        [
            element("publisher", config.title),
            element("publisherurl", config.absolute("/")),
            element("lastBuildDate", _moment(library.today)),
            *filter(None, jobs),
        ],
    )


def _job(library: Library, vacancy: Vacancy) -> str:
    company = library.provider_name(vacancy)
    posted = vacancy.posted_on or vacancy.first_seen
    if not (company and vacancy.place and vacancy.description and posted):
        return ""
    closes = closing_day(vacancy)
    pay = vacancy.pay
    parts = (
        element("title", vacancy.title),
        element("date", _moment(posted)),
        element("referencenumber", vacancy.id),
        element("url", library.config.absolute(vacancy.url)),
        element("company", company),
        element("city", vacancy.place),
        element("country", "GB"),
        element("postalcode", vacancy.postcode),
        cdata("description", vacancy.description),
        element("salary", words.vacancy_pay(pay) if pay.per or pay.text else ""),
        element("jobtype", _type(vacancy)),
        element("expirationdate", closes.isoformat() if closes else ""),
    )
    return f"<job>\n{''.join(parts)}\n</job>"


@functools.lru_cache(maxsize=4096)
def _moment(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), UTC), usegmt=True)


def _type(vacancy: Vacancy) -> str:
    by_contract = _TYPES.get(vacancy.contract) if vacancy.contract else None
    return by_contract or _TIMES.get(working_time(vacancy.hours), "")
