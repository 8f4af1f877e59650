"""The commands: they parse what was typed, call one thing each, and choose the exit code."""

from __future__ import annotations

import gc
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from portal.checks.external import check_links, links_in
from portal.commands.contributing import from_issue_command, report_command, review_command
from portal.commands.keeping import clean_command, test_command
from portal.commands.publishing import Finish, finishing, hosting_command
from portal.commands.shared import (
    FILE,
    FOLDER,
    GOOD,
    INTERRUPTED,
    PROBLEMS,
    ROOT,
    USAGE,
    DayType,
    PostersType,
    noise,
    parse_base_url,
    project_at,
    today_here,
)
from portal.content import Feed
from portal.content.loading import ContentReader
from portal.editor import EditorSettingsError, write_editor_files
from portal.errors import PortalError, Problem, Severity
from portal.feeds.gather import SNAPSHOTS
from portal.feeds.normalise.note import Happened
from portal.feeds.refresh import refresh
from portal.feeds.region import region_of
from portal.library import LeftOut
from portal.pipeline import ConfigError, Site, build
from portal.posters import Kind, find_browser, poster_urls
from portal.report import Report
from portal.scaffold import KINDS, RefusedError, new
from portal.schema import suggest
from portal.standing import (
    Standing,
    key_of,
    read_standing,
    record_of,
    write_standing,
)
from portal.submissions import forms, issue_form, lists_of, write_issue_forms
from portal.workers import usual_jobs


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="""
    Start here: `python build.py serve`, then open the address it prints. Change a file in the
    content folder, save it, and watch the page change.

    Exit codes: 0 all good, 1 something in the content must be mended, 2 the command was not
    understood, 130 stopped with Ctrl-C.
    """,
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: times, and everything left out.")
@click.option("--debug", is_flag=True, help="Show the program's inner workings when it fails.")
@click.pass_context
def cli(context: click.Context, quiet: bool, verbose: bool, debug: bool) -> None:
    """Make the careers site from the files in content/.

    Without a command it builds the site into dist/. Nothing you can type here can damage your
    content, and the old site stays as it is until a new one is complete.
    """
    context.obj = Report(ROOT, -1 if quiet else 1 if verbose else 0)
    context.meta["debug"] = debug
    if context.invoked_subcommand is None:
        context.invoke(build_command)


@cli.command("build")
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
    posters: frozenset[Kind] | None,
    content: Path | None,
    config: Path | None,
) -> None:
    """Check everything and write the site to dist/."""
    if posters:
        find_browser()  # before the long part, where there is none
    target = (output or ROOT / "dist").absolute()
    gc.freeze()
    gc.disable()  # a build ends soon, and collecting costs it a tenth of its time
    project = project_at(content, config)
    today = day or today_here()
    read = (project.content, project.config, project.templates, project.assets)
    options = (ROOT, target, base_url, today, drafts, strict, finish.methods)
    with report.stage("compare"):
        record, key = record_of(project.cache / "standing", target), key_of(read, options)
        standing = read_standing(record, key, target)
    if standing is not None and not posters:
        _tell(standing, report, strict)
        report.say(f"Nothing has changed: the {standing.pages:,} pages in {target} are up to date.")
        finish.tell(report, target)
        return
    site = build(
        project,
        target,
        today=today,
        report=report,
        base_url=base_url,
        drafts=drafts,
        strict=strict,
        allow_shrink=allow_shrink,
        jobs=jobs or usual_jobs(),
        finish=finish,
    )
    standing = _standing(site)
    if _tell(standing, report, strict):
        report.hint("The site was not written; the old one is untouched.")
        sys.exit(PROBLEMS)
    if key == key_of(read, options):  # or something was saved while the site was made
        write_standing(record, key, standing)
    seconds = sum(each[1] for each in report.stages)
    report.say(
        f"Built {site.pages:,} pages ({site.bytes / 1e6:.1f} MB) in {seconds:.1f} s: {target}"
    )
    if posters:
        report.say("Printing posters; this can take some minutes.")
        # Not at the top: it loads tornado, as serve does.
        from portal.posters.files import print_posters

        urls = poster_urls(site.plan.library, posters)
        count = print_posters(target, site.plan.config.root, urls, today)
        report.say(f"Printed {count} posters: {target / 'posters'}")
    finish.tell(report, target, ("posters",) if posters else ())


