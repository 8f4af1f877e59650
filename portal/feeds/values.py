"""Values of any shape, as other systems send them, as text."""

from __future__ import annotations

from typing import Any

# What an object is called where a text was expected: its name, its label, the text of an element.
_NAMES = ("name", "label", "@value", "value", "#text", "display_name")
_LIST_LIMIT = 20


def first(value: Any) -> Any:
    """Return a list's first element that is not empty, or the value itself."""
    if isinstance(value, list):
        return next((each for each in value if each not in (None, "", {}, [])), None)
    return value


def text(value: Any, between: str = ", ", depth: int = 0) -> str:
    """Return a value as trimmed text; nothing for null, true or an object without a name."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool) or depth > 8:
        return ""
    if isinstance(value, int):
        # Beyond this many digits Python refuses, and no field of a vacancy is that long.
        return str(value) if value.bit_length() < 1024 else ""
    if isinstance(value, float):
        return repr(value) if value - value == 0 else ""
    if isinstance(value, list):
        parts = (text(each, between, depth + 1) for each in value[:_LIST_LIMIT])
        return between.join(filter(None, parts))
    if isinstance(value, dict):
        found = next((value[name] for name in _NAMES if value.get(name)), None)
        return text(found, between, depth + 1)
    return ""
