"""The command `check`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from portal.checks.external import check_links, links_in
from portal.commands import shared
from portal.commands.shared import FILE, FOLDER, PROBLEMS, DayType, noise, project_at, today_here
from portal.content.loading import ContentReader
from portal.errors import PortalError, Problem
from portal.pipeline import build
from portal.report import Report


@click.command("check")
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are written; github marks the lines of a pull request.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@click.option("--external", is_flag=True, help="Also open every link to other websites.")
@click.option("--date", "--as-of", "day", type=DayType(), help="Check as if it were this day.")
@click.option("--content", type=FOLDER, help="Another folder of content.")
@click.option("--config", type=FILE, help="Another settings file than site.yaml.")
@noise
@click.pass_obj
def check_command(
    report: Report,
    paths: tuple[str, ...],
    form: str,
    strict: bool,
    external: bool,
    day: date | None,
    content: Path | None,
    config: Path | None,
) -> None:
    """Check everything that build checks, and write nothing.

    Name files or folders (PATHS) to see only their problems.
    """
    report.format = form
    project, today = project_at(content, config), day or today_here()
    try:
        site = build(project, None, today=today, report=report, strict=strict)
        problems = list(site.problems.sorted())
    except PortalError as error:
        problems = list(error.problems)
    if external:
        records, _ = ContentReader(project.root, project.content).read(today)
        problems += check_links(links_in(records))
    if paths:
        problems = [each for each in problems if _is_below(each, paths)]
    report.problems(problems)
    if any(strict or each.severity == "error" for each in problems):
        sys.exit(PROBLEMS)
    if form == "text" and not problems:
        report.say("No problems found.")


def _is_below(problem: Problem, paths: tuple[str, ...]) -> bool:
    for path in paths:
        wanted = Path(path).absolute()
        if (shared.ROOT / problem.position.path).is_relative_to(wanted):
            return True
    return False
