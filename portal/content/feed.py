"""Vacancy feeds: where other people's vacancies come from."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.schema import ProviderId, Record, Slug, Text, WebAddress


class Feed(Record):
    """One feed of vacancies, read from its last good copy (its snapshot)."""

    id_: Slug = Field(alias="id", description="Its name; also the name of its snapshot.")
    title: Text | None = Field(None, description="What people call it.")
    format: Literal["auto", "rss", "jobposting", "csv", "xml"] = Field(
        "auto", description="auto tells the format by the content."
    )
    url: WebAddress | None = Field(None, description="Where `fetch` gets it.")
    file: Text | None = Field(None, description="A file in content/vacancies/snapshots/ instead.")
    provider: ProviderId | None = Field(None, description="The provider of all its vacancies.")
    defaults: dict[str, str] = Field({}, description="Values for fields that the feed leaves out.")
    map: dict[str, str] = Field({}, description="Our field: the feed's own name for it.")
    max_age_days: int = Field(
        14, ge=1, le=365, description="Days after which an old copy is no longer shown."
    )
    floor: Decimal = Field(
        Decimal("0.5"), ge=0, le=1, description="The least share of the last copy that is believed."
    )
    enabled: bool = Field(True, description="false switches the feed off.")
    terms: Text | None = Field(None, description="Whose permission it takes to show it.")
    example: bool = Field(False, description="true labels its vacancies as made-up examples.")

    @model_validator(mode="after")
    def check_where(self) -> Feed:
        """Refuse a feed that comes from nowhere, or from two places."""
        if (self.url is None) == (self.file is None):
            raise PydanticCustomError(
                "feed-where",
                "a feed needs either url or file",
                {"remedy": "Give one of the two."},
            )
        return self
