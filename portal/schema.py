"""The strict base of every record an author writes, and pydantic's findings in plain words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from portal.errors import Position, Problem
from portal.source import Location, Source

_NO_SOURCE = Source("")
# Names that people bring from other site generators, and ours for the same thing.
FOREIGN_NAMES: Mapping[str, str] = {
    "publishdate": "publish_on",
    "publish_date": "publish_on",
    "expirydate": "expires_on",
    "expiry_date": "expires_on",
    "lastmod": "updated",
    "unpublished": "draft",
    "name": "title",
    "description": "summary",
    "excerpt": "summary",
    "closing_date": "closes_on",
    "closes": "closes_on",
    "deadline": "closes_on",
    "salary": "pay",
    "wage": "pay",
    "company": "provider",
    "employer": "provider",
    "location": "place",
    "town": "place",
    "job": "role",
    "redirect_from": "aliases",
    "photo": "image",
    "picture": "image",
}


class Part(BaseModel):
    """A group of fields inside a record. Unknown keys are problems, and nothing changes later."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, validate_default=False
    )


class Record(Part):
    """Something an author writes: a file, or an entry in a file that holds a list."""

    _id: str = PrivateAttr(default="")
    _source: Source = PrivateAttr(default=_NO_SOURCE)
    _body: str = PrivateAttr(default="")
    _body_line: int = PrivateAttr(default=0)

    @property
    def id(self) -> str:
        """Return the name that other records use: the file's name, or the `id` of an entry."""
        return self._id

    @property
    def origin(self) -> Source:
        """Return where the record was written."""
        return self._source

    @property
    def body(self) -> str:
        """Return the Markdown below the facts, or an empty text."""
        return self._body

    @property
    def position(self) -> Position:
        """Return the first line of the record."""
        return self._source.position()

    @property
    def body_line(self) -> int:
        """Return the line of the file on which the body starts, or 0."""
        return self._body_line


@dataclass(frozen=True, slots=True)
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
    text = str(value).strip()
    context = info.context or {}
    relative = re.fullmatch(r"today(?:\s*([+-])\s*(\d{1,4}))?", text)
    if relative:
        if not context.get("example"):
            raise PydanticCustomError(
                "date",
                "{value} is only for records marked `example: true`",
                {"value": _quote(text), "remedy": "Write a date as YYYY-MM-DD."},
            )
        days = int(relative[2] or 0) * (-1 if relative[1] == "-" else 1)
        today: date = context["today"]
        return today + timedelta(days=days)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _impossible_day(text) from None
    raise PydanticCustomError(
        "date",
        "{value} is not a date",
        {"value": _quote(text), "remedy": _day_remedy(text)},
    )


def _impossible_day(text: str) -> PydanticCustomError:
    year, month, _ = (int(part) for part in text.split("-"))
    remedy = "Write it as YYYY-MM-DD, with a month from 01 to 12."
    if year > 0 and 1 <= month <= 12:
        last = calendar.monthrange(year, month)[1]
        remedy = f"{calendar.month_name[month]} {year} has {last} days."
    return PydanticCustomError(
        "date", "{value} is not a date", {"value": _quote(text), "remedy": remedy}
    )


def _day_remedy(text: str) -> str:
    """Return how to write the day that was probably meant (British order: day, month, year)."""
    match = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text)
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
            {"value": _quote(value), "remedy": "Write it whole, starting with https://."},
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
            {"value": _quote(value), "remedy": "Write it like jobs@example.org."},
        )
    return value


def _check_phone(value: str) -> str:
    if not re.fullmatch(r"\+?[0-9 ()-]{7,20}", value):
        raise PydanticCustomError(
            "phone",
            "{value} is not a telephone number",
            {"value": _quote(value), "remedy": "Use digits and spaces, like 0116 496 0000."},
        )
    return value


