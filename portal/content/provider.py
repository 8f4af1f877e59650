"""Care providers: who employs people."""

from enum import StrEnum

from pydantic import Field

from portal.content.published import Published
from portal.schema import Day, DistrictId, SettingId, Text, WebAddress


class Size(StrEnum):
    """How many people work there: under 10, to 49, to 249, and above."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Provider(Published):
    """An organisation that gives care and support."""

    title: Text = Field(alias="name", description="The name it trades under.")
    also_known_as: tuple[Text, ...] = Field((), description="Names that its adverts use.")
    website: WebAddress | None = Field(None, description="Its web address.")
    cqc_ids: tuple[Text, ...] = Field((), description="Its CQC provider or location ids.")
    services: tuple[SettingId, ...] = Field(min_length=1, description="The settings it runs.")
    districts: tuple[DistrictId, ...] = Field(min_length=1, description="Where it works.")
    size: Size | None = Field(None, description="micro, small, medium or large.")
    about: str = Field(min_length=20, max_length=600, description="Who they are, in plain words.")
    verified_on: Day = Field(description="When somebody last checked the facts.")

    @property
    def url(self) -> str:
        """Return the address of the provider's page, from the root of the site."""
        return f"/providers/{self.id}/"