@cli.command("check")
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
    except ConfigError as error:
        problems = list(error.problems)
    except PortalError as error:
        problems = [error.problem]
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


@cli.command("fetch")
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


@cli.command("new", epilog=f"The types: {', '.join(sorted(KINDS))}.")
@click.argument("kind", metavar="TYPE", default="")
@click.argument("title", nargs=-1)
@click.option("--content", type=FOLDER, help="Another folder of content.")
@noise
@click.pass_obj
def new_command(report: Report, kind: str, title: tuple[str, ...], content: Path | None) -> None:
    """Write a file to start from, such as: new case-study "From the shop to the care home".

    The file has every fact of its TYPE with a note on each, and it builds at once, as a draft.
    A file that is there already is never overwritten.
    """
    try:
        made = new(ROOT, project_at(content, None).content, kind, " ".join(title), today_here())
    except RefusedError as refusal:
        raise click.UsageError(str(refusal)) from None
    report.say(made.message)


@cli.command("schema")
@noise
@click.pass_obj
def schema_command(report: Report) -> None:
    """Write what helps editors: schemas/, settings of VS Code, pages of docs/, the web forms."""
    try:
        names = write_editor_files(ROOT)
    except EditorSettingsError as error:
        raise click.UsageError(str(error)) from None
    records, _ = ContentReader(ROOT, ROOT / "content").read(today_here())
    made = forms(lists_of(records, today_here()))
    names += write_issue_forms(ROOT, {form.file: issue_form(form) for form in made})
    report.say(f"Wrote {len(names)} files: schemas/, .vscode/settings.json, docs/fields.md,")
    report.say("docs/settings.md, docs/adverts.md and the forms in .github/ISSUE_TEMPLATE/.")
    report.say("VS Code with the extension YAML now helps you fill in fields.")


@cli.command("serve")
@click.option("-p", "--port", default=8000, show_default=True, help="Where it listens; 0 is any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets phones see it.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in your web browser.")
@click.option("--date", "--as-of", "day", type=DayType(), help="Show it as if it were this day.")
@click.option("--content", type=FOLDER, help="Another folder of content.")
@click.option("--config", type=FILE, help="Another settings file than site.yaml.")
@noise
@click.pass_obj
def serve_command(
    report: Report,
    port: int,
    host: str,
    open_browser: bool,
    day: date | None,
    content: Path | None,
    config: Path | None,
) -> None:
    """Show the site in your browser while you write, drafts included; Ctrl-C stops it.

    Save a file, and the page changes by itself. Mistakes are shown instead of the page.
    """
    # Not at the top: tornado and livereload take a tenth of a second that builds need not wait.
    from portal.serve import AddressError, serve

    try:
        serve(
            project_at(content, config),
            host=host,
            port=port,
            today=today_here if day is None else lambda: day,
            report=report,
            open_browser=open_browser,
        )
    except AddressError as error:
        raise click.UsageError(str(error)) from None
    raise KeyboardInterrupt  # it ends in no other way


def _standing(site: Site) -> Standing:
    """Return what there is to say of a site that was just made."""
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


def _is_below(problem: Problem, paths: tuple[str, ...]) -> bool:
    for path in paths:
        wanted = Path(path).absolute()
        if (ROOT / problem.position.path).is_relative_to(wanted):
            return True
    return False


for _command in (clean_command, test_command, from_issue_command, report_command, review_command):
    cli.add_command(_command)
cli.add_command(hosting_command)


def main() -> None:
    """Run the command line; the only place that turns what went wrong into an exit code."""
    debug = "--debug" in sys.argv
    try:
        code = cli.main(standalone_mode=False, prog_name="python build.py")
        sys.exit(code if isinstance(code, int) else GOOD)
    except PortalError as error:
        if debug:
            raise
        problems = error.problems if isinstance(error, ConfigError) else [error.problem]
        Report(ROOT).problems(problems)
        sys.exit(PROBLEMS)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
