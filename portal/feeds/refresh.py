"""What the fetch command does: asks every feed at once and keeps the answers worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.content import Feed
from portal.feeds import read
from portal.feeds.fetch import Fetched, NotFetched, fetch
from portal.feeds.snapshot import keep, read_record

AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one feed: a sentence for people, and whether it failed."""

    feed: str
    sentence: str
    failed: bool


def refresh(
    feeds: Sequence[Feed],
    folder: Path,
    now: datetime,
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
            kept = keep(
                folder,
                feed.id,
                answer,
                read(answer.data, feed.format),
                now,
                floor=float(feed.floor),
            )
        except OSError as error:
            reason = error.strerror or "unknown reason"
            return Refreshed(feed.id, f"Its copy could not be written ({reason}).", True)
        return Refreshed(feed.id, kept.sentence, not kept.is_new and not answer.is_unchanged)

    asked = [feed for feed in feeds if feed.url is not None and feed.enabled]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return tuple(pool.map(one, asked))
