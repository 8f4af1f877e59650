"""The accessibility statement as data, so that nothing is claimed that nobody has tested.

What it must say: Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
Regulations 2018, regulation 8, and the model statement that it names.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from portal.schema import Day, EmailAddress, Part, Phone, Record, Text, WebAddress

Status = Literal["not-assessed", "fully-compliant", "partially-compliant", "not-compliant"]
Criterion = Annotated[str, StringConstraints(pattern=r"^[1-4]\.[1-9]\.[1-9][0-9]?$")]
NOT_ASSESSED: Status = "not-assessed"


class Barrier(Part):
    """Something that does not meet a success criterion of WCAG."""

    what: Text = Field(description="What is wrong, and for whom.")
    criterion: Criterion = Field(description="The WCAG success criterion it fails, like 1.4.3.")
    instead: Text | None = Field(None, description="What people can use meanwhile.")
    fixed_by: Day | None = Field(None, description="When it will be mended.")


class Burden(Part):
    """Something that would cost too much to mend, as an assessment has found (regulation 7)."""

    what: Text = Field(description="What is not accessible.")
    why: Text = Field(description="What the assessment found.")
    assessed_on: Day = Field(description="When the burden was assessed.")
    instead: Text | None = Field(None, description="What people can use instead.")


class Assessment(Part):
    """A test of the site."""

    on: Day = Field(description="When the site was tested.")
    by: Text = Field(description="Who tested it.")
    how: Text = Field(description="How it was tested, and with whom.")
    pages: tuple[Text, ...] = Field(min_length=1, description="What was tested.")


class AccessibilityStatement(Record):
    """How accessible the site is, who has tested it, and whom to tell of a barrier."""

    status: Status = Field(NOT_ASSESSED, description="How the site compares with WCAG 2.2 AA.")
    covers: Text | None = Field(None, description="The addresses that the statement is about.")
    email: EmailAddress | None = Field(None, description="Where barriers are told of.")
    phone: Phone | None = Field(None, description="The same by telephone.")
    form: WebAddress | None = Field(None, description="The same by a form.")
    answer_within_days: int | None = Field(
        None, ge=1, le=30, description="Working days until people get an answer."
    )
    assessment: Assessment | None = Field(None, description="on, by, how and pages of the test.")
    barriers: tuple[Barrier, ...] = Field((), description="What fails a criterion.")
    burdens: tuple[Burden, ...] = Field((), description="What would be out of proportion to mend.")
    out_of_scope: tuple[Text, ...] = Field((), description="What the regulations leave out.")
    improving: tuple[Text, ...] = Field((), description="What is being done to improve access.")
    prepared_on: Day = Field(description="When the statement was first written.")
    reviewed_on: Day = Field(description="When it was last reviewed, at least once a year.")

    @model_validator(mode="after")
    def check_claim(self) -> Self:
        """Refuse a status that nothing stands behind, or that contradicts what is listed."""
        listed = bool(self.barriers or self.burdens or self.out_of_scope)
        if self.status != NOT_ASSESSED and self.assessment is None:
            raise PydanticCustomError(
                "accessibility-claim",
                "the status says that the site was assessed, and no assessment is given",
                {"remedy": "Fill in assessment, or write status: not-assessed."},
            )
        if self.status == "fully-compliant" and (self.barriers or self.burdens):
            raise PydanticCustomError(
                "accessibility-claim",
                "a site with barriers is not fully compliant",
                {"remedy": "Write status: partially-compliant."},
            )
        if self.status in {"partially-compliant", "not-compliant"} and not listed:
            raise PydanticCustomError(
                "accessibility-claim",
                "the status says that something is not accessible, and nothing is listed",
                {"remedy": "List it under barriers, burdens or out_of_scope."},
            )
        return self

    def gaps(self) -> tuple[str, ...]:
        """Return the names of what a public body must still fill in before the site goes live."""
        missing = (
            ("status", self.status == NOT_ASSESSED),
            ("email, phone or form", not (self.email or self.phone or self.form)),
            ("answer_within_days", self.answer_within_days is None),
            ("covers", self.covers is None),
        )
        return tuple(name for name, is_missing in missing if is_missing)

    def is_stale(self, today: date) -> bool:
        """Return whether the last review is more than a year ago."""
        return (today - self.reviewed_on).days > 366
