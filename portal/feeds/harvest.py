"""One feed's last good copy: where it lies, what it gives, and why it may give nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from portal.content import Feed
from portal.content.vacancy import Vacancy
from portal.errors import Problem, warning
from portal.feeds import read
from portal.feeds.document import MAXIMUM_BYTES
from portal.feeds.item import Reading
from portal.feeds.normalise import KnownItems, vacancies
from portal.feeds.normalise.note import Happened, Note
from portal.feeds.region import Region
from portal.feeds.seen import ENDING, Seen
from portal.feeds.snapshot import read_record
from portal.values import fixed

SNAPSHOTS = "vacancies/snapshots"


@fixed
class FeedCount:
    """What one feed gave: items read, vacancies kept, and whether it had to be read leniently."""

    feed: str
    format: str
    read: int
    kept: int
    lenient: bool


@fixed
class Harvest:
    """All that one feed gave; `fine` are the fingerprints of adverts that were read and in whose
    words nothing is wrong by the rules for adverts.
    """

    vacancies: tuple[Vacancy, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: tuple[FeedCount, ...] = ()
    problems: tuple[Problem, ...] = ()
    fine: frozenset[bytes] = frozenset()


def read_feed(feed: Feed, data: bytes, known: Sequence[str] = ()) -> Reading:
    """Return what these bytes hold, read as the feed's entry asks. Never raises.

    `known` are the prints of items in an earlier copy.
    """
    return read(data, feed.format, feed.items, feed.expressions, known)


def harvest_of(
    feed: Feed,
    reading: Reading,
    region: Region,
    seen: Seen,
    last_seen: date | None = None,
    known: KnownItems | None = None,
    jobs: int = 1,
) -> Harvest:
    """Return what a reading gives, the same whatever it holds and however many processes do it.

    `seen` says since when each vacancy is there, and `last_seen` when the feed was last checked;
    `known` are its items as an earlier run saw them. Raises PortalError only where one of several
    processes is stopped.
    """
    defaults = dict(feed.defaults)
    owner = region.providers.get(feed.provider or "")
    if owner is not None:
        defaults.setdefault("provider", owner.title)
    known = known or KnownItems()
    lookups = (region.gazetteer, region.matcher, region.names)
    kept, notes = vacancies(
        reading,
        feed.id,
        defaults,
        *lookups,
        owner=owner.id if owner else None,
        example=feed.example,
        first_seen=seen.first,
        last_seen=last_seen,
        known=known,
        jobs=jobs,
    )
    problems = misread(feed, reading.problems)
    skipped = sum(1 for note in notes if note.happened is Happened.SKIPPED and note.number)
    count = FeedCount(feed.id, reading.format, len(kept) + skipped, len(kept), reading.lenient)
    fine = frozenset(each.said for each in known.now.values() if each.is_fine)
    return Harvest(kept, notes, (count,), problems, fine)


def misread(feed: Feed, reasons: Iterable[str]) -> tuple[Problem, ...]:
    """Return a warning for each reason why a feed could not be read as it should."""
    return tuple(
        warning(
            feed.position,
            "feed",
            f'The feed "{feed.id}" could not be read as it should: {reason}',
            "Look at its file, or ask whoever sends it.",
        )
        for reason in reasons
    )


def stale_since(folder: Path, feed: Feed, today: date) -> date | None:
    """Return the day a feed was last checked where that is too long ago for it to be shown."""
    record = read_record(folder, feed.id) if feed.url else None
    if record is None or (today - record.checked_on).days <= feed.max_age_days:
        return None
    return record.checked_on


def copy_of(folder: Path, feed: Feed) -> Path | None:
    """Return a feed's file in the snapshots' folder, or None where there is none in it."""
    folder = folder.resolve()
    if feed.file is not None:
        path = (folder / feed.file).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None
    others = (".yaml", ".tmp", ENDING)
    found = sorted(path for path in folder.glob(f"{feed.id}.*") if not path.name.endswith(others))
    return found[0] if found else None


def stale(feed: Feed, since: date) -> Problem:
    """Return a warning where the last good copy is too old to be shown."""
    return warning(
        feed.position,
        "feed-stale",
        f'The feed "{feed.id}" was last read on {since.isoformat()}, more than '
        f"{feed.max_age_days} days ago, so its vacancies are shown as closed.",
        "Run `python build.py fetch`, and see why it failed.",
    )


def missing(feed: Feed) -> Problem:
    """Return the problem of a feed that has no copy."""
    if feed.file is not None:
        return Problem(
            feed.origin.position("file"),
            "feed-missing",
            f'The feed "{feed.id}" has no file {feed.file} in content/{SNAPSHOTS}/.',
            "Put it there, or correct the name.",
        )
    return warning(
        feed.position,
        "feed-missing",
        f'The feed "{feed.id}" has not been fetched yet.',
        "Run `python build.py fetch`.",
    )


def too_big(feed: Feed) -> Problem:
    """Return the problem of a feed whose copy is not even opened."""
    return Problem(
        feed.position,
        "too-big",
        f'The file of the feed "{feed.id}" is larger than {MAXIMUM_BYTES // 2**20} MB.',
        "Ask for a smaller one, or split it.",
    )
