"""Makers of vacancies and rates for tests of adverts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.content import PayRate
from portal.content.vacancy import PayPeriod, Vacancy, VacancyHours, VacancyPay
from portal.feeds.posted import LONDON

TODAY = date(2026, 11, 22)


def rate(from_date: str, adult: str, young: str, child: str, apprentice: str) -> PayRate:
    """Return the legal rates from a day on."""
    return PayRate.model_validate(
        {
            "from": date.fromisoformat(from_date),
            "age_21_and_over": adult,
            "age_18_to_20": young,
            "under_18": child,
            "apprentice": apprentice,
            "source": "GOV.UK, rates. A note.",
        }
    )


RATES = (
    rate("2026-04-01", "12.71", "10.85", "8.00", "8.00"),
    rate("2025-04-01", "12.21", "10.00", "7.55", "7.55"),
)
RISE = rate("2027-04-01", "13.20", "11.50", "8.50", "8.50")


def vacancy(
    amount: str | None = None,
    per: PayPeriod = PayPeriod.HOUR,
    most: str | None = None,
    words: str = "",
    hours: str | None = None,
    closes: str | None = None,
    **more: Any,
) -> Vacancy:
    """Return a vacancy with a pay."""
    made = Vacancy(
        id="one",
        title="Care assistant",
        source="ours",
        pay=VacancyPay(_decimal(amount), _decimal(most), per, words),
        hours=VacancyHours(_decimal(hours), _decimal(hours)),
        closes_at=datetime.fromisoformat(f"{closes}T23:59:59").replace(tzinfo=LONDON)
        if closes
        else None,
    )
    return replace(made, **more)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
