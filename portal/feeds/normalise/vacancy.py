"""One item as a vacancy: every field normalised, everything left out remarked on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portal.content.vacancy import Answer, Vacancy, VacancyHours, VacancyPay
from portal.feeds.item import Item
from portal.feeds.normalise import work
from portal.feeds.normalise.apply import apply_of
from portal.feeds.normalise.dates import closing_moment, day_of
from portal.feeds.normalise.description import (
    MAXIMUM_DESCRIPTION,
    safe_html,
    summary_of,
    text_of,
)
from portal.feeds.normalise.labelled import with_labelled_fields
from portal.feeds.normalise.needs import driving_of, experience_of
from portal.feeds.normalise.pay import pay_of
from portal.feeds.normalise.place import Gazetteer, whereabouts
from portal.feeds.normalise.role import RoleMatcher
from portal.feeds.normalise.sentences import Sentences
from portal.feeds.normalise.terms import terms_of
from portal.feeds.normalise.title import tidy_title

_NO_WAY_TO_APPLY = "It has no way to apply: no web address, no e-mail and no telephone number."
_CUT = f"Its description is longer than {MAXIMUM_DESCRIPTION:,} characters, so it was cut."
_NO_DATE = "Its {} is not a date that can be read, so it was left out."
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Lookups:
    """What an item's words are looked up in, and what is true of the whole feed."""

    feed: str
    gazetteer: Gazetteer
    matcher: RoleMatcher
    providers: Mapping[str, str]
    example: bool = False


def vacancy_of(raw: Item, lookups: Lookups) -> tuple[Vacancy, list[str]]:
    """Return the item as a vacancy without an id, and a remark for each thing left out."""
    remarks: list[str] = []
    description = safe_html(raw.description) if raw.description else ""
    if len(raw.description) > MAXIMUM_DESCRIPTION:
        remarks.append(_CUT)
    plain = text_of(description)
    text = Sentences(plain)
    item = with_labelled_fields(raw, plain)
    title = tidy_title(item.title, lookups.gazetteer.names)
    role = lookups.matcher.match(title)
    where = whereabouts(item, lookups.gazetteer)
    provider_name = _one_line(item.provider)
    apply, note = apply_of(item.url, item.email, item.phone)
    if note:
        remarks.append(note)
    if not (apply.url or apply.email or apply.phone):
        remarks.append(_NO_WAY_TO_APPLY)
    vacancy = Vacancy(
        id="",
        title=title,
        source=lookups.feed,
        reference=_one_line(item.reference),
        provider=lookups.providers.get(provider_name.lower()),
        provider_name=provider_name,
        role=role.role if role else None,
        role_confidence=role.confidence if role else 0.0,
        place=where.place,
        district=where.district,
        outcode=where.outcode,
        postcode=where.postcode,
        latitude=where.latitude,
        longitude=where.longitude,
        description=description,
        summary=summary_of(plain),
        pay=_pay(item, remarks),
        contract=work.contract_of(item.contract, item.title) or work.contract_in(text),
        hours=_hours(item, text),
        shifts=work.shifts_of(item.shifts, item.title) or work.shifts_in(text),
        driving=driving_of(item.driving, item.title, text),
        terms=terms_of(item, text),
        experience_needed=experience_of(item.experience, text),
        starts=_one_line(item.starts),
        posted_on=_posted(item.posted, remarks),
        closes_at=_closes(item.closes, remarks),
        apply=apply,
        example=lookups.example,
    )
    return vacancy, remarks


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST_NAME].split())


def _pay(item: Item, remarks: list[str]) -> VacancyPay:
    # A title's tail often is the only place where the pay stands.
    words = item.pay_text or (item.title if "£" in item.title and not item.pay_minimum else "")
    pay, note = pay_of(
        item.pay_minimum, item.pay_maximum, item.pay_per, item.pay_currency, words
    )
    if note:
        remarks.append(note)
    return pay


def _hours(item: Item, text: Sentences) -> VacancyHours:
    hours = work.hours_of(
        item.hours, item.hours_minimum, item.hours_maximum, item.guaranteed_hours
    )
    low, high, guaranteed = hours.minimum, hours.maximum, hours.guaranteed
    if low is None and high is None:
        low, high = work.hours_in(text)
    if guaranteed is Answer.NOT_STATED:
        guaranteed = work.guaranteed_in(text)
    return VacancyHours(low, high, guaranteed)


def _posted(text: str, remarks: list[str]) -> date | None:
    posted = day_of(text) if text else None
    if text and posted is None:
        remarks.append(_NO_DATE.format("date of posting"))
    return posted


def _closes(text: str, remarks: list[str]) -> datetime | None:
    closes = closing_moment(text) if text else None
    if text and closes is None:
        remarks.append(_NO_DATE.format("closing date"))
    return closes
