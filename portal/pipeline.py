"""The table of contents: load, join, check, plan pages, render, check pages, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from portal.ahead import Ahead
from portal.assets import Assets
from portal.cache import program_version, write_cache
from portal.checks import Built, check, check_page
from portal.checks.budgets import DATA
from portal.checks.links import CODES as LINK_CODES
from portal.config import Config, read_config
from portal.content.loading import Records, check_ids
from portal.errors import PortalError, Position, Problem, Problems
from portal.feeds.gather import Gathered
from portal.feeds.groups import group_vacancies
from portal.fingerprints import UnknownError
from portal.heap import give_back
from portal.images import Pictures, missing_icons
from portal.keeping import Keep, Keeper, rest_of, seal_of
from portal.library import Library, join
from portal.making import PagesMaker, Result, Write, make_pages
from portal.meanwhile import Meanwhile
from portal.memory import Memory
from portal.output import count_pages, staged
from portal.page_records import Known, known_writer, read_known
from portal.pages import groups_of_pages
from portal.pages.banners import banner_views
from portal.pages.page import Page
from portal.pages.pictures import find_pictures
from portal.pages.planned import plan_pages
from portal.pages.share_cards import ShareCards, find_share_cards
from portal.pages.style_guide import style_guide
from portal.project import Project
from portal.prose import ProseMaker
from portal.render import Renderer, compile_templates, site_view
from portal.report import Report
from portal.routes import file_of
from portal.standing import record_of
from portal.values import fixed

SHRINK_LIMIT = 0.5
# Bytes of feeds that take the better part of a second to read, where nothing is known of them yet.
_MUCH_TO_READ = 5_000_000


@fixed
class Plan:
    """Everything that is known before a page is rendered."""

    config: Config
    library: Library
    gathered: Gathered
    pages: Mapping[str, Page]
    assets: Assets
    pictures: Pictures
    shared: ShareCards
    prose: ProseMaker
    renderer: Renderer
    problems: Problems

    @property
    def file_urls(self) -> Set[str]:
        """Return the addresses of all files that are not pages."""
        return self.assets.files.keys() | self.pictures.keys()

    def file(self, url: str) -> bytes | None:
        """Return the file that is not a page at an address, or None."""
        data = self.assets.files.get(url)
        return self.pictures.get(url) if data is None else data


@fixed
class Site:
    """What a build made."""

    plan: Plan
    pages: int
    files: int
    bytes: int
    problems: Problems
    seal: str = ""


@fixed
class _Read:
    """What was read of the content: all that a plan is made of but vacancies."""

    config: Config
    records: Records
    prose: ProseMaker
    problems: tuple[Problem, ...]
    doubles: frozenset[Position]


def make_plan(
    project: Project,
    base_url: str | None,
    today: date,
    drafts: bool,
    strict: bool,
    memory: Memory,
    report: Report,
    preview: bool = False,
    first: Callable[[Plan], None] | None = None,
    planned: Callable[[Plan], None] | None = None,
    jobs: int = 1,
    meanwhile: Meanwhile | None = None,
) -> Plan:
    """Return the plan of the site on a day. Raises PortalError where there can be none.

    `planned` is given the plan as soon as it can be looked at; what is wrong in texts is then yet
    to be found. `first` is given one without any vacancy before that, where reading the feeds takes
    long enough for somebody to look at it. `jobs` is how many processes work out what is new; what
    only later runs need of feeds is written `meanwhile`.
    """

    def plan_with(gathered: Gathered) -> Plan:
        return _plan(project, read, gathered, today, drafts, memory, report, preview)

    with report.stage("read"):
        read = _read(project, base_url, today, memory)
    records = read.records
    if first is not None and memory.vacancies.bytes_of(records) >= _MUCH_TO_READ:
        first(plan_with(Gathered()))
    with report.stage("feeds"):
        gathered = memory.vacancies.gather(records, today, read.prose, drafts, jobs, meanwhile)
        gathered = memory.screen.screen(gathered, records, today)
    plan = plan_with(gathered)
    if planned is not None:
        planned(plan)
    with report.stage("check content"):
        found = memory.checker.check(records, plan.library, records.figures, strict, jobs)
        plan.problems.extend(found)
    return plan


def _read(project: Project, base_url: str | None, today: date, memory: Memory) -> _Read:
    """Return what is in settings and content, with what is wrong there."""
    config = _config(project, base_url, today)
    records, found = memory.content.read(today)
    doubles = [*check_ids(records)]
    prose = ProseMaker(config.root, records.figures, memory.prose)
    told = frozenset(each.position for each in doubles)
    return _Read(config, records, prose, (*found, *doubles), told)


def _plan(
    project: Project,
    read: _Read,
    gathered: Gathered,
    today: date,
    drafts: bool,
    memory: Memory,
    report: Report,
    preview: bool,
) -> Plan:
    """Return the plan of a site with these vacancies."""
    config, records, prose = read.config, read.records, read.prose
    problems = Problems([*read.problems, *gathered.problems])
    with report.stage("join"):
        if memory.groups.gathered is not gathered:
            memory.groups = group_vacancies(gathered)
        library, found = join(records, memory.groups, config, today, drafts, memory.joined)
        problems.extend(found)
    with report.stage("pictures"):
        album, found = find_pictures(library, memory.pictures)
        problems.extend(found)
        shared = find_share_cards(library, album, memory.cards)
        icons = missing_icons(config.brand, project.assets / "root")
        pictures = Pictures((*album.values(), *shared.drawn, *icons), project.cache / "images")
    with report.stage("plan"):
        assets = memory.assets.read(project.assets, project.root, config.brand, config.root)
        guide = [*style_guide(library, project.templates, project.root)] if preview else []
        groups = [*groups_of_pages(library, prose, album, shared, one_by_one=preview)]
        taken: dict[str, Position] = {url: Position("assets") for url in assets.files}
        taken |= {url: each.file.position for each in album.values() for url in each.files}
        pages, found = plan_pages(groups, taken, guide)
        # Two files with one id also want one address: that is one mistake.
        problems.extend(each for each in found if each.position not in read.doubles)
        banners = banner_views(library)
        view = site_view(config, assets, today, preview, library.attribution, shared, banners)
        renderer = Renderer(project.templates, project.root, view, memory.templates)
    return Plan(
        config, library, gathered, pages, assets, pictures, shared, prose, renderer, problems
    )


def build(
    project: Project,
    target: Path | None,
    *,
    today: date,
    report: Report,
    base_url: str | None = None,
    drafts: bool = False,
    strict: bool = False,
    allow_shrink: bool = False,
    jobs: int = 1,
    finish: Callable[[Path, Path], bool] | None = None,
) -> Site:
    """Return the site of a day, written to `target` if nothing is wrong; None writes nothing.

    `jobs` is how many processes share the work; the site is the same with any number. `finish` gets
    the folder of the whole new site and the target, before the one takes the other's place, and
    says whether it may have changed a file there. Raises PortalError where the site cannot be made
    at all. With `strict`, warnings stop it too.
    """
    give_back()
    with Ahead(jobs) as ahead, Meanwhile(jobs) as meanwhile:
        dated = (project, base_url, today, drafts, strict)
        plan = _only_plan(*dated, report, jobs, ahead, meanwhile)
        if plan.problems.errors:
            return Site(plan, 0, 0, 0, plan.problems)
        if target is None:
            made = _make_pages(plan, _write_nothing, jobs, report)
            _check_pages(plan, made, report)
            return Site(plan, len(made.facts), 0, 0, plan.problems)
        ahead.then(plan.pictures.making)
        return _write(plan, project, target, report, strict, allow_shrink, jobs, finish, ahead)


def _only_plan(
    project: Project,
    base_url: str | None,
    today: date,
    drafts: bool,
    strict: bool,
    report: Report,
    jobs: int,
    ahead: Ahead,
    meanwhile: Meanwhile,
) -> Plan:
    """Return the plan of a build, after which there is no other one: what a preview would remember
    is gone before there are pages, which need the memory.
    """
    memory = Memory.of(project)
    if memory.templates.is_empty():  # so nothing was ever made here, and there is much to do
        ahead.begin(partial(compile_templates, project.templates, memory.templates))
    dated = (project, base_url, today, drafts, strict)
    with memory.vacancies.reading_ahead(jobs):
        plan = make_plan(*dated, memory, report, jobs=jobs, meanwhile=meanwhile)
    memory.checker.texts.keep()
    return plan


def _write(
    plan: Plan,
    project: Project,
    target: Path,
    report: Report,
    strict: bool,
    allow_shrink: bool,
    jobs: int,
    finish: Callable[[Path, Path], bool] | None,
    ahead: Ahead,
) -> Site:
    """Return the site of a plan, written to `target` if nothing is wrong with its pages."""
    with staged(target) as stage, Meanwhile(jobs) as meanwhile:
        record = record_of(project.cache / "pages", target)
        with report.stage("look back"):
            known = read_known(record)
            keeper = _keeper(plan, project, known, stage.keep)
        # Beside processes that use all processors it would hardly get on, and take memory.
        made = _make_pages(plan, stage.write, jobs, report, keeper, known, ahead.stop)
        common = keeper.told if keeper else {}
        addresses = plan.file_urls | plan.pages.keys()
        noted = (record, made.prints, made.facts.starts, known, common, addresses)
        write_down = meanwhile.prepare(lambda: _writer(known_writer(*noted), plan, project))
        are_sound = _check_pages(plan, made, report, keeper)
        if not allow_shrink:
            before = known.pages if known.pages and target.is_dir() else count_pages(target)
            plan.problems.extend(_check_size(target, before, len(made.facts)))
        files, size = made.files, made.bytes
        if not (plan.problems if strict else plan.problems.errors):
            stands = {file_of(url): (told.size, told.changed) for url, told in made.prints.items()}
            with report.stage("make pictures"):
                ahead.stop()
                plan.pictures.make_ahead(jobs)
                for url, data in chain(plan.assets.files.items(), plan.pictures.items()):
                    name = file_of(url)
                    stands[name] = len(data), stage.write(name, data)
                    files, size = files + 1, size + len(data)
            is_changed = False
            if finish is not None:
                with report.stage("finish"):
                    is_changed = finish(stage.folder, stage.target)
            with report.stage("publish"):
                stage.publish(None if is_changed else stands)
                write_down(are_sound)
                stage.clear([*stands])
                plan.pictures.tidy()
        return Site(plan, len(made.facts), files, size, plan.problems, stage.seal)


def _writer(
    write_record: Callable[[bool], None], plan: Plan, project: Project
) -> Callable[[bool], None]:
    """Return what writes down the pages of a site, and the texts that were turned into HTML."""

    def write(links_are_sound: bool) -> None:
        write_record(links_are_sound)
        if plan.prose.used != plan.prose.kept:
            write_cache(project.cache / "prose.json", program_version(), plan.prose.used)

    return write


def _keeper(plan: Plan, project: Project, known: Known, keep: Keep) -> Keeper | None:
    """Return what knows the pages of the old site, or None where no page can be told from it."""
    view = plan.renderer.site
    try:
        seal, rest = seal_of(view, project.templates), rest_of(plan.library)
    except UnknownError:
        return None
    return Keeper(seal, rest, lambda url: view.shared.of(url).url, known, keep)


def _make_pages(
    plan: Plan,
    write: Write,
    jobs: int,
    report: Report,
    keeper: Keeper | None = None,
    known: Known | None = None,
    parting: Callable[[], object] | None = None,
) -> Result:
    """Render and write every page; problems go to the plan's."""
    with report.stage("render"):
        known = known or Known({})
        maker = PagesMaker(plan.renderer, plan.prose, write, keeper, DATA.keys(), check_page, known)
        made = make_pages(plan.pages, maker, jobs, parting)
        plan.problems.extend(made.problems)
    return made


