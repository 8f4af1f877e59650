"""Results of pure functions, kept between runs by a hash of all that went in.

Deleting the folder changes nothing but the time. A file that cannot be read or written, that is
damaged, or that another version wrote, is as good as none. What is kept is JSON: reading it back
runs nothing.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MAX_BYTES = 200_000_000
_PROGRAM = Path(__file__).resolve().parent


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
    text = json.dumps({"version": version, "entries": dict(entries)}, ensure_ascii=False)
    _replace(path, text.encode("utf-8"))


def read_result(path: Path, key: str) -> Any:
    """Return the result that was kept under this key, or None where there is none, or it is hurt.

    `key` is the hash of all that the result was made from.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        head, _, body = path.read_bytes().partition(b"\n")
        if head != _head(key, body):
            return None
        return json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None


def write_result(path: Path, key: str, result: Any) -> None:
    """Keep one result, of JSON's own types, in the place of the one that was there."""
    body = json.dumps(result, separators=(",", ":")).encode("ascii")
    if len(body) < MAX_BYTES:
        _replace(path, _head(key, body) + b"\n" + body)


@functools.cache
def program_version() -> str:
    """Return a hash of this program's own files, of Python and of the libraries beside it.

    A list of the modules that a result depends on would be shorter and, one day, wrong.
    """
    digest = hashlib.sha256(sys.version.encode())
    for folder in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        # The folder of a library's facts has its version in its name.
        for found in sorted(Path(folder).glob("*.dist-info")):
            digest.update(f"{found.name}\0".encode())
    for path in sorted(_PROGRAM.rglob("*")):
        if path.suffix in {".py", ".yaml"} and path.is_file():
            digest.update(f"{path.relative_to(_PROGRAM).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def hash_of(*parts: str | bytes) -> str:
    """Return a hash of texts and bytes, each held apart from the next by its length."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def _head(key: str, body: bytes) -> bytes:
    """Return the first line of a kept result: what it was made from, and what it should be."""
    return f"{key} {hashlib.sha256(body).hexdigest()}".encode()


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)
