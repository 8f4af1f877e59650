"""Vacancy feeds: where other people's vacancies come from."""

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from portal.expressions import Expression, PathError, expression, path
from portal.feed_formats import feed_formats
from portal.schema import ProviderId, Record, Slug, Text, WebAddress, suggest
from portal.schema.words import quote

# The fields of a vacancy that a feed can fill. A test holds them to portal.feeds.item.Item.
VACANCY_FIELDS = (
    *("reference", "title", "provider", "location", "street", "locality", "region", "postcode"),
    *("country", "latitude", "longitude", "other_places", "description"),
    *("pay_minimum", "pay_maximum", "pay_per"),
    *("pay_currency", "pay_text", "contract", "hours", "hours_minimum", "hours_maximum"),
    *("guaranteed_hours", "shifts", "driving", "travel_time_paid", "mileage", "dbs_paid_by"),
    *("induction_paid", "sick_pay", "uniform_provided", "experience", "starts", "posted"),
    *("closes", "url", "email", "phone"),
)


def _check_choice(value: str, known: tuple[str, ...], what: str) -> str:
    if value not in known:
        near = suggest(value, known)
        raise PydanticCustomError(
            "not-a-choice",
            "{value} is not {what}",
            {
                "value": quote(value),
                "what": what,
                "remedy": near or f"Use one of: {', '.join(known)}.",
            },
        )
    return value


def _check_format(value: str) -> str:
    return _check_choice(value, feed_formats(), "a format that can be read")


def _check_field(value: str) -> str:
    return _check_choice(value, VACANCY_FIELDS, "a field of a vacancy")


def _check_expression(value: str) -> str:
    try:
        expression(value)
    except PathError as fault:
        raise PydanticCustomError("path", "{fault}", _context(fault)) from None
    return value


def _check_items(value: str) -> str:
    try:
        for each in value.split("|"):
            path(each)
    except PathError as fault:
        raise PydanticCustomError("path", "{fault}", _context(fault)) from None
    return value


def _context(fault: PathError) -> dict[str, str]:
    return {"fault": str(fault), "remedy": fault.remedy}


FormatName = Annotated[
    Text,
    AfterValidator(_check_format),
    WithJsonSchema({"type": "string", "enum": list(feed_formats())}),
]
VacancyField = Annotated[str, AfterValidator(_check_field)]
FeedMap = dict[VacancyField, Annotated[Text, AfterValidator(_check_expression)]]
ItemsPath = Annotated[Text, AfterValidator(_check_items)]


class Feed(Record):
    """One feed of vacancies, read from its last good copy (its snapshot)."""

    id_: Slug = Field(alias="id", description="Its name; also the name of its snapshot.")
    title: Text | None = Field(None, description="What people call it.")
    format: FormatName = Field(
        "auto", description="auto tells the format by the content; docs/feeds.md lists the others."
    )
    url: WebAddress | None = Field(None, description="Where `fetch` gets it.")
    file: Text | None = Field(None, description="A file in content/vacancies/snapshots/ instead.")
    provider: ProviderId | None = Field(None, description="The provider of all its vacancies.")
    defaults: dict[VacancyField, str] = Field(
        {}, description="Values for fields that the feed leaves out."
    )
    items: ItemsPath | None = Field(
        None, description="Where the items are in JSON or XML, like `data.jobs`; `.` is the top."
    )
    map: FeedMap = Field(
        {}, description="Our field: the feed's own name for it, or where it stands in an item."
    )
    max_age_days: int = Field(
        14, ge=1, le=365, description="Days after which an old copy is no longer shown."
    )
    floor: Decimal = Field(
        Decimal("0.5"), ge=0, le=1, description="The least share of the last copy that is believed."
    )
    enabled: bool = Field(True, description="false switches the feed off.")
    terms: Text | None = Field(None, description="Whose permission it takes to show it.")
    example: bool = Field(False, description="true labels its vacancies as made-up examples.")

    @cached_property
    def expressions(self) -> dict[str, Expression]:
        """Return the map, understood."""
        return {field: expression(text) for field, text in self.map.items()}

    @model_validator(mode="after")
    def check_where(self) -> Self:
        """Refuse a feed that comes from nowhere, or from two places."""
        if (self.url is None) == (self.file is None):
            raise PydanticCustomError(
                "feed-where",
                "a feed needs either url or file",
                {"remedy": "Give one of the two."},
            )
        return self
