"""Refer-a-friend schemes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.content.published import Published
from portal.schema import (
    Day,
    DistrictId,
    EmailAddress,
    Money,
    Part,
    Phone,
    ProviderId,
    Text,
    WebAddress,
)


class Stage(Part):
    """A part of the reward, and when it is paid."""

    when: Text = Field(description="When it is paid, like `They start work`.")
    amount: Decimal = Field(gt=0, le=5000, decimal_places=2, description="Pounds, before tax.")
    to: Text = Field("the person who referred", description="Who gets it.")


class SchemeContact(Part):
    """Whom to ask."""

    email: EmailAddress | None = Field(None, description="An email address.")
    phone: Phone | None = Field(None, description="A telephone number.")
    url: WebAddress | None = Field(None, description="A web page.")


class Scheme(Published):
    """A reward for bringing a friend into care, with its rules."""

    title: Text = Field(description="What the scheme is called.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    provider: ProviderId | None = Field(None, description="Whose scheme; leave out if area-wide.")
    districts: tuple[DistrictId, ...] = Field((), description="Where it applies.")
    who_can_refer: tuple[Text, ...] = Field(min_length=1, description="Who may refer.")
    who_can_be_referred: tuple[Text, ...] = Field(min_length=1, description="Who may be referred.")
    stages: tuple[Stage, ...] = Field(min_length=1, description="when and amount, in order.")
    new_to_care_bonus: Money | None = Field(None, description="Extra pounds for new people.")
    exclusions: tuple[Text, ...] = Field((), description="When nothing is paid.")
    what_happens_next: tuple[Text, ...] = Field((), description="The steps after a referral.")
    tax_note: Text | None = Field(None, description="What to say about tax.")
    starts: Day = Field(description="The first day.")
    ends: Day | None = Field(None, description="The last day, where there is one.")
    rules_reviewed_on: Day = Field(description="When the rules were last checked.")
    contact: SchemeContact = Field(description="email, phone or url.")

    @model_validator(mode="after")
    def check_order(self) -> Scheme:
        """Refuse a scheme that ends before it starts."""
        if self.ends is not None and self.ends < self.starts:
            raise PydanticCustomError(
                "scheme-order", "the scheme ends before it starts", {"remedy": "Swap the dates."}
            )
        return self

    def is_open(self, today: date) -> bool:
        """Return whether people can refer on a day."""
        return self.starts <= today and (self.ends is None or today <= self.ends)

    @property
    def total(self) -> Decimal:
        """Return the pounds that one referral can bring at most, without the bonus."""
        return sum((stage.amount for stage in self.stages), start=Decimal(0))

    @property
    def url(self) -> str:
        """Return the address of the scheme's page, from the root of the site."""
        return f"/refer-a-friend/{self.id}/"
