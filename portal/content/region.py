"""What belongs to the region: events, resources, campaigns, ambassadors, awards."""

from __future__ import annotations

from datetime import date

from pydantic import Field, ValidationInfo, field_validator
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
