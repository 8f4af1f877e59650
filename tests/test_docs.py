"""What is made from the schemas is as they are now: the two references and the JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from conftest import REPOSITORY

from portal.config import Config
from portal.content import TYPES
from portal.content.published import Published
from portal.editor import (
    SETTINGS,
    field_reference,
    merge_settings,
    schema_files,
    settings_reference,
)
from portal.schema import Part
from portal.schema.record import models_in

REFRESH = "is not what the schemas say now. Run `python build.py schema` and commit what it writes."
MADE = {
    "docs/fields.md": field_reference(),
    "docs/settings.md": settings_reference(),
    **schema_files(),
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_from_the_schemas_is_current(name: str) -> None:
    path = REPOSITORY / name
    written = path.read_text("utf-8") if path.is_file() else ""
    if written != MADE[name]:  # a plain `assert` would print both texts
        pytest.fail(f"{name} {REFRESH}")


def test_no_schema_is_left_of_a_type_that_is_gone() -> None:
    written = {f"schemas/{path.name}" for path in (REPOSITORY / "schemas").iterdir()}
    assert written == schema_files().keys(), "Delete the schemas that nothing makes any more."


def test_the_shipped_editor_settings_are_current() -> None:
    text = (REPOSITORY / SETTINGS).read_text("utf-8")
    if json.loads(text) != json.loads(merge_settings(text)):
        pytest.fail(f"{SETTINGS} {REFRESH}")


def groups(model: type[Part]) -> Iterator[type[Part]]:
    """Yield a schema and every group inside it."""
    yield model
    for field in model.model_fields.values():
        for inside in models_in(field.annotation):
            yield from groups(inside)


@pytest.mark.parametrize("model", [Config, *(each.model for each in TYPES)], ids=repr)
def test_every_field_has_a_sentence_of_documentation(model: type[Part]) -> None:
    for group in groups(model):
        assert group.__doc__
        for name, field in group.model_fields.items():
            assert field.description, f"{group.__name__}.{name}"
            assert field.description[-1] in ".…`", f"{group.__name__}.{name}"


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_every_field_of_a_type_has_a_line_in_the_reference(kind: object) -> None:
    content_type = next(each for each in TYPES if each is kind)
    sections = field_reference().split("\n## ")
    heading = content_type.name.replace("-", " ").capitalize()
    section = next(each for each in sections if each.startswith(f"{heading}\n"))
    for name, field in content_type.model.model_fields.items():
        where = (
            sections[1]
            if name in Published.model_fields and _is_page(content_type.model)
            else section
        )
        assert f"| `{field.alias or name}` | {field.description} |" in where


def _is_page(model: type[Part]) -> bool:
    return issubclass(model, Published)


def test_every_setting_has_a_line_in_the_reference() -> None:
    text = settings_reference()
    for name, field in Config.model_fields.items():
        assert f"| `{name}` | {field.description} |" in text


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("level", "yes | whole number from 1 to 6"),
        ("date", "yes | a day"),
        ("months", "no | a list of 2: whole number"),
        ("kind", "yes | one of `advance`, `sideways`, `specialise`"),
        ("person.role", "yes | the id of a role"),
        ("step.from", "yes | the id of a role or start"),
        ("audiences", "yes | a list: the id of an audience, at least one"),
        ("about", "yes | text, 20 to 600 characters"),
        ("apply.email", "no | an email address"),
        ("max_age_days", "no | whole number from 1 to 365; `14` if left out"),
    ],
)
def test_a_line_says_whether_a_field_is_needed_and_what_can_stand_there(
    field: str, said: str
) -> None:
    lines = [line for line in field_reference().split("\n") if line.startswith(f"| `{field}` |")]
    assert any(line.endswith(f"| {said} |") for line in lines), lines
