"""All vacancies of a day: from the feeds' last good copies, and from files posted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from portal.content import Feed, Places, PostedVacancy, Provider, Role
from portal.content.loading import Records
from portal.content.vacancy import Status, Vacancy
from portal.errors import Position, Problem, warning
from portal.feeds import read
from portal.feeds.document import MAXIMUM_BYTES
from portal.feeds.normalise import vacancies
from portal.feeds.normalise.note import Happened, Note
from portal.feeds.normalise.place import Gazetteer, GazetteerPlace
from portal.feeds.normalise.role import RoleMatcher
from portal.feeds.posted import LONDON, vacancy_of
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
    _known: dict[str, tuple[object, _FeedResult]] = field(default_factory=dict)

    def gather(
        self, records: Records, today: date, prose: ProseMaker, drafts: bool = False
    ) -> Gathered:
        """Return the vacancies of a day. Never raises: a feed that cannot be read is a problem."""
        providers = {each.id: each for each in records.of("provider", Provider)}
        places = next(iter(records.of("places", Places)), None)
        by_place = {each.id_: each for each in places.places} if places else {}
        found: list[Vacancy] = []
        notes: list[Note] = []
        counts: list[FeedCount] = []
        problems: list[Problem] = []
        setting = _Setting(
            gazetteer(places), tuple(records.of("role", Role)), tuple(providers.values())
        )
        for feed in records.of("feed", Feed):
            if feed.enabled:
                result = self._read_feed(feed, setting)
                stale = _stale(self.content, feed, today)
                if stale is not None:
                    problems.append(stale)
                    continue
                found.extend(result.vacancies)
                notes.extend(result.notes)
                counts.extend(result.counts)
                problems.extend(result.problems)
        found.extend(
            vacancy_of(posted, by_place, providers, prose)
            for posted in records.of("vacancy", PostedVacancy)
            if drafts or not posted.hidden_because(today)
        )
        problems.extend(_clashes(found, records))
        opened = [each for each in found if is_open(each, today)]
        closed = tuple(each for each in found if not is_open(each, today))
        opened.sort(key=lambda each: each.id)
        opened.sort(key=lambda each: each.posted_on or date.min, reverse=True)
        return Gathered(tuple(opened), closed, tuple(notes), tuple(counts), tuple(problems))

    def _read_feed(self, feed: Feed, setting: _Setting) -> _FeedResult:
        path = _snapshot(self.content, feed)
        position = feed.position
        if path is None:
            return _FeedResult(problems=(_missing(feed, position),))
        try:
            status = path.stat()
            stamp = (feed, path, status.st_size, status.st_mtime_ns, setting)
            known = self._known.get(feed.id)
            if known is not None and known[0] == stamp:
                return known[1]
            if status.st_size > MAXIMUM_BYTES:
                return _FeedResult(problems=(_too_big(feed, position),))
            data = path.read_bytes()
        except OSError:
            return _FeedResult(problems=(_missing(feed, position),))
        result = _read(feed, data, setting)
        self._known[feed.id] = (stamp, result)
        return result


@dataclass(frozen=True, slots=True)
class _Setting:
    """What normalising needs to know of the site."""

    gazetteer: Gazetteer
    roles: tuple[Role, ...]
    providers: tuple[Provider, ...]


@dataclass(frozen=True, slots=True)
class _FeedResult:
    vacancies: tuple[Vacancy, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: tuple[FeedCount, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_open(vacancy: Vacancy, today: date) -> bool:
    """Return whether people can apply on a day: up to and including the closing day in London."""
    if vacancy.status is not Status.OPEN:
        return False
    return vacancy.closes_at is None or vacancy.closes_at.astimezone(LONDON).date() >= today


def gazetteer(places: Places | None) -> Gazetteer:
    """Return the places by town and by outcode, in lower case."""
    known: dict[str, GazetteerPlace] = {}
    if places is None:
        return Gazetteer(known)
    for place in places.places:
        known.setdefault(
            place.title.lower(),
            GazetteerPlace(
                place.title, place.district, place.latitude, place.longitude, place.outcode
            ),
        )
    for outcode in places.outcodes:
        if outcode.districts:
            code = outcode.id_.upper()
            known[outcode.id_] = GazetteerPlace(
                outcode.town, outcode.districts[0], outcode.latitude, outcode.longitude, code
            )
    return Gazetteer(known)


def provider_ids(providers: Iterable[Provider]) -> Mapping[str, str]:
    """Return provider ids by every name that a feed may use, in lower case."""
    names: dict[str, str] = {}
    for provider in providers:
        for name in (provider.title, *provider.also_known_as, provider.id):
            names.setdefault(" ".join(name.lower().split()), provider.id)
    return names


def _read(feed: Feed, data: bytes, setting: _Setting) -> _FeedResult:
    reading = read(data, feed.format)
    names = provider_ids(setting.providers)
    defaults = dict(feed.defaults)
    owner = next((each for each in setting.providers if each.id == feed.provider), None)
    if owner is not None:
        defaults.setdefault("provider", owner.title)
    matcher = RoleMatcher((role.id, role.title, role.alt_titles) for role in setting.roles)
    kept, notes = vacancies(
        reading, feed.id, defaults, setting.gazetteer, matcher, names, feed.example
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
