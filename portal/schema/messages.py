"""Pydantic's findings in plain words, each at its own line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from portal.errors import Problem
from portal.schema.echoes import real_location, without_echoes, without_renamed
from portal.schema.record import Part, models_in
from portal.schema.words import quote, suggest
from portal.source import Location, Source, slugify

_YES = frozenset({"true", "yes", "y", "on", "t", "1"})  # what pydantic takes for true
_LIMITS = {
    "greater_than_equal": "Use {} or more.",
    "less_than_equal": "Use {} or less.",
    "greater_than": "Use more than {}.",
    "less_than": "Use less than {}.",
}
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
        example = str(data.get("example", "")).lower() in _YES
    try:
        record = model.model_validate(data, context={"today": today, "example": example})
    except ValidationError as error:
        details = without_echoes(error.errors(include_url=False), data)
        problems = [_problem(model, detail, data, source) for detail in details]
        return None, without_renamed(problems)
    return record, []


def _problem(model: type[Part], detail: ErrorDetails, data: Any, source: Source) -> Problem:
    location = real_location(detail["loc"], data)
    name = _name(location)
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(model, location, name, source)
    if kind == "missing":
        missing = (*location, detail["loc"][-1])
        return Problem(
            source.position(*location),
            "missing",
            f'"{_name(missing)}" is missing.',
            _description(model, missing),
        )
    code, sentence, remedy = _explain(kind, detail)
    return Problem(
        source.position(*location),
        code,
        f"{name}: {sentence}." if name else f"{_capitalised(sentence)}.",
        remedy,
    )


def _name(location: Location) -> str:
    """Return a place in the data as people say it: entries of lists count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


def _capitalised(sentence: str) -> str:
    """Return a sentence with a capital, unless it starts with the name of a field."""
    first = sentence.split(" ", 1)[0]
    return sentence if "_" in first else f"{sentence[0].upper()}{sentence[1:]}"


def _unknown_key(model: type[Part], location: Location, name: str, source: Source) -> Problem:
    owner = _model_at(model, location[:-1])
    known = sorted(_fields(owner))
    remedy = suggest(str(location[-1]), known)
    return Problem(
        source.key_position(*location),
        "unknown-key",
        f'"{name}" is not a name that is known here.',
        remedy or f"Known names: {', '.join(known)}.",
    )


def _model_at(model: type[Part], location: Location) -> type[Part] | None:
    """Return the model of the group at a location, or None where it cannot be told."""
    here: type[Part] | None = model
    for part in location:
        if isinstance(part, int):
            continue
        field = _fields(here).get(part)
        here = next(models_in(field.annotation), None) if field else None
    return here


def _fields(model: type[Part] | None) -> dict[str, FieldInfo]:
    """Return the fields of a group by the names that authors write: `from`, not `from_`."""
    fields = model.model_fields.items() if model else ()
    return {field.alias or name: field for name, field in fields}


def _description(model: type[Part], location: Location) -> str:
    field = _fields(_model_at(model, location[:-1])).get(str(location[-1]))
    return f"Add it: {field.description}" if field and field.description else "Add it."


def _explain(kind: str, detail: ErrorDetails) -> tuple[str, str, str]:
    """Return code, sentence without its full stop, and remedy for one of pydantic's errors."""
    context = detail.get("ctx", {})
    value = detail["input"]
    if "remedy" in context:
        return kind, detail["msg"], str(context["remedy"])
    if value is None or value == "":
        return "empty", "is empty", "Write something here, or take the line out."
    if kind in {"enum", "literal_error"}:
        return _explain_choice(context, value)
    if kind in {"string_too_long", "too_long"}:
        limit = context["max_length"]
        if kind == "too_long":
            return (
                "too-long",
                f"has {len(value)} entries, and {limit} is the most",
                "Take some out.",
            )
        return (
            "too-long",
            f"is {len(value)} characters long, and {limit} is the most",
            f"Shorten it by {len(value) - limit}.",
        )
    if kind == "too_short":
        return "too-short", "has too few entries", f"Write at least {context['min_length']}."
    if kind == "string_too_short":
        least = context["min_length"]
        return (
            "too-short",
            f"is {_characters(len(value))} long, and {least} is the least",
            "Say a little more.",
        )
    if kind == "string_pattern_mismatch":
        return (
            "not-an-id",
            f"{quote(value)} is not a name in the form used here",
            f"Use lower-case letters, digits and single hyphens, like {slugify(str(value)[:60])}.",
        )
    return _explain_type(kind, context, value)


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"


def _explain_choice(context: Mapping[str, Any], value: Any) -> tuple[str, str, str]:
    choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    near = suggest(str(value), choices)
    return (
        "not-a-choice",
        f"{quote(value)} is not one of the values that can stand here",
        f"{near} " * bool(near) + f"Use one of: {', '.join(choices)}.",
    )


def _explain_type(kind: str, context: Mapping[str, Any], value: Any) -> tuple[str, str, str]:
    if kind in {"list_type", "tuple_type"}:
        return "not-a-list", "should be a list", "Write each entry on its own line after a hyphen."
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return "wrong-shape", "should hold facts of its own", "Indent them below, as `name: value`."
    if kind == "string_type":
        return (
            "not-text",
            "should be plain text",
            "Write it on one line, in quotation marks if need be.",
        )
    if kind.startswith("bool"):
        return "not-yes-or-no", f"{quote(value)} is neither true nor false", "Write true or false."
    if kind.startswith(("int", "decimal_p", "float", "decimal_t", "finite")):
        return "not-a-number", f"{quote(value)} is not a number", "Use digits, with no £ or commas."
    if kind == "decimal_max_places":
        return "not-money", f"{quote(value)} has more than two decimals", "Write it like 12.75."
    if kind in _LIMITS:
        limit = next(iter(context.values()), "")
        return "out-of-range", f"{quote(value)} is out of range", _LIMITS[kind].format(limit)
    return "not-allowed", f"{quote(value)} cannot stand here", "See docs/fields.md for this field."
