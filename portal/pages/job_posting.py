"""JobPosting data of one vacancy, as Google asks for it.

https://developers.google.com/search/docs/appearance/structured-data/job-posting: only on the page
of a single job; everything in it stands on the page; what is not certain is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from portal.content.vacancy import Contract, Status, Vacancy, VacancyHours
from portal.library import Library
from portal.pages.heads import SCHEMA_ORG

_EMPLOYMENT: Mapping[Contract, str] = {
    Contract.FIXED_TERM: "TEMPORARY",
    Contract.VOLUNTEER: "VOLUNTEER",
    Contract.WORK_EXPERIENCE: "INTERN",
}
# GOV.UK, "Part-time workers' rights": full time is usually 35 hours or more. Between, who knows.
_FULL_TIME = Decimal(35)
_PART_TIME = Decimal(30)


def job_posting(library: Library, vacancy: Vacancy) -> Mapping[str, Any] | None:
    """Return the data, or None where the vacancy is an example, closed, or lacks what is required.

    Required are title, description, datePosted, hiringOrganization and jobLocation.
    """
    provider = library.provider_name(vacancy)
    posted = vacancy.posted_on or vacancy.first_seen
    location = _location(library, vacancy)
    if vacancy.example or vacancy.status is not Status.OPEN or not vacancy.description:
        return None
    if not provider or posted is None or location is None:
        return None
    if vacancy.closes_at is not None and vacancy.closes_at.date() < library.today:
        return None
    data: dict[str, Any] = {
        "@context": SCHEMA_ORG,
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": vacancy.description,
        "datePosted": posted.isoformat(),
        "hiringOrganization": _organisation(library, vacancy, provider),
        "jobLocation": location,
        "identifier": {
            "@type": "PropertyValue",
            "name": provider,
            "value": vacancy.reference or vacancy.id,
        },
        "directApply": False,
        "url": library.config.absolute(vacancy.url),
    }
    if vacancy.closes_at is not None:
        data["validThrough"] = vacancy.closes_at.isoformat(timespec="seconds")
    salary = _salary(vacancy)
    if salary:
        data["baseSalary"] = salary
    employment = _employment(vacancy)
    if employment:
        data["employmentType"] = employment
    return data


def _organisation(library: Library, vacancy: Vacancy, name: str) -> Mapping[str, str]:
    data = {"@type": "Organization", "name": name}
    provider = library.providers.get(vacancy.provider or "")
    if provider and provider.website:
        data["sameAs"] = provider.website
    return data


def _location(library: Library, vacancy: Vacancy) -> Mapping[str, Any] | None:
    district = library.districts.get(vacancy.district or "")
    if not vacancy.place and district is None:
        return None
    address = {"@type": "PostalAddress", "addressCountry": "GB"}
    if vacancy.place:
        address["addressLocality"] = vacancy.place
    if district is not None:
        address["addressRegion"] = district.title
    if vacancy.postcode:
        address["postalCode"] = vacancy.postcode
    return {"@type": "Place", "address": address}


def _salary(vacancy: Vacancy) -> Mapping[str, Any] | None:
    """Return the pay where it is a number for a known time; words are never put into numbers."""
    pay = vacancy.pay
    if pay.minimum is None or pay.per is None:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": pay.per.value.upper()}
    if pay.maximum is None or pay.maximum == pay.minimum:
        value["value"] = float(pay.minimum)
    else:
        value["minValue"] = float(pay.minimum)
        value["maxValue"] = float(pay.maximum)
    return {"@type": "MonetaryAmount", "currency": "GBP", "value": value}


def _employment(vacancy: Vacancy) -> str:
    """Return the type of employment where the advert makes it certain, or an empty text."""
    if vacancy.contract is not None and vacancy.contract in _EMPLOYMENT:
        return _EMPLOYMENT[vacancy.contract]
    return working_time(vacancy.hours)


def working_time(hours: VacancyHours) -> str:
    """Return FULL_TIME or PART_TIME where the hours make it certain, or an empty text."""
    least, most = hours.minimum, hours.maximum
    if least is not None and least >= _FULL_TIME:
        return "FULL_TIME"
    if most is not None and most <= _PART_TIME:
        return "PART_TIME"
    return ""
