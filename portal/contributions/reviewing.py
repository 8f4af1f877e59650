"""A proposal built and looked at, in the job without rights."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from portal.content import TYPES
from portal.contributions.pictures import find_browser, take
from portal.contributions.review import (
    LONGEST,
    MAXIMUM_PAGES,
    MAXIMUM_PROBLEMS,
    Finding,
    Review,
    SeenPage,
)
from portal.errors import PortalError, Problem, Severity
from portal.pages.page import Page
from portal.pipeline import Site, build
from portal.project import Project
from portal.report import Report

# The preview is looked at from a folder on somebody's own machine.
_PREVIEW_ADDRESS = "http://127.0.0.1:8000/"


def review(
    project: Project, changed: Sequence[str], output: Path, today: date, report: Report
) -> tuple[Review, tuple[Problem, ...]]:
    """Return what there is to say of a proposal, and every problem.

    `changed` are the paths that the proposal touches, below the project. The built site goes to
    `output/site`, pictures to `output/pictures`, if nothing stops the build. Drafts are in it.
    """
    site: Site | None = None
    try:
        site = build(
            project,
            output / "site",
            today=today,
            report=report,
            base_url=_PREVIEW_ADDRESS,
            drafts=True,
            allow_shrink=True,
        )
        problems = site.problems.sorted()
    except PortalError as error:
        problems = tuple(error.problems)
    own = [each for each in problems if each.position.path in changed]
    others = [each for each in problems if each not in own and each.severity is Severity.ERROR]
    # Where our own files are fine and others are not, the reason may still be a name we changed.
    shown = own + (others if not any(_stops(each) for each in own) else [])
    pages = _pages(site, project, changed, output) if site is not None else ()
    found = Review(
        tuple(path[:LONGEST] for path in changed[:MAXIMUM_PROBLEMS]),
        tuple(_finding(each) for each in shown[:MAXIMUM_PROBLEMS]),
        pages,
        len(others) if any(_stops(each) for each in own) else 0,
    )
    return found, problems


def _stops(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _finding(problem: Problem) -> Finding:
    return Finding(
        problem.position.path[:LONGEST],
        problem.position.line,
        problem.code,
        _stops(problem),
        problem.sentence[:LONGEST],
        problem.remedy[:LONGEST],
    )


def _pages(
    site: Site, project: Project, changed: Collection[str], output: Path
) -> tuple[SeenPage, ...]:
    """Return the pages that changed files make, with pictures of them where there is a browser."""
    browser = find_browser()
    folder = output / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    seen = [
        _unpublished(kind, identity, because, project, changed)
        for kind, identity, because in _left(site)
    ]
    found = [each for each in seen if each is not None]
    # Where something stops the build, no page is made, and none is promised.
    made = [] if site.problems.errors else _made(site, changed)
    for page in made[: MAXIMUM_PAGES - len(found)]:
        number = len(found) + 1
        names = []
        for kind in ("card", "page"):
            target = folder / f"{kind}-{number}.png"
            if browser and take(browser, output / "site", page.url, target, is_card=kind == "card"):
                names.append(target.name)
        found.append(SeenPage(_title(output / "site", page)[:200], page.origin.path, tuple(names)))
    return tuple(found[:MAXIMUM_PAGES])


def _left(site: Site) -> list[tuple[str, str, str]]:
    return [(each.kind, each.id, each.because) for each in site.plan.library.left_out]


def _unpublished(
    kind: str, identity: str, because: str, project: Project, changed: Collection[str]
) -> SeenPage | None:
    where = next((each.where for each in TYPES if each.name == kind), "")
    folder = project.content.relative_to(project.root).as_posix()
    for name in (f"{identity}.md", f"{identity}.yaml", f"{identity}/index.md"):
        path = f"{folder}/{where}/{name}"
        if path in changed:
            return SeenPage(identity[:200], path, (), because[:LONGEST])
    return None


def _made(site: Site, changed: Collection[str]) -> list[Page]:
    """Return the pages whose own file was changed, and not the lists it stands on."""
    return [
        page
        for page in site.plan.pages.values()
        if page.origin.path in changed and page.template.endswith(".html") and page.listed
    ]


def _title(folder: Path, page: Page) -> str:
    path = folder / page.url.strip("/") / "index.html"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return page.url
    return text.partition("<title>")[2].partition("</title>")[0] or page.url