def _check_pages(plan: Plan, made: Result, report: Report, keeper: Keeper | None = None) -> bool:
    """Check every page; problems go to the plan's. Return whether each link leads somewhere, and
    the next build can tell that it still does.
    """
    with report.stage("check pages"):
        files = plan.file_urls | (plan.pages.keys() - made.facts.keys())
        weights = {url: told.compressed for url, told in made.prints.items() if url in DATA}
        facts = made.facts
        has_lost = keeper is None or keeper.known.has_lost(files | facts.keys(), facts.made)
        assets = plan.assets.files
        brief = facts.in_brief()
        built = Built(facts, files, plan.library, assets, weights, has_lost, brief)
        found = [*check(built)]
        plan.problems.extend(found)
        is_known = all(made.prints[url].key for url in facts)
        return bool(keeper) and is_known and not any(each.code in LINK_CODES for each in found)


def _write_nothing(_file: str, _data: bytes) -> int:
    """Stand in for writing where a site is only checked."""
    return 0


def _config(project: Project, base_url: str | None, today: date) -> Config:
    config, problems = read_config(project.config, project.root, today)
    if config is None:
        raise ConfigError(*problems)
    if base_url is None:
        return config
    return config.model_copy(update={"base_url": base_url})


class ConfigError(PortalError):
    """Raised where site.yaml has problems; `problems` are all of them."""


def _check_size(target: Path, before: int, pages: int) -> Iterator[Problem]:
    """Yield a problem where the new site has lost more than half of the old one's pages."""
    if before > 10 and pages < before * SHRINK_LIMIT:
        yield Problem(
            Position(target.name),
            "site-shrank",
            f"The new site has {pages:,} pages, the old one {before:,}, so it was not published.",
            "If that is right, run the command again with --allow-shrink.",
        )
