"""The reference of every field and setting, as Markdown (docs/fields.md and docs/settings.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pydantic.fields import FieldInfo

from portal.config import Config
from portal.content import TYPES, ContentType, Form
from portal.content.published import Published
from portal.schema import Part, Reference
from portal.schema.record import models_in
from portal.values import fixed

_MADE = "<!-- Made by `python build.py schema`. Do not edit: change the schema's description. -->"
_ABOUT_FIELDS = """\
Every type of content, and what can stand in it. `python build.py new` writes a file that has all
of this in it.

A name with a dot stands indented below the name before the dot. A day is written YYYY-MM-DD; where
a record says `example: true`, it can also be `today`, `today+21` or `today-3`. An id is the name of
another record's file, or the `id` of an entry."""
_ABOUT_SETTINGS = """\
The settings of the site are in `site.yaml`, beside `build.py`. A name with a dot stands indented
below the name before the dot. For one run, `--config FILE` takes another file, and
`--base-url URL` another address."""
_Json = dict[str, Any]


@fixed
class _Row:
    name: str
    description: str
    needed: bool
    value: str

    def __str__(self) -> str:
        words = self.description.replace("|", "\\|")
        return f"| `{self.name}` | {words} | {'yes' if self.needed else 'no'} | {self.value} |"


def field_reference() -> str:
    """Return the reference of every type of content and every field in it."""
    pages = [each.name for each in TYPES if issubclass(each.model, Published)]
    parts = [
        "# Fields",
        _MADE,
        _ABOUT_FIELDS,
        "## What every page can have",
        f"These types have the fields below too: {', '.join(f'`{name}`' for name in pages)}.",
        _table(Published),
    ]
    for each in sorted(TYPES, key=lambda content_type: content_type.name):
        heading = each.name.replace("-", " ").capitalize()
        meaning = (each.model.__doc__ or "").strip().split("\n")[0]
        shared = Published.model_fields if issubclass(each.model, Published) else ()
        parts += [f"## {heading}", f"{meaning} {_place(each)}", _table(each.model, shared)]
    return "\n\n".join(parts) + "\n"


def settings_reference() -> str:
    """Return the reference of the settings in site.yaml."""
    parts = [
        "# Settings",
        _MADE,
        _ABOUT_SETTINGS,
        _table(Config),
    ]
    return "\n\n".join(parts) + "\n"


def _place(content_type: ContentType) -> str:
    where = f"content/{content_type.where}"
    return {
        Form.MARKDOWN: f"A file each: `{where}/name.md`, with its text below the facts.",
        Form.YAML: f"A file each: `{where}/name.yaml`; longer text, in Markdown, under `body`.",
        Form.EITHER: f"A file each: `{where}/name.md` with its text below the facts, "
        "or `name.yaml` with its text under `body`.",
        Form.LIST: f"A list in `{where}`.",
        Form.SINGLE: f"One file: `{where}`.",
    }[content_type.form]


def _table(model: type[Part], without: Collection[str] = ()) -> str:
    rows = ["| field | what it is | needed | what can stand there |", "|---|---|---|---|"]
    rows += [str(row) for row in _rows(model, "", without)]
    return "\n".join(rows)


def _rows(model: type[Part], above: str, without: Collection[str] = ()) -> Iterator[_Row]:
    """Yield a row for each field, and after a group or a list of groups, those of its fields."""
    schema = model.model_json_schema(by_alias=True)
    for name, field in model.model_fields.items():
        if name in without:
            continue
        key = field.alias or name
        node = schema["properties"][key]
        words = _words(node, schema.get("$defs", {}), _ids(field))
        yield _Row(
            f"{above}{key}",
            field.description or "",
            field.is_required(),
            words + _default(field, node),
        )
        for group in models_in(field.annotation):
            yield from _rows(group, f"{above}{key}.")


def _ids(field: FieldInfo) -> str:
    """Return whose ids stand in a field: `role or start`, or an empty text."""
    marks = list(field.metadata)
    annotations = [field.annotation]
    for annotation in annotations:
        marks += getattr(annotation, "__metadata__", ())
        annotations += getattr(annotation, "__args__", ())
    kinds = [kind for mark in marks if isinstance(mark, Reference) for kind in mark.kinds]
    return " or ".join(dict.fromkeys(kinds)).replace("-", " ")


def _default(field: FieldInfo, node: _Json) -> str:
    value = node.get("default")
    if field.is_required() or not value or isinstance(value, dict | list):
        return ""
    return f"; `{str(value).lower() if value is True else value}` if left out"


def _words(node: _Json, definitions: _Json, ids: str) -> str:
    """Return what can stand in a field, in words."""
    if "$ref" in node:
        node = definitions[node["$ref"].rpartition("/")[2]]
    if "anyOf" in node:
        kinds = [each for each in node["anyOf"] if each.get("type") != "null"]
        if any(each.get("type") == "number" for each in kinds):
            kinds = [each for each in kinds if each.get("type") != "string"]
        return " or ".join(_words(each, definitions, ids) for each in kinds)
    values = node.get("enum", [node["const"]] if "const" in node else [])
    if values:
        return f"one of {', '.join(f'`{value}`' for value in values)}"
    kind = node.get("type", "")
    if kind == "array":
        return _list_words(node, definitions, ids)
    if kind == "string":
        return _text_words(node, ids)
    if kind == "boolean":
        return "`true` or `false`"
    if kind in {"integer", "number"}:
        return f"{'whole number' if kind == 'integer' else 'number'}{_limits(node)}"
    return "a group" if "properties" in node else "names, each with a value"


def _list_words(node: _Json, definitions: _Json, ids: str) -> str:
    if "prefixItems" in node:
        inside = _words(node["prefixItems"][0], definitions, ids)
        return f"a list of {len(node['prefixItems'])}: {inside}"
    least, most = node.get("minItems", 0), node.get("maxItems")
    counted = f", {least} or more" if least > 1 else ", at least one" if least else ""
    counted += f", {most} at most" if most else ""
    inside = _words(node["items"], definitions, ids).replace("a group", "groups")
    return f"a list of {inside}{counted}" if inside == "groups" else f"a list: {inside}{counted}"


def _text_words(node: _Json, ids: str) -> str:
    named = {"date": "a day", "uri": "a web address", "email": "an email address"}
    if node.get("format") in named:
        return named[node["format"]]
    if "pattern" in node:
        article = "an" if ids[:1] in tuple("aeiou") else "a"
        return f"the id of {article} {ids}" if ids else "an id of your choice, like `care-home`"
    least, most = node.get("minLength"), node.get("maxLength")
    return f"text, {least} to {most} characters" if least and most else "text"


def _limits(node: _Json) -> str:
    limits = {
        "from": node.get("minimum", node.get("exclusiveMinimum")),
        "to": node.get("maximum", node.get("exclusiveMaximum")),
    }
    return "".join(f" {word} {each:,.9g}" for word, each in limits.items() if each is not None)
