"""The site as it stands in the working folder, made again whenever something is saved."""

from __future__ import annotations

import gc
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from portal.assets import read_assets
from portal.config import read_config
from portal.errors import PortalError, Position, Problem
from portal.memory import Memory
from portal.pages.banners import banner_views
from portal.pages.page import Page
from portal.planning import Plan, make_plan
from portal.project import Project
from portal.render import Renderer, site_view
from portal.report import Report
from portal.serve.rewording import reworded
from portal.serve.saved import Age, Part, names_of, parts_of
from portal.serve.state import Shown, State
from portal.serve.viewed import check_viewed
from portal.serve.waiting import Waiting

# Texts that a preview keeps beside those of the last build; each save of a page may make one more.
_MORE_PROSE = 2_000


class Preview:
    """Keeps the state of the site, and replaces it in one assignment. Bad content never raises."""

    def __init__(
        self, project: Project, origin: str, today: Callable[[], date], report: Report
    ) -> None:
        self._project = project
        self._origin = origin
        self._today = today
        self._report = report
        self._memory = Memory.of(project, preview=True)
        self._most_prose = len(self._memory.prose) + _MORE_PROSE
        self._lock = threading.Lock()
        self._before_texts: tuple[Problem, ...] = ()
        self._told: dict[str, frozenset[Problem]] = {}
        self._sheets: dict[str, str] = {}
        self.waiting = Waiting()
        self.state = State(0, None)

    @property
    def root(self) -> str:
        """Return the path under which the site lives; empty where its settings cannot be read."""
        if self.state.plan is not None:
            return self.state.plan.config.root
        config, _ = read_config(self._project.config, self._project.root, self._today())
        return "" if config is None else config.root

    def begin(self, shown: Callable[[], None] = lambda: None) -> None:
        """Make the site for the first time.

        `shown` is called as soon as there are pages to look at: first those of stories and the like
        where the feeds take long to read, then all of them. Texts are checked after that.
        """

        def show(plan: Plan, early: bool = False) -> None:
            if not plan.problems.errors:
                number = self.state.number + 1
                state = State(number, plan, since=number, early=early)
                # Here, because what this thread does next would take half of the processor.
                for page in self.waiting.take(plan):
                    self.show(state, page)
                self.state = state
                shown()

        with self._lock:
            report = replace(self._report, stages=[])
            new = self._make(report, partial(show, early=True), show)
            if new.plan is self.state.plan and not new.problems:
                new = replace(self.state, warnings=new.warnings)  # pages stay as they were shown
            self._replace(new)
            if new.plan is not None:  # all texts were checked
                self._memory.checker.texts.keep()

    def refresh(self, saved: frozenset[Path]) -> Age:
        """Make again what depends on the files that were saved, and say so in a line.

        Return what open pages are now that were new before.
        """
        with self._lock:
            started = time.perf_counter()
            was, parts = self.state, parts_of(saved, self._project)
            was_bad = bool(was.problems)
            new = self._remake(parts, saved)
            if parts is Part.STYLES and new.looks_like(was):
                new = replace(new, since=was.since)
            self._replace(new)
            milliseconds = (time.perf_counter() - started) * 1000
            clock = time.strftime("%H:%M:%S")
            outcome = (
                "still to mend" if self.state.problems else "all mended" if was_bad else "good"
            )
            if self.state.problems and not was_bad:
                outcome = "something to mend; the browser shows what"
            self._report.say(
                f"{clock}  {names_of(saved, self._project.root)}: {outcome} ({milliseconds:.0f} ms)"
            )
            return new.age_of(was.number)

    def sheet(self, url: str) -> bytes | None:
        """Return the stylesheet that is now what another one was at an address before, or None.

        A page that is open asks for it there, because its address was made from its bytes.
        """
        plan, name = self.state.plan, self._sheets.get(url, "")
        if plan is None or name not in plan.assets.stylesheets:
            return None
        return plan.file(plan.assets.stylesheets[name].removeprefix(plan.config.root))

    def tidy(self) -> bool:
        """Let go of what nobody needs, unless something is being made; return whether it was done.

        For a moment of rest.
        """
        is_free = self._lock.acquire(blocking=False)
        if is_free:
            try:
                gc.collect()
            finally:
                self._lock.release()
        return is_free

    def show(self, state: State, page: Page) -> Shown:
        """Return a page, made when it is first looked at and kept until something is saved.

        One of an early state is not checked: it may lead to a vacancy that is still to be read.
        """
        shown = state.shown.get(page.url)
        if shown is None:
            shown = state.shown[page.url] = self._show(state, page)
            if not state.early:
                self._tell_once(page.url, shown.problems)
        return shown

    def _show(self, state: State, page: Page) -> Shown:
        assert state.plan is not None  # noqa: S101 (a page comes from a plan)
        try:
            text = state.plan.renderer.render(page)
            return Shown(text, () if state.early else check_viewed(state.plan, page, text))
        except PortalError as error:
            return Shown("", (error.problem,), broken=True)
        except Exception:
            return Shown("", (failure(page.origin),), broken=True)

    def _replace(self, new: State) -> None:
        """Take a new state, and print what was not said of the last one."""
        fresh = new.warnings - self.state.warnings
        self.state = new
        if new.plan is not None:
            root, sheets = new.plan.config.root, new.plan.assets.stylesheets
            self._sheets |= {url.removeprefix(root): name for name, url in sheets.items()}
        self._print([*new.problems, *sorted(fresh, key=lambda each: each.position)])

    def _tell_once(self, url: str, problems: tuple[Problem, ...]) -> None:
        """Print the problems of a page that were not there when it was last looked at."""
        fresh = [each for each in problems if each not in self._told.get(url, frozenset())]
        self._told[url] = frozenset(problems)
        self._print(fresh)

    def _print(self, problems: list[Problem]) -> None:
        if problems:
            self._report.problems(problems)

    def _remake(self, parts: Part, saved: frozenset[Path]) -> State:
        old = self.state
        if old.plan is None or old.problems or Part.REST in parts:
            quiet = self._report.verbosity if self._report.verbosity > 0 else -1
            report = replace(self._report, stages=[], verbosity=quiet)
            return self._make(report, saved=saved if parts is Part.REST else frozenset())
        number = old.number + 1
        if not parts & (Part.ASSETS | Part.STYLES):
            return replace(
                old, number=number, since=number, shown={}
            )  # Jinja sees changed templates
        try:
            dressed = self._dress(old.plan)
            return replace(old, number=number, since=number, shown={}, plan=dressed)
        except PortalError as error:
            return replace(old, number=number, since=number, problems=(error.problem,))

    def _make(
        self,
        report: Report,
        first: Callable[[Plan], None] | None = None,
        planned: Callable[[Plan], None] | None = None,
        saved: frozenset[Path] = frozenset(),
    ) -> State:
        """Return the state with a new plan or, where there can be none, with what is wrong.

        `saved` is all that has changed since the last plan, where that is known.
        """
        old = self.state.plan

        def note(plan: Plan) -> None:
            self._before_texts = tuple(plan.problems.sorted())
            if planned is not None:
                planned(plan)

        collects = gc.isenabled()
        gc.disable()  # collecting in the middle costs more than the work itself
        try:
            plan = None
            if old is not None:
                self._keep_prose(old.prose.used)
                if not self.state.problems and not self.state.early:
                    known, today = self._before_texts, self._today()
                    plan = reworded(old, known, saved, today, self._project, self._memory)
            plan = plan or make_plan(
                self._project,
                self._base_url(),
                self._today(),
                drafts=True,
                strict=False,
                memory=self._memory,
                report=report,
                preview=True,
                first=first,
                planned=note,
            )
        except PortalError as error:
            found = error.problems
            return self._next(old, tuple(found), self.state.warnings)
        except (Exception, SystemExit):  # whatever it is, the preview goes on
            problem = failure(Position("portal"))
            return self._next(old, (problem,), self.state.warnings)
        finally:
            if collects:
                gc.enable()
        if old is None or plan.gathered is not old.gathered:
            # What is read stays, and is not walked through again. What comes later may go: were it
            # set apart as well, a template's cycles would stay after each save.
            gc.freeze()
        problems = plan.problems
        return self._next(plan, problems.errors, frozenset(problems.warnings))

    def _next(
        self, plan: Plan | None, problems: tuple[Problem, ...], warnings: frozenset[Problem]
    ) -> State:
        number = self.state.number + 1
        return State(number, plan, problems, warnings, since=number)

    def _keep_prose(self, used: Mapping[str, str]) -> None:
        """Keep texts that were made, and let go of the oldest where there are very many."""
        kept = self._memory.prose
        kept.update(used)
        for key in list(islice(kept, max(0, len(kept) - self._most_prose))):
            del kept[key]

    def _dress(self, plan: Plan) -> Plan:
        """Return the plan with its stylesheet, scripts and pictures read again."""
        project, config = self._project, plan.config
        assets = read_assets(project.assets, project.root, config.brand, config.root)
        library = plan.library
        shown = (library.attribution, plan.shared, banner_views(library))
        view = site_view(config, assets, library.today, True, *shown)
        renderer = Renderer(project.templates, project.root, view, self._memory.templates)
        return replace(plan, assets=assets, renderer=renderer)

    def _base_url(self) -> str | None:
        """Return where the preview is, below the same path as the real site."""
        config, _ = read_config(self._project.config, self._project.root, self._today())
        return None if config is None else f"{self._origin}{config.root}/"


def failure(position: Position) -> Problem:
    """Return the exception that is being handled as a problem of the program's own."""
    last = traceback.format_exc().strip().splitlines()
    return Problem(
        position,
        "program",
        f"The program itself failed: {last[-1] if last else 'for no known reason'}",
        "This is not your mistake. Please tell those who look after it, and what you last saved.",
    )
