"""All vacancies of a day: from the feeds' last good copies, and from files posted by hand."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from portal.content import Feed, Places, PostedVacancy
from portal.content.loading import Records
from portal.content.vacancy import Vacancy
from portal.copies import Copy, note_copies
from portal.errors import Problem
from portal.feeds.document import MAXIMUM_BYTES
from portal.feeds.duplicates import without_duplicates
from portal.feeds.harvest import (
    SNAPSHOTS,
    FeedCount,
    Harvest,
    copy_of,
    missing,
    stale,
    stale_since,
    too_big,
)
from portal.feeds.kept_harvest import kept_harvest, key_of, tidy
from portal.feeds.life import ended, is_open, unchecked
from portal.feeds.normalise import forget_texts
from portal.feeds.normalise.note import Note
from portal.feeds.posted import vacancy_of
from portal.feeds.read_ahead import ReadAhead, ReadCopy, copy_read
from portal.feeds.region import Region, region_of
from portal.feeds.seen import Seen, gone_of, path_of, read_seen
from portal.feeds.snapshot import read_record
from portal.meanwhile import Meanwhile
from portal.prose import ProseMaker
from portal.stamps import stamp_of_file
from portal.values import fixed

__all__ = ["SNAPSHOTS", "FeedCount", "Gathered", "Unchecked", "VacancyGatherer"]


@fixed
class Unchecked:
    """A feed whose vacancies are not shown, because it could not be checked for too long."""

    title: str
    since: date


@fixed
class Gathered:
    """The open vacancies of a day, newest first, each once; those that have ended and still have
    a page; and what happened on the way. `fine` are the fingerprints of adverts from feeds whose
    words were read and have nothing wrong in them by the rules for adverts.
    """

    vacancies: tuple[Vacancy, ...] = ()
    closed: tuple[Vacancy, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: tuple[FeedCount, ...] = ()
    problems: tuple[Problem, ...] = ()
    fine: frozenset[bytes] = frozenset()


class GoneError(Exception):
    """A copy cannot be read."""


@dataclass(slots=True)
class VacancyGatherer:
    """Reads feeds and remembers what each unchanged snapshot gave: for a quick preview, and with
    the folder `cache` for the next run of the program. `read_ahead` is what is known of
    snapshots before they are read.
    """

    content: Path
    cache: Path | None = None
    _known: dict[str, tuple[object, tuple[object, ...], Harvest]] = field(default_factory=dict)
    _last: tuple[object, tuple[object, ...], Gathered] | None = None
    read_ahead: ReadAhead | None = None

    def gather(
        self,
        records: Records,
        today: date,
        prose: ProseMaker,
        drafts: bool = False,
        jobs: int = 1,
        meanwhile: Meanwhile | None = None,
    ) -> Gathered:
        """Return the vacancies of a day. A feed that cannot be read is a problem of theirs.

        `jobs` is how many processes work out what is new; what comes of it is the same with any
        number. Raises PortalError only where one of several is stopped. What only later runs need
        is written `meanwhile`. The very same value comes back while nothing that it depends on has
        changed.
        """
        used = tuple(record for name in _USED for record in records.by_type.get(name, ()))
        stamps = (today, drafts, prose.figures, prose.root, tuple(self._stamps(records)))
        if self._last is not None and self._last[0] == stamps and _same(self._last[1], used):
            return self._last[2]
        gathered = self._gather(records, today, prose, drafts, jobs, meanwhile)
        self._last = (stamps, used, gathered)
        return gathered

    def bytes_of(self, records: Records) -> int:
        """Return the size of all copies that are read, in bytes."""
        feeds = (feed for feed in records.of("feed", Feed) if feed.enabled)
        copies = (copy for feed in feeds if (copy := copy_of(self._folder, feed)))
        return sum(stamp[0] for copy in copies if (stamp := _stamp(copy)))

    @property
    def _folder(self) -> Path:
        return self.content / SNAPSHOTS

    def _stamps(self, records: Records) -> Iterator[object]:
        for feed in records.of("feed", Feed):
            if feed.enabled:
                copy = copy_of(self._folder, feed)
                yield _stamp(copy) if copy else None
                yield from map(_stamp, self._beside(feed))

    def _beside(self, feed: Feed) -> tuple[Path, Path]:
        """Return the files in which `fetch` says what it knows of a feed's copy."""
        return self._folder / f"{feed.id}.yaml", path_of(self._folder, feed.id)

    def _gather(
        self,
        records: Records,
        today: date,
        prose: ProseMaker,
        drafts: bool,
        jobs: int,
        meanwhile: Meanwhile | None,
    ) -> Gathered:
        region = region_of(records)
        feeds = [feed for feed in records.of("feed", Feed) if feed.enabled]
        results: list[Harvest] = []
        found: list[Vacancy] = []
        unchecked: list[Unchecked] = []
        for feed in feeds:
            since = stale_since(self._folder, feed, today)
            if since:
                unchecked.append(Unchecked(feed.title or feed.id, since))
            seen = read_seen(self._folder, feed.id) if feed.url else Seen()
            result = self._harvest(feed, region, seen, jobs, meanwhile)
            if since:
                result = _unchecked(result, feed, since, today)
            results.append(result)
            found += result.vacancies
            found += gone_of(seen, feed.id, feed.example)
        forget_texts()
        tidy(self.cache, {feed.id for feed in feeds})
        if self.cache:
            copies = (self._copy(feed, region) for feed in feeds)
            note_copies(self.cache.parent, filter(None, copies))
        found += _posted(records, region, today, prose, drafts)
        opened, notes = without_duplicates([each for each in found if is_open(each, today)])
        return Gathered(
            _newest_first(opened),
            tuple(_ended(found, opened, today)),
            tuple(unchecked),
            (*(note for result in results for note in result.notes), *notes),
            tuple(count for result in results for count in result.counts),
            (*(each for result in results for each in result.problems), *_clashes(found, records)),
            frozenset().union(*(result.fine for result in results)),
        )

    def _copy(self, feed: Feed, region: Region) -> Copy | None:
        path = copy_of(self._folder, feed)
        return copy_read(feed, path, key_of(feed, region)) if path else None

    def _harvest(
        self, feed: Feed, region: Region, seen: Seen, jobs: int, meanwhile: Meanwhile | None
    ) -> Harvest:
        path = copy_of(self._folder, feed)
        if path is None:
            return Harvest(problems=(missing(feed),))
        try:
            stamp = (path, *map(_stamp, (path, *self._beside(feed))))
            known = self._known.get(feed.id)
            used = (feed, *region.made_from)
            if known is not None and known[0] == stamp and _same(known[1], used):
                return known[2]
            status = path.stat()
        except OSError:
            return Harvest(problems=(missing(feed),))
        if status.st_size > MAXIMUM_BYTES:
            return Harvest(problems=(too_big(feed),))
        record = read_record(self._folder, feed.id) if feed.url else None
        checked_on = record.checked_on if record else None
        copy = self.read_ahead.hashes.get(stamp_of_file(status)) if self.read_ahead else None
        read = partial(read_copy, path)
        ahead = partial(self._ahead, feed, path)
        options = checked_on, jobs, meanwhile, copy, ahead
        try:
            result = kept_harvest(self.cache, feed, read, region, seen, *options)
        except GoneError:
            return Harvest(problems=(missing(feed),))
        self._known[feed.id] = (stamp, used, result)
        return result

    def _ahead(self, feed: Feed, path: Path) -> ReadCopy | None:
        """Return what another process read in a copy, where it did and that is the same still."""
        return self.read_ahead.of(feed, path) if self.read_ahead else None


