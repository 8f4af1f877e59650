"""Groups of people the site speaks to, and the page that is the door for each of them."""

from enum import StrEnum

from pydantic import Field

from portal.content.published import Published
from portal.schema import Day, Part, ResourceId, RoleId, Text


class JobsWith(StrEnum):
    """What vacancies can be asked for; each is a filter of the list of vacancies."""

    NO_EXPERIENCE = "no-experience"
    NO_CAR = "no-car"
    GUARANTEED_HOURS = "guaranteed-hours"
    PAID_TRAVEL = "paid-travel"
    SCHOOL_HOURS = "school-hours"
    DAYS = "days"
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    PERMANENT = "permanent"
    APPRENTICESHIP = "apprenticeship"


class Question(Part):
    """A question that people of the group ask, and an honest answer."""

    question: Text = Field(description="The question, as people ask it.")
    answer: Text = Field(description="The answer, in Markdown; $name$ puts a dated figure in.")


class Audience(Published):
    """A group of people the site speaks to, such as career changers. Its file's name is its id."""

    title: Text = Field(description="What the site calls them, like `Career changers`.")
    summary: Text = Field(description="One sentence to them.")
    heading: Text | None = Field(None, description="The heading of their page.")
    order: int = Field(100, ge=0, le=1000, description="Its place in the list of doors.")
    brings: tuple[Text, ...] = Field((), description="What they bring with them, a line each.")
    first_roles: tuple[RoleId, ...] = Field(
        (), description="Roles to begin with; otherwise those of the starts that speak to them."
    )
    jobs_with: tuple[JobsWith, ...] = Field((), description="What their vacancies should have.")
    resources: tuple[ResourceId, ...] = Field((), description="Who helps, with money or advice.")
    questions: tuple[Question, ...] = Field((), description="What they ask, with answers.")
    reviewed_on: Day | None = Field(None, description="When somebody last checked the page.")
    review_by: Day | None = Field(None, description="When somebody should check it next.")
    sources: tuple[Text, ...] = Field((), description="Where its facts come from.")

    @property
    def url(self) -> str:
        """Return the address of the group's page."""
        return f"/for/{self.id}/"
