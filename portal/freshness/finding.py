"""Finds what needs a fresh look now, or within a month.

How old is too old is written here once, in days, and said in docs/operations.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from portal.content import (
    Ambassador,
    CaseStudy,
    Feed,
    Figure,
    FreePage,
    PayRate,
    Provider,
    Qualification,
    Resource,
    Role,
    Scheme,
    Statistic,
)
from portal.content.figures import last_seen
from portal.content.loading import Records
from portal.content.published import Published
from portal.feeds.gather import SNAPSHOTS
from portal.feeds.snapshot import read_record
from portal.freshness.due import Due
from portal.schema import Record
from portal.source import Location

PublishedT = TypeVar("PublishedT", bound=Published)

# Nothing comes as a surprise: it is listed this many days before it is due, consent earlier.
AHEAD = timedelta(days=30)
CONSENT_AHEAD = timedelta(days=60)
YEAR = timedelta(days=365)
LEGAL_RATES = timedelta(days=396)
FEED_DAYS = 2


def find_due(records: Records, content: Path, today: date) -> Iterator[Due]:
    """Yield all that is due on a day, from the content and from what is known of the feeds."""
    yield from _consent(records, today)
    yield from _feeds(records, content, today)
    yield from _pay(records, today)
    yield from _resources(records, today)
    yield from _figures(records, today)
    yield from _reviewed(records, today)


def _consent(records: Records, today: date) -> Iterator[Due]:
    people: tuple[CaseStudy | Ambassador, ...] = (
        *records.of("case-study", CaseStudy),
        *records.of("ambassador", Ambassador),
    )
    for record in people:
        consent = record.consent
        if record.example or consent.withdrawn_on is not None:
            continue
        day = consent.review_by
        if day > today + CONSENT_AHEAD:
            continue
        when = f"due for review by {day}" if day >= today else f"over since {day}"
        yield Due(
            "Consent",
            record.origin.position("consent", "review_by"),
            f"The consent is {when}.",
            "Ask the person again. With a new form, write its number and days; if they say no, "
            "write withdrawn_on.",
            day,
        )


def _feeds(records: Records, content: Path, today: date) -> Iterator[Due]:
    for feed in records.of("feed", Feed):
        if not feed.enabled or feed.url is None:
            continue
        known = read_record(content / SNAPSHOTS, feed.id)
        if known is None:
            yield Due(
                "Feeds",
                feed.position,
                f'The feed "{feed.id}" has never been fetched.',
                f"Run `python build.py fetch {feed.id}` and read what it says.",
            )
        elif (today - known.checked_on).days > FEED_DAYS:
            yield Due(
                "Feeds",
                feed.position,
                f'The feed "{feed.id}" last answered on {known.checked_on}.',
                f"Run `python build.py fetch {feed.id}`; ask the provider if it stays away.",
                known.checked_on,
            )


def _pay(records: Records, today: date) -> Iterator[Due]:
    rates = records.of("pay-rate", PayRate)
    newest = max(rates, key=lambda each: each.from_date, default=None)
    if newest is not None and newest.from_date + LEGAL_RATES < today:
        yield Due(
            "Pay",
            newest.origin.position("from"),
            f"The newest legal minimum rates are those from {newest.from_date}.",
            "New ones come each April: add them from gov.uk.",
            newest.from_date + LEGAL_RATES,
        )
    for role in _shown(records.of("role", Role)):
        if role.pay is not None:
            yield from _looked_at(
                *("Pay", role, ("pay", "as_of"), today, role.pay.as_of + YEAR),
                f"The pay of “{role.title}” is of {role.pay.as_of}, and",
                "Look for a newer figure, or take it out.",
            )


def _figures(records: Records, today: date) -> Iterator[Due]:
    for figure in records.of("figure", Figure):
        seen = last_seen(figure, today)
        yield from _old("Figures", figure, figure.id_, "checked_on", seen, today)
    for each in records.of("statistic", Statistic):
        yield from _looked_at(
            *("Figures", each, ("review_by",), today, each.review_by),
            f"“{each.label}” ({each.area}, {each.period})",
            "Add a newer figure as a new entry, or move review_by.",
        )


def _resources(records: Records, today: date) -> Iterator[Due]:
    for each in _shown(records.of("resource", Resource)):
        if each.expires_on is not None and each.expires_on <= today + AHEAD:
            expired = "expired" if each.expires_on <= today else "expires"
            yield Due(
                "Resources",
                each.origin.position("expires_on"),
                f"“{each.title}” {expired} on {each.expires_on}.",
                "Open its website. Move expires_on, or delete the file if it has closed.",
                each.expires_on,
            )
            continue
        yield from _looked_at(
            *("Resources", each, ("review_by" if each.review_by else "last_checked",)),
            *(today, each.check_again_on),
            f"“{each.title}” was checked on {each.last_checked}, and",
            "Open its website. Set last_checked to today, or delete the file if it has closed.",
        )
    for course in records.of("qualification", Qualification):
        yield from _looked_at(
            *("Resources", course, ("as_of",), today, course.as_of + YEAR),
            f"The facts about “{course.title}” are of {course.as_of}, and",
            "Check them against their sources.",
        )


def _reviewed(records: Records, today: date) -> Iterator[Due]:
    for role in _shown(records.of("role", Role)):
        yield from _old("Roles", role, role.title, "reviewed_on", role.reviewed_on, today)
    for provider in _shown(records.of("provider", Provider)):
        day = provider.verified_on
        yield from _old("Providers", provider, provider.title, "verified_on", day, today)
    for scheme in _shown(records.of("scheme", Scheme)):
        day = scheme.rules_reviewed_on
        yield from _old("Pages", scheme, scheme.title, "rules_reviewed_on", day, today)
    for page in _shown(records.of("page", FreePage)):
        if page.review_by is not None:
            yield from _looked_at(
                *("Pages", page, ("review_by",), today, page.review_by),
                f"“{page.title}”",
                "Read it, then move review_by and set reviewed_on to today.",
            )
        elif page.reviewed_on is None:
            yield Due(
                "Pages",
                page.position,
                f"Nobody has written when “{page.title}” was last checked.",
                "Read it, and set reviewed_on to today.",
            )
        else:
            yield from _old("Pages", page, page.title, "reviewed_on", page.reviewed_on, today)


def _old(kind: str, record: Record, title: str, name: str, day: date, today: date) -> Iterator[Due]:
    yield from _looked_at(
        *(kind, record, (name,), today, day + YEAR),
        f"“{title}” was last checked on {day}, and",
        f"Read it against its sources, and set {name} to today.",
    )


def _looked_at(
    kind: str,
    record: Record,
    location: Location,
    today: date,
    day: date,
    known: str,
    remedy: str,
) -> Iterator[Due]:
    """Yield that somebody should look at a record by a day, if that has come or is near.

    `known` begins the sentence, which ends “is due by” or “is due since” that day.
    """
    if day > today + AHEAD:
        return
    when = f"due by {day}" if day > today else f"due since {day}"
    yield Due(kind, record.origin.position(*location), f"{known} is {when}.", remedy, day)


def _shown(records: Iterable[PublishedT]) -> Iterator[PublishedT]:
    """Yield what is no example and no draft: examples are dated by the day of the build."""
    return (each for each in records if not each.example and not each.draft)
