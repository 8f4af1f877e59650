"""Results of pure functions, kept between runs by a hash of all that went in.

Deleting the folder changes nothing but the time. A file that cannot be read or written, that is
damaged, or that another version wrote, is as good as none. Results are JSON or plain text: reading
them back runs nothing. Compiled templates are code (portal.templating): who may write here may
write there, too.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

MAX_BYTES = 200_000_000
_PROGRAM = Path(__file__).resolve().parent
# What the first line of a kept file has behind its key: a space, a hash, and its end.
_AFTER_KEY = 66
# Between texts, and how they are kept: whatever Python takes for a text comes back.
_BETWEEN, _CODED = "\0", ("utf-8", "surrogatepass")


def read_cache(path: Path, version: str) -> dict[str, str]:
    """Return what was kept under this version, or nothing."""
    body = read_sealed(path, hash_of(version))
    try:
        parts = [str(each, *_CODED) for each in (body or b"").split(_BETWEEN.encode())]
    except UnicodeDecodeError:
        return {}
    return dict(zip(parts[::2], parts[1::2], strict=False))


def write_cache(path: Path, version: str, entries: Mapping[str, str]) -> None:
    """Keep entries for a later run, in one move, so that a kill leaves the old ones whole.

    They lie there one after the other, which is read ten times as fast as JSON. One that has the
    sign in it that stands between them is left out.
    """
    whole = (each for each in entries.items() if _BETWEEN not in f"{each[0]}{each[1]}")
    text = _BETWEEN.join(chain.from_iterable(whole))
    write_sealed(path, text.encode(*_CODED), hash_of(version))


def read_result(path: Path, key: str) -> Any:
    """Return the result that was kept under this key, or None where there is none, or it is hurt.

    `key` is the hash of all that the result was made from.
    """
    body = read_sealed(path, key)
    try:
        return None if body is None else json.loads(body)
    except (ValueError, RecursionError):
        return None


def write_result(path: Path, key: str, result: Any) -> None:
    """Keep one result, of JSON's own types, in the place of the one that was there."""
    write_sealed(path, bytes_of(result), key)


def bytes_of(result: Any) -> bytes:
    """Return a result, of JSON's own types, as the bytes that `read_result` reads."""
    return json.dumps(result, separators=(",", ":")).encode("ascii")


def read_sealed(path: Path, key: str = "") -> bytes | None:
    """Return the bytes that were kept in a file of this name, under this key (a text in one line).

    None where there are none, or where they are not as they were written.
    """
    try:
        status = path.stat()
        # A pipe would never end.
        if status.st_size > MAX_BYTES or not stat.S_ISREG(status.st_mode):
            return None
        # In two goes: to cut a large file in two takes as long as to read it.
        with path.open("rb", buffering=0) as file:
            head = file.read(len(key.encode()) + _AFTER_KEY)
            if not head.startswith(f"{key} ".encode()):
                return None  # and a large file is not read in vain
            body = file.readall()
    except OSError:
        return None
    return body if head == _head(path, key, (body,)) else None


def write_sealed(path: Path, body: bytes | Sequence[bytes], key: str = "") -> None:
    """Keep bytes in one move; a cache that cannot be written is none.

    They may come in parts: what is large would be copied to be joined. The draft has one name, so
    that a process that is killed leaves no more than one behind. Where two write at once, what
    comes of it is whole, or its seal says that it is not.
    """
    parts = (body,) if isinstance(body, bytes) else body
    if sum(map(len, parts)) >= MAX_BYTES:
        return
    draft = path.with_name(f"{path.name}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.writelines((_head(path, key, parts), *parts))
        draft.replace(path)
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)


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
    # Paths as texts: each run of the program waits for this, and `Path` would take twice as long.
    for name, path in sorted(_own_files(str(_PROGRAM), "")):
        digest.update(f"{name}\0".encode())
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
            digest.update(hashlib.sha256(stream.read()).digest())
    return digest.hexdigest()


def _own_files(folder: str, below: str) -> Iterator[tuple[str, str]]:
    """Yield name and path of each file of the program that what it does depends on."""
    with os.scandir(folder) as listed:
        for each in listed:
            if each.is_dir():
                yield from _own_files(each.path, f"{below}{each.name}/")
            elif each.name.endswith((".py", ".yaml")) and each.is_file():
                yield f"{below}{each.name}", each.path


def hash_of(*parts: str | bytes) -> str:
    """Return a hash of texts and bytes, each held apart from the next by its length."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def _head(path: Path, key: str, parts: Iterable[bytes]) -> bytes:
    """Return the first line of a kept file: what it was made from, and what it should be.

    The name goes in, so that no file is taken for its neighbour.
    """
    digest = hashlib.sha256(f"{path.name}\n".encode())
    for part in parts:
        digest.update(part)
    return f"{key} {digest.hexdigest()}\n".encode()
