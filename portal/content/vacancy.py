"""A vacancy: the canonical record that every feed and every posted file becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter

from portal.fingerprints import print_of
from portal.values import fixed


class Contract(StrEnum):
    """The kind of contract an advert offers."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed-term"
    BANK = "bank"
    APPRENTICESHIP = "apprenticeship"
    VOLUNTEER = "volunteer"
    WORK_EXPERIENCE = "work-experience"


class Shift(StrEnum):
    """When the work is done. Few values, and true to the sector."""

    DAYS = "days"
    NIGHTS = "nights"
    SLEEP_IN = "sleep-in"
    WEEKENDS = "weekends"
    SCHOOL_HOURS = "school-hours"


class Answer(StrEnum):
    """What an advert says about one term. Nothing is guessed: silence is `not-stated`."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not-stated"


class Payer(StrEnum):
    """Who pays for the DBS check."""

    EMPLOYER = "employer"
    WORKER = "worker"
    NOT_STATED = "not-stated"


class Driving(StrEnum):
    """Whether the work needs a driver."""

    REQUIRED = "required"
    HELPFUL = "helpful"
    NOT_NEEDED = "not-needed"
    NOT_STATED = "not-stated"


class PayPeriod(StrEnum):
    """The time that an amount of pay is for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Status(StrEnum):
    """Where a vacancy is in its life."""

    OPEN = "open"
    CLOSED = "closed"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    # Of a feed that could not be read for so long that nobody knows whether it is still open.
    UNCHECKED = "unchecked"


@fixed
class VacancyPay:
    """Pay in pounds before tax. `text` keeps the advert's own words; None where not stated."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    per: PayPeriod | None = None
    text: str = ""


@fixed
class VacancyHours:
    """Paid hours a week. None where the advert does not say."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    guaranteed: Answer = Answer.NOT_STATED


@fixed
class Terms:
    """The terms care workers ask about and adverts leave out."""

    travel_time_paid: Answer = Answer.NOT_STATED
    mileage: Answer = Answer.NOT_STATED
    dbs_paid_by: Payer = Payer.NOT_STATED
    induction_paid: Answer = Answer.NOT_STATED
    sick_pay: Answer = Answer.NOT_STATED
    uniform_provided: Answer = Answer.NOT_STATED


@fixed
class Apply:
    """Ways to apply; `url` is http or https and nothing else."""

    url: str = ""
    email: str = ""
    phone: str = ""


@fixed
class Sighting:
    """Where a vacancy was seen: the feed or `posted`, its reference there, and the id it had."""

    source: str
    reference: str
    id: str

    @property
    def url(self) -> str:
        """Return the address that its page would have had by itself."""
        return f"/vacancies/{self.id}/"


# What other files say of a vacancy, and the build's day, and not its advert.
TOLD_LATER = frozenset({"first_seen", "last_seen", "ended_on", "status", "sources"})


class _Advert:
    """Holds the fingerprint of an advert, once somebody has asked for it. It is no field: a vacancy
    that is made of another one with `replace` does not have it.
    """

    __slots__ = ("_said",)

    _said: bytes


@fixed
class Vacancy(_Advert):
    """One vacancy, whatever its source.

    `id` is stable between builds (feed id and the source's own reference) and is the last part of
    the address. `description` is safe HTML; `summary` is plain text. `provider` and `role` are ids
    of our own records where they could be matched, and None otherwise. `closes_at` carries
    Europe/London; a vacancy with a closing day closes at the end of that day. `first_seen` is the
    day a feed first had it, where that is kept. `ended_on` is the day it closed or went, where it
    is no longer open and the day is known. `sources` are all places it was seen in, this record's
    first, where there was more than one.
    """

    id: str
    title: str
    source: str
    reference: str = ""
    provider: str | None = None
    provider_name: str = ""
    role: str | None = None
    role_confidence: float = 0.0
    place: str = ""
    district: str | None = None
    outcode: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    description: str = ""
    summary: str = ""
    pay: VacancyPay = field(default_factory=VacancyPay)
    contract: Contract | None = None
    hours: VacancyHours = field(default_factory=VacancyHours)
    shifts: tuple[Shift, ...] = ()
    driving: Driving = Driving.NOT_STATED
    terms: Terms = field(default_factory=Terms)
    experience_needed: Answer = Answer.NOT_STATED
    starts: str = ""
    posted_on: date | None = None
    closes_at: datetime | None = None
    apply: Apply = field(default_factory=Apply)
    first_seen: date | None = None
    last_seen: date | None = None
    ended_on: date | None = None
    status: Status = Status.OPEN
    sources: tuple[Sighting, ...] = ()
    example: bool = False

    @property
    def url(self) -> str:
        """Return the address of the vacancy's page, from the root of the site."""
        return f"/vacancies/{self.id}/"

    def told(self) -> str:
        """Return what tells the record from every other: no other one is told like that."""
        # Ten thousand wait for this in each build: a text is filled sooner by `%` than by `f`.
        told = _TOLD % (self.id, self.said.hex(), self.first_seen, self.last_seen)
        if self.status is Status.OPEN and self.ended_on is None and not self.sources:
            return told  # nearly all
        return f"{told} {self.ended_on} {self.status} {self.sources!r}"

    @property
    def said(self) -> bytes:
        """Return the fingerprint of all that the advert says: of all fields but the id and what is
        `TOLD_LATER`, which may still be put in.
        """
        try:
            return self._said
        except AttributeError:
            self._said = print_of(_all_said_by(self).encode("utf-8", "surrogatepass"))
            return self._said

    def remember(self, said: bytes) -> None:
        """Take the fingerprint of the advert from whoever has made it of the very same one."""
        self._said = said


def _all_said_by(vacancy: Vacancy) -> str:
    """Return all that an advert says, field by field."""
    held = _all_of(vacancy)
    text = _FORM % held
    # A field that has the sign between fields inside must not look like two of them.
    return text if text.count(_BETWEEN) == _SIGNS else repr(tuple(map(str, held)))


def _names() -> Iterator[str]:
    """Yield the names of all fields that an advert fills, those of their parts as `pay.minimum`."""
    parts = {"pay": VacancyPay, "hours": VacancyHours, "terms": Terms, "apply": Apply}
    for each in fields(Vacancy):
        part = parts.get(each.name)
        if part is not None:
            yield from (f"{each.name}.{inner.name}" for inner in fields(part))
        elif each.name != "id" and each.name not in TOLD_LATER:
            yield each.name


_TOLD = "%r %s %s %s"
_all_of = attrgetter(*_names())
_BETWEEN = "\0"
# One call for fifty fields: half the time of a text for each.
_FORM = _BETWEEN.join("%s" for _ in _names())
_SIGNS = _FORM.count(_BETWEEN)
