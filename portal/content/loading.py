"""Reads all content: finds the files of each type and checks them against its schema."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from portal.content import TYPES, ContentType, Figure, Form, PayRate, file_names
from portal.content.figures import figures_on, filled
from portal.content.known_facts import KnownFacts
from portal.content.placeholders import check_placeholders
from portal.content.published import Published
from portal.errors import Problem, Severity
from portal.prose import Figures
from portal.schema import Provenance, Record, references, validate
from portal.source import Document, Source, SourceFile, find_files, read_document
from portal.values import fixed

RecordT = TypeVar("RecordT", bound=Record)
_SUFFIXES: Mapping[Form, tuple[str, ...]] = {
    Form.MARKDOWN: (".md",),
    Form.YAML: (".yaml",),
    Form.EITHER: (".md", ".yaml"),
}
# Below these, files are not content of a type: snapshots are data of other people's making.
_NOT_CONTENT = ("vacancies/snapshots/", "shared/")
# Read before all others, because their texts use them.
_FIGURES = ("figure", "pay-rate")
_BY_PLACE: Mapping[str, ContentType] = {each.where: each for each in reversed(TYPES)}
_Stamp = tuple[int, int, date, Figures]


@fixed
class Records:
    """Every record that could be read, by the name of its type, in the order of its files.

    `broken` are the ids of records that are there and have problems of their own, by type, so that
    one mistake in a role is not told again by everything that names the role. `unread` are the
    texts of files whose facts have a problem, so that what is wrong below them is told in the same
    run. `figures` are those that texts use, as they stand on the day. What is wrong with
    `other_pictures`, which are of kinds that cannot be used, is said where they are named.
    """

    by_type: Mapping[str, tuple[Record, ...]]
    images: Mapping[str, SourceFile] = field(default_factory=dict)
    broken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unread: tuple[Record, ...] = ()
    figures: Figures = field(default_factory=Figures)
    other_pictures: Mapping[str, SourceFile] = field(default_factory=dict)

    def of(self, name: str, model: type[RecordT]) -> tuple[RecordT, ...]:
        """Return the records of a type; `model` is its schema."""
        return tuple(each for each in self.by_type.get(name, ()) if isinstance(each, model))


@dataclass(slots=True)
class ContentReader:
    """Reads content, and remembers what each unchanged file held, so that a preview reads little.

    A file is unchanged while its size and time of change are; `today` and the figures are part of
    what is remembered, because examples may have dates relative to it and texts use figures.
    """

    root: Path
    folder: Path
    facts: KnownFacts = field(default_factory=KnownFacts)
    _known: dict[str, tuple[_Stamp, tuple[Record, ...], tuple[Problem, ...]]] = field(
        default_factory=dict
    )
    _files: dict[str, SourceFile] = field(default_factory=dict)
    _figures: Figures = field(default_factory=Figures)
    _last: tuple[date, Records] | None = None

    @property
    def _base(self) -> str:
        """Return how the names of all files begin."""
        is_inside = self.folder.is_relative_to(self.root)
        return (self.folder.relative_to(self.root) if is_inside else self.folder).as_posix() + "/"

    def read(self, today: date) -> tuple[Records, list[Problem]]:
        """Return all records and every problem in them. A file with a problem gives no record."""
        files, problems = find_files(self.root, self.folder, self._files)
        self._files = {file.name: file for file in files}
        prefix = len(self._base)
        by_type: dict[str, list[Record]] = {each.name: [] for each in TYPES}
        images: dict[str, SourceFile] = {}
        other_pictures: dict[str, SourceFile] = {}
        broken: dict[str, set[str]] = {each.name: set() for each in TYPES}
        unread: list[Record] = []
        figures: Figures | None = None
        for file in sorted(files, key=lambda file: _comes_later(file.name[prefix:])):
            below = file.name[prefix:]
            if below.startswith(_NOT_CONTENT):
                continue
            content_type, suffix = _type_of(below), file.suffix.lower()
            if figures is None and _comes_later(below):
                figures = self._figures_in(by_type, today)
            if content_type is None:
                problems.extend(file_names.stray(file, below))
            elif suffix in file_names.IMAGE_SUFFIXES:
                problems.extend(file_names.check_image_name(file))
                images[file.name] = file
            elif suffix in file_names.OTHER_PICTURES:
                other_pictures[file.name] = file
            else:
                records, found = self._read_file(
                    file, below, content_type, today, figures or Figures()
                )
                for record in records:
                    (unread if type(record) is Record else by_type[content_type.name]).append(
                        record
                    )
                problems.extend(found)
                if found and any(each.severity is Severity.ERROR for each in found):
                    broken[content_type.name].add(_identity(below, content_type))
        self.facts.keep()
        frozen = {name: tuple(records) for name, records in by_type.items()}
        every = Records(
            frozen,
            images,
            {name: frozenset(ids) for name, ids in broken.items()},
            tuple(unread),
            self._figures_in(by_type, today) if figures is None else figures,
            other_pictures,
        )
        self._last = today, every
        return every, problems

    def reread(
        self, saved: Iterable[Path], today: date
    ) -> tuple[Records, dict[str, dict[str, Record]]] | None:
        """Return the records after these files were saved, if nothing but words has changed.

        Words are what stands below the facts. With the records come the reworded ones, by the
        names of their types and their ids. None where something else has changed, or may have: a
        link or a second name of a file can change without being told of.
        """
        if self._last is None or self._last[0] != today:
            return None
        if any(file.is_link for file in self._files.values()):
            return None
        records, folder = self._last[1], self.folder.resolve()
        reworded: dict[str, dict[str, Record]] = {}
        for path in saved:
            below = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
            found = self._reworded(below, today, records.figures)
            if found is None:
                return None
            reworded.setdefault(found[0].name, {})[found[1].id] = found[1]
        by_type = dict(records.by_type)
        for name, new in reworded.items():
            by_type[name] = tuple(new.get(each.id, each) for each in by_type[name])
        records = replace(records, by_type=by_type)
        self._last = today, records
        return records, reworded

    def _reworded(
        self, below: str, today: date, figures: Figures
    ) -> tuple[ContentType, Record] | None:
        """Return type and record of a file of which only the words are others than before."""
        content_type, name = _type_of(below), f"{self._base}{below}"
        file, known = self._files.get(name), self._known.get(name)
        if content_type is None or file is None or known is None or len(known[1]) != 1:
            return None
        try:
            status = os.lstat(file.path)
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
            return None
        file = replace(file, size=status.st_size, modified=status.st_mtime_ns)
        records, problems = self._read_file(file, below, content_type, today, figures)
        if problems != known[2] or len(records) != 1 or not says_the_same(known[1][0], records[0]):
            return None
        self._files[name] = file
        return content_type, records[0]

    def _figures_in(self, by_type: Mapping[str, list[Record]], today: date) -> Figures:
        """Return the figures of a day, from what was read of them.

        While they are the same it is the same object: it is compared for each file and record.
        """
        found = figures_on(
            (each for each in by_type["figure"] if isinstance(each, Figure)),
            (each for each in by_type["pay-rate"] if isinstance(each, PayRate)),
            today,
        )
        if found != self._figures:
            self._figures = found
        return self._figures

    def _read_file(
        self,
        file: SourceFile,
        below: str,
        content_type: ContentType,
        today: date,
        figures: Figures,
    ) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
        stamp = (file.size, file.modified, today, figures)
        known = self._known.get(file.name)
        if known is None or known[0] != stamp:
            records, problems = _read(file, below, content_type, today, figures, self.facts)
            known = (stamp, tuple(records), tuple(problems))
            self._known[file.name] = known
        return known[1], known[2]


def _comes_later(below: str) -> bool:
    """Return whether a file is read after those of the figures."""
    content_type = _type_of(below)
    return content_type is None or content_type.name not in _FIGURES


@functools.cache
def _type_of(below: str) -> ContentType | None:
    """Return the type whose files live here; the most exact place wins."""
    place = below
    while place and place not in _BY_PLACE:
        place = place.rpartition("/")[0]
    return _BY_PLACE.get(place)


def _read(
    file: SourceFile,
    below: str,
    content_type: ContentType,
    today: date,
    figures: Figures,
    facts: KnownFacts,
) -> tuple[list[Record], list[Problem]]:
    suffixes = _SUFFIXES.get(content_type.form)
    if suffixes and file.suffix not in suffixes:
        return [], [file_names.wrong_kind(file, suffixes)]
    problems = list(file_names.check_names(file, below, content_type)) if suffixes else []
    document, found = read_document(file, facts.of)
    problems.extend(found)
    if document is None:
        return [], problems
    document, found = filled(document, content_type.name, figures)
    problems.extend(found)
    if content_type.form is Form.LIST:
        records, found = _read_list(document, content_type, today)
    else:
        records, found = _read_one(document, below, content_type, today)
    withheld = (isinstance(each, Published) and each.withholds(today) for each in records)
    if found or any(withheld):  # what could not be understood may say that it is
        facts.forget_last()
    return records, [*problems, *found, *check_placeholders(document)]


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
    inside = below[len(content_type.where) + 1 :]  # as a path it would take ten times as long
    folder, _, name = inside.rpartition("/")
    dot = name.rfind(".")
    stem = name[:dot] if 0 < dot < len(name) - 1 else name
    return folder if stem == "index" and folder else f"{folder}/{stem}".lstrip("/")


def _with_origin(
    record: RecordT, identity: str, source: Source, body: str = "", body_line: int = 0
) -> RecordT:
    record._provenance = Provenance(identity, source, body, body_line, references(record))
    return record


def says_the_same(one: Record, other: Record) -> bool:
    """Return whether two records differ in nothing but their words, not even in a fact's place."""
    first, second = one.provenance, other.provenance
    return (
        type(one) is type(other) is not Record
        and (first.id, first.body_line) == (second.id, second.body_line)
        and vars(one) == vars(other)
        and first.source.values == second.source.values
        and first.source.keys == second.source.keys
    )


def check_ids(records: Records) -> Iterator[Problem]:
    """Yield a problem for each id that two records of one type share, naming both places."""
    for content_type in TYPES:
        first: dict[str, Record] = {}
        group = records.by_type.get(content_type.name, ())
        if len({record.id for record in group}) == len(group):
            continue
        for record in group:
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
