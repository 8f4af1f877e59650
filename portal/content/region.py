"""What belongs to the region: events, resources, campaigns, areas, ambassadors, awards."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from portal.content.case_study import Consent, StoryImage
from portal.content.published import Published
from portal.schema import (
    AudienceId,
    CaseStudyId,
    Day,
    DistrictId,
    EmailAddress,
    PlaceId,
    RoleId,
    SitePath,
    Text,
    WebAddress,
)


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


class Event(Published):
    """An open day, job fair, visit or forum."""

    title: Text = Field(description="What it is called.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    date: Day = Field(description="The day.")
    starts_at: ClockTime = Field(description="The time it starts, like 09:30.")
    ends_at: ClockTime | None = Field(None, description="The time it ends.")
    place: PlaceId | None = Field(None, description="The town or village.")
    venue: Text | None = Field(None, description="The building and street; or `Online`.")
    for_: EventFor = Field(EventFor.PEOPLE, alias="for", description="people or providers.")
    booking_url: WebAddress | None = Field(None, description="Where to book.")
    contact_email: EmailAddress | None = Field(None, description="Whom to ask.")

    @property
    def url(self) -> str:
        """Return the address of the event's page."""
        return f"/events/{self.id}/"


class Resource(Published):
    """Something that helps providers or people: a service, guide, fund or organisation."""

    title: Text = Field(description="Its name.")
    summary: Text = Field(description="What it offers, in plain words.")
    kind: Text = Field(description="What kind of thing it is.")
    for_: EventFor = Field(alias="for", description="people or providers.")
    cost: Text | None = Field(None, description="What it costs.")
    eligibility: Text | None = Field(None, description="Who can use it.")
    owner: Text | None = Field(None, description="Who runs it.")
    area: Text | None = Field(None, description="Where it applies.")
    website: WebAddress | None = Field(None, description="Its web address.")
    status: Text | None = Field(None, description="What was known of it, and when.")
    last_checked: Day = Field(description="When somebody last checked it.")
    source: Text = Field(description="Where the facts come from.")


class Campaign(Published):
    """A landing page for a campaign, with a start and an end."""

    title: Text = Field(description="What it is called.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    starts: Day = Field(description="The first day.")
    ends: Day = Field(description="The last day.")
    short_address: SitePath | None = Field(None, description="A short address for posters.")
    noindex: bool = Field(False, description="true keeps search engines away.")


class Area(Published):
    """What it is like to work and live in a district."""

    title: Text = Field(description="The name of the district.")
    district: DistrictId = Field(description="The district.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    hard_to_recruit: bool = Field(False, description="true highlights it.")
    getting_around: Text | None = Field(None, description="Travel without a car.")


class Ambassador(Published):
    """A person who visits schools and events to talk about care."""

    title: Text = Field(alias="name", description="The first or chosen name.")
    role: RoleId = Field(description="The role they have.")
    summary: Text = Field(description="What they can talk about.")
    districts: tuple[DistrictId, ...] = Field((), description="Where they can come.")
    audiences: tuple[AudienceId, ...] = Field((), description="Whom they like to talk to.")
    image: StoryImage | None = Field(None, description="A picture: file and alt.")
    consent: Consent = Field(description="The consent: reference, given_on, review_by, scopes.")


class Award(Published):
    """A prize for people or teams in care."""

    title: Text = Field(description="What it is called.")
    summary: Text = Field(description="What it is for.")
    opens: Day | None = Field(None, description="When nominations open.")
    closes: Day | None = Field(None, description="When nominations close.")
    winners: tuple[CaseStudyId, ...] = Field((), description="Stories of winners.")
    website: WebAddress | None = Field(None, description="Where to read on.")
