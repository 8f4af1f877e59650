"""The table of contents: plan (`portal.planning`), render, check pages, write."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Set
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from portal.ahead import Ahead
from portal.cache import program_version, write_cache
from portal.checks import Built, check, check_page
from portal.checks.budgets import DATA, weigh
from portal.checks.links import CODES as LINK_CODES
from portal.errors import Position, Problem, Problems
from portal.feeds.read_ahead import ReadAhead
from portal.fingerprints import Fingerprints, UnknownError
from portal.heap import give_back
from portal.keeping import Keep, Keeper, Keys, rest_of, seal_of, tell_common
from portal.kept_cards import KeptCards
from portal.making import PagesMaker, Result, Write, make_pages
from portal.meanwhile import Meanwhile
from portal.memory import Memory
from portal.old_files import OldFiles
from portal.output import Stage, count_pages, staged
from portal.page_records import Known, known_writer, read_known
from portal.pages.kept_card import COMPONENT
from portal.pages.vacancies import LISTS
from portal.planning import Plan, make_plan
from portal.project import Project
from portal.promise import Promise
from portal.render import compile_templates
from portal.report import Report
from portal.routes import file_of
from portal.standing import record_of
from portal.values import fixed

SHRINK_LIMIT = 0.5


@fixed
class Site:
    """What a build made.

    `held` is what it was made with. A build ends soon, and all of it goes at once then: to hand it
    back before that, thing by thing, would take longer. `clear` takes part in taking the old site
    away, which another process may be at.
    """

    plan: Plan
    pages: int
    files: int
    bytes: int
    problems: Problems
    seal: str = ""
    held: object = None
    clear: Callable[[], None] = lambda: None


class _Told(NamedTuple):
    """What pages have in common, by name, and the texts that were turned into HTML to tell it.

    `vacancies` is the fingerprint of all of them, for which several pages ask.
    """

    common: dict[str, str]
    used: dict[str, str]
    vacancies: bytes


class _Common(contextlib.AbstractContextManager["_Common"]):
    """What pages have in common, told by another process while the content is checked."""

    def __init__(self, project: Project, jobs: int) -> None:
        self._templates = project.templates
        self._told: Promise[_Told] = Promise(jobs)

    def __exit__(self, *error: object) -> None:
        self._told.__exit__(*error)

    def begin(self, plan: Plan) -> None:
        """Begin to tell it, once there is a plan of which pages are made."""
        self._told.begin(partial(self._tell, plan))

    def _tell(self, plan: Plan) -> _Told:
        prints = Fingerprints()
        common = tell_common(plan.pages.values(), _card_of(plan), prints)
        return _Told(common, plan.prose.used, prints.of_object(plan.library.vacancies))

    def keeper(
        self, plan: Plan, known: Known, keep: Keep, standing: Set[str] = frozenset()
    ) -> Keeper | None:
        """Return what knows the pages of the old site, or None where none can be told from it."""
        try:
            seal, rest = seal_of(plan.renderer.site, self._templates), rest_of(plan.library)
            told = self._told.value() or self._tell(plan)
        except UnknownError:
            return None
        # The first process keeps the texts that are turned into HTML.
        plan.prose.used.update(told.used)
        keys = Keys(seal, rest, _card_of(plan))
        keys.prints.remember(plan.library.vacancies, told.vacancies)
        return Keeper(keys, known, keep, keys.common(told.common), standing)


class _Beside(NamedTuple):
    """Other processes, and what each of them works on."""

    ahead: Ahead
    common: _Common
    meanwhile: Meanwhile
    old_files: OldFiles | None


def _card_of(plan: Plan) -> Callable[[str], str]:
    """Return what tells the address of the card of a page."""
    shared = plan.renderer.site.shared
    return lambda url: shared.of(url).url


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
    feeds: ReadAhead | None = None,
    old_files: OldFiles | None = None,
    meanwhile: Meanwhile | None = None,
) -> Site:
    """Return the site of a day, written to `target` if nothing is wrong; None writes nothing.

    `jobs` is how many processes share the work; the site is the same with any number. `finish` gets
    the folder of the whole new site and the target, before the one takes the other's place, and
    says whether it may have changed a file there. `feeds` is what is known of feeds before they are
    read, `old_files` what another process has begun to take over of the old site. What is written
    down for later builds is there when `meanwhile` has ended, and the old site is gone then;
    without one, that is at the end of this. Raises PortalError where the site cannot be made at
    all. With `strict`, warnings stop it too.
    """
    give_back()
    with Ahead(jobs) as ahead, Meanwhile(jobs) as ours, _Common(project, jobs) as common:
        meanwhile = meanwhile or ours
        dated = (project, base_url, today, drafts, strict)
        begin = common.begin if target else None
        plan = _only_plan(*dated, report, jobs, ahead, meanwhile, begin, feeds)
        if plan.problems.errors:
            return Site(plan, 0, 0, 0, plan.problems)
        if target is None:
            made = _make_pages(plan, _write_nothing, jobs, report)
            _check_pages(plan, made, report)
            return Site(plan, len(made.facts), 0, 0, plan.problems)
        ahead.then(plan.pictures.making)
        options = (strict, allow_shrink, jobs, finish)
        beside = _Beside(ahead, common, meanwhile, old_files)
        return _write(plan, project, target, report, *options, beside)


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
    planned: Callable[[Plan], None] | None,
    feeds: ReadAhead | None,
) -> Plan:
    """Return the plan of a build, after which there is no other one: what a preview would remember
    is gone before there are pages, which need the memory.
    """
    memory = Memory.of(project)
    if memory.templates.is_empty():  # so nothing was ever made here, and there is much to do
        ahead.begin(partial(compile_templates, project.templates, memory.templates))
    dated = (project, base_url, today, drafts, strict)
    memory.vacancies.read_ahead = feeds
    plan = make_plan(*dated, memory, report, planned=planned, jobs=jobs, meanwhile=meanwhile)
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
    beside: _Beside,
) -> Site:
    """Return the site of a plan, written to `target` if nothing is wrong with its pages."""
    ahead, old_files = beside.ahead, beside.old_files
    record = record_of(project.cache / "pages", target)
    with report.stage("look back"):
        known = read_known(record)
    with staged(target, old_files.stage(known) if old_files else None) as stage:
        with report.stage("look back"):
            standing = old_files.standing if old_files else frozenset[str]()
            keeper = beside.common.keeper(plan, known, stage.keep, standing)
            _read_cards(plan, keeper, record_of(project.cache / "cards", target))
        # Beside processes that use all processors it would hardly get on, and take memory.
        made = _make_pages(plan, stage.write, jobs, report, keeper, known, ahead.stop)
        told = keeper.told if keeper else {}
        addresses = plan.file_urls | plan.pages.keys()
        weighed = weigh(plan.assets.files, known.weighed)
        noted = (made.prints, made.facts.starts, known, told, addresses, weighed)
        note = partial(known_writer, record, *noted)
        prepare = beside.meanwhile.prepare
        end = prepare(partial(_ender, plan.cards.hand_over(), note, plan, project, stage))
        are_sound = _check_pages(plan, made, report, keeper, weighed)
        if not allow_shrink:
            before = known.pages if known.pages and target.is_dir() else count_pages(target)
            plan.problems.extend(_check_size(target, before, len(made.facts)))
        files, size = made.files, made.bytes
        if not (plan.problems if strict else plan.problems.errors):
            stands: dict[str, tuple[int, int]] = {}
            with report.stage("make pictures"):
                ahead.stop()
                plan.pictures.make_ahead(jobs)
                for url, data in chain(plan.assets.files.items(), plan.pictures.items()):
                    name = file_of(url)
                    stands[name] = len(data), stage.write(name, data)
                    files, size = files + 1, size + len(data)
            gone = known.prints.keys() - made.prints.keys() - plan.file_urls
            stage.drop(map(file_of, gone))
            is_changed = False
            if finish is not None:
                with report.stage("finish"):
                    is_changed = finish(stage.folder, stage.target)
            with report.stage("publish"):
                stage.publish(will_be_told=not is_changed)
                stage.leave()
                end(are_sound)
                plan.pictures.tidy()
                if not is_changed:
                    prints = made.prints.items()
                    stands |= {file_of(url): (told.size, told.changed) for url, told in prints}
                    stage.tell(stands)
        held = made, noted, keeper
        # Who writes the record takes the old site away, and begins at the other end.
        clear = partial(stage.clear, backwards=True)
        return Site(plan, len(made.facts), files, size, plan.problems, stage.seal, held, clear)


def _read_cards(plan: Plan, keeper: Keeper | None, path: Path) -> None:
    """Read the cards that an earlier build kept, where lists are made anew."""
    component = plan.renderer.component(*COMPONENT)
    if keeper is not None and LISTS not in keeper.same and component is not None:
        plan.cards.read(path, keeper.keys.of_cards, keeper.keys.prints, component)


def _ender(
    cards: KeptCards,
    note: Callable[[], Callable[[bool], None]],
    plan: Plan,
    project: Project,
    stage: Stage,
) -> Callable[[bool], None]:
    """Return what ends a build whose site stands: it writes down the pages of the site and the
    texts that were turned into HTML, and takes the old site away.
    """
    cards.write(plan.library.vacancies)  # which are what they are, whatever becomes of this site
    write_record = note()

    def end(links_are_sound: bool) -> None:
        write_record(links_are_sound)
        if plan.prose.used != plan.prose.kept:
            write_cache(project.cache / "prose.json", program_version(), plan.prose.used)
        stage.clear()

    return end


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


def _check_pages(
    plan: Plan,
    made: Result,
    report: Report,
    keeper: Keeper | None = None,
    weighed: Mapping[str, int] | None = None,
) -> bool:
    """Check every page; problems go to the plan's. Return whether each link leads somewhere, and
    the next build can tell that it still does. `weighed` are assets.
    """
    with report.stage("check pages"):
        files = plan.file_urls | (plan.pages.keys() - made.facts.keys())
        weights = {url: told.compressed for url, told in made.prints.items() if url in DATA}
        facts = made.facts
        has_lost = keeper is None or keeper.known.has_lost(files | facts.keys(), facts.made)
        assets = plan.assets.files
        brief = facts.in_brief()
        built = Built(facts, files, plan.library, assets, weights, has_lost, brief, weighed or {})
        found = [*check(built)]
        plan.problems.extend(found)
        is_known = all(made.prints[url].key for url in facts)
        return bool(keeper) and is_known and not any(each.code in LINK_CODES for each in found)


def _write_nothing(_file: str, _data: bytes) -> int:
    """Stand in for writing where a site is only checked."""
    return 0


def _check_size(target: Path, before: int, pages: int) -> Iterator[Problem]:
    """Yield a problem where the new site has lost more than half of the old one's pages."""
    if before > 10 and pages < before * SHRINK_LIMIT:
        yield Problem(
            Position(target.name),
            "site-shrank",
            f"The new site has {pages:,} pages, the old one {before:,}, so it was not published.",
            "If that is right, run the command again with --allow-shrink.",
        )
