"""What a feed's copy gave, kept between runs while nothing that it was made from has changed.

A harvest is a function of the copy's bytes, the feed's entry, our places, roles and providers, and
this program. Neither the day nor what `fetch` remembers goes in: both are put in when it is read
back, so that a new morning and an answer of "nothing has changed" cost nothing. Of another copy,
those items that say what they said before are not worked out again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import astuple
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from portal.cache import hash_of, program_version
from portal.content import Feed
from portal.feeds.columns import columns_of, vacancies_of
from portal.feeds.harvest import FeedCount, Harvest, harvest_of, misread, read_feed
from portal.feeds.normalise.known import KnownItems
from portal.feeds.normalise.note import Happened, Note
from portal.feeds.normalise.vacancy import Made
from portal.feeds.read_ahead import ReadCopy
from portal.feeds.region import Region
from portal.feeds.seen import Seen
from portal.meanwhile import Meanwhile
from portal.sections import Sections, read_sections, section_of, write_sections

# With fewer vacancies, a process of its own takes longer to start than to write them.
_MUCH_TO_KEEP = 1_000


def kept_harvest(
    folder: Path | None,
    feed: Feed,
    read: Callable[[], bytes],
    region: Region,
    seen: Seen,
    last_seen: date | None,
    jobs: int = 1,
    meanwhile: Meanwhile | None = None,
    copy: str | None = None,
    ahead: Callable[[], ReadCopy | None] = lambda: None,
) -> Harvest:
    """Return what a feed's copy gives, from an earlier run where that is the same.

    `folder` holds one file for each feed; None keeps nothing. `read` gives the copy's bytes. It is
    not called where `copy` is their hash, which is known sometimes, and what they give is kept; and
    seldom where another process has read them: `ahead` gives what that found in the copy as it is
    at the time of asking. New items are worked out by so many `jobs`; where there is much to keep,
    it is written `meanwhile`. Raises as `read` and `harvest_of` do.
    """
    if folder is None:
        return harvest_of(feed, read_feed(feed, read()), region, seen, last_seen, jobs=jobs)
    path = folder / f"{feed.id}.json"
    key = key_of(feed, region)
    kept = read_sections(path, key)
    harvest = _harvest(kept, copy, feed, seen, last_seen) if copy else None
    if harvest is not None:
        return harvest
    told = ahead() if kept else None
    data = b"" if told else read()
    copy = told.copy if told else hash_of(data)
    harvest = _harvest(kept, copy, feed, seen, last_seen)
    if harvest is not None:
        return harvest
    prints = _prints(kept)
    if told:
        reading = told.reading(lambda: read_feed(feed, read(), prints))
    else:
        reading = read_feed(feed, data, prints)
    known = KnownItems(prints, partial(_items, kept))
    harvest = harvest_of(feed, reading, region, seen, last_seen, known, jobs)
    if told and ahead() is not told:  # written to since: an item may have been asked for too late
        return kept_harvest(folder, feed, read, region, seen, last_seen, jobs, meanwhile)
    new, problems = harvest, reading.problems
    # Let go of before there is another process: to free what two share is to copy it.
    del kept, reading, data
    known = KnownItems(now=known.now)

    def write(_: bool = True) -> None:
        held = {"copy": copy, **_kept(new, problems), **_kept_items(known)}
        held |= columns_of(new.vacancies)
        write_sections(path, [section_of(*each) for each in held.items()], key)

    if meanwhile is not None and len(new.vacancies) >= _MUCH_TO_KEEP:
        meanwhile.prepare(lambda: write)(True)
    else:
        write()
    return harvest


def tidy(folder: Path | None, feeds: set[str]) -> None:
    """Delete what was kept for feeds that are no longer there."""
    for path in folder.glob("*.json") if folder else ():
        if path.stem not in feeds:
            with contextlib.suppress(OSError):
                path.unlink()


def key_of(feed: Feed, region: Region) -> str:
    """Return a hash of all that a harvest is made from but the copy itself."""
    entry = (feed.id, feed.format, feed.items, list(feed.map.items()), list(feed.defaults.items()))
    owner = region.providers.get(feed.provider or "")
    owned = (owner.id, owner.title) if owner else None
    return hash_of(program_version(), region.digest, repr((*entry, owned, feed.example)))


def _kept(harvest: Harvest, problems: Sequence[str]) -> dict[str, Any]:
    """Return all of a harvest but its vacancies, as it is kept."""
    notes = ((each.number, each.reason, each.title, each.happened) for each in harvest.notes)
    return {
        "notes": tuple(notes),
        "counts": tuple(map(astuple, harvest.counts)),
        "problems": tuple(problems),
    }


def _kept_items(known: KnownItems) -> dict[str, Any]:
    """Return what became of each item; vacancies are those of the harvest, in its order."""
    each = known.now.values()
    return {
        "prints": list(known.now),
        "found": tuple((number, dict(one.found)) for number, one in enumerate(each) if one.found),
        "remarks": tuple((number, one.remarks) for number, one in enumerate(each) if one.remarks),
        "doubtful": tuple(number for number, one in enumerate(each) if not one.is_fine),
    }


def _prints(kept: Sections) -> list[str]:
    """Return the prints of the items that were kept, or none."""
    try:
        return [*kept["prints"]]
    except (TypeError, ValueError, LookupError):
        return []


def _items(kept: Sections) -> dict[str, Made]:
    """Return the items that were kept, by their prints, or none."""
    try:
        vacancies = vacancies_of(kept, {}, None)
        found, remarks = dict(kept["found"]), dict(kept["remarks"])
        doubtful = frozenset(kept["doubtful"])
        return {
            told: Made(
                vacancy,
                found.get(number, {}),
                remarks.get(number, ()),
                number not in doubtful,
                vacancy.said,
            )
            for number, (told, vacancy) in enumerate(zip(kept["prints"], vacancies, strict=True))
        }
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        return {}


def _harvest(
    kept: Sections,
    copy: str,
    feed: Feed,
    seen: Seen,
    last_seen: date | None,
) -> Harvest | None:
    """Return the harvest that was kept, or None where it is not one of this copy."""
    try:
        if kept["copy"] != copy:
            return None
        vacancies = vacancies_of(kept, seen.first, last_seen)
        doubtful = frozenset(kept["doubtful"])
        return Harvest(
            vacancies,
            tuple(
                Note(feed.id, number, reason, title, Happened(happened))
                for number, reason, title, happened in kept["notes"]
            ),
            tuple(FeedCount(*each) for each in kept["counts"]),
            misread(feed, kept["problems"]),
            frozenset(each.said for at, each in enumerate(vacancies) if at not in doubtful),
        )
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        return None