def _check_site_path(value: str) -> str:
    if not re.fullmatch(r"/(?:[a-z0-9][a-z0-9-]*/)*(?:[a-z0-9-]+\.html)?", value):
        raise PydanticCustomError(
            "site-path",
            "{value} is not an address on this site",
            {"value": _quote(value), "remedy": "Write it like /pay-and-terms/, in lower case."},
        )
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_check_text)]
Day = Annotated[
    date, BeforeValidator(_parse_day), WithJsonSchema({"type": "string", "format": "date"})
]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)]
WebAddress = Annotated[str, AfterValidator(_check_web_address)]
EmailAddress = Annotated[str, AfterValidator(_check_email)]
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
CaseStudyId = Annotated[Slug, Reference(("case-study",))]

PartT = TypeVar("PartT", bound=Part)


def validate(
    model: type[PartT], data: Any, source: Source, today: date, example: bool | None = None
) -> tuple[PartT | None, list[Problem]]:
    """Return the record, or None and every problem in it, each at its own line and column.

    `today` gives `today+21` its meaning, which only examples may use; `example` says whether the
    data is one where the data itself does not.
    """
    if not isinstance(data, dict):
        problem = Problem(
            source.position(),
            "wrong-shape",
            "Facts are expected here, one a line, each written as `name: value`.",
            "See the file that `python build.py new` writes.",
        )
        return None, [problem]
    if example is None:
        example = str(data.get("example", "")).lower() == "true"
    try:
        record = model.model_validate(data, context={"today": today, "example": example})
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(model, detail, data, source) for detail in details]
    return record, []


def _problem(model: type[Part], detail: ErrorDetails, data: Any, source: Source) -> Problem:
    location = _real_location(detail["loc"], data)
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(model, location, name, source)
    if kind == "missing":
        missing = (*location, str(detail["loc"][-1]))
        return Problem(
            source.position(*location),
            "missing",
            f'"{".".join(str(part + 1) if isinstance(part, int) else part for part in missing)}" '
            "is missing.",
            _description(model, missing),
        )
    code, sentence, remedy = _explain(kind, detail)
    return Problem(source.position(*location), code, f"{name}: {sentence}." if name else f"{sentence}.", remedy)


def _real_location(loc: tuple[int | str, ...], data: Any) -> Location:
    """Return the part of pydantic's location that is in the data (it also names union members)."""
    location: list[str | int] = []
    here = data
    for part in loc:
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            continue
        location.append(part)
    return tuple(location)


def _unknown_key(model: type[Part], location: Location, name: str, source: Source) -> Problem:
    owner = _model_at(model, location[:-1])
    known = sorted(owner.model_fields) if owner else []
    remedy = suggest(str(location[-1]), known)
    return Problem(
        source.key_position(*location),
        "unknown-key",
        f'"{name}" is not a name that is known here.',
        remedy or f"Known names: {', '.join(known)}.",
    )


def suggest(written: str, known: list[str] | tuple[str, ...]) -> str:
    """Return `Did you mean …?` for the nearest known name, or an empty text."""
    foreign = FOREIGN_NAMES.get(written.lower())
    if foreign in known:
        return f'Did you mean "{foreign}"?'
    plain = written.lower().replace("-", "_") if "_" in "".join(known) else written.lower()
    near = get_close_matches(plain, known, n=1, cutoff=0.6) or get_close_matches(
        written, known, n=1, cutoff=0.6
    )
    return f'Did you mean "{near[0]}"?' if near else ""


def _model_at(model: type[Part], location: Location) -> type[Part] | None:
    """Return the model of the group at a location, or None where it cannot be told."""
    here: type[Part] | None = model
    for part in location:
        if isinstance(part, int):
            continue
        if here is None or part not in here.model_fields:
            return None
        here = next(_models_in(here.model_fields[part].annotation), None)
    return here


def _models_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def _description(model: type[Part], location: Location) -> str:
    owner = _model_at(model, location[:-1])
    field = owner.model_fields.get(str(location[-1])) if owner else None
    return f"Add it: {field.description}" if field and field.description else "Add it."


