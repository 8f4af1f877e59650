"""What helps people while they write: JSON Schemas for editors, and the reference of all fields.

Everything here is read off the schemas, so that it cannot say anything else than the checks do.
"""

from __future__ import annotations

from pathlib import Path

from portal.checks.adverts.guide import advert_guide
from portal.editor.reference import field_reference, settings_reference
from portal.editor.schemas import (
    SETTINGS,
    EditorSettingsError,
    merge_settings,
    schema_files,
)

__all__ = [
    "SETTINGS",
    "EditorSettingsError",
    "field_reference",
    "merge_settings",
    "schema_files",
    "settings_reference",
    "write_editor_files",
]


def write_editor_files(root: Path) -> list[str]:
    """Write the schemas, the editor's mapping and the two references; return the files' names.

    Raises EditorSettingsError where the editor's settings are not plain JSON; nothing is written.
    """
    settings = root / SETTINGS
    before = settings.read_text("utf-8-sig", "replace") if settings.is_file() else ""
    texts = {
        SETTINGS: merge_settings(before),
        **schema_files(),
        "docs/fields.md": field_reference(),
        "docs/settings.md": settings_reference(),
        "docs/adverts.md": advert_guide(),
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(texts)
