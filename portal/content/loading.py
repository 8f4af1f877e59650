"""Reads all content: finds the files of each type and checks them against its schema."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TypeVar

from portal.content import TYPES, ContentType, Form
from portal.content.placeholders import check_placeholders
from portal.errors import Problem
from portal.schema import Provenance, Record, references, validate
from portal.source import Document, Source, SourceFile, find_files, is_slug, read_document, slugify

RecordT = TypeVar("RecordT", bound=Record)
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif")
_SUFFIXES: Mapping[Form, tuple[str, ...]] = {
    Form.MARKDOWN: (".md",),
    Form.YAML: (".yaml",),
    Form.EITHER: (".md", ".yaml"),
}
# Below these, files are not content of a type: snapshots are data of other people's making.
_NOT_CONTENT = ("vacancies/snapshots/", "shared/")


@dataclass(frozen=True, slots=True)
class Records:
    """Every record that could be read, by the name of its type, in the order of its files.

    `broken` are the ids of records that are there and have problems of their own, by type, so that
    one mistake in a role is not told again by everything that names the role. `unread` are the texts
    of files whose facts have a problem, so that what is wrong below them is told in the same run.
    """

    by_type: Mapping[str, tuple[Record, ...]]
    images: Mapping[str, SourceFile] = field(default_factory=dict)
    broken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unread: tuple[Record, ...] = ()

    def of(self, name: str, model: type[RecordT]) -> tuple[RecordT, ...]:
        """Return the records of a type; `model` is its schema."""
        return tuple(each for each in self.by_type.get(name, ()) if isinstance(each, model))


@dataclass(slots=True)
class ContentReader:
    """Reads content, and remembers what each unchanged file held, so that a preview reads little.

    A file is unchanged while its size and time of change are; `today` is part of what is
    remembered, because examples may have dates relative to it.
    """

    root: Path
    folder: Path
    _known: dict[str, tuple[tuple[int, int, date], tuple[Record, ...], tuple[Problem, ...]]] = (
        field(default_factory=dict)
    )

    def read(self, today: date) -> tuple[Records, list[Problem]]:
        """Return all records and every problem in them. A file with a problem gives no record."""
        files, problems = find_files(self.root, self.folder)
        prefix = (
            len(self.folder.relative_to(self.root).as_posix()) + 1
            if (self.folder.is_relative_to(self.root))
            else len(self.folder.as_posix()) + 1
        )
        by_type: dict[str, list[Record]] = {each.name: [] for each in TYPES}
        images: dict[str, SourceFile] = {}
        broken: dict[str, set[str]] = {each.name: set() for each in TYPES}
        unread: list[Record] = []
        for file in files:
            below = file.name[prefix:]
            if below.startswith(_NOT_CONTENT):
                continue
            content_type = _type_of(below)
            if content_type is None:
                problems.extend(_stray(file, below))
            elif file.suffix.lower() in IMAGE_SUFFIXES:
                problems.extend(_image_name(file))
                images[file.name] = file
            else:
                records, found = self._read_file(file, below, content_type, today)
                by_type[content_type.name].extend(
                    each for each in records if type(each) is not Record
                )
                unread.extend(each for each in records if type(each) is Record)
                problems.extend(found)
                if found:
                    broken[content_type.name].add(_identity(below, content_type))
        frozen = {name: tuple(records) for name, records in by_type.items()}
        return Records(
            frozen,
            images,
            {name: frozenset(ids) for name, ids in broken.items()},
            tuple(unread),
        ), problems

    def _read_file(
        self, file: SourceFile, below: str, content_type: ContentType, today: date
    ) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
        stamp = (file.size, file.modified, today)
        known = self._known.get(file.name)
        if known is None or known[0] != stamp:
            records, problems = _read(file, below, content_type, today)
            known = (stamp, tuple(records), tuple(problems))
            self._known[file.name] = known
        return known[1], known[2]


@functools.cache
def _type_of(below: str) -> ContentType | None:
    """Return the type whose files live here; the most exact place wins."""
    matches = [each for each in TYPES if below == each.where or below.startswith(f"{each.where}/")]
    return max(matches, key=lambda each: len(each.where), default=None)


def _stray(file: SourceFile, below: str) -> Iterator[Problem]:
    places = [each.where for each in TYPES]
    top = below.split("/")[0]
    near = get_close_matches(below, places, n=1, cutoff=0.7) or get_close_matches(
        top, [place.split("/")[0] for place in places], n=1, cutoff=0.6
    )
    yield Problem(
        file.position,
        "stray-file",
        "Nothing reads a file in this place.",
        f'Did you mean "content/{near[0]}"?' if near else "Move it, or delete it.",
    )


def _image_name(file: SourceFile) -> Iterator[Problem]:
    if not is_slug(file.stem) or file.suffix != file.suffix.lower():
        yield _bad_name(file, f"{slugify(file.stem)}{file.suffix.lower()}")


def _bad_name(file: SourceFile, better: str) -> Problem:
    return Problem(
        file.position,
        "file-name",
        "File names here are lower-case letters, digits and hyphens, with no spaces.",
        f"Rename it to {better}.",
    )


def _read(
    file: SourceFile, below: str, content_type: ContentType, today: date
) -> tuple[list[Record], list[Problem]]:
    suffixes = _SUFFIXES.get(content_type.form)
    if suffixes and file.suffix not in suffixes:
        return [], [_wrong_kind(file, suffixes)]
    problems = list(_check_names(file, below, content_type)) if suffixes else []
    document, found = read_document(file)
    problems.extend(found)
    if document is None:
        return [], problems
    if content_type.form is Form.LIST:
        records, found = _read_list(document, content_type, today)
    else:
        records, found = _read_one(document, below, content_type, today)
    return records, [*problems, *found, *check_placeholders(document)]


def _check_names(file: SourceFile, below: str, content_type: ContentType) -> Iterator[Problem]:
    inside = PurePosixPath(below[len(content_type.where) + 1 :])
    for folder in inside.parent.parts:
        if not is_slug(folder):
            yield Problem(
                file.position,
                "file-name",
                f'The folder name "{folder}" has capitals, spaces or signs in it.',
                f"Rename the folder to {slugify(folder)}.",
            )
    if not is_slug(file.stem):
        yield _bad_name(file, f"{slugify(file.stem)}{file.suffix}")


def _wrong_kind(file: SourceFile, suffixes: tuple[str, ...]) -> Problem:
    kind = file.suffix.lower()
    wanted = " or ".join(suffixes)
    if kind in {".doc", ".docx", ".odt", ".rtf", ".pages"}:
        sentence = "This is a word-processor document; a plain text file is needed here."
        remedy = (
            f"Copy its words into a {wanted} file: `python build.py new` writes one to start from."
        )
    elif kind in {".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif", ".svg"}:
        sentence = f"A picture of the kind {kind} cannot be used."
        remedy = "Save it as .jpg or .png."
    else:
        sentence = f"Files here end in {wanted}, and this one ends in {kind or 'nothing'}."
        remedy = f"Rename it so that it ends in {suffixes[0]}."
    return Problem(file.position, "file-kind", sentence, remedy)


def _read_list(
    document: Document, content_type: ContentType, today: date
) -> tuple[list[Record], list[Problem]]:
    if not isinstance(document.data, list):
        problem = Problem(
            document.source.position(),
            "wrong-shape",
            "This file should hold a list.",
            "Start each entry with a hyphen and a space.",
        )
        return [], [problem]
    records: list[Record] = []
    problems: list[Problem] = []
    for number, data in enumerate(document.data):
        source = document.source.part(number)
        record, found = validate(content_type.model, data, source, today)
        problems.extend(found)
        if record is not None:
            identity = getattr(record, "id_", None) or str(number + 1)
            records.append(_with_origin(record, identity, source))
    return records, problems


def _read_one(
    document: Document, below: str, content_type: ContentType, today: date
) -> tuple[list[Record], list[Problem]]:
    data, body, body_line = document.data, document.body, document.body_line
    if not body and isinstance(data, dict) and isinstance(data.get("body"), str):
        data = {key: value for key, value in data.items() if key != "body"}
        body = f"{document.data['body'].rstrip()}\n"
        # A block text (`body: |`) starts on the line below its key.
        body_line = document.source.position("body").line + 1
    record, problems = validate(content_type.model, data, document.source, today)
    identity = _identity(below, content_type)
    if record is None:  # the text can be checked all the same
        bare = _with_origin(Record(), identity, document.source, body, body_line)
        return [bare] if body else [], problems
    return [_with_origin(record, identity, document.source, body, body_line)], problems


def _identity(below: str, content_type: ContentType) -> str:
    """Return the id that a file's name gives: `x.md` and `x/index.md` are both `x`."""
    if content_type.form in {Form.SINGLE, Form.LIST}:
        return content_type.name
    inside = PurePosixPath(below[len(content_type.where) + 1 :])
    bare = (
        inside.parent if inside.stem == "index" and inside.parent.parts else inside.with_suffix("")
    )
    return bare.as_posix()


def _with_origin(
    record: RecordT, identity: str, source: Source, body: str = "", body_line: int = 0
) -> RecordT:
    named = tuple(references(record))
    record._provenance = Provenance(identity, source, body, body_line, named)
    return record


def check_ids(records: Records) -> Iterator[Problem]:
    """Yield a problem for each id that two records of one type share, naming both places."""
    for content_type in TYPES:
        first: dict[str, Record] = {}
        for record in records.by_type.get(content_type.name, ()):
            if record.id in first:
                yield Problem(
                    record.position,
                    "duplicate-id",
                    f'"{record.id}" is already the id of the {content_type.name} '
                    f"at {first[record.id].position}.",
                    "Give one of the two another name.",
                )
            else:
                first[record.id] = record
