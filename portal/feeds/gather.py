"""All vacancies of a day: from the feeds' last good copies, and from files posted by hand."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from portal.content import Feed, Places, PostedVacancy
from portal.content.loading import Records
from portal.content.vacancy import Status, Vacancy
from portal.errors import Position, Problem, warning
from portal.feeds import read
from portal.feeds.document import MAXIMUM_BYTES
from portal.feeds.normalise import vacancies
from portal.feeds.normalise.note import Happened, Note
from portal.feeds.posted import LONDON, vacancy_of
from portal.feeds.region import Region, region_of
from portal.feeds.snapshot import read_record
from portal.prose import ProseMaker

SNAPSHOTS = "vacancies/snapshots"


@dataclass(frozen=True, slots=True)
class FeedCount:
    """What one feed gave: items read, vacancies kept, and whether it had to be read leniently."""

    feed: str
    format: str
    read: int
    kept: int
    lenient: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """The open vacancies of a day, newest first; what was closed; and what happened on the way."""

    vacancies: tuple[Vacancy, ...] = ()
    closed: tuple[Vacancy, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: tuple[FeedCount, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class VacancyGatherer:
    """Reads feeds and remembers what each unchanged snapshot gave, for a quick preview."""

    content: Path
    _known: dict[str, tuple[object, tuple[object, ...], _FeedResult]] = field(default_factory=dict)
    _last: tuple[object, tuple[object, ...], Gathered] | None = None

    def gather(
        self, records: Records, today: date, prose: ProseMaker, drafts: bool = False
    ) -> Gathered:
        """Return the vacancies of a day. Never raises: a feed that cannot be read is a problem.

        The very same value comes back while nothing that it depends on has changed.
        """
        used = tuple(record for name in _USED for record in records.by_type.get(name, ()))
        stamps = (today, drafts, prose.figures, prose.root, tuple(self._stamps(records)))
        if self._last is not None and self._last[0] == stamps and _same(self._last[1], used):
            return self._last[2]
        gathered = self._gather(records, today, prose, drafts)
        self._last = (stamps, used, gathered)
        return gathered

    def _stamps(self, records: Records) -> Iterator[tuple[int, int] | None]:
        for feed in records.of("feed", Feed):
            path = _snapshot(self.content, feed) if feed.enabled else None
            try:
                status = path.stat() if path else None
            except OSError:
                status = None
            yield (status.st_size, status.st_mtime_ns) if status else None

    def _gather(self, records: Records, today: date, prose: ProseMaker, drafts: bool) -> Gathered:
        region = region_of(records)
        places = {each.id_: each for held in records.of("places", Places) for each in held.places}
        results: list[_FeedResult] = []
        for feed in records.of("feed", Feed):
            if feed.enabled:
                stale = _stale(self.content, feed, today)
                results.append(
                    _FeedResult(problems=(stale,)) if stale else self._read_feed(feed, region)
                )
        found = [vacancy for result in results for vacancy in result.vacancies]
        found.extend(
            vacancy_of(posted, places, region.providers, prose)
            for posted in records.of("vacancy", PostedVacancy)
            if drafts or not posted.hidden_because(today)
        )
        opened = [each for each in found if is_open(each, today)]
        opened.sort(key=lambda each: each.id)
        opened.sort(key=lambda each: each.posted_on or date.min, reverse=True)
        return Gathered(
            tuple(opened),
            tuple(each for each in found if not is_open(each, today)),
            tuple(note for result in results for note in result.notes),
            tuple(count for result in results for count in result.counts),
            (*(each for result in results for each in result.problems), *_clashes(found, records)),
        )

    def _read_feed(self, feed: Feed, region: Region) -> _FeedResult:
        path = _snapshot(self.content, feed)
        position = feed.position
        if path is None:
            return _FeedResult(problems=(_missing(feed, position),))
        try:
            status = path.stat()
            stamp = (path, status.st_size, status.st_mtime_ns)
            known = self._known.get(feed.id)
            used = (feed, *region.made_from)
            if known is not None and known[0] == stamp and _same(known[1], used):
                return known[2]
            if status.st_size > MAXIMUM_BYTES:
                return _FeedResult(problems=(_too_big(feed, position),))
            data = path.read_bytes()
        except OSError:
            return _FeedResult(problems=(_missing(feed, position),))
        result = _read(feed, data, region)
        self._known[feed.id] = (stamp, used, result)
        return result


@dataclass(frozen=True, slots=True)
class _FeedResult:
    vacancies: tuple[Vacancy, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: tuple[FeedCount, ...] = ()
    problems: tuple[Problem, ...] = ()


# The types of record that vacancies are made with.
_USED = ("feed", "vacancy", "provider", "role", "places")


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Return whether two tuples hold the very same objects: unchanged files give the same ones."""
    return len(one) == len(other) and all(map(operator.is_, one, other))