def _explain(kind: str, detail: ErrorDetails) -> tuple[str, str, str]:
    """Return code, sentence without its full stop, and remedy for one of pydantic's errors."""
    context = detail.get("ctx", {})
    value = detail["input"]
    if "remedy" in context:
        return kind, detail["msg"], str(context["remedy"])
    if value is None:
        return "empty", "is empty", "Write something here, or take the line out."
    if kind in {"enum", "literal_error"}:
        return _explain_choice(context, value)
    if kind in {"string_too_long", "too_long"}:
        limit = context["max_length"]
        if kind == "too_long":
            return "too-long", f"has {len(value)} entries, and {limit} is the most", "Take some out."
        return (
            "too-long",
            f"is {len(value)} characters long, and {limit} is the most",
            f"Shorten it by {len(value) - limit}.",
        )
    if kind in {"string_too_short", "too_short"}:
        return "too-short", f"is shorter than {context['min_length']}", "Say a little more."
    if kind == "string_pattern_mismatch":
        return (
            "not-an-id",
            f"{_quote(value)} is not a name in the form used here",
            "Use lower-case letters, digits and single hyphens, like care-home.",
        )
    return _explain_type(kind, context, value)


def _explain_choice(context: Mapping[str, Any], value: Any) -> tuple[str, str, str]:
    choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    near = suggest(str(value), choices)
    return (
        "not-a-choice",
        f"{_quote(value)} is not one of the values that can stand here",
        f"{near} " * bool(near) + f"Use one of: {', '.join(choices)}.",
    )


def _explain_type(kind: str, context: Mapping[str, Any], value: Any) -> tuple[str, str, str]:
    if kind in {"list_type", "tuple_type"}:
        return "not-a-list", "should be a list", "Write each entry on its own line after a hyphen."
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return "wrong-shape", "should hold facts of its own", "Indent them below, as `name: value`."
    if kind == "string_type":
        return "not-text", "should be plain text", "Write it on one line, in quotation marks if need be."
    if kind.startswith("bool"):
        return "not-yes-or-no", f"{_quote(value)} is neither true nor false", "Write true or false."
    if kind.startswith(("int", "decimal_p", "float", "decimal_t")):
        return "not-a-number", f"{_quote(value)} is not a number", "Use digits, with no £ or commas."
    if kind == "decimal_max_places":
        return "not-money", f"{_quote(value)} has more than two decimals", "Write it like 12.75."
    if kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        word = "least" if "greater" in kind else "most"
        limit = next(iter(context.values()), "")
        return "out-of-range", f"{_quote(value)} is out of range", f"Use {limit} at {word}."
    return "not-allowed", f"{_quote(value)} cannot stand here", "See docs/content.md for this field."


def _quote(value: Any) -> str:
    text = "".join(c if c.isprintable() else "·" for c in str(value))
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}…"'


def references(record: Part) -> Iterator[tuple[Location, Reference, str]]:
    """Yield the place, kind and id of every reference in a record to another one."""
    yield from _references(record, ())


def _references(part: Part, base: Location) -> Iterator[tuple[Location, Reference, str]]:
    for name, reference, nested in _shape(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        members = enumerate(value) if isinstance(value, tuple | list) else [(None, value)]
        for index, member in members:
            location = (*base, name) if index is None else (*base, name, index)
            if isinstance(member, Part):
                yield from _references(member, location) if nested else ()
            elif reference is not None and isinstance(member, str):
                yield location, reference, member


_SHAPES: dict[type[Part], tuple[tuple[str, Reference | None, bool], ...]] = {}


def _shape(model: type[Part]) -> tuple[tuple[str, Reference | None, bool], ...]:
    """Return name, reference and whether it holds groups, for the fields worth looking into."""
    if model not in _SHAPES:
        _SHAPES[model] = tuple(
            (name, reference, nested)
            for name, field in model.model_fields.items()
            for reference in [_reference_in(field.metadata, field.annotation)]
            for nested in [any(_models_in(field.annotation))]
            if reference is not None or nested
        )
    return _SHAPES[model]


def _reference_in(metadata: list[Any], annotation: Any) -> Reference | None:
    for item in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(item, Reference):
            return item
    for argument in getattr(annotation, "__args__", ()):
        found = _reference_in([], argument)
        if found:
            return found
    return None
