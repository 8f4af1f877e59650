"""The names of all formats that a feed can have; what is in them is for `portal.feeds` to know."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# The formats with readers of their own. A test holds them to portal.feeds.READERS.
READER_FORMATS = (
    *("rss", "jobposting", "csv", "xml", "json", "json-feed", "nhs-jobs", "find-a-job"),
)
_PRESETS = Path(__file__).resolve().parent / "feeds" / "presets"


@cache
def preset_names() -> tuple[str, ...]:
    """Return the names of the presets, one for each file."""
    return tuple(sorted(each.stem for each in _PRESETS.glob("*.yaml")))


@cache
def feed_formats() -> tuple[str, ...]:
    """Return every name that a feed's `format` can have."""
    return ("auto", *READER_FORMATS, *preset_names())
