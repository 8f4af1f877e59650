"""The only module that prints: problems, what was left out, and how it went."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from portal.errors import Problem, Severity
from portal.leaving_out import LeftOut

if TYPE_CHECKING:
    from portal.feeds.normalise.note import Note
    from portal.feeds.refresh import Refreshed

_SHOWN = 8
_SHOWN_IN_SUMMARY = 50
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>()#|~]")


@dataclass(slots=True)
class Report:
    """Says things to people. `verbosity` is -1 quiet, 0 normal, 1 with stages and every detail."""

    root: Path
    verbosity: int = 0
    format: str = "text"
    stages: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a named part of the work; shown with -v."""
        started = time.perf_counter()
        if self.verbosity >= 0 and sys.stderr.isatty():
            click.echo(f"\r\033[K{name} …", err=True, nl=False)
        try:
            yield
        finally:
            seconds = time.perf_counter() - started
            self.stages.append((name, seconds))
            if self.verbosity >= 0 and sys.stderr.isatty():
                click.echo("\r\033[K", err=True, nl=False)
            if self.verbosity > 0:
                click.echo(f"stage {name} {seconds:.3f}", err=True)

    def say(self, text: str) -> None:
        """Print a result, unless quiet."""
        if self.verbosity >= 0:
            click.echo(text)

    def hint(self, text: str) -> None:
        """Print a remark about the run on stderr, unless quiet."""
        if self.verbosity >= 0:
            click.echo(text, err=True)

    def problems(self, problems: Sequence[Problem]) -> None:
        """Print every problem, in the chosen format."""
        if self.format == "json":
            click.echo(json.dumps([_as_json(each) for each in problems], indent=2))
            return
        for problem in problems:
            if self.format == "github":
                click.echo(_as_annotation(problem))
            else:
                click.echo(self._as_text(problem), err=True)
        if problems and self.format == "text":
            click.echo("", err=True)
            click.echo(count_problems(problems), err=True)
        if self.format == "github":
            _write_summary(problems)

    def _as_text(self, problem: Problem) -> str:
        is_error = problem.severity is Severity.ERROR
        place = click.style(str(problem.position), bold=True)
        label = "" if is_error else click.style("warning: ", fg="yellow")
        remedy = f" {problem.remedy}" if problem.remedy else ""
        code = click.style(f"[{problem.code}]", dim=True)
        text = f"{place}: {label}{problem.sentence}{remedy} {code}"
        return text + self._excerpt(problem)

    def _excerpt(self, problem: Problem) -> str:
        """Return the line the problem is on, with a caret below its column, if it can be shown."""
        position = problem.position
        if not position.line or not sys.stderr.isatty():
            return ""
        try:
            with (self.root / position.path).open(encoding="utf-8-sig", errors="replace") as stream:
                line = next(
                    text for number, text in enumerate(stream, 1) if number == position.line
                )
        except (OSError, StopIteration):
            return ""
        shown = "".join(c if c.isprintable() else " " for c in line.rstrip())[:160]
        caret = f"\n    {' ' * (position.column - 1)}^" if 0 < position.column <= len(shown) else ""
        return click.style(f"\n    {shown}{caret}", dim=True)

    def fetched(self, results: Sequence[Refreshed]) -> None:
        """Print what became of each feed, and append it to the job summary where there is one."""
        for result in results:
            self.say(f"{result.feed}: {result.sentence}{_counts(result)}")
            shown = result.skipped if self.verbosity > 0 else result.skipped[:_SHOWN]
            for note in shown:
                self.say(f"  {_item(note)}")
            if len(shown) < len(result.skipped):
                self.say(f"  and {len(result.skipped) - len(shown)} more items (see -v)")
        if results:
            _append_to_summary(_fetched_lines(results))

    def left_out(self, left_out: Sequence[LeftOut], closed: int, skipped: int) -> None:
        """Print what is not on the site, and why."""
        reasons = Counter(f"{each.kind}: {each.because}" for each in left_out)
        if closed:
            reasons["vacancy: it has closed"] += closed
        if skipped:
            reasons["vacancy: its feed's item could not be used (see -v)"] += skipped
        total = sum(reasons.values())
        if not total:
            return
        self.say(f"Left out, and why ({total}):")
        for reason, count in reasons.most_common(_SHOWN):
            self.say(f"  {count} × {reason}")
        if len(reasons) > _SHOWN:
            self.say(f"  and {len(reasons) - _SHOWN} more reasons")
        if self.verbosity > 0:
            for each in left_out:
                self.say(f"  {each.kind} {each.id}: {each.because}")


