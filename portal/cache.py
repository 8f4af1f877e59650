"""Results of pure functions, kept between runs by a hash of all that went in.

Deleting the folder changes nothing but the time. A file that cannot be read or written, or that
another version wrote, is as good as none.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

MAX_BYTES = 200_000_000


def read_cache(path: Path, version: str) -> dict[str, str]:
    """Return what was kept under this version, or nothing."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict) or held.get("version") != version:
        return {}
    entries = held.get("entries")
    if not isinstance(entries, dict):
        return {}
    return {key: value for key, value in entries.items() if isinstance(value, str)}


def write_cache(path: Path, version: str, entries: Mapping[str, str]) -> None:
    """Keep entries for a later run, in one move, so that a kill leaves the old ones whole."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"version": version, "entries": dict(entries)}, ensure_ascii=False)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)
