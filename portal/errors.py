"""What can be wrong with content, as values: a place, a code, a sentence and a remedy.

Modules return problems; only `portal.report` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file. `path` is relative to the project with `/`; lines and columns start at 1.

    A line of 0 means the file as a whole, a column of 0 the line as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, said once, for a person who did not write this software.

    `sentence` says what is wrong, `remedy` what to do about it; both are whole sentences.
    `code` is stable and in words (`unknown-key`), so that it can be looked up in docs/errors.md.
    """

    position: Position
    code: str
    sentence: str
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        text = f"{self.position}: {self.sentence}"
        return f"{text} {self.remedy}" if self.remedy else text

    def row(self) -> list[str | int]:
        """Return all of it in JSON's own types, for caches."""
        place = self.position
        words = (self.code, self.sentence, self.remedy, self.severity.value)
        return [place.path, place.line, place.column, *words]

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Problem:
        """Return the problem that was written down as a row. Raises ValueError for another one."""
        path, line, column, code, sentence, remedy, severity = row
        return cls(Position(path, line, column), code, sentence, remedy, Severity(severity))


def warning(position: Position, code: str, sentence: str, remedy: str = "") -> Problem:
    """Return a problem that does not stop the build."""
    return Problem(position, code, sentence, remedy, Severity.WARNING)


class Problems:
    """Collects problems over a run; gives them back sorted by place, none of them twice."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: set[Problem] = set(problems)

    def add(self, *problems: Problem) -> None:
        """Take more problems."""
        self._problems.update(problems)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take all problems of an iterable."""
        self._problems.update(problems)

    def sorted(self) -> tuple[Problem, ...]:
        """Return every problem once, by file, line, column, then code."""
        return tuple(sorted(self._problems, key=_order))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stop a build."""
        return tuple(each for each in self.sorted() if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return the problems that do not stop a build."""
        return tuple(each for each in self.sorted() if each.severity is Severity.WARNING)

    def __bool__(self) -> bool:
        return bool(self._problems)

    def __len__(self) -> int:
        return len(self._problems)


def _order(problem: Problem) -> tuple[Position, str, str, str, str]:
    return (
        problem.position,
        problem.code,
        problem.sentence,
        problem.remedy,
        problem.severity,
    )


class PortalError(Exception):
    """Raised where a run cannot go on; carries the problem that says why, and any others."""

    def __init__(self, problem: Problem, *others: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.problems = [problem, *others]
