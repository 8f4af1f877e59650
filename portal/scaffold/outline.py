"""A schema as YAML to fill in: required facts with a value, optional ones switched off by a #."""

from __future__ import annotations

import re
import textwrap
from typing import Any, get_type_hints

from pydantic.fields import FieldInfo

from portal.scaffold.examples import (
    FIRST_FACTS,
    INSTEAD,
    Examples,
    member,
    plain,
    prompt,
    required,
)
from portal.schema import Part

_WIDTH = 96
_SHOWN_CHOICES = 12
# Words that other readers of YAML than ours take for something else than text.
_NOT_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def facts(model: type[Part], title: str, examples: Examples) -> list[str]:
    """Return the lines of a record's facts, in the order of its schema, each below its note."""
    lines: list[str] = []
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        key = field.alias or name
        if name == "title":
            entry = [f"{key}: {scalar(title)}"]
        elif name == "draft":
            entry = [f"{key}: true"]
        else:
            entry = _entry(model, name, key, field, hints[name], examples)
            if not (field.is_required() or name in FIRST_FACTS.get(model.__name__, ())):
                entry = switched_off(entry)
        lines += ["", *_wrapped(_words(field, hints[name], examples)), *entry]
    return lines[1:]


def switched_off(lines: list[str]) -> list[str]:
    """Return lines that say nothing until their # is taken away."""
    return [f"#{line}" for line in lines]


def scalar(text: str) -> str:
    """Return a text as YAML: in quotation marks unless it is plainly text without them."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d+(\.\d+)?", text):
        return text
    if re.fullmatch(r"[A-Za-z](?:[A-Za-z0-9 ,.()/'-]*[A-Za-z0-9.)])?", text):
        return f'"{text}"' if text.lower() in _NOT_TEXT else text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _entry(
    owner: type[Part], name: str, key: str, field: FieldInfo, hint: Any, examples: Examples
) -> list[str]:
    """Return a fact with its value; a group or a list goes on below it, indented."""
    inside = required(hint)
    within = member(inside)
    single = required(inside if within is None else within)
    if isinstance(single, type) and issubclass(single, Part):
        group = _group(single, examples)
        if within is None:
            return [f"{key}:", *(f"  {line}" for line in group)]
        first = next(number for number, line in enumerate(group) if not line.startswith("#"))
        marks = ["  "] * first + ["  - "] + ["    "] * len(group)
        return [f"{key}:", *(f"{mark}{line}" for mark, line in zip(marks, group, strict=False))]
    text = examples.text(owner.__name__, name, single, field)
    value = text if plain(single) is bool else scalar(text)
    if within is None:
        return [f"{key}: {value}"]
    least = next((each.min_length for each in field.metadata if hasattr(each, "min_length")), 1)
    return [f"{key}:", *[f"  - {value}"] * (least or 1)]


def _group(model: type[Part], examples: Examples) -> list[str]:
    """Return the lines of a group inside a record, each with its note behind or above it."""
    lines: list[str] = []
    hints = get_type_hints(model, include_extras=True)
    for name in _in_order(model):
        field = model.model_fields[name]
        entry = _entry(model, name, field.alias or name, field, hints[name], examples)
        note = _words(field, hints[name], examples)
        other = INSTEAD.get(model.__name__, {}).get(name)
        if other is not None:
            lines += _wrapped(f"{field.alias or name} can stand in place of {other}. {note}")
            continue
        if prompt(field) in entry[0]:
            pass  # the value says it already
        elif len(entry[0]) + len(note) <= _WIDTH:
            entry = [f"{entry[0]}  # {note}", *entry[1:]]
        else:
            lines += _wrapped(note)
        lines += entry if name in _needed(model) else switched_off(entry)
    return lines


def _needed(model: type[Part]) -> set[str]:
    """Return the fields a group starts with: those that it must have, or else the first one."""
    names = {name for name, field in model.model_fields.items() if field.is_required()}
    names.update(FIRST_FACTS.get(model.__name__, ()))
    return names or {next(iter(model.model_fields))}


def _in_order(model: type[Part]) -> list[str]:
    """Return the fields of a group in the order of its schema, but none switched off at the top."""
    needed = _needed(model)
    names = list(model.model_fields)
    first = next(name for name in names if name in needed)
    return [first, *(name for name in names if name != first)]


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(
        words, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )


def _words(field: FieldInfo, hint: Any, examples: Examples) -> str:
    """Return what a field is, and which values it takes where they can be counted."""
    words = field.description or ""
    inside = required(hint)
    within = member(inside)
    found = examples.choices_of(required(inside if within is None else within))
    if not found or all(each in words for each in found):
        return words
    more = len(found) - _SHOWN_CHOICES
    tail = f" and {more} more" if more > 0 else ""
    return f"{words} One of: {', '.join(found[:_SHOWN_CHOICES])}{tail}."
