"""What `fetch` remembers of a feed's vacancies: since when each is there, and which have gone.

The file lies beside the snapshot and is committed with it, so that a build stays a function of
files and of the day. One line a vacancy: a change of one is a change of one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from pathlib import Path

from portal.content.vacancy import Status, Vacancy
from portal.feeds.life import KEPT
from portal.feeds.posted import LONDON
from portal.values import fixed

ENDING = ".seen.json"
_LARGEST = 64 * 1024 * 1024
_MOST_GONE = 20_000
_LONGEST = 200
_TEXTS = ("title", "reference", "provider", "provider_name", "role", "place", "district")

Facts = Mapping[str, str]


@fixed
class Seen:
    """The vacancies of a feed by id, as they are written; and the day each was first seen."""

    facts: Mapping[str, Facts] = field(default_factory=dict)
    first: Mapping[str, date] = field(default_factory=dict)


@fixed
class Change:
    """What an answer changed: how many vacancies are new, and how many have gone."""

    new: int = 0
    gone: int = 0


def path_of(folder: Path, feed_id: str) -> Path:
    """Return where the file of a feed is."""
    return folder / f"{feed_id}{ENDING}"


def read_seen(folder: Path, feed_id: str) -> Seen:
    """Return what is known of a feed's vacancies; nothing where there is no usable file."""
    path = path_of(folder, feed_id)
    try:
        if path.stat().st_size > _LARGEST:
            return Seen()
        facts = json.loads(path.read_bytes())["vacancies"]
        first = {identity: date.fromisoformat(each["first"]) for identity, each in facts.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Seen()
    return Seen(facts, first)


def gone_of(seen: Seen, feed_id: str, example: bool) -> tuple[Vacancy, ...]:
    """Return those that have gone from a feed, as their pages need them."""
    found = []
    for identity, facts in seen.facts.items():
        if "gone" in facts:
            try:
                found.append(_vacancy(feed_id, identity, facts, example))
            except (ValueError, TypeError, LookupError):
                continue  # somebody edited the line; the others are as good as before
    return tuple(found)


def update(
    known: Seen, vacancies: Iterable[Vacancy], today: date, last_checked: date | None
) -> tuple[bytes, Change]:
    """Return the file after an answer that holds these vacancies, and what has changed.

    `last_checked` is the day of the answer before: the last on which those now gone were seen.
    """
    facts: dict[str, Facts] = {}
    new = 0
    for vacancy in vacancies:
        before = known.facts.get(vacancy.id, {})
        new += not before or "gone" in before
        facts[vacancy.id] = _facts(vacancy, before.get("first", today.isoformat()))
    lost = [each for each in known.facts.items() if each[0] not in facts]
    last = {"last": (last_checked or today).isoformat(), "gone": today.isoformat()}
    kept = sorted(
        ((identity, {**last, **each}) for identity, each in lost if not _is_over(each, today)),
        key=lambda each: (each[1]["gone"], each[0]),
    )
    facts.update(kept[-_MOST_GONE:])
    return _written(facts), Change(new, sum(1 for _, each in lost if "gone" not in each))


def _is_over(facts: Facts, today: date) -> bool:
    try:
        return today - date.fromisoformat(facts.get("gone", today.isoformat())) > KEPT
    except ValueError:
        return True


def _facts(vacancy: Vacancy, first: str) -> Facts:
    facts = {"first": first}
    for name in _TEXTS:
        if text := getattr(vacancy, name):
            facts[name] = text[:_LONGEST]
    if vacancy.posted_on:
        facts["posted"] = vacancy.posted_on.isoformat()
    if vacancy.closes_at:
        facts["closes"] = vacancy.closes_at.isoformat(timespec="seconds")
    return facts


def _vacancy(feed_id: str, identity: str, facts: Facts, example: bool) -> Vacancy:
    posted, closes = facts.get("posted"), facts.get("closes")
    return Vacancy(
        id=identity,
        title=facts["title"],
        source=feed_id,
        reference=facts.get("reference", ""),
        provider=facts.get("provider"),
        provider_name=facts.get("provider_name", ""),
        role=facts.get("role"),
        place=facts.get("place", ""),
        district=facts.get("district"),
        posted_on=date.fromisoformat(posted) if posted else None,
        closes_at=datetime.fromisoformat(closes).astimezone(LONDON) if closes else None,
        first_seen=date.fromisoformat(facts["first"]),
        last_seen=date.fromisoformat(facts["last"]),
        ended_on=date.fromisoformat(facts["gone"]),
        status=Status.WITHDRAWN,
        example=example,
    )


def _written(facts: Mapping[str, Facts]) -> bytes:
    lines = (
        f"{json.dumps(identity)}: {json.dumps(facts[identity], ensure_ascii=False)}"
        for identity in sorted(facts)
    )
    body = ",\n".join(lines)
    return f'{{"vacancies": {{\n{body}\n}}}}\n'.encode("utf-8", "replace")
