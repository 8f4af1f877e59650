"""Kinds of fields: what a text, a day, a web address or the id of another record must look like."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from portal.schema.words import quote
from portal.values import fixed

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@fixed
class Reference:
    """Marks a field that holds the id of another record; `kinds` says of which."""

    kinds: tuple[str, ...]


def _check_text(value: str) -> str:
    if not value:
        raise PydanticCustomError(
            "empty", "is empty", {"remedy": "Write something here, or take the line out."}
        )
    return value


def _parse_day(value: Any, info: ValidationInfo) -> date:
    if isinstance(value, date):
        return value
    if value is None or isinstance(value, dict | list):
        raise PydanticCustomError(
            "date" if value else "empty",
            "{value} is not a date" if value else "is empty",
            {"value": quote(value), "remedy": "Write it as YYYY-MM-DD, or take the line out."},
        )
    text = str(value).strip()
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _impossible_day(text) from None
    context = info.context or {}
    relative = re.fullmatch(r"today(?: *([+-]) *([0-9]{1,4}))?", text)
    if relative:
        if not context.get("example"):
            raise PydanticCustomError(
                "date",
                "{value} is only for records marked `example: true`",
                {"value": quote(text), "remedy": "Write a date as YYYY-MM-DD."},
            )
        days = int(relative[2] or 0) * (-1 if relative[1] == "-" else 1)
        today: date = context["today"]
        return today + timedelta(days=days)
    raise PydanticCustomError(
        "date",
        "{value} is not a date",
        {"value": quote(text), "remedy": _day_remedy(text)},
    )


def _impossible_day(text: str) -> PydanticCustomError:
    year, month, _ = (int(part) for part in text.split("-"))
    remedy = "Write it as YYYY-MM-DD, with a month from 01 to 12."
    if year > 0 and 1 <= month <= 12:
        last = calendar.monthrange(year, month)[1]
        remedy = f"{calendar.month_name[month]} {year} has {last} days."
    return PydanticCustomError(
        "date", "{value} is not a date", {"value": quote(text), "remedy": remedy}
    )


def _day_remedy(text: str) -> str:
    """Return how to write the day that was probably meant (British order: day, month, year)."""
    match = re.fullmatch(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})", text)
    if match:
        try:
            meant = date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            pass  # an impossible day in British order: the general remedy serves better
        else:
            return f"Write it as {meant.isoformat()} (year, month, day)."
    return "Write it as YYYY-MM-DD."


def _check_web_address(value: str) -> str:
    """Accept http and https addresses with a host and without a password (RFC 3986, 3.2.1)."""
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    bad = re.search(r"[\s<>\"\\^`{|}\x00-\x20\x7f]", value)
    if parts is None or not host or parts.scheme not in {"http", "https"} or bad:
        raise PydanticCustomError(
            "web-address",
            "{value} is not a web address",
            {"value": quote(value), "remedy": "Write it whole, starting with https://."},
        )
    if parts.username or parts.password:
        raise PydanticCustomError(
            "web-address",
            "the web address holds a user name or password",
            {"remedy": "Take it out: everything here is published."},
        )
    return value


def _check_email(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", value):
        raise PydanticCustomError(
            "email",
            "{value} is not an email address",
            {"value": quote(value), "remedy": "Write it like jobs@example.org."},
        )
    return value


def _check_phone(value: str) -> str:
    if not re.fullmatch(r"\+?[0-9 ()-]{7,20}", value):
        raise PydanticCustomError(
            "phone",
            "{value} is not a telephone number",
            {"value": quote(value), "remedy": "Use digits and spaces, like 0116 496 0000."},
        )
    return value


def _check_site_path(value: str) -> str:
    if not re.fullmatch(r"/(?:[a-z0-9][a-z0-9-]*/)*(?:[a-z0-9-]+\.html)?", value):
        raise PydanticCustomError(
            "site-path",
            "{value} is not an address on this site",
            {"value": quote(value), "remedy": "Write it like /pay-and-terms/, in lower case."},
        )
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_check_text)]
Day = Annotated[
    date, BeforeValidator(_parse_day), WithJsonSchema({"type": "string", "format": "date"})
]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)]
WebAddress = Annotated[
    str, AfterValidator(_check_web_address), WithJsonSchema({"type": "string", "format": "uri"})
]
EmailAddress = Annotated[
    str, AfterValidator(_check_email), WithJsonSchema({"type": "string", "format": "email"})
]
Phone = Annotated[str, AfterValidator(_check_phone)]
SitePath = Annotated[str, AfterValidator(_check_site_path)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RoleId = Annotated[Slug, Reference(("role",))]
StartId = Annotated[Slug, Reference(("start",))]
RoleOrStartId = Annotated[Slug, Reference(("role", "start"))]
ProviderId = Annotated[Slug, Reference(("provider",))]
SettingId = Annotated[Slug, Reference(("setting",))]
QualificationId = Annotated[Slug, Reference(("qualification",))]
AudienceId = Annotated[Slug, Reference(("audience",))]
ValueId = Annotated[Slug, Reference(("value",))]
PlaceId = Annotated[Slug, Reference(("place",))]
DistrictId = Annotated[Slug, Reference(("district",))]
ResourceId = Annotated[Slug, Reference(("resource",))]
StatisticId = Annotated[Slug, Reference(("statistic",))]
CaseStudyId = Annotated[Slug, Reference(("case-study",))]
