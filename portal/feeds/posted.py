"""Vacancies posted by hand, as canonical vacancies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from portal.content import PostedVacancy, Provider
from portal.content.facts import Place
from portal.content.vacancy import Apply, Terms, Vacancy, VacancyHours, VacancyPay
from portal.prose import ProseMaker, plain_text

LONDON = ZoneInfo("Europe/London")
SOURCE = "posted"


def vacancy_of(
    posted: PostedVacancy,
    places: Mapping[str, Place],
    providers: Mapping[str, Provider],
    prose: ProseMaker,
) -> Vacancy:
    """Return the vacancy that a posted file describes; it closes at the end of its closing day."""
    place = places.get(posted.place)
    provider = providers.get(posted.provider)
    description = prose.html(posted.body)
    return Vacancy(
        id=posted.id,
        title=posted.title,
        source=SOURCE,
        reference=posted.id,
        provider=posted.provider,
        provider_name=provider.title if provider else posted.provider,
        role=posted.role,
        role_confidence=1.0,
        place=place.title if place else posted.place,
        district=place.district if place else None,
        outcode=place.outcode if place else "",
        postcode=posted.postcode or "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        description=description,
        summary=_summary(plain_text(description)),
        pay=VacancyPay(posted.pay.min, posted.pay.max, posted.pay.per, posted.pay.text or ""),
        contract=posted.contract,
        hours=VacancyHours(posted.hours.min, posted.hours.max, posted.hours.guaranteed),
        shifts=posted.shifts,
        driving=posted.driving,
        terms=Terms(
            **{name: getattr(posted.terms, name) for name in type(posted.terms).model_fields}
        ),
        experience_needed=posted.experience_needed,
        starts=posted.starts or "",
        posted_on=posted.posted_on,
        closes_at=datetime.combine(posted.closes_on, time(23, 59, 59), LONDON),
        apply=Apply(posted.apply.url or "", posted.apply.email or "", posted.apply.phone or ""),
        status=posted.status,
        example=posted.example,
    )


def _summary(text: str) -> str:
    if len(text) <= 200:
        return text
    return text[:200].rsplit(" ", 1)[0].rstrip(",;:") + "…"
