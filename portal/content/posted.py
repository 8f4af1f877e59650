"""Vacancies posted by hand: a small provider's pull request."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from portal.content.published import Published
from portal.content.vacancy import Answer, Contract, Driving, Payer, PayPeriod, Shift, Status
from portal.schema import (
    Day,
    EmailAddress,
    Money,
    Part,
    Phone,
    PlaceId,
    ProviderId,
    RoleId,
    Text,
    WebAddress,
)

# Nobody posts a vacancy that could not be checked: that is said of feeds alone.
_STATUSES = tuple(each.value for each in Status if each is not Status.UNCHECKED)


def _check_status(status: Status) -> Status:
    if status is Status.UNCHECKED:
        raise PydanticCustomError(
            "not-a-choice",
            "unchecked is not a status of a posted vacancy",
            {"remedy": f"Use one of: {', '.join(_STATUSES)}."},
        )
    return status


PostedStatus = Annotated[
    Status,
    AfterValidator(_check_status),
    WithJsonSchema({"type": "string", "enum": list(_STATUSES)}),
]
WeeklyHours = Annotated[Decimal, Field(ge=0, le=168)]


class PostedPay(Part):
    """What the job pays."""

    min: Money | None = Field(None, description="The least, in pounds.")
    max: Money | None = Field(None, description="The most, in pounds.")
    per: PayPeriod | None = Field(None, description="hour, day, week, month or year.")
    text: Text | None = Field(None, description="The pay in words, such as enhancements.")

    @model_validator(mode="after")
    def check(self) -> Self:
        """Refuse amounts without a period, and a range that ends below its start."""
        if self.min is not None and self.per is None:
            raise PydanticCustomError(
                "pay-period",
                "the pay does not say for what time it is",
                {"remedy": "Add per: hour, day, week, month or year."},
            )
        if self.min is not None and self.max is not None and self.max < self.min:
            raise PydanticCustomError(
                "pay-order", "max is less than min", {"remedy": "Swap the two figures."}
            )
        return self


class PostedHours(Part):
    """Paid hours a week."""

    min: WeeklyHours | None = Field(None, description="The least hours a week.")
    max: WeeklyHours | None = Field(None, description="The most hours a week.")
    guaranteed: Answer = Field(Answer.NOT_STATED, description="yes, no or not-stated.")


class PostedTerms(Part):
    """The terms care workers ask about: say yes or no wherever you can."""

    travel_time_paid: Answer = Field(Answer.NOT_STATED, description="yes, no or not-stated.")
    mileage: Answer = Field(Answer.NOT_STATED, description="yes, no or not-stated.")
    dbs_paid_by: Payer = Field(Payer.NOT_STATED, description="employer, worker or not-stated.")
    induction_paid: Answer = Field(Answer.NOT_STATED, description="yes, no or not-stated.")
    sick_pay: Answer = Field(
        Answer.NOT_STATED, description="yes if above statutory sick pay, no or not-stated."
    )
    uniform_provided: Answer = Field(Answer.NOT_STATED, description="yes, no or not-stated.")


class PostedApply(Part):
    """How to apply: at least one way."""

    url: WebAddress | None = Field(None, description="A web page to apply on.")
    email: EmailAddress | None = Field(None, description="An email address.")
    phone: Phone | None = Field(None, description="A telephone number.")

    @model_validator(mode="after")
    def check(self) -> Self:
        """Refuse a vacancy that nobody can apply for."""
        if not (self.url or self.email or self.phone):
            raise PydanticCustomError(
                "apply-missing",
                "there is no way to apply",
                {"remedy": "Add url:, email: or phone: below apply."},
            )
        return self


class PostedVacancy(Published):
    """A vacancy posted by hand; its text is the Markdown below the facts."""

    title: str = Field(min_length=3, max_length=90, description="The job title and nothing else.")
    provider: ProviderId = Field(description="The provider's id.")
    role: RoleId = Field(description="The role it is.")
    place: PlaceId = Field(description="The town or village.")
    postcode: Text | None = Field(None, description="The postcode of the workplace, if public.")
    pay: PostedPay = Field(description="min, max, per, text.")
    contract: Contract = Field(description="permanent, fixed-term, bank, apprenticeship …")
    hours: PostedHours = Field(PostedHours(), description="min, max, guaranteed.")
    shifts: tuple[Shift, ...] = Field((), description="days, nights, sleep-in, weekends …")
    driving: Driving = Field(Driving.NOT_STATED, description="required, helpful or not-needed.")
    terms: PostedTerms = Field(PostedTerms(), description="The terms, each yes, no or not-stated.")
    experience_needed: Answer = Field(Answer.NOT_STATED, description="yes, no or not-stated.")
    starts: Text | None = Field(None, description="When the work starts, in words.")
    posted_on: Day = Field(description="The day it was posted.")
    closes_on: Day = Field(description="The last day to apply.")
    apply: PostedApply = Field(description="url, email or phone.")
    status: PostedStatus = Field(Status.OPEN, description="open, filled or withdrawn.")

    @property
    def url(self) -> str:
        """Return the address of the vacancy's page, from the root of the site."""
        return f"/vacancies/{self.id}/"

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """Refuse a vacancy that closes before it was posted."""
        if self.closes_on < self.posted_on:
            raise PydanticCustomError(
                "closing-date",
                "closes_on is before posted_on",
                {"remedy": "Check the two dates."},
            )
        return self
