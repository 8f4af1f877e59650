"""Events: open days, job fairs, visits, forums and training."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from portal.content.published import Published
from portal.content.short_link import ShortCode
from portal.schema import (
    AudienceId,
    Day,
    EmailAddress,
    Part,
    Phone,
    PlaceId,
    ProviderId,
    Text,
    WebAddress,
)

LONDON = ZoneInfo("Europe/London")
_NOT_A_VENUE = {"online", "on line", "virtual", "teams", "zoom"}


def _check_time(value: str) -> str:
    hours, _, minutes = value.partition(":")
    if not (len(hours) == 2 == len(minutes) and hours.isdigit() and minutes.isdigit()) or not (
        int(hours) < 24 and int(minutes) < 60
    ):
        raise PydanticCustomError(
            "time", '"{value}" is not a time', {"value": value, "remedy": "Write it like 09:30."}
        )
    return value


ClockTime = Annotated[str, AfterValidator(_check_time)]


class EventFor(StrEnum):
    """Whom an event is for."""

    PEOPLE = "people"
    PROVIDERS = "providers"


class EventKind(StrEnum):
    """What kind of event it is."""

    OPEN_DAY = "open-day"
    JOB_FAIR = "job-fair"
    VISIT = "visit"
    FORUM = "forum"
    TRAINING = "training"
    TALK = "talk"


class EventStatus(StrEnum):
    """Whether an event goes ahead as it was announced."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved-online"


class EventUpdate(Part):
    """A change after the event was announced, which calendars are told of."""

    on: Day = Field(description="The day of the change.")
    what: Text = Field(description="What changed, in a sentence.")


class Event(Published):
    """An open day, job fair, visit or forum."""

    title: Text = Field(description="What it is called.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    kind: EventKind | None = Field(
        None, description="open-day, job-fair, visit, forum, training or talk."
    )
    date: Day = Field(description="The day, or the first of several.")
    starts_at: ClockTime = Field(description="The time it starts, like 09:30.")
    ends_on: Day | None = Field(None, description="The last day, where it takes several.")
    ends_at: ClockTime | None = Field(None, description="The time it ends.")
    place: PlaceId | None = Field(None, description="The town or village.")
    venue: Text | None = Field(None, description="The building and street.")
    online: bool = Field(False, description="true where people can join from home.")
    accessibility: tuple[Text, ...] = Field(
        (), description="What the venue has: step-free, hearing loop, quiet room, toilet, parking."
    )
    for_: EventFor = Field(EventFor.PEOPLE, alias="for", description="people or providers.")
    audiences: tuple[AudienceId, ...] = Field((), description="Groups it is for above all.")
    provider: ProviderId | None = Field(None, description="The provider that holds it.")
    organiser: Text | None = Field(None, description="Who holds it, if that is no provider here.")
    cost: Text | None = Field(None, description="What it costs, like `Free`.")
    booking: Text | None = Field(None, description="How to book, like `No need to book`.")
    booking_url: WebAddress | None = Field(None, description="Where to book.")
    contact_email: EmailAddress | None = Field(None, description="Whom to ask.")
    contact_phone: Phone | None = Field(None, description="A telephone number to ask at.")
    status: EventStatus = Field(
        EventStatus.SCHEDULED,
        description="scheduled, cancelled, postponed, rescheduled or moved-online.",
    )
    previous_date: Day | None = Field(None, description="The day it was first planned for.")
    updates: tuple[EventUpdate, ...] = Field(
        (), description="Changes since it was announced: on and what. Calendars then change too."
    )
    short: ShortCode | None = Field(
        None, description="A code for posters: `fair` makes the address /go/fair/."
    )

    @field_validator("starts_at", "ends_at")
    @classmethod
    def check_clock(cls, value: str | None, info: ValidationInfo) -> str | None:
        """Refuse a time that the clocks jump over or show twice on its day (Summer Time Act 1972).

        An invitation for such a time would be an hour wrong for some of its readers.
        """
        day = info.data.get("date")
        if info.field_name == "ends_at":
            day = info.data.get("ends_on") or day
        if value is not None and day is not None:
            _check_clocks(day, value)
        return value

    @field_validator("ends_on")
    @classmethod
    def check_days(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        """Refuse a last day before the first."""
        day = info.data.get("date")
        if value is not None and day is not None and value < day:
            raise PydanticCustomError(
                "event-order",
                "the last day is before the first",
                {"remedy": "Swap `date` and `ends_on`."},
            )
        return value

    @field_validator("ends_at")
    @classmethod
    def check_times(cls, value: str | None, info: ValidationInfo) -> str | None:
        """Refuse an event that ends before it starts, or as it starts."""
        start, first, last = (info.data.get(key) for key in ("starts_at", "date", "ends_on"))
        if value is not None and start is not None and last in (None, first) and value <= start:
            raise PydanticCustomError(
                "event-order",
                "the event ends at {end} and starts at {start}",
                {
                    "end": value,
                    "start": start,
                    "remedy": "Swap the times, or give its last day as `ends_on`.",
                },
            )
        return value

    @field_validator("venue")
    @classmethod
    def check_venue(cls, value: str | None) -> str | None:
        """Refuse a venue that is no building."""
        if value is not None and value.casefold() in _NOT_A_VENUE:
            raise PydanticCustomError(
                "event-venue",
                '"{value}" is not a building',
                {"value": value, "remedy": "Write `online: true` instead of the venue."},
            )
        return value

    @model_validator(mode="after")
    def check_whole(self) -> Self:
        """Refuse an event that is nowhere, or that was moved from no other day."""
        if not (self.online or self.place or self.venue):
            raise PydanticCustomError(
                "event-place",
                "the event has no place",
                {"remedy": "Add `place` and `venue`, or `online: true` if people join from home."},
            )
        if self.status is EventStatus.RESCHEDULED and self.previous_date is None:
            raise PydanticCustomError(
                "event-moved",
                "the event was rescheduled, and nothing says from when",
                {"remedy": "Add `previous_date` with the day it was first planned for."},
            )
        return self

    @property
    def starts(self) -> dt.datetime:
        """Return the moment at which it starts, in London."""
        return _moment(self.date, self.starts_at)

    @property
    def ends(self) -> dt.datetime | None:
        """Return the moment at which it ends, in London, where that is known."""
        return _moment(self.last_day, self.ends_at) if self.ends_at else None

    @property
    def over_at(self) -> dt.datetime:
        """Return the moment from which it is over: its end, or the midnight after its last day."""
        return self.ends or dt.datetime.combine(
            self.last_day + dt.timedelta(days=1), dt.time(), LONDON
        )

    @property
    def last_day(self) -> dt.date:
        """Return the day on which it ends."""
        return self.ends_on or self.date

    def is_over(self, today: dt.date) -> bool:
        """Return whether its last day is past."""
        return self.last_day < today

    @property
    def url(self) -> str:
        """Return the address of the event's page."""
        return f"/events/{self.id}/"


def _moment(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), LONDON)


def _check_clocks(day: dt.date, clock: str) -> None:
    moment = _moment(day, clock)
    first, second = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    if first == second or first is None or second is None:
        return
    if first < second:  # PEP 495: in a gap, fold 0 counts by the clock before the jump
        raise PydanticCustomError(
            "event-clock",
            "the clocks go forward on that day, so there is no {clock}",
            {"clock": clock, "remedy": "Choose a time before 01:00 or from 02:00."},
        )
    raise PydanticCustomError(
        "event-clock",
        "the clocks go back on that day, so {clock} comes twice",
        {"clock": clock, "remedy": "Choose a time before 01:00 or from 02:00."},
    )
