"""One item as a vacancy: every field normalised, everything left out remarked on."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from portal.content.vacancy import Apply, Vacancy, VacancyPay
from portal.feeds.item import Item
from portal.feeds.normalise.apply import apply_of
from portal.feeds.normalise.contract import contract_in, contract_of
from portal.feeds.normalise.dates import closing_moment, day_of
from portal.feeds.normalise.description import (
    MAXIMUM_DESCRIPTION,
    safe_html,
    summary_of,
    text_of,
)
from portal.feeds.normalise.hours import hours_of
from portal.feeds.normalise.labelled import with_labelled_fields
from portal.feeds.normalise.needs import driving_of, experience_of
from portal.feeds.normalise.pay import pay_of
from portal.feeds.normalise.phrases import Sentences
from portal.feeds.normalise.place import Gazetteer, Whereabouts, also_at, whereabouts
from portal.feeds.normalise.role import RoleMatcher
from portal.feeds.normalise.shifts import shifts_in, shifts_of
from portal.feeds.normalise.terms import terms_of
from portal.feeds.normalise.title import pay_in_title, tidy_title

_NO_WAY_TO_APPLY = "It has no way to apply: no web address, no e-mail and no telephone number."
_CUT = f"Its description is longer than {MAXIMUM_DESCRIPTION:,} characters, so it was cut."
_NO_DATE = "Its {} is not a date that can be read, so it was left out."
_LONGEST_NAME = 120
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Lookups:
    """What an item's words are looked up in, and what is true of the whole feed."""

    feed: str
    gazetteer: Gazetteer
    matcher: RoleMatcher
    providers: Mapping[str, str]
    example: bool = False
    first_seen: Mapping[str, date] = field(default_factory=dict)
    last_seen: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An item whose text has been read, as far as is needed to tell it from the others.

    `made` is what it became in an earlier run; then `remarks` are complete.
    """

    item: Item
    title: str
    reference: str
    provider_name: str
    where: Whereabouts
    apply: Apply
    description: str
    plain: str
    remarks: list[str]
    made: Vacancy | None = None


def draft_of(raw: Item, lookups: Lookups) -> Draft:
    """Return the item as a draft of a vacancy; `remarks` says what had to be left out of it."""
    remarks: list[str] = []
    description = safe_html(raw.description) if raw.description else ""
    if len(raw.description) > MAXIMUM_DESCRIPTION:
        remarks.append(_CUT)
    plain = text_of(description)
    item = with_labelled_fields(raw, plain)
    where = whereabouts(item, lookups.gazetteer)
    if others := also_at(item, where, lookups.gazetteer):
        description = f"{description}\n{_also_at_html(others)}".strip()
    apply, note = apply_of(item.url, item.email, item.phone)
    if note:
        remarks.append(note)
    if not (apply.url or apply.email or apply.phone):
        remarks.append(_NO_WAY_TO_APPLY)
    return Draft(
        item,
        tidy_title(item.title, lookups.gazetteer.names),
        _one_line(item.reference),
        _one_line(item.provider),
        where,
        apply,
        description,
        plain,
        remarks,
    )


def _also_at_html(places: tuple[str, ...]) -> str:
    """Return the further places of an advert as a paragraph to end it with."""
    more = len(places) - _MOST_NAMED
    named = "; ".join(places[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    return f"<p>This job is also advertised at: {html.escape(named)}.</p>"


def vacancy_of(draft: Draft, own_id: str, lookups: Lookups) -> Vacancy:
    """Return the draft as a vacancy under its id, adding to the draft's remarks."""
    if draft.made is not None:
        first = lookups.first_seen.get(own_id)
        return replace(draft.made, id=own_id, first_seen=first, last_seen=lookups.last_seen)
    item, where, remarks = draft.item, draft.where, draft.remarks
    text = Sentences(draft.plain)
    role = lookups.matcher.match(draft.title)
    return Vacancy(
        id=own_id,
        title=draft.title,
        source=lookups.feed,
        reference=draft.reference,
        provider=lookups.providers.get(draft.provider_name.lower()),
        provider_name=draft.provider_name,
        role=role.role if role else None,
        role_confidence=role.confidence if role else 0.0,
        place=where.place,
        district=where.district,
        outcode=where.outcode,
        postcode=where.postcode,
        latitude=where.latitude,
        longitude=where.longitude,
        description=draft.description,
        summary=summary_of(draft.plain),
        pay=_pay(item, remarks),
        contract=contract_of(item.contract, item.title) or contract_in(text),
        hours=hours_of(item, text),
        shifts=shifts_of(item.shifts, item.title) or shifts_in(text),
        driving=driving_of(item.driving, item.title, text),
        terms=terms_of(item, text),
        experience_needed=experience_of(item.experience, text),
        starts=_one_line(item.starts),
        posted_on=_posted(item.posted, remarks),
        closes_at=_closes(item.closes, remarks),
        apply=draft.apply,
        first_seen=lookups.first_seen.get(own_id),
        last_seen=lookups.last_seen,
        example=lookups.example,
    )


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST_NAME].split()) if text else ""


def _pay(item: Item, remarks: list[str]) -> VacancyPay:
    amounts = (item.pay_minimum, item.pay_maximum, item.pay_per, item.pay_currency)
    pay, note = pay_of(*amounts, item.pay_text)
    if note:
        remarks.append(note)
    if not pay.text and not note and ("£" in item.title or "k " in item.title):
        # A title's tail often is the only place where the pay stands.
        of_title, _ = pay_of("", "", "", "", pay_in_title(item.title))
        return of_title if of_title.per else pay
    return pay


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
