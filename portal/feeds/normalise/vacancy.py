"""One item as a vacancy: every field normalised, everything left out remarked on."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from portal.content.advert_rules.wording import wording_in, words_of
from portal.content.vacancy import Apply, Vacancy, VacancyPay
from portal.feeds.item import Item, with_fields
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
from portal.feeds.normalise.labelled import labelled_fields
from portal.feeds.normalise.needs import driving_of, experience_of
from portal.feeds.normalise.pay import pay_of
from portal.feeds.normalise.phrases import Sentences
from portal.feeds.normalise.place import Gazetteer, Whereabouts, also_at, whereabouts
from portal.feeds.normalise.role import RoleMatcher
from portal.feeds.normalise.shifts import shifts_in, shifts_of
from portal.feeds.normalise.terms import terms_of
from portal.feeds.normalise.title import pay_in_title, tidy_title
from portal.values import fixed

_NO_WAY_TO_APPLY = "It has no way to apply: no web address, no e-mail and no telephone number."
_CUT = f"Its description is longer than {MAXIMUM_DESCRIPTION:,} characters, so it was cut."
_NO_DATE = "Its {} is not a date that can be read, so it was left out."
_LONGEST_NAME = 120
_MOST_NAMED = 12


@fixed
class Lookups:
    """What an item's words are looked up in, and what is true of the whole feed.

    `providers` are ids by lower-case names; `owner` is the provider of all of the feed's vacancies.
    """

    feed: str
    gazetteer: Gazetteer
    matcher: RoleMatcher
    providers: Mapping[str, str]
    owner: str | None = None
    example: bool = False


class Made(NamedTuple):
    """What an item became: its vacancy, which has no id yet; fields that were found in its text;
    what had to be left out of it; whether no rule about the words of adverts finds anything; and
    the vacancy's fingerprint, which does not go to another process with it.
    """

    vacancy: Vacancy
    found: Mapping[str, str]
    remarks: Sequence[str]
    is_fine: bool
    said: bytes


def made_of(raw: Item, lookups: Lookups) -> Made:
    """Return what an item becomes by itself, whatever the others are: a pure function."""
    remarks: list[str] = []
    description = safe_html(raw.description) if raw.description else ""
    if len(raw.description) > MAXIMUM_DESCRIPTION:
        remarks.append(_CUT)
    plain = text_of(description)
    found = labelled_fields(raw, plain)
    item = with_fields(raw, found) if found else raw
    where = whereabouts(item, lookups.gazetteer)
    if item.other_places and (others := also_at(item, where, lookups.gazetteer)):
        description = f"{description}\n{_also_at_html(others)}".strip()
    apply, note = apply_of(item.url, item.email, item.phone)
    if note:
        remarks.append(note)
    if not (apply.url or apply.email or apply.phone):
        remarks.append(_NO_WAY_TO_APPLY)
    vacancy = _vacancy(item, description, plain, where, apply, remarks, lookups)
    return Made(vacancy, found, remarks, is_fine=False, said=b"")


def with_judgement(made: Made) -> Made:
    """Return what an item became, once the rules for the words of adverts were tried on it, and
    with its fingerprint.
    """
    vacancy, found, remarks, *_ = made
    is_fine = not wording_in(words_of(vacancy))
    return Made(vacancy, found, remarks, is_fine, vacancy.said)


def _also_at_html(places: tuple[str, ...]) -> str:
    """Return the further places of an advert as a paragraph to end it with."""
    more = len(places) - _MOST_NAMED
    named = "; ".join(places[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    return f"<p>This job is also advertised at: {html.escape(named)}.</p>"


def _vacancy(
    item: Item,
    description: str,
    plain: str,
    where: Whereabouts,
    apply: Apply,
    remarks: list[str],
    lookups: Lookups,
) -> Vacancy:
    """Return the vacancy of an item, adding to the remarks."""
    title = tidy_title(item.title, lookups.gazetteer.names)
    provider = _one_line(item.provider)
    text = Sentences(plain)
    role = lookups.matcher.match(title)
    return Vacancy(
        id="",
        title=title,
        source=lookups.feed,
        reference=_one_line(item.reference),
        provider=lookups.owner or lookups.providers.get(provider.lower()),
        provider_name=provider,
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
        contract=contract_of(item.contract, item.title) or contract_in(text),
        hours=hours_of(item, text),
        shifts=shifts_of(item.shifts, item.title) or shifts_in(text),
        driving=driving_of(item.driving, item.title, text),
        terms=terms_of(item, text),
        experience_needed=experience_of(item.experience, text),
        starts=_one_line(item.starts),
        posted_on=_posted(item.posted, remarks),
        closes_at=_closes(item.closes, remarks),
        apply=apply,
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
