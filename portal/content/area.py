"""Districts as places to work and live in, and their outlines for drawing."""

import functools
import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from portal.content.published import Published
from portal.schema import Day, DistrictId, Part, Record, ResourceId, Text

_CORNER = re.compile(r"-?[0-9]{1,2}(?:\.[0-9]{1,6})?,[0-9]{1,2}(?:\.[0-9]{1,6})?")
MOST_CORNERS = 400


def _check_corners(value: str) -> str:
    corners = value.split()
    wrong = next((each for each in corners if not _CORNER.fullmatch(each)), None)
    if wrong is not None:
        raise PydanticCustomError(
            "corner",
            '"{corner}" is not a corner of an outline',
            {"corner": wrong[:40], "remedy": "Write longitude,latitude, like -1.0485,52.655."},
        )
    if not 4 <= len(corners) <= MOST_CORNERS:
        raise PydanticCustomError(
            "corners",
            "an outline has 4 to {most} corners; this one has {count}",
            {
                "most": MOST_CORNERS,
                "count": len(corners),
                "remedy": "Make it simpler: tools/outlines.py does.",
            },
        )
    return value


Corners = Annotated[str, AfterValidator(_check_corners)]


class Area(Published):
    """What it is like to work and live in a district."""

    title: Text = Field(description="The name of the district.")
    district: DistrictId = Field(description="The district.")
    summary: str = Field(min_length=20, max_length=240, description="One or two sentences.")
    hard_to_recruit: bool = Field(False, description="true highlights it.")
    hard_to_recruit_note: Text | None = Field(
        None, description="Why people are needed here most, with who says so and when."
    )
    resources: tuple[ResourceId, ...] = Field((), description="Who trains and helps people there.")
    reviewed_on: Day | None = Field(None, description="When somebody last checked the page.")
    review_by: Day | None = Field(None, description="When somebody should check it next.")
    sources: tuple[Text, ...] = Field((), description="Where its facts come from.")

    @property
    def url(self) -> str:
        """Return the address of the page, of which each district has one at most."""
        return f"/areas/{self.district}/"


class Outline(Part):
    """The outline of a district: one line around it."""

    district: DistrictId = Field(description="The district.")
    corners: Corners = Field(
        description="Its corners in order, longitude,latitude in degrees (WGS 84), with spaces."
    )

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """Return the corners as degrees east and north."""
        return _points(self.corners)


@functools.lru_cache(maxsize=64)  # each page about a district asks for those of all of them
def _points(corners: str) -> tuple[tuple[float, float], ...]:
    pairs = (corner.split(",") for corner in corners.split())
    return tuple((float(east), float(north)) for east, north in pairs)


class Outlines(Record):
    """The outlines of the districts, for drawings. Neighbours share corners."""

    attribution: Text = Field(description="What the licence asks us to say beside a drawing.")
    outlines: tuple[Outline, ...] = Field(min_length=1, description="One for each district.")
