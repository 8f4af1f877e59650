"""Roles: the stops on the pathway."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.content.published import Published
from portal.content.vacancy import PayPeriod, Shift
from portal.schema import (
    Day,
    Money,
    Part,
    QualificationId,
    RoleId,
    SettingId,
    Text,
    ValueId,
    WebAddress,
)


class Category(StrEnum):
    """The role categories of the national Care Workforce Pathway (DHSC, April 2025), and beyond."""

    NEW_TO_CARE = "new-to-care"
    CARE_OR_SUPPORT_WORKER = "care-or-support-worker"
    ENHANCED_CARE_WORKER = "enhanced-care-worker"
    PERSONAL_ASSISTANT = "personal-assistant"
    SUPERVISOR_OR_LEADER = "supervisor-or-leader"
    PRACTICE_LEADER = "practice-leader"
    DEPUTY_MANAGER = "deputy-manager"
    REGISTERED_MANAGER = "registered-manager"
    BEYOND = "beyond"


class Branch(StrEnum):
    """The lines of the pathway, as on a transit map."""

    DIRECT_CARE = "direct-care"
    LEADERSHIP = "leadership"
    NURSING = "nursing"
    THERAPY = "therapy"
    SOCIAL_WORK = "social-work"
    SUPPORT_SERVICES = "support-services"
    SPECIALIST = "specialist"


class RoleDriving(StrEnum):
    """Whether the role usually needs a driver."""

    REQUIRED = "required"
    HELPFUL = "helpful"
    NOT_NEEDED = "not-needed"


class PayRange(Part):
    """Pay from and to, in pounds before tax."""

    min: Money = Field(description="The least, in pounds, such as 12.71.")
    max: Money | None = Field(None, description="The most, where there is a range.")

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """Refuse a range that ends below its start."""
        if self.max is not None and self.max < self.min:
            raise PydanticCustomError(
                "pay-order", "max is less than min", {"remedy": "Swap the two figures."}
            )
        return self


class RolePay(Part):
    """What the role pays, with its source; a figure without source and date is not shown."""

    starter: PayRange = Field(description="Pay when new to the role.")
    experienced: PayRange | None = Field(None, description="Pay with some years in the role.")
    per: PayPeriod = Field(description="hour or year.")
    source: Text = Field(description="Who published the figure, and where.")
    source_url: WebAddress | None = Field(None, description="The web address of the source.")
    as_of: Day = Field(description="The day for which the figure is true.")
    note: Text | None = Field(None, description="What a reader must know to read it rightly.")


class RouteKind(StrEnum):
    """Typed ways into a role."""

    STRAIGHT_IN = "straight-in"
    APPRENTICESHIP = "apprenticeship"
    COLLEGE = "college"
    UNIVERSITY = "university"
    VOLUNTEER = "volunteer"
    MOVE = "move"


class Route(Part):
    """One way into the role."""

    kind: RouteKind = Field(description="straight-in, apprenticeship, college, university or move.")
    text: Text = Field(description="One sentence on how it works.")


class Question(Part):
    """A question that people ask, and its answer."""

    question: Text = Field(description="The question, as a person would ask it.")
    answer: Text = Field(description="The answer, in plain words.")


class NewRole(Part):
    """What is new about a role, so that people hear of work that did not exist when they looked."""

    since: Day = Field(description="Since when.")
    what: Text = Field(description="What is new, in a sentence or two.")
    source: Text = Field(description="Who says so, and where.")


class Role(Published):
    """A job in adult social care that people can do, with what it takes and where it leads."""

    title: str = Field(min_length=3, max_length=60, description="The name people know it by.")
    alt_titles: tuple[Text, ...] = Field((), description="Other titles used in adverts.")
    category: Category = Field(description="Its category in the Care Workforce Pathway, or beyond.")
    branch: Branch = Field(description="The line on the pathway map.")
    level: int = Field(
        ge=1, le=6, description="How far along the line: 1 to start, 6 the furthest."
    )
    summary: str = Field(min_length=20, max_length=240, description="One or two plain sentences.")
    day_to_day: tuple[Text, ...] = Field(min_length=2, description="What you do, a line each.")
    hard_parts: tuple[Text, ...] = Field((), description="What can be hard, honestly.")
    new: NewRole | None = Field(None, description="since, what, source: puts it on /roles/new/.")
    settings: tuple[SettingId, ...] = Field(min_length=1, description="Where the work is done.")
    shifts: Text | None = Field(None, description="Usual hours and shifts, in a sentence.")
    usual_shifts: tuple[Shift, ...] = Field(
        (), description="days, nights, sleep-in, weekends or school-hours: for the list of roles."
    )
    driving: RoleDriving = Field(description="required, helpful or not-needed.")
    driving_note: Text | None = Field(None, description="What the driving answer depends on.")
    dbs: Text | None = Field(None, description="The criminal-record check that is usual.")
    registration: Text | None = Field(None, description="The register you must be on, if any.")
    values: tuple[ValueId, ...] = Field((), description="The values that matter most here.")
    pay: RolePay | None = Field(None, description="Pay, with source and date.")
    pay_note: Text | None = Field(None, description="What to say where there is no sound figure.")
    routes: tuple[Route, ...] = Field((), description="Ways into the role.")
    qualifications: tuple[QualificationId, ...] = Field((), description="Qualifications that help.")
    apprenticeships: tuple[Text, ...] = Field((), description="Apprenticeships that fit the role.")
    questions: tuple[Question, ...] = Field((), description="Questions people ask.")
    related: tuple[RoleId, ...] = Field((), description="Roles that are alike.")
    end_of_line: bool = Field(False, description="true where the pathway ends on purpose.")
    sources: tuple[Text, ...] = Field(min_length=1, description="Where the facts come from.")
    source_url: WebAddress | None = Field(None, description="The best page to read on.")
    reviewed_on: Day = Field(description="When somebody last checked the page.")

    @property
    def url(self) -> str:
        """Return the address of the role's page, from the root of the site."""
        return f"/roles/{self.id}/"
