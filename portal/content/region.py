"""What belongs to the region: events, resources, campaigns, ambassadors, awards."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from portal.content.case_study import Consent, ConsentScope
from portal.content.event import EventFor
from portal.content.published import Published
from portal.schema import (
    AudienceId,
    CaseStudyId,
    Day,
    DistrictId,
    RoleId,
    Text,
    WebAddress,
)

# How long what was checked is believed: phone numbers, prices and whole services change in a year.
RESOURCE_FRESH_FOR = timedelta(days=183)


class ResourceNeed(StrEnum):
    """What a provider is after who looks for help; each is a list at an address of its own."""

    FIND = "find-people"
    CHOOSE = "choose-people"
    KEEP = "keep-people"
    TRAIN = "train-people"
    RULES = "follow-the-rules"
    RUN = "run-the-business"
    MEET = "meet-others"
    SCHOOLS = "schools-and-colleges"
    COVER = "cover-shifts"


class Charge(StrEnum):
    """Whether something costs money, for those who look for what is free."""

    FREE = "free"
    PARTLY = "partly-free"
    PAID = "paid"
    ASK = "ask"


class Resource(Published):
    """Something that helps providers or people: a service, guide, fund or organisation."""

    title: Text = Field(description="Its name.")
    summary: Text = Field(description="What it offers, in plain words.")
    for_providers: Text | None = Field(
        None, description="What providers use it for, where `summary` speaks to other people."
    )
    kind: Text = Field(description="What kind of thing it is.")
    for_: EventFor = Field(alias="for", description="people or providers.")
    needs: tuple[ResourceNeed, ...] = Field(
        (),
        description="What providers find it under: find-people, choose-people, keep-people, "
        "train-people, follow-the-rules, run-the-business, meet-others, schools-and-colleges or "
        "cover-shifts.",
    )
    charge: Charge = Field(Charge.ASK, description="free, partly-free, paid or ask.")
    cost: Text | None = Field(None, description="What it costs, in words.")
    eligibility: Text | None = Field(None, description="Who can use it.")
    owner: Text | None = Field(None, description="Who runs it.")
    area: Text | None = Field(None, description="Where it applies.")
    website: WebAddress | None = Field(None, description="Its web address.")
    status: Text | None = Field(None, description="What was known of it, and when.")
    last_checked: Day = Field(description="When somebody last checked it.")
    checked_by: Text = Field(description="Who checked it, and how: a team or a role, no names.")
    review_by: Day | None = Field(
        None, description="When to check it again, if not half a year after last_checked."
    )
    source: Text = Field(description="Where the facts come from.")

    @model_validator(mode="after")
    def check_needs(self) -> Self:
        """Refuse what is for providers and would be found by none of them."""
        if self.for_ is EventFor.PROVIDERS and not self.needs:
            raise PydanticCustomError(
                "resource-without-need",
                "nothing says what providers would look for to find this",
                {"remedy": "Add `needs`, like [find-people] or [train-people]."},
            )
        return self

    @property
    def check_again_on(self) -> date:
        """Return the day from which nobody should rely on it unasked."""
        return self.review_by or self.last_checked + RESOURCE_FRESH_FOR

    def is_stale(self, today: date) -> bool:
        """Return whether it is due for a look."""
        return today >= self.check_again_on


class Ambassador(Published):
    """A person who visits schools and events to talk about care."""

    title: Text = Field(alias="name", description="The first or chosen name.")
    role: RoleId = Field(description="The role they have.")
    summary: Text = Field(description="What they can talk about.")
    districts: tuple[DistrictId, ...] = Field((), description="Where they can come.")
    audiences: tuple[AudienceId, ...] = Field((), description="Whom they like to talk to.")
    consent: Consent = Field(description="The consent: reference, given_on, review_by, scopes.")

    def hidden_because(self, today: date) -> str:
        """Return why nothing of the person is published on a day; consent comes first."""
        return self.consent.hidden_because(today) or super().hidden_because(today)

    @property
    def shown_name(self) -> str:
        """Return the name where the person agreed to have it published, or an empty text."""
        return self.title if self.consent.allows(ConsentScope.NAME) else ""


class Award(Published):
    """A prize for people or teams in care."""

    title: Text = Field(description="What it is called.")
    summary: Text = Field(description="What it is for.")
    opens: Day | None = Field(None, description="When nominations open.")
    closes: Day | None = Field(None, description="When nominations close.")
    winners: tuple[CaseStudyId, ...] = Field((), description="Stories of winners.")
    website: WebAddress | None = Field(None, description="Where to read on.")

    @field_validator("closes")
    @classmethod
    def check_order(cls, value: date | None, info: ValidationInfo) -> date | None:
        """Refuse nominations that close before they open."""
        opens = info.data.get("opens")
        if value is not None and opens is not None and value < opens:
            raise PydanticCustomError(
                "ends-before-start",
                "nominations close before they open",
                {"remedy": "Swap `opens` and `closes`."},
            )
        return value
