"""Open vacancies as Find a Job of the Department for Work and Pensions takes them in.

https://findajob.dwp.gov.uk/bulk-upload-specification.html: a postcode is a must, descriptions are
plain text, and an advert lives for 30 days at most, so that a longer one is put up again under
another reference. Somebody with an account uploads the files by SFTP, every day.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date, timedelta

from portal.content.vacancy import Contract, Status, Vacancy
from portal.feeds.life import closing_day
from portal.library import Library
from portal.pages import words
from portal.pages.job_posting import working_time
from portal.pages.xml_text import document, element

# An advert goes after 30 days; one whose last day is the thirtieth is refused.
_LIVES = timedelta(days=30)
_AGAIN = timedelta(days=31)
# Volunteering and work experience are not jobs and are not taken.
_TYPES: Mapping[Contract | None, int | None] = {
    None: None,
    Contract.PERMANENT: 1,
    Contract.FIXED_TERM: 2,
    Contract.BANK: 3,
    Contract.APPRENTICESHIP: 4,
}
_STATUSES = {"FULL_TIME": 1, "PART_TIME": 2}
_BY_ADDRESS = 2
# What a tag is in plain text; all others are nothing.
_SIGNS = {f"/h{level}": "\n\n" for level in range(2, 7)} | {
    "li": "- ",
    "/li": "\n",
    "br": "\n",
    "br /": "\n",
    "/ul": "\n",
    "/ol": "\n",
    "/p": "\n\n",
}
_GAP = re.compile(r"\n{3,}")


def find_a_job(library: Library) -> str:
    """Return the file of vacancies to put up or to renew."""
    parts = (_vacancy(library, each) for each in library.vacancies if not each.example)
    return document("Vacancies", list(filter(None, parts)))


def closures(library: Library) -> str:
    """Return the file of vacancies to take down before their day: filled, gone or unchecked."""
    parts = [
        f'<ExpireVacancy vacancyRefCode="{_reference(each, each.ended_on or library.today)}"/>'
        for each in library.closed_vacancies
        if each.status in (Status.FILLED, Status.WITHDRAWN, Status.UNCHECKED)
        and not each.example
        and library.today - (each.ended_on or library.today) <= _LIVES
    ]
    return document("ExpireVacancies", parts)


def _vacancy(library: Library, vacancy: Vacancy) -> str:
    """Return a vacancy, or nothing where it would be refused."""
    closes = closing_day(vacancy)
    if not vacancy.postcode or vacancy.contract not in _TYPES or closes == library.today:
        return ""
    status = _STATUSES.get(working_time(vacancy.hours))
    district = library.districts.get(vacancy.district or "")
    is_near = closes is not None and closes - library.today < _LIVES
    parts = (
        element("Title", vacancy.title),
        element("Description", _description(library, vacancy)),
        "<Location>",
        element("City", vacancy.place),
        element("State", district.title if district else ""),
        element("PostalCode", vacancy.postcode),
        "</Location>",
        element("VacancyExpiry", closes.isoformat() if closes and is_near else ""),
        _choice("VacancyType", _TYPES[vacancy.contract]),
        _choice("VacancyStatus", status),
        _choice("VacancyCategory", library.config.find_a_job_category),
        _choice("ApplyMethod", _BY_ADDRESS),
        element("ApplyUrl", library.config.absolute(vacancy.url)),
    )
    reference = _reference(vacancy, library.today)
    return f'<Vacancy vacancyRefCode="{reference}">\n{"".join(parts)}\n</Vacancy>'


def _choice(name: str, choice: int | None) -> str:
    return f'<{name} id="{choice}"/>' if choice else ""


def _reference(vacancy: Vacancy, day: date) -> str:
    """Return the reference on a day: a new one each time the old advert has run out."""
    first = vacancy.posted_on or vacancy.first_seen or day
    times = (day - first) // _AGAIN
    return f"{vacancy.id}-{times}" if times > 0 else vacancy.id


def _description(library: Library, vacancy: Vacancy) -> str:
    """Return what the advert says as plain text, after who it is and what it pays."""
    provider = library.provider_name(vacancy)
    facts = (
        f"Employer: {provider}" if provider else "",
        f"Pay: {words.vacancy_pay(vacancy.pay)}" if vacancy.pay.per or vacancy.pay.text else "",
        f"Hours: {words.vacancy_hours(vacancy.hours)}"
        if vacancy.hours.minimum or vacancy.hours.maximum
        else "",
    )
    known = "\n".join(filter(None, facts))
    return f"{known}\n\n{plain_text(vacancy.description)}".strip()


def plain_text(made: str) -> str:
    r"""Return safe HTML as text with line breaks and bullets.

    >>> plain_text("<h3>You will</h3><ul><li>cook &amp; eat</li><li>talk</li></ul><p>Yes.</p>")
    'You will\n\n- cook & eat\n- talk\n\nYes.'
    """
    first, *rest = made.split("<")
    parts = [first]
    for part in rest:  # twice as fast as a pattern
        tag, _, text = part.partition(">")
        parts += (_SIGNS.get(tag, ""), text)
    return _GAP.sub("\n\n", html.unescape("".join(parts))).strip()
