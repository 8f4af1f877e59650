"""Refer-a-friend schemes."""

import calendar
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.content.published import Published
from portal.schema import (
    Day,
    DistrictId,
    EmailAddress,
    Part,
    Phone,
    ProviderId,
    Text,
    WebAddress,
)

_LONDON = ZoneInfo("Europe/London")
_AFTER = ("after_days", "after_weeks", "after_months")
_MOST_POUNDS = 5000
REFERRER = "the person who referred"


class Stage(Part):
    """A part of the reward, and when it is paid.

    One of the `after_` facts lets the site work out the day; a stage that hangs on something else,
    like an interview, has none.
    """

    when: Text = Field(description="When it is paid, like `They start work`.")
    amount: Decimal = Field(
        gt=0, le=_MOST_POUNDS, decimal_places=2, description="Pounds, before tax."
    )
    to: Text = Field(REFERRER, description="Who gets it.")
    after_days: int | None = Field(
        None, ge=0, le=1100, description="Days after the friend starts; 0 is the first day."
    )
    after_weeks: int | None = Field(
        None, ge=1, le=156, description="The same in weeks; for the worked example."
    )
    after_months: int | None = Field(None, ge=1, le=36, description="The same in months.")

    @model_validator(mode="after")
    def check_after(self) -> Self:
        """Refuse a stage that is due at two times."""
        if sum(getattr(self, name) is not None for name in _AFTER) > 1:
            raise PydanticCustomError(
                "stage-time",
                "the stage says twice when it is due",
                {"remedy": "Keep one of after_days, after_weeks and after_months."},
            )
        return self

    def due(self, started: date) -> date | None:
        """Return the day on which it is earned by a friend who started on a day, where known.

        >>> Stage(when="Later", amount=Decimal(50), after_months=3).due(date(2026, 11, 30))
        datetime.date(2027, 2, 28)
        """
        if self.after_months is not None:
            return _months_later(started, self.after_months)
        if self.after_weeks is not None:
            return started + timedelta(weeks=self.after_weeks)
        return None if self.after_days is None else started + timedelta(days=self.after_days)


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


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
    new_to_care_bonus: Decimal | None = Field(
        None,
        gt=0,
        le=_MOST_POUNDS,
        decimal_places=2,
        description="Extra pounds where the friend is new to care.",
    )
    new_to_care_when: Text | None = Field(
        None, description="When that is paid, like `With the second part`."
    )
    exclusions: tuple[Text, ...] = Field((), description="When nothing is paid.")
    what_happens_next: tuple[Text, ...] = Field((), description="The steps after a referral.")
    tax_note: Text | None = Field(None, description="What to say about tax.")
    starts: Day = Field(description="The first day.")
    ends: Day | None = Field(None, description="The last day, where there is one.")
    rules_reviewed_on: Day = Field(description="When the rules were last checked.")
    contact: SchemeContact = Field(description="email, phone or url.")
    apply_parameter: str | None = Field(
        None,
        pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$",
        description="The name under which the provider's own form of application takes the code "
        "of the person who referred, like `ref`; leave out if it takes none.",
    )

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """Refuse a scheme whose facts do not go together."""
        if self.ends is not None and self.ends < self.starts:
            raise PydanticCustomError(
                "scheme-order", "the scheme ends before it starts", {"remedy": "Swap the dates."}
            )
        if self.new_to_care_when and self.new_to_care_bonus is None:
            raise PydanticCustomError(
                "bonus-missing",
                "new_to_care_when says when a bonus is paid, and there is no bonus",
                {"remedy": "Add new_to_care_bonus, or take new_to_care_when out."},
            )
        if self.apply_parameter and self.provider is None:
            raise PydanticCustomError(
                "parameter-of-nobody",
                "apply_parameter belongs to one provider's form, and the scheme names no provider",
                {"remedy": "Add provider, or take apply_parameter out."},
            )
        self._check_stages()
        return self

    def _check_stages(self) -> None:
        """Refuse stages that are not in the order in which they are reached."""
        days = [day for each in self.stages if (day := each.due(self.starts)) is not None]
        if days != sorted(days):
            raise PydanticCustomError(
                "stage-order",
                "a later stage comes before an earlier one",
                {"remedy": "Put the stages in the order in which a friend reaches them."},
            )

    def is_open(self, today: date) -> bool:
        """Return whether people can refer on a day."""
        return self.starts <= today and (self.ends is None or today <= self.ends)

    def is_over(self, today: date) -> bool:
        """Return whether its last day is past."""
        return self.ends is not None and self.ends < today

    @property
    def closes_at(self) -> datetime | None:
        """Return the moment at which it is over: the midnight after its last day, in London."""
        if self.ends is None:
            return None
        return datetime.combine(self.ends + timedelta(days=1), time(), _LONDON)

    @property
    def total(self) -> Decimal:
        """Return the pounds that one referral can bring at most, without the bonus."""
        return sum((stage.amount for stage in self.stages), start=Decimal(0))

    @property
    def url(self) -> str:
        """Return the address of the scheme's page, from the root of the site."""
        return f"/refer-a-friend/{self.id}/"