def is_open(vacancy: Vacancy, today: date) -> bool:
    """Return whether people can apply on a day: up to and including the closing day in London."""
    if vacancy.status is not Status.OPEN:
        return False
    return vacancy.closes_at is None or vacancy.closes_at.astimezone(LONDON).date() >= today


def _read(feed: Feed, data: bytes, region: Region) -> _FeedResult:
    reading = read(data, feed.format)
    defaults = dict(feed.defaults)
    owner = region.providers.get(feed.provider or "")
    if owner is not None:
        defaults.setdefault("provider", owner.title)
    kept, notes = vacancies(
        reading, feed.id, defaults, region.gazetteer, region.matcher, region.names, feed.example
    )
    if owner is not None:
        kept = tuple(replace(each, provider=owner.id) for each in kept)
    problems = tuple(
        warning(
            feed.position,
            "feed",
            f'The feed "{feed.id}" could not be read as it should: {problem}',
            "Look at its file, or ask whoever sends it.",
        )
        for problem in reading.problems
    )
    skipped = sum(1 for note in notes if note.happened is Happened.SKIPPED and note.number)
    count = FeedCount(feed.id, reading.format, len(kept) + skipped, len(kept), reading.lenient)
    return _FeedResult(kept, notes, (count,), problems)


def _stale(content: Path, feed: Feed, today: date) -> Problem | None:
    """Return a warning where the last good copy is too old to be shown."""
    record = read_record(content / SNAPSHOTS, feed.id) if feed.url else None
    if record is None:
        return None
    fetched = datetime.fromisoformat(record.fetched_at).astimezone(LONDON).date()
    if (today - fetched).days <= feed.max_age_days:
        return None
    return warning(
        feed.position,
        "feed-stale",
        f'The feed "{feed.id}" was last read on {fetched.isoformat()}, more than '
        f"{feed.max_age_days} days ago, so its vacancies are not shown.",
        "Run `python build.py fetch`, and see why it failed.",
    )


def _snapshot(content: Path, feed: Feed) -> Path | None:
    """Return the feed's file in the snapshots' folder, or None where there is none in it."""
    folder = (content / SNAPSHOTS).resolve()
    if feed.file is not None:
        path = (folder / feed.file).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None
    found = sorted(
        path for path in folder.glob(f"{feed.id}.*") if path.suffix not in {".yaml", ".tmp"}
    )
    return found[0] if found else None


def _missing(feed: Feed, position: Position) -> Problem:
    if feed.file is not None:
        return Problem(
            feed.origin.position("file"),
            "feed-missing",
            f'The feed "{feed.id}" has no file {feed.file} in content/{SNAPSHOTS}/.',
            "Put it there, or correct the name.",
        )
    return warning(
        position,
        "feed-missing",
        f'The feed "{feed.id}" has not been fetched yet.',
        "Run `python build.py fetch`.",
    )


def _too_big(feed: Feed, position: Position) -> Problem:
    return Problem(
        position,
        "too-big",
        f'The file of the feed "{feed.id}" is larger than {MAXIMUM_BYTES // 2**20} MB.',
        "Ask for a smaller one, or split it.",
    )


def _clashes(found: Iterable[Vacancy], records: Records) -> Iterator[Problem]:
    """Yield a problem for each posted vacancy whose address is taken."""
    posted = {each.id: each for each in records.of("vacancy", PostedVacancy)}
    for identity, record in posted.items():
        if identity in {"in", "role", "page"}:
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
