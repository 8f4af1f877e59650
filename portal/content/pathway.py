"""The pathway around the roles: steps between them, where people start, and what helps."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.schema import (
    AudienceId,
    Day,
    Part,
    QualificationId,
    Record,
    RoleId,
    Slug,
    Text,
    WebAddress,
)


class StepKind(StrEnum):
    """What a step is: up, across, or into a specialism."""

    ADVANCE = "advance"
    SIDEWAYS = "sideways"
    SPECIALISE = "specialise"


class Step(Record):
    """A move from one role to another."""

    from_: RoleId = Field(alias="from", description="The role it starts from.")
    to: RoleId = Field(description="The role it leads to.")
    kind: StepKind = Field(description="advance, sideways or specialise.")
    months: tuple[int, int] | None = Field(
        None, description="Usual time in months, shortest and longest, like [6, 18]."
    )
    at_least: int | None = Field(
        None,
        ge=0,
        le=240,
        description="The least time in months, where nobody can say the longest; 0 is any time.",
    )
    time_note: Text | None = Field(
        None, description="The time in words, where months say too much."
    )
    needs: tuple[QualificationId, ...] = Field((), description="Qualifications it takes.")
    learning: Text | None = Field(None, description="What you learn or show on the way.")
    note: Text | None = Field(None, description="Anything else worth knowing.")
    source: Text = Field(description="Where this comes from.")

    @model_validator(mode="after")
    def check(self) -> Self:
        """Refuse a step to itself, and times that run backwards."""
        if self.from_ == self.to:
            raise PydanticCustomError(
                "self-step", "the step leads back to its own role", {"remedy": "Change from or to."}
            )
        if self.months is not None and not 0 <= self.months[0] <= self.months[1] <= 240:
            raise PydanticCustomError(
                "months",
                "months should be the shortest and the longest time",
                {"remedy": "Write them like [6, 18]."},
            )
        return self


class Start(Record):
    """Where people come from, and which roles they can go straight into."""

    id_: Slug = Field(alias="id", description="Its name in addresses, like retail-hospitality.")
    title: Text = Field(description="Where a person is now, like `I work in a shop`.")
    summary: Text = Field(description="One or two sentences to that person.")
    transfers: tuple[Text, ...] = Field(min_length=1, description="What they bring with them.")
    first_roles: tuple[RoleId, ...] = Field(min_length=1, description="Roles to begin with.")
    good_to_know: tuple[Text, ...] = Field((), description="Facts that matter to this person.")
    audience: AudienceId | None = Field(None, description="The audience it speaks to.")
    sources: tuple[Text, ...] = Field((), description="Where the facts come from.")

    @property
    def url(self) -> str:
        """Return the address of the page of routes from here."""
        return f"/pathway/from/{self.id}/"


class DayPart(Part):
    """A moment of a typical day."""

    time: Text = Field(description="The time, like 07:30.")
    what: Text = Field(description="What happens.")


class Setting(Record):
    """A kind of place where care and support are given."""

    id_: Slug = Field(alias="id", description="Its name in addresses and records.")
    title: Text = Field(description="What people call it.")
    summary: Text = Field(description="What it is, in one or two sentences.")
    regulation: Text | None = Field(None, description="Who inspects it.")
    who: Text | None = Field(None, description="Who is supported there.")
    day: tuple[DayPart, ...] = Field((), description="A typical day, for illustration.")
    suits: tuple[Text, ...] = Field((), description="It suits people who …")
    hard_parts: tuple[Text, ...] = Field((), description="What can be hard.")
    shifts: Text | None = Field(None, description="Usual shifts.")
    getting_about: Text | None = Field(None, description="Travel and driving.")
    sources: tuple[Text, ...] = Field(min_length=1, description="Where the facts come from.")


class Qualification(Record):
    """A qualification, certificate or apprenticeship."""

    id_: Slug = Field(alias="id", description="Its name in records.")
    title: Text = Field(description="Its full name.")
    level: Text | None = Field(None, description="Its level, like Level 2.")
    kind: Text | None = Field(None, description="What kind of thing it is.")
    summary: Text = Field(description="What it is and for whom, in plain words.")
    duration: Text | None = Field(None, description="How long it usually takes.")
    who_pays: Text | None = Field(None, description="Who usually pays.")
    leads_to: Text | None = Field(None, description="What it opens.")
    in_paid_work: bool = Field(
        False, description="true where people learn it in a paid job, and pay no fees."
    )
    url: WebAddress | None = Field(None, description="Where to read on.")
    sources: tuple[Text, ...] = Field(min_length=1, description="Where the facts come from.")
    as_of: Day = Field(description="When the facts were gathered.")


class Value(Record):
    """A value that employers look for, with what it looks like in real life."""

    id_: Slug = Field(alias="id", description="Its name in records.")
    title: Text = Field(description="The value.")
    meaning: Text = Field(description="What it means, said to the reader.")
    looks_like: tuple[Text, ...] = Field(min_length=1, description="What people see.")
    unlike: tuple[Text, ...] = Field((), description="What people see where it is missing.")
    questions: tuple[Text, ...] = Field(
        (), description="Questions for an interview: what somebody did, in any part of life."
    )
    scene: Text | None = Field(
        None, description="A situation to talk about in an interview, for people new to work."
    )
    source: Text = Field(description="Where the heading comes from.")
