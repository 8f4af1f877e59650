"""What decides whether people read on: whose job it is, where, and what it pays."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

from portal.content.vacancy import PayPeriod, Vacancy, VacancyPay
from portal.filters import amount_text, number
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact
from portal.pages.hourly import least_hourly_pay

_PENNY = Decimal("0.01")
# An advert's words for figures that already stand above them, like "£12.60 - £13.10 per hour".
_JUST_FIGURES = re.compile(
    r"(?:from|up to)?[£\d.,\s–—-]+(?:to[£\d.,\s]+)?"
    r"(?:per|an?|/|p\.?)?\s*(?:hour|hr|h|annum|a|year|week|month|day)?\.?",
    re.IGNORECASE,
)


def place_facts(library: Library, cards: CardMaker, vacancy: Vacancy) -> tuple[Fact, Fact]:
    """Return the provider, and the place with its district."""
    provider = vacancy.provider if vacancy.provider in library.providers else None
    district = library.districts.get(vacancy.district or "")
    card = cards.vacancy(vacancy)
    return (
        Fact(
            "Provider",
            card.provider or "Not stated",
            url=cards.provider(provider).url if provider else "",
        ),
        Fact(
            "Place",
            card.place or "Not stated",
            district.title if district and district.title != card.place else "",
        ),
    )


def pay_facts(cards: CardMaker, vacancy: Vacancy) -> tuple[Fact, Fact]:
    """Return pay in the advert's own unit, and hours."""
    card = cards.vacancy(vacancy)
    return Fact("Pay", card.pay, _pay_note(vacancy)), Fact("Hours", card.hours)


def _pay_note(vacancy: Vacancy) -> str:
    """Return the pay by the hour where that is certain, and the advert's own words where they say
    more than the figures above them.
    """
    text = vacancy.pay.text
    if text and (text == words.vacancy_pay(vacancy.pay) or _JUST_FIGURES.fullmatch(text)):
        text = ""
    own_words = f"In the advert’s words: {text}" if text else ""
    hourly = least_hourly_pay(vacancy) if vacancy.pay.per is not PayPeriod.HOUR else None
    if hourly is None or vacancy.hours.minimum is None:
        return own_words
    worked_out = (
        f"About {_range(vacancy.pay, hourly)}, at {number(vacancy.hours.minimum)} hours a week"
    )
    return f"{worked_out}. {own_words}" if own_words else worked_out


def _range(pay: VacancyPay, hourly: Decimal) -> str:
    """Return pay by the hour, from least to most, where `hourly` is the least."""
    if not pay.minimum or not pay.maximum:
        return amount_text(hourly, None, "hour")
    most = (hourly * pay.maximum / pay.minimum).quantize(_PENNY, ROUND_DOWN)
    return amount_text(hourly, most, "hour")
