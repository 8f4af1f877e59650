"""Campaigns with a start and an end, and banners on every page."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from portal.content.event import LONDON, ClockTime
from portal.content.published import Published
from portal.content.short_link import ShortCode
from portal.schema import (
    AudienceId,
    Day,
    DistrictId,
    Part,
    RoleId,
    SitePath,
    Slug,
    Text,
    WebAddress,
)


class CampaignLink(Part):
    """A thing to do next: words and a page of this site."""

    title: Text = Field(description="The words of the link.")
    url: SitePath = Field(description="A page of this site, like /roles/care-worker/.")


def _check_last_day(value: dt.date, info: ValidationInfo) -> dt.date:
    starts = info.data.get("starts")
    if starts is not None and value < starts:
        raise PydanticCustomError(
            "ends-before-start", "the last day is before the first", {"remedy": "Swap the days."}
        )
    return value


class Campaign(Published):
    """A landing page for a campaign, with a start and an end."""

    title: Text = Field(description="What it is called.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    starts: Day = Field(description="The first day.")
    ends: Day = Field(description="The last day.")
    short_address: SitePath | None = Field(None, description="A short address for posters.")
    short: ShortCode | None = Field(
        None, description="A code for posters: `winter` makes the address /go/winter/."
    )
    noindex: bool = Field(False, description="true keeps search engines away.")
    when_over: Text | None = Field(None, description="What the page says once it is over.")
    links: tuple[CampaignLink, ...] = Field((), description="What to do next: title and url.")
    roles: tuple[RoleId, ...] = Field((), description="Roles whose vacancies it shows.")
    districts: tuple[DistrictId, ...] = Field((), description="Districts it is about.")
    audiences: tuple[AudienceId, ...] = Field((), description="Groups whose stories it shows.")

    _check_days = field_validator("ends")(_check_last_day)

    @property
    def starts_at(self) -> dt.datetime:
        """Return the moment at which it starts: the midnight before its first day, in London."""
        return dt.datetime.combine(self.starts, dt.time(), LONDON)

    @property
    def over_at(self) -> dt.datetime:
        """Return the moment at which it is over: the midnight after its last day, in London."""
        return dt.datetime.combine(self.ends + dt.timedelta(days=1), dt.time(), LONDON)

    @property
    def url(self) -> str:
        """Return the address of the campaign's page."""
        return f"/campaigns/{self.id}/"


class BannerTone(StrEnum):
    """How urgent a banner is."""

    INFO = "info"
    WARNING = "warning"


class Banner(Published):
    """A short message on top of every page, from a moment to a moment."""

    id_: Slug = Field(alias="id", description="Its name in records.")
    title: str = Field(min_length=3, max_length=60, description="What it is about, in a few words.")
    text: str = Field(
        min_length=10, max_length=200, description="The message, in a sentence or two."
    )
    tone: BannerTone = Field(BannerTone.INFO, description="info or warning.")
    starts: Day = Field(description="The first day.")
    starts_at: ClockTime = Field("00:00", description="The time it appears on that day.")
    ends: Day = Field(description="The last day.")
    ends_at: ClockTime | None = Field(
        None, description="The time it goes on that day; otherwise it stays to the end of the day."
    )
    link: SitePath | None = Field(None, description="A page of this site that says more.")
    website: WebAddress | None = Field(None, description="A page elsewhere that says more.")
    link_text: Text | None = Field(None, description="The words of the link, like `Road closures`.")

    _check_days = field_validator("ends")(_check_last_day)

    @model_validator(mode="after")
    def check_whole(self) -> Self:
        """Refuse a banner that is never shown, or whose link has no words."""
        if self.from_moment >= self.until_moment:
            raise PydanticCustomError(
                "ends-before-start",
                "the banner goes before it appears",
                {"remedy": "Swap the times."},
            )
        if self.link and self.website:
            raise PydanticCustomError(
                "banner-link",
                "the banner has two links",
                {"remedy": "Keep `link` or `website`."},
            )
        if (self.link or self.website) and not self.link_text:
            raise PydanticCustomError(
                "banner-link",
                "the banner's link has no words",
                {"remedy": "Add `link_text`, with words that say where it leads."},
            )
        return self

    @property
    def from_moment(self) -> dt.datetime:
        """Return the moment at which it appears, in London."""
        return dt.datetime.combine(self.starts, dt.time.fromisoformat(self.starts_at), LONDON)

    @property
    def until_moment(self) -> dt.datetime:
        """Return the moment at which it goes, in London."""
        if self.ends_at is None:
            return dt.datetime.combine(self.ends + dt.timedelta(days=1), dt.time(), LONDON)
        return dt.datetime.combine(self.ends, dt.time.fromisoformat(self.ends_at), LONDON)
