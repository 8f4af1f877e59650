"""The command `fetch`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from portal.commands.shared import FOLDER, PROBLEMS, noise, project_at, today_here
from portal.content import Feed
from portal.content.loading import ContentReader
from portal.feeds.gather import SNAPSHOTS
from portal.feeds.refresh import refresh
from portal.feeds.region import region_of
from portal.report import Report
from portal.schema import suggest


@click.command("fetch")
@click.argument("feeds", nargs=-1)
@click.option("--content", type=FOLDER, help="Another folder of content.")
@noise
@click.pass_obj
def fetch_command(report: Report, feeds: tuple[str, ...], content: Path | None) -> None:
    """Get fresh vacancies from the feeds in content/vacancies/feeds.yaml.

    This is the only command that uses the network. Name FEEDS to get only those. A feed that
    fails keeps its last good copy. Says of each what was read, what is new, what has gone, and
    which items could not be used.
    """
    project = project_at(content, None)
    records, problems = ContentReader(project.root, project.content).read(today_here())
    known = records.of("feed", Feed)
    unknown = [name for name in feeds if name not in {feed.id for feed in known}]
    if unknown:
        remedy = suggest(unknown[0], [feed.id for feed in known])
        raise click.UsageError(f'There is no feed called "{unknown[0]}". {remedy}'.strip())
    wrong = [each for each in problems if each.position.path.endswith("feeds.yaml")]
    report.problems(wrong)
    chosen = [feed for feed in known if not feeds or feed.id in feeds]
    now = datetime.now(ZoneInfo("Europe/London"))
    results = refresh(chosen, project.content / SNAPSHOTS, now, region_of(records))
    report.fetched(results)
    if not results:
        report.say("No feed that is switched on has a web address, so there is nothing to fetch.")
    if wrong or any(result.failed for result in results):
        sys.exit(PROBLEMS)