def read_copy(path: Path) -> bytes:
    """Return a copy's bytes. Raises GoneError."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise GoneError from fault


def _unchecked(harvest: Harvest, feed: Feed, since: date, today: date) -> Harvest:
    """Return what is left of a harvest that is too old: pages that say so, and a warning."""
    gone_on = since + timedelta(days=feed.max_age_days + 1)
    left = tuple(unchecked(each, gone_on, today) for each in harvest.vacancies)
    return Harvest(left, problems=(stale(feed, since),), fine=harvest.fine)


# The types of record that vacancies are made with.
_USED = ("feed", "vacancy", "provider", "role", "places")


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Return whether two tuples hold the very same objects: unchanged files give the same ones."""
    return len(one) == len(other) and all(map(operator.is_, one, other))


def _posted(
    records: Records, region: Region, today: date, prose: ProseMaker, drafts: bool
) -> list[Vacancy]:
    places = {each.id_: each for held in records.of("places", Places) for each in held.places}
    return [
        vacancy_of(posted, places, region.providers, prose)
        for posted in records.of("vacancy", PostedVacancy)
        if drafts or not posted.hidden_because(today)
    ]


def _newest_first(vacancies: Iterable[Vacancy]) -> tuple[Vacancy, ...]:
    ordered = sorted(vacancies, key=lambda each: each.id)
    ordered.sort(key=lambda each: each.posted_on or each.first_seen or date.min, reverse=True)
    return tuple(ordered)


def _ended(found: Iterable[Vacancy], opened: Iterable[Vacancy], today: date) -> Iterator[Vacancy]:
    """Yield those that keep a page though they have ended; an open one's address is its own."""
    taken = {each.id for each in opened}
    taken.update(other.id for each in opened for other in each.sources)
    for vacancy in found:
        if vacancy.id not in taken and not is_open(vacancy, today):
            last = ended(vacancy, today)
            if last is not None:
                taken.add(vacancy.id)
                yield last


def _clashes(found: Iterable[Vacancy], records: Records) -> Iterator[Problem]:
    """Yield a problem for each posted vacancy whose address is taken."""
    posted = {each.id: each for each in records.of("vacancy", PostedVacancy)}
    for identity, record in posted.items():
        if identity in {"in", "role", "page", "saved"}:
            yield Problem(
                record.position,
                "file-name",
                f'A vacancy cannot be called "{identity}": the address is used by a list.',
                "Rename the file.",
            )
    seen: dict[str, Vacancy] = {}
    for vacancy in found:
        if vacancy.id in seen and vacancy.id in posted:
            yield Problem(
                posted[vacancy.id].position,
                "same-address",
                f"The address /vacancies/{vacancy.id}/ is already that of a vacancy from "
                f'"{seen[vacancy.id].source}".',
                "Rename the file.",
            )
        seen[vacancy.id] = vacancy
