"""What the fetch command does: asks every feed at once and keeps the answers worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from portal.content import Feed
from portal.feeds.fetch import Fetched, NotFetched, fetch
from portal.feeds.harvest import harvest_of, read_feed
from portal.feeds.item import Reading
from portal.feeds.normalise.note import Happened, Note
from portal.feeds.posted import LONDON
from portal.feeds.region import Region
from portal.feeds.seen import Change, path_of, read_seen, update
from portal.feeds.snapshot import Record, keep, read_record, write_atomically
from portal.values import fixed

AT_ONCE = 8


@fixed
class Refreshed:
    """What became of one feed: a sentence for people, whether it failed, and the counts.

    `skipped` are the items that gave no vacancy, each with its number and the reason.
    """

    feed: str
    sentence: str
    failed: bool
    read: int = 0
    new: int = 0
    gone: int = 0
    skipped: tuple[Note, ...] = ()
    lenient: bool = False


def refresh(
    feeds: Sequence[Feed],
    folder: Path,
    now: datetime,
    region: Region,
    ask: Callable[..., Fetched | NotFetched] = fetch,
) -> tuple[Refreshed, ...]:
    """Return what became of each feed that has an address, in the order given.

    Feeds are fetched side by side. One that fails keeps its last good copy.
    """

    def one(feed: Feed) -> Refreshed:
        record = read_record(folder, feed.id)
        etag = record.etag if record else ""
        last_modified = record.last_modified if record else ""
        answer = ask(str(feed.url), etag=etag, last_modified=last_modified)
        if isinstance(answer, NotFetched):
            after = " The last good copy stays." if record else " There is no earlier copy."
            return Refreshed(feed.id, answer.reason + after, True)
        try:
            return _answered(feed, folder, now, region, answer, record)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            return Refreshed(feed.id, f"Its copy could not be written ({reason}).", True)

    asked = [feed for feed in feeds if feed.url is not None and feed.enabled]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return tuple(pool.map(one, asked))


def _answered(
    feed: Feed,
    folder: Path,
    now: datetime,
    region: Region,
    answer: Fetched,
    record: Record | None,
) -> Refreshed:
    """Return what became of a feed that answered; what is worth keeping is on the disk then."""
    reading = Reading("") if answer.is_unchanged else read_feed(feed, answer.data)
    kept = keep(folder, feed.id, answer, reading, now, floor=float(feed.floor))
    if not kept.is_new:
        is_good = answer.is_unchanged and record is not None
        return Refreshed(feed.id, kept.sentence, not is_good, reading.read)
    seen = read_seen(folder, feed.id)
    result = harvest_of(feed, reading, region, seen)
    today = now.astimezone(LONDON).date()
    data, change = update(seen, result.vacancies, today, record.checked_on if record else None)
    write_atomically(path_of(folder, feed.id), data)
    return _counted(feed, kept.sentence, reading, result.notes, change)


def _counted(
    feed: Feed, sentence: str, reading: Reading, notes: Sequence[Note], change: Change
) -> Refreshed:
    return Refreshed(
        feed.id,
        sentence,
        False,
        reading.read,
        change.new,
        change.gone,
        tuple(each for each in notes if each.happened is Happened.SKIPPED and each.number),
        reading.lenient,
    )
