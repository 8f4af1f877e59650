"""The command `build`. What it needs to see that nothing has changed is all that it imports."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.commands import shared
from portal.commands.publishing import Finish, finishing
from portal.commands.shared import (
    FILE,
    FOLDER,
    PROBLEMS,
    DayType,
    PostersType,
    noise,
    parse_base_url,
    project_at,
    today_here,
)
from portal.copies import Copy, changed_copies
from portal.errors import Severity
from portal.leaving_out import LeftOut
from portal.meanwhile import Meanwhile
from portal.promise import Promise
from portal.report import Report
from portal.standing import (
    ReadOver,
    Standing,
    is_touched,
    note_stamp,
    read_over,
    read_standing,
    record_of,
    stamp_of,
    write_standing,
)
from portal.turns import turn
from portal.workers import usual_jobs

if TYPE_CHECKING:
    from portal.feeds.read_ahead import ReadCopy
    from portal.old_files import OldFiles
    from portal.pipeline import Site


@click.command("build")
@click.option("-o", "--output", type=FOLDER, help="Where the site goes. Usually dist.")
@click.option(
    "--base-url",
    callback=parse_base_url,
    help="The site's address, instead of the one in site.yaml.",
)
@click.option("--date", "--as-of", "day", type=DayType(), help="Build as if it were this day.")
@click.option("--drafts", is_flag=True, help="Put drafts and future items in.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@click.option("--allow-shrink", is_flag=True, help="Publish even if over half the pages are gone.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), help="How many processes make pages.")
@click.option(
    "--posters",
    type=PostersType(),
    is_flag=False,
    flag_value="usual",
    help="Print PDF posters too, of all or of some kinds (--posters=events,vacancies); needs "
    "Chromium or Chrome.",
)
@finishing
@click.option("--content", type=FOLDER, help="Another folder of content.")
@click.option("--config", type=FILE, help="Another settings file than site.yaml.")
@noise
@click.pass_obj
def build_command(
    report: Report,
    finish: Finish,
    output: Path | None,
    base_url: str | None,
    day: date | None,
    drafts: bool,
    strict: bool,
    allow_shrink: bool,
    jobs: int | None,
    posters: frozenset[str] | None,
    content: Path | None,
    config: Path | None,
) -> None:
    """Check everything and write the site to dist/."""
    if posters:
        _find_browser()
    target = (output or shared.ROOT / "dist").absolute()
    # Until the command ends. Before anything is read, so that the last one to read writes last.
    waiting = f"Another build is writing {target}. Waiting until it has finished …"
    click.get_current_context().with_resource(turn(target, lambda: report.hint(waiting)))
    gc.freeze()
    gc.disable()  # a build ends soon, and collecting costs it a tenth of its time
    project = project_at(content, config)
    today = day or today_here()
    read = (project.content, project.config, project.templates, project.assets)
    options = (shared.ROOT, target, base_url, today, drafts, strict, finish.methods)
    jobs = jobs or usual_jobs()
    with Promise[dict[str, "ReadCopy"]](jobs) as feeds, Promise[ReadOver](jobs) as compared:
        record = record_of(project.cache / "standing", target)
        compare = partial(read_over, read, options)
        _look_ahead(project.cache, partial(is_touched, record, read), compare, feeds, compared)
        with report.stage("compare"):
            key, stamp, large = compared.value() or compare()
            standing = read_standing(record, key, target)
        if standing is not None and not posters:
            note_stamp(record, stamp)
            _tell(standing, report, strict)
            report.say(
                f"Nothing has changed: the {standing.pages:,} pages in {target} are up to date."
            )
            finish.tell(report, target)
            return
        old_files = _take_over(target, record_of(project.cache / "pages", target), jobs)
        # Until the command ends, too, but before another build may begin.
        meanwhile = click.get_current_context().with_resource(Meanwhile(jobs))
        # Not at the top: to see that nothing changed needs none of it.
        from portal.feeds.read_ahead import ReadAhead
        from portal.pipeline import build

        site = build(
            project,
            target,
            today=today,
            report=report,
            base_url=base_url,
            drafts=drafts,
            strict=strict,
            allow_shrink=allow_shrink,
            jobs=jobs,
            finish=finish,
            feeds=ReadAhead(feeds, large),
            old_files=old_files,
            meanwhile=meanwhile,
        )
    standing = _standing(site)
    if _tell(standing, report, strict):
        report.hint("The site was not written; the old one is untouched.")
        sys.exit(PROBLEMS)
    if stamp == stamp_of(read):  # or something was saved while the site was made
        write_standing(record, key, stamp, standing)
    site.clear()
    seconds = sum(each[1] for each in report.stages)
    report.say(
        f"Built {site.pages:,} pages ({site.bytes / 1e6:.1f} MB) in {seconds:.1f} s: {target}"
    )
    if posters:
        report.say("Printing posters; this can take some minutes.")
        # Not at the top: it loads tornado, as serve does.

        count = _print_posters(site, posters, target, today)
        report.say(f"Printed {count} posters: {target / 'posters'}")
    finish.tell(report, target, ("posters",) if posters else ())


def _take_over(target: Path, record: Path, jobs: int) -> OldFiles:
    """Return what another process now takes over of the old site, until the command ends."""
    from portal.old_files import OldFiles

    old_files = click.get_current_context().with_resource(OldFiles(target, record, jobs))
    old_files.begin()
    return old_files


def _find_browser() -> None:
    """Raise PortalError where there is no browser to print with, before the long part."""
    from portal.posters import find_browser

    find_browser()


def _print_posters(site: Site, kinds: frozenset[str], target: Path, today: date) -> int:
    """Return how many posters were printed. Raises PortalError where that fails."""
    from portal.posters import Kind, poster_urls
    from portal.posters.files import print_posters

    urls = poster_urls(site.plan.library, frozenset(map(Kind, kinds)))
    return print_posters(target, site.plan.config.root, urls, today)


def _look_ahead(
    cache: Path,
    is_touched: Callable[[], bool],
    compare: Callable[[], ReadOver],
    feeds: Promise[dict[str, ReadCopy]],
    compared: Promise[ReadOver],
) -> None:
    """Where something was saved, have other processes read the feeds that were written to, and
    compare all that a build reads with what it was, and load the program meanwhile: what was saved
    is hardly ever what it was then, so nobody waits to be sure of it.
    """
    changed = changed_copies(cache)
    if changed:
        feeds.begin(partial(_read_copies, cache / "feeds", changed))
    if changed or is_touched():
        compared.begin(compare)
        importlib.import_module("portal.pipeline")


def _read_copies(folder: Path, copies: Sequence[Copy]) -> dict[str, ReadCopy]:
    """Return what is in feeds that have changed, while the first process loads the program."""
    from portal.feeds.read_ahead import read_copies

    return read_copies(folder, copies)


def _standing(site: Site) -> Standing:
    """Return what there is to say of a site that was just made."""
    from portal.feeds.normalise.note import Happened

    gathered = site.plan.gathered
    return Standing(
        site.pages,
        site.files,
        site.bytes,
        site.seal,
        tuple(site.problems.sorted()),
        tuple((each.kind, each.id, each.url, each.because) for each in site.plan.library.left_out),
        len(gathered.closed),
        sum(1 for each in gathered.notes if each.happened is Happened.SKIPPED),
        tuple(map(str, gathered.notes)),
    )


def _tell(standing: Standing, report: Report, strict: bool) -> bool:
    """Print problems and what was left out; return whether the problems stop the site."""
    report.problems(standing.problems)
    stops = any(strict or each.severity is Severity.ERROR for each in standing.problems)
    if not stops:
        left_out = [LeftOut(*each) for each in standing.left_out]
        report.left_out(left_out, standing.closed, standing.skipped)
        if report.verbosity > 0:
            for note in standing.notes:
                report.say(f"  {note}")
    return stops
