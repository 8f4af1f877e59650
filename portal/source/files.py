"""Finding and reading files that others wrote: none outside the folder, none unbounded."""

from __future__ import annotations

import io
import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from portal.errors import Position, Problem
from portal.source.disguises import kind_inside
from portal.values import fixed

MAX_TEXT_BYTES = 2_000_000
_BLOCK = 1_000_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Letters that Unicode does not take apart, as in Łucja and Søren; apostrophes join what they part.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("'’‘ʼ", "")
)
# What operating systems and editors leave lying about; nobody means to publish these.
_LITTER = re.compile(r"^(\.|~\$|Thumbs\.db$|desktop\.ini$)|(~|\.swp|\.tmp|\.bak)$", re.IGNORECASE)


@fixed
class SourceFile:
    """A file of content: where it is, what problems call it, and what tells whether it changed.

    `is_link` where it is a link to another file, which may change without its name being told.
    """

    path: Path
    name: str
    size: int
    modified: int
    is_link: bool = False

    @property
    def position(self) -> Position:
        """Return the file as a whole as a position."""
        return Position(self.name)

    @property
    def stem(self) -> str:
        """Return the file name without its ending."""
        name = self.name[self.name.rfind("/") + 1 :]
        return name.removesuffix(self.suffix)

    @property
    def suffix(self) -> str:
        """Return the ending of the file name with its dot, as written."""
        name = self.name[self.name.rfind("/") + 1 :]  # a path would take ten times as long
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""


def is_slug(text: str) -> bool:
    """Return whether the text is lower-case letters, digits and single hyphens (kebab-case)."""
    return _SLUG.fullmatch(text) is not None


def slugify(text: str) -> str:
    """Return the nearest kebab-case name for the text, or `untitled`. Idempotent."""
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return "-".join(re.findall(r"[a-z0-9]+", bare)) or "untitled"


def find_files(
    root: Path, folder: Path, known: Mapping[str, SourceFile] = MappingProxyType({})
) -> tuple[list[SourceFile], list[Problem]]:
    """Return every file below `folder` in a fixed order, and a problem for each link out of it.

    `root` is the project, to which names in problems are relative. A missing folder has no files.
    `known` are files by name that were found here before: those that have not changed are returned
    as they are.
    """
    found: list[SourceFile] = []
    problems: list[Problem] = []
    _walk(folder, _name(folder, root), folder.resolve(), known, found, problems)
    return found, problems


def _walk(
    folder: Path,
    name: str,
    inside: Path,
    known: Mapping[str, SourceFile],
    found: list[SourceFile],
    problems: list[Problem],
) -> None:
    try:
        with os.scandir(folder) as entries:
            listing = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_unreadable(Position(name), error))
        return
    for entry in listing:
        if _LITTER.search(entry.name):
            continue
        entry_name = f"{name}/{entry.name}"
        try:
            is_link = entry.is_symlink()
            if is_link and not Path(entry.path).resolve().is_relative_to(inside):
                problems.append(_link_out(entry_name))
            elif entry.is_dir():
                if not is_link:  # a linked folder inside would be walked twice
                    _walk(folder / entry.name, entry_name, inside, known, found, problems)
            else:
                status = entry.stat()
                if stat.S_ISREG(status.st_mode):
                    size, modified = status.st_size, status.st_mtime_ns
                    file = known.get(entry_name)
                    if file is None or (file.size, file.modified) != (size, modified):
                        file = SourceFile(folder / entry.name, entry_name, size, modified, is_link)
                    found.append(file)
        except (OSError, RuntimeError) as error:
            problems.append(_unreadable(Position(entry_name), error))


def _name(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def _link_out(name: str) -> Problem:
    return Problem(
        Position(name),
        "link-outside",
        "This is a link to a file outside the content folder.",
        "Put a copy of the file here instead of the link.",
    )


def _unreadable(position: Position, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "unknown reason"
    return Problem(
        position,
        "unreadable",
        f"This file cannot be read ({reason}).",
        "Check that it is there and that you may read it.",
    )


def read_text(file: SourceFile, limit: int = MAX_TEXT_BYTES) -> tuple[str, list[Problem]]:
    """Return a UTF-8 file's text with `\\n` line ends and no byte-order mark, and its problems.

    Text is empty where there is a problem that makes it unusable.
    """
    if file.size > limit:
        return "", [_too_big(file, limit)]
    try:
        # Without a buffer, and without Path's own way: a third of what reading takes.
        with open(file.path, "rb", buffering=0) as stream:  # noqa: PTH123
            data = stream.read(file.size + 1)  # Python makes room for as much as it is asked for
            if len(data) != file.size:  # it was written since, or came in parts
                data += _rest(stream, limit + 1 - len(data))
    except OSError as error:
        return "", [_unreadable(file.position, error)]
    if len(data) > limit:
        return "", [_too_big(file, limit)]
    return _decode(data, file)


def _rest(stream: io.FileIO, most: int) -> bytes:
    """Return what is left of a file, and no more than that many bytes."""
    parts = []
    while most > 0 and (part := stream.read(min(most, _BLOCK))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _too_big(file: SourceFile, limit: int) -> Problem:
    return Problem(
        file.position,
        "too-big",
        f"This file is {max(file.size, limit + 1) / 1_000_000:.1f} MB. "
        f"A text file here may be {limit / 1_000_000:.0f} MB at most.",
        "Check that it is the right file, and that no picture was pasted into it.",
    )


def _decode(data: bytes, file: SourceFile) -> tuple[str, list[Problem]]:
    if kind := kind_inside(data):
        return "", [_disguised(file, kind)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [_wrong_encoding(file.position, "This file is saved as UTF-16.")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        position = Position(file.name, line, column)
        return "", [_wrong_encoding(position, "There is a character here that is not UTF-8 text.")]
    if "\x00" in text:
        line, column = _line_and_column(text, text.index("\x00"))
        return "", [
            Problem(
                Position(file.name, line, column),
                "not-text",
                "There is a NUL byte here, so this is not a plain text file.",
                "Save it again as plain text (UTF-8).",
            )
        ]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _disguised(file: SourceFile, kind: str) -> Problem:
    """Return the problem with a file that was given the ending of a text file."""
    remedy = (
        "Copy its words into a plain text file: `python build.py new` writes one to start from."
    )
    if "picture" in kind:
        remedy = "Give it the ending back that it had, such as .jpg."
    return Problem(
        file.position,
        "file-kind",
        f"This is {kind}, although its name ends in {file.suffix or 'nothing'}. "
        "A new name does not change what is in a file.",
        remedy,
    )


def _wrong_encoding(position: Position, sentence: str) -> Problem:
    return Problem(
        position,
        "not-utf-8",
        sentence,
        'Save the file again with the encoding "UTF-8".',
    )


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
