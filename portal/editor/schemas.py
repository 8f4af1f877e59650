"""JSON Schemas of the content, and the settings by which VS Code finds them."""

from __future__ import annotations

import json
from typing import Any

from portal.config import Config
from portal.content import TYPES, ContentType, Form
from portal.schema import Part

SETTINGS = ".vscode/settings.json"
# The newest draft that editors' servers for YAML know well: they flag `prefixItems` of 2020-12.
_DRAFT = "http://json-schema.org/draft-07/schema#"
_DAY = r"^(\d{4}-\d{2}-\d{2}|today( ?[+-] ?\d{1,4})?|\$[a-z0-9-]+\.day\$)$"
_BODY = {"type": "string", "description": "Longer text, in Markdown."}
_Json = dict[str, Any]


class EditorSettingsError(Exception):
    """Raised where the editor's own settings cannot be added to; says what to do instead."""


def schema_files() -> dict[str, str]:
    """Return the text of each JSON Schema by its file's name."""
    files = {f"schemas/{each.name}.json": _text(_schema_of(each)) for each in TYPES}
    return {**files, "schemas/site.json": _text(_for_editors(_object_of(Config)))}


def merge_settings(before: str) -> str:
    """Return the text of VS Code's settings with our schemas in it, and all else as it was.

    Raises EditorSettingsError for settings that are not plain JSON, such as those with comments.
    """
    try:
        settings = json.loads(before) if before.strip() else {}
    except (ValueError, RecursionError):
        settings = None
    if not isinstance(settings, dict) or not isinstance(settings.get("yaml.schemas", {}), dict):
        raise EditorSettingsError(
            f"{SETTINGS} was left as it is, because it is not plain JSON (it may hold comments). "
            "Take the comments out and run the command again, or add this to it yourself:\n"
            f'"yaml.schemas": {json.dumps(_mapping(), indent=2)}'
        )
    others = {
        name: files
        for name, files in settings.get("yaml.schemas", {}).items()
        if not name.removeprefix("./").startswith("schemas/")
    }
    return _text({**settings, "yaml.schemas": {**others, **_mapping()}})


def _mapping() -> dict[str, str]:
    """Return which files each schema is for. Markdown is left out: editors look at YAML only."""
    files = {}
    for each in TYPES:
        if each.form in (Form.YAML, Form.EITHER):
            files[f"schemas/{each.name}.json"] = f"content/{each.where}/**/*.yaml"
        elif each.form is not Form.MARKDOWN:
            files[f"schemas/{each.name}.json"] = f"content/{each.where}"
    return {**files, "schemas/site.json": "site.yaml"}


def _text(data: _Json) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _object_of(model: type[Part]) -> _Json:
    return model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")


def _schema_of(content_type: ContentType) -> _Json:
    """Return the schema of a type's files: of one record, or of a list of them."""
    schema = _object_of(content_type.model)
    if content_type.form in (Form.YAML, Form.EITHER):
        schema["properties"]["body"] = _BODY
    if content_type.form is Form.LIST:
        definitions = schema.pop("$defs", {})
        schema = {
            "title": f"List of {content_type.name.replace('-', ' ')} entries",
            "type": "array",
            "items": schema,
            "$defs": definitions,
        }
    return _for_editors(schema)


def _for_editors(schema: _Json) -> _Json:
    adapted = _adapt(schema)
    definitions = adapted.pop("$defs", {})
    return {"$schema": _DRAFT, **adapted, **({"definitions": definitions} if definitions else {})}


def _adapt(node: Any) -> Any:
    """Return a part of a schema in the words of draft 7, and as generous as our reader of YAML."""
    if isinstance(node, list):
        return [_adapt(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {key: _adapt(value) for key, value in node.items()}
    if made.get("format") == "date":
        del made["format"]
        made["pattern"] = _DAY
        made["patternErrorMessage"] = "Write the day as YYYY-MM-DD."
    elif made.get("type") == "string" and not made.keys() & {"pattern", "enum", "const", "format"}:
        made["type"] = ["string", "number"]  # `when: 2019` is text to our reader
    if "prefixItems" in made:
        made["items"] = made.pop("prefixItems")
    if "$ref" in made and len(made) > 1:  # draft 7 does not look at what stands beside a $ref
        made["allOf"] = [{"$ref": made.pop("$ref")}]
    return made