def count_problems(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are, in a sentence."""
    errors = sum(1 for each in problems if each.severity is Severity.ERROR)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(f"{errors} problem{'s' * (errors != 1)} to mend")
    if warnings:
        parts.append(f"{warnings} warning{'s' * (warnings != 1)}")
    return f"{' and '.join(parts) or 'No problems'}."


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.position.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.sentence,
        "remedy": problem.remedy,
    }


def _as_annotation(problem: Problem) -> str:
    """Return the problem as a GitHub workflow command, which marks the very line."""
    position = problem.position
    places = [f"file={_escape(position.path, True)}"]
    if position.line:
        places.append(f"line={position.line}")
    if position.column:
        places.append(f"col={position.column}")
    places.append(f"title={_escape(problem.code, True)}")
    message = _escape(f"{problem.sentence} {problem.remedy}".strip(), False)
    return f"::{problem.severity.value} {','.join(places)}::{message}"


def _escape(text: str, is_property: bool) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text


def _counts(result: Refreshed) -> str:
    """Return what was counted in an answer, as a sentence after the first."""
    if not result.read:
        return ""
    parts = [f"{result.read:,} read", f"{result.new:,} new", f"{result.gone:,} gone"]
    broken = " It is not well formed, so it was read leniently." if result.lenient else ""
    return f" {', '.join(parts)}, {len(result.skipped):,} skipped.{broken}"


def _item(note: Note) -> str:
    title = f' "{note.title}"' if note.title else ""
    return f"item {note.number}{title}: {note.reason}"


def _fetched_lines(results: Sequence[Refreshed]) -> list[str]:
    """Return what became of each feed as Markdown. Titles are other people's: they stay text."""
    lines = [
        *("## What the feeds gave", ""),
        "| feed | outcome | read | new | gone | skipped |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    for each in results:
        outcome = f"{'**Failed.** ' if each.failed else ''}{_plain(each.sentence)}"
        counts = f"{each.read} | {each.new} | {each.gone} | {len(each.skipped)}"
        lines.append(f"| {each.feed} | {outcome} | {counts} |")
    for each in results:
        if each.skipped:
            lines += ["", f"### {each.feed}: items that were skipped", ""]
            lines += [f"- {_plain(_item(note))}" for note in each.skipped[:_SHOWN_IN_SUMMARY]]
            more = len(each.skipped) - _SHOWN_IN_SUMMARY
            lines += [f"- and {more} more"] if more > 0 else []
    return lines


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _write_summary(problems: Sequence[Problem]) -> None:
    """Append a plain-English summary to the job summary, where GitHub offers one."""
    lines = ["## What the check found", "", count_problems(problems), ""]
    for problem in problems:
        mark = "Please mend" if problem.severity is Severity.ERROR else "Please look at"
        # Sentences quote what strangers wrote, and a file's name is a stranger's as well.
        place = str(problem.position).replace("`", "'")
        said = _plain(f"{problem.sentence} {problem.remedy}".rstrip())
        lines.append(f"- {mark} `{place}`: {said}")
    _append_to_summary(lines)


def _append_to_summary(lines: Sequence[str]) -> None:
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        with Path(target).open("a", encoding="utf-8") as stream:
            _write_lines(stream, lines)


def _write_lines(stream: TextIO, lines: Sequence[str]) -> None:
    stream.write("\n".join(lines) + "\n")
