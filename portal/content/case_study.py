"""Case studies: true stories of people who work in care, with consent kept as data."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.content.published import Published
from portal.schema import (
    AudienceId,
    Day,
    Language,
    Part,
    PlaceId,
    ProviderId,
    RoleId,
    RoleOrStartId,
    SettingId,
    Text,
    WebAddress,
)

# How long the site says that a story was withdrawn.
WITHDRAWN_FOR = dt.timedelta(days=90)


class ConsentScope(StrEnum):
    """What a person agreed to have published."""

    TEXT = "text"
    NAME = "name"
    PHOTO = "photo"
    EMPLOYER = "employer"
    SOCIAL = "social"


class Consent(Part):
    """Consent as data (UK GDPR Articles 4(11) and 7); the signed form stays elsewhere."""

    reference: Text = Field(description="The number of the consent form in your own files.")
    given_on: Day = Field(description="The day the person agreed.")
    review_by: Day = Field(description="The day by which you ask again; two years is usual.")
    scopes: tuple[ConsentScope, ...] = Field(
        min_length=1, description="What they agreed to: text, name, photo, employer, social."
    )
    withdrawn_on: Day | None = Field(None, description="The day they took it back.")

    @model_validator(mode="after")
    def check_order(self) -> Self:
        """Refuse a review before the consent."""
        if self.review_by <= self.given_on:
            raise PydanticCustomError(
                "consent-order",
                "review_by is not after given_on",
                {"remedy": "Two years after given_on is usual."},
            )
        return self

    def hidden_because(self, today: dt.date) -> str:
        """Return why nothing may be published on a day, or an empty text."""
        if self.withdrawn_on is not None and today >= self.withdrawn_on:
            return "its consent was withdrawn"
        if today > self.review_by:
            return f"its consent was due for review on {self.review_by.isoformat()}"
        if today < self.given_on:
            return f"its consent starts on {self.given_on.isoformat()}"
        if ConsentScope.TEXT not in self.scopes:
            return "its consent does not cover the text"
        return ""

    def allows(self, scope: ConsentScope) -> bool:
        """Return whether the person agreed to something."""
        return scope in self.scopes

    def withdrawn_lately(self, today: dt.date) -> bool:
        """Return whether the consent was withdrawn on a day, or in the 90 days before it."""
        return (
            self.withdrawn_on is not None
            and self.withdrawn_on <= today < self.withdrawn_on + WITHDRAWN_FOR
        )

    def falls_due(self, today: dt.date) -> bool:
        """Return whether the review is within the next 30 days."""
        return today <= self.review_by <= today + dt.timedelta(days=30)


class Person(Part):
    """The person whose story it is."""

    name: Text = Field(description="The first or chosen name.")
    role: RoleId = Field(description="The role they have now.")
    previously: Text | None = Field(None, description="What they did before.")


class ProviderByName(Part):
    """A provider that has no file of its own."""

    name: Text = Field(description="The provider's name.")
    url: WebAddress | None = Field(None, description="Its web address.")


class StoryStep(Part):
    """The move this story shows."""

    from_: RoleOrStartId = Field(alias="from", description="A role or a start.")
    to: RoleId = Field(description="The role it led to.")


class Moment(Part):
    """A line of the timeline."""

    when: Text = Field(description="When, like 2019.")
    what: Text = Field(description="What happened.")


class StoryImage(Part):
    """A picture beside the story, with its text alternative (WCAG 1.1.1)."""

    file: Text = Field(description="The file's name, beside the story.")
    alt: Text | None = Field(
        None, description="What the picture shows, for those who cannot see it."
    )
    decorative: bool = Field(False, description="true where the picture tells nothing.")

    @model_validator(mode="after")
    def check_alternative(self) -> Self:
        """Refuse a picture that says nothing to people who cannot see it."""
        if self.alt is None and not self.decorative:
            raise PydanticCustomError(
                "alt-missing",
                "the picture has no alt text",
                {"remedy": "Add alt: with what the picture shows, in a sentence."},
            )
        return self


class Video(Part):
    """A video elsewhere; a transcript is required (WCAG 1.2)."""

    url: WebAddress = Field(description="Where the video is.")
    transcript: Text = Field(description="All that is said and shown, in words.")


class CaseStudy(Published):
    """A true story of a person who works in care."""

    title: str = Field(min_length=10, max_length=90, description="10 to 90 characters.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    date: Day = Field(description="The day of the story, as YYYY-MM-DD.")
    person: Person = Field(description="name, role, previously.")
    provider: ProviderId | ProviderByName | None = Field(
        None, description="The provider's id, or its name and url."
    )
    setting: SettingId = Field(description="The kind of place.")
    place: PlaceId = Field(description="The town or village.")
    audiences: tuple[AudienceId, ...] = Field(min_length=1, description="Who it speaks to.")
    step: StoryStep | None = Field(None, description="The move it shows: from and to.")
    best: Text = Field(description="The best part of the work.")
    hardest: Text = Field(description="The hardest part: a true picture needs both.")
    quote: Text = Field(description="The person's own words, a sentence or two.")
    timeline: tuple[Moment, ...] = Field((), description="Moments: when and what.")
    image: StoryImage | None = Field(None, description="A picture: file and alt.")
    video: Video | None = Field(None, description="A video: url and transcript.")
    language: Language | None = Field(
        None, description="The language it is told in, where that is not the site's, like ur."
    )
    consent: Consent = Field(description="The consent: reference, given_on, review_by, scopes.")

    def hidden_because(self, today: dt.date) -> str:
        """Return why the story is not published on a day; consent comes first."""
        return self.consent.hidden_because(today) or super().hidden_because(today)

    def withholds(self, today: dt.date) -> bool:
        """Return whether anything of the story may not be published on a day."""
        return super().withholds(today) or self.as_agreed() is not self

    def as_agreed(self) -> Self:
        """Return the story with those facts alone whose publication the person agreed to.

        Everything is made from this: a page, list, feed or card cannot show what is not there.
        """
        left_out: dict[str, object] = {}
        if not self.consent.allows(ConsentScope.NAME):
            left_out["person"] = self.person.model_copy(update={"name": ""})
        if self.provider is not None and not self.consent.allows(ConsentScope.EMPLOYER):
            left_out["provider"] = None
        if self.image is not None and not self.consent.allows(ConsentScope.PHOTO):
            left_out["image"] = None
        return self.model_copy(update=left_out) if left_out else self

    def told(self) -> str:
        """Return what tells the story from every other: its file, and the hash of what is in that.

        All else follows from it, of what is agreed to as well; and from the day. Where there is no
        file, nothing can be told that is shorter than the story.
        """
        source = self.origin
        return f"{source.path!r} {source.digest}" if source.digest else ""

    @property
    def url(self) -> str:
        """Return the address of the story's page, from the root of the site."""
        return f"/case-studies/{self.id}/"
