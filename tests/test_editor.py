"""The JSON Schemas for editors: what they say, and how they come into an editor's settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from conftest import REPOSITORY

from portal.content import TYPES, ContentType, Form
from portal.editor import (
    EditorSettingsError,
    merge_settings,
    schema_files,
    write_editor_files,
)

SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in schema_files().items()}


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a schema."""
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from nodes(value)
    elif isinstance(part, list):
        for value in part:
            yield from nodes(value)


def test_each_type_of_content_has_a_schema_and_so_have_the_settings() -> None:
    assert SCHEMAS.keys() == {*(f"schemas/{each.name}.json" for each in TYPES), "schemas/site.json"}


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_a_type_that_is_kept_as_a_list_has_a_schema_of_a_list(kind: ContentType) -> None:
    schema = SCHEMAS[f"schemas/{kind.name}.json"]
    record = schema["items"] if kind.form is Form.LIST else schema
    assert schema["type"] == ("array" if kind.form is Form.LIST else "object")
    names = {field.alias or name for name, field in kind.model.model_fields.items()}
    body = {"body"} if kind.form in (Form.YAML, Form.EITHER) else set()
    assert record["properties"].keys() == names | body
    assert record["additionalProperties"] is False


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_hold_nothing_that_draft_7_does_not_know(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"
    for node in nodes(SCHEMAS[name]):
        assert not node.keys() & {"prefixItems", "$defs", "unevaluatedProperties"}
        if isinstance(node.get("$ref"), str):
            assert node.keys() == {"$ref"}
            target = re.fullmatch(r"#/definitions/(\w+)", node["$ref"])
            assert target is not None
            assert target[1] in SCHEMAS[name]["definitions"]


def test_a_day_in_an_editor_can_be_what_our_own_reader_takes() -> None:
    pattern = SCHEMAS["schemas/provider.json"]["properties"]["verified_on"]["pattern"]
    for day in ("2026-11-22", "today", "today-3", "today + 21"):
        assert re.search(pattern, day)
    for day in ("22/11/2026", "2026-11-22T10:00", "tomorrow"):
        assert not re.search(pattern, day)


def test_text_in_an_editor_can_look_like_a_number() -> None:
    moment = SCHEMAS["schemas/case-study.json"]["definitions"]["Moment"]
    assert moment["properties"]["when"]["type"] == ["string", "number"]


def test_the_settings_map_every_yaml_file_that_is_shipped() -> None:
    mapped = json.loads(merge_settings(""))["yaml.schemas"]
    assert mapped.keys() <= SCHEMAS.keys()
    patterns = [pattern.replace("/**/", "/") for pattern in mapped.values()]
    content = [
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "content").rglob("*.yaml")
        if "snapshots" not in path.parts and "shared" not in path.parts
    ]
    for name in [*content, "site.yaml"]:
        assert any(PurePosixPath(name).match(pattern) for pattern in patterns), name


def test_settings_of_other_people_stay_as_they_are() -> None:
    before = {
        "editor.fontSize": 18,
        "yaml.schemas": {"https://example.org/x.json": "x.yaml", "schemas/gone.json": "gone.yaml"},
        "files.eol": "\n",
    }
    after = json.loads(merge_settings(json.dumps(before)))
    assert list(after) == list(before)
    assert after["editor.fontSize"] == 18
    assert after["yaml.schemas"]["https://example.org/x.json"] == "x.yaml"
    assert "schemas/gone.json" not in after["yaml.schemas"]
    assert after["yaml.schemas"]["schemas/role.json"] == "content/pathway/roles/**/*.yaml"


def test_merging_twice_changes_nothing() -> None:
    once = merge_settings('{"a": 1}')
    assert merge_settings(once) == once


@pytest.mark.parametrize(
    "before",
    ['{"a": 1, // a note\n}', "[]", '{"a": 1,}', "nonsense", '{"yaml.schemas": []}', "[" * 9999],
)
def test_settings_that_are_not_plain_json_are_refused_kindly(before: str) -> None:
    with pytest.raises(EditorSettingsError, match="was left as it is"):
        merge_settings(before)


def test_where_settings_are_refused_nothing_is_written(tmp_path: Path) -> None:
    settings = tmp_path / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text("{ // mine\n}", encoding="utf-8")
    with pytest.raises(EditorSettingsError):
        write_editor_files(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [settings]
    assert settings.read_text("utf-8") == "{ // mine\n}"


def test_files_are_written_the_same_each_time_with_plain_line_ends(tmp_path: Path) -> None:
    names = write_editor_files(tmp_path)
    first = {name: (tmp_path / name).read_bytes() for name in names}
    assert write_editor_files(tmp_path) == names
    assert first == {name: (tmp_path / name).read_bytes() for name in names}
    for data in first.values():
        assert b"\r" not in data
        assert data.endswith(b"\n")
