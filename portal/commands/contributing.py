"""Commands around contributions: a form into a file, a proposal looked at, what is due."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import click

from portal.checks.external import check_links, links_in
from portal.commands import shared
from portal.commands.shared import (
    FILE,
    FOLDER,
    PROBLEMS,
    DayType,
    noise,
    project_at,
    today_here,
)
from portal.content.loading import ContentReader
from portal.contributions.review import write_review
from portal.contributions.reviewing import review
from portal.errors import Severity
from portal.freshness import Due, as_markdown, as_text, find_due
from portal.pipeline import build
from portal.project import Project
from portal.report import Report
from portal.submissions import EventError, Submission, forms, lists_of, read_issue, read_submission


@click.command("from-issue")
@click.argument("file", type=FILE)
@click.option("--result", type=FILE, help="Write what became of it as JSON too, for a workflow.")
@click.option("--date", "day", type=DayType(), help="Read it as if it were this day.")
@click.option("--content", type=FOLDER, help="Another folder of content.")
@noise
@click.pass_obj
def from_issue_command(
    report: Report, file: Path, result: Path | None, day: date | None, content: Path | None
) -> None:
    """Turn a filled-in web form ("Share a story", "Post a vacancy") into a file.

    FILE is the Markdown of the issue, or the event file (.json) that GitHub gives a workflow. Says
    what is missing, and then writes nothing. A file that is there already is never overwritten.
    """
    project = project_at(content, None)
    today = day or today_here()
    try:
        text = read_issue(file)
    except EventError as error:
        raise click.UsageError(str(error)) from None
    records, _ = ContentReader(project.root, project.content).read(today)
    lists = lists_of(records, today)
    taken = {
        path.relative_to(project.content).as_posix()
        for path in project.content.rglob("*")
        if path.is_file()
    }
    made = read_submission(text, forms(lists), lists, taken, today)
    if not made.problems:
        made = _written(made, project, today, report)
    if result is not None:
        _write_result(result, made)
    for sentence in (*made.problems, *made.notes):
        report.say(f"- {sentence}")
    if made.problems:
        report.say("No file was written. Mend the answers above in the form, and try again.")
        sys.exit(PROBLEMS)
    name = _shown(project.content / made.path)
    report.say(f"Wrote {name}. Look at it: python build.py serve")


def _written(made: Submission, project: Project, today: date, report: Report) -> Submission:
    """Write the file and check it; what has mistakes that stop the site is taken away again."""
    target = project.content / made.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(made.text)
    problems = build(project, None, today=today, report=report).problems.sorted()
    own = [each for each in problems if each.position.path == _shown(target)]
    said = {each: f"{each.sentence} {each.remedy}".strip() for each in own}
    errors = tuple(said[each] for each in own if each.severity is Severity.ERROR)
    notes = tuple(said[each] for each in own if each.severity is Severity.WARNING)
    if errors:
        target.unlink()
        return replace(made, path="", text="", problems=errors, notes=(*made.notes, *notes))
    return replace(made, notes=(*made.notes, *notes))


def _shown(path: Path) -> str:
    """Return a file's name as problems give it: below the project, where it is there."""
    return (path.relative_to(shared.ROOT) if path.is_relative_to(shared.ROOT) else path).as_posix()


def _write_result(path: Path, made: Submission) -> None:
    fields = asdict(made)
    fields["path"] = f"content/{made.path}" if made.path else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")


@click.command("review")
@click.option(
    "--changed", type=FILE, required=True, help="A file with the paths that changed, NUL between."
)
@click.option("-o", "--output", type=FOLDER, required=True, help="Where everything goes.")
@click.option("--date", "day", type=DayType(), help="Look at it as if it were this day.")
@click.option("--content", type=FOLDER, help="Another folder of content.")
@click.option("--config", type=FILE, help="Another settings file than site.yaml.")
@noise
@click.pass_obj
def review_command(
    report: Report,
    changed: Path,
    output: Path,
    day: date | None,
    content: Path | None,
    config: Path | None,
) -> None:
    """Look at a proposal as the workflow on GitHub does: check it, build it, take pictures.

    Writes review.json, site/ and pictures/ to the output folder, marks lines for GitHub, and says
    what it found in the job's summary.
    """
    paths = [each for each in changed.read_text("utf-8", "replace").split("\0") if each]
    report.format = "github"
    found, problems = review(
        project_at(content, config), paths, output, day or today_here(), report
    )
    output.mkdir(parents=True, exist_ok=True)
    (output / "review.json").write_text(write_review(found), encoding="utf-8")
    report.problems(problems)
    if found.errors or found.others:
        sys.exit(PROBLEMS)


@click.command("report")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    help="How it is written; markdown is for an issue.",
)
@click.option("--external", is_flag=True, help="Also open every link to other websites.")
@click.option("--date", "day", type=DayType(), help="Report as if it were this day.")
@click.option("--content", type=FOLDER, help="Another folder of content.")
@noise
def report_command(form: str, external: bool, day: date | None, content: Path | None) -> None:
    """Say what needs a fresh look: stories, pages, roles, pay, resources, feeds, links.

    Nothing here is a mistake, so the exit code is 0 whatever is due.
    """
    project = project_at(content, None)
    today = day or today_here()
    records, _ = ContentReader(project.root, project.content).read(today)
    due = list(find_due(records, project.content, today))
    if external:
        due += [
            Due("Links", each.position, each.sentence, each.remedy)
            for each in check_links(links_in(records))
        ]
    click.echo(as_markdown(due, today) if form == "markdown" else as_text(due, today))
