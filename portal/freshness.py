"""What needs a fresh look: nothing here is a mistake, and all of it will be one day.

How old is too old is written here once, in days, and said in docs/operations.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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
from portal.errors import Position
from portal.feeds.gather import SNAPSHOTS
from portal.feeds.snapshot import read_record
from portal.schema import Record

PublishedT = TypeVar("PublishedT", bound=Published)

YEAR = 365
CONSENT_AHEAD = 60
LEGAL_RATES = 396
FEED_DAYS = 2
_ORDER = ("Consent", "Feeds", "Pay", "Figures", "Resources", "Roles", "Pages", "Providers", "Links")


@dataclass(frozen=True, slots=True)
class Due:
    """A thing to look at: which kind, where it is, since or until when, and what to do."""

    kind: str
    position: Position
    sentence: str
    remedy: str
    day: date | None = None


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
        left = (consent.review_by - today).days
        if left > CONSENT_AHEAD:
            continue
        when = f"is due for review by {consent.review_by}" if left >= 0 else "is over"
        yield Due(
            "Consent",
            record.origin.position("consent", "review_by"),
            f"The consent {when}{'' if left >= 0 else f' since {consent.review_by}'}.",
            "Ask the person again. With a new form, write its number and days; if they say no, "
            "write withdrawn_on.",
            consent.review_by,
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
    if newest is not None and (today - newest.from_date).days > LEGAL_RATES:
        yield Due(
            "Pay",
            newest.origin.position("from"),
            f"The newest legal minimum rates are those from {newest.from_date}.",
            "New ones come each April: add them from gov.uk.",
            newest.from_date,
        )
    for role in _shown(records.of("role", Role)):
        if role.pay is not None and (today - role.pay.as_of).days > YEAR:
            yield Due(
                "Pay",
                role.origin.position("pay", "as_of"),
                f"The pay of “{role.title}” is of {role.pay.as_of}.",
                "Look for a newer figure, or take it out.",
                role.pay.as_of,
            )


def _figures(records: Records, today: date) -> Iterator[Due]:
    for figure in records.of("figure", Figure):
        seen = last_seen(figure, today)
        yield from _old("Figures", figure, figure.id_, "checked_on", seen, today)
    for each in records.of("statistic", Statistic):
        if each.review_by <= today:
            yield Due(
                "Figures",
                each.origin.position("review_by"),
                f"“{each.label}” ({each.area}, {each.period}) is due since {each.review_by}.",
                "Add a newer figure as a new entry, or move review_by.",
                each.review_by,
            )


def _resources(records: Records, today: date) -> Iterator[Due]:
    for each in _shown(records.of("resource", Resource)):
        over = each.expires_on is not None and each.expires_on <= today
        if over or each.is_stale(today):
            said = (
                f"expired on {each.expires_on}" if over else f"was checked on {each.last_checked}"
            )
            yield Due(
                "Resources",
                each.origin.position("expires_on" if over else "last_checked"),
                f"“{each.title}” {said}.",
                "Open its website. Set last_checked to today, or delete the file if it has closed.",
                each.expires_on if over else each.last_checked,
            )
    for course in records.of("qualification", Qualification):
        if (today - course.as_of).days > YEAR:
            yield Due(
                "Resources",
                course.origin.position("as_of"),
                f"The facts about “{course.title}” are of {course.as_of}.",
                "Check them against their sources.",
                course.as_of,
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
        if page.review_by is not None and page.review_by <= today:
            yield Due(
                "Pages",
                page.origin.position("review_by"),
                f"“{page.title}” is due for a look since {page.review_by}.",
                "Read it, then move review_by and set reviewed_on to today.",
                page.review_by,
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
    if (today - day).days > YEAR:
        yield Due(
            kind,
            record.origin.position(name),
            f"“{title}” was last checked on {day}.",
            f"Read it against its sources, and set {name} to today.",
            day,
        )


def _shown(records: Iterable[PublishedT]) -> Iterator[PublishedT]:
    """Yield what is no example and no draft: examples are dated by the day of the build."""
    return (each for each in records if not each.example and not each.draft)


def in_order(due: Iterable[Due]) -> list[tuple[str, list[Due]]]:
    """Return what is due by kind, the most pressing kind first and the oldest first in each."""
    groups: dict[str, list[Due]] = {kind: [] for kind in _ORDER}
    for each in due:
        groups.setdefault(each.kind, []).append(each)
    early = date.min
    return [
        (kind, sorted(group, key=lambda each: (each.day or early, each.position, each.sentence)))
        for kind, group in groups.items()
        if group
    ]


def as_text(due: Sequence[Due], today: date) -> str:
    """Return the report for a terminal."""
    if not due:
        return f"Nothing needs a fresh look on {today}."
    lines = [f"What needs a fresh look on {today}: {len(due)}"]
    for kind, group in in_order(due):
        lines += ["", f"{kind} ({len(group)})"]
        lines += [f"  {each.position}: {each.sentence} {each.remedy}" for each in group]
    return "\n".join(lines)


def as_markdown(due: Sequence[Due], today: date) -> str:
    """Return the report for an issue: a box to tick for each thing."""
    if not due:
        return f"Nothing needs a fresh look on {today}. Well looked after."
    things = "thing needs" if len(due) == 1 else "things need"
    opening = (
        f"{len(due)} {things} a fresh look on {today}. This list is written anew every week: what "
        "has been seen to goes from it by itself."
    )
    lines = [opening]
    for kind, group in in_order(due):
        lines += ["", f"## {kind} ({len(group)})", ""]
        lines += [f"- [ ] `{each.position}`: {each.sentence} {each.remedy}" for each in group]
    return "\n".join(lines)
