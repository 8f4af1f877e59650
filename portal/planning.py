"""The plan of a site: load, join, check, plan pages; nothing is rendered yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date

from portal.assets import Assets
from portal.config import Config, read_config
from portal.content.loading import Records, check_ids
from portal.errors import PortalError, Position, Problem, Problems
from portal.feeds.gather import Gathered
from portal.feeds.groups import group_vacancies
from portal.images import Pictures, missing_icons
from portal.kept_cards import KeptCards
from portal.library import Library, join
from portal.meanwhile import Meanwhile
from portal.memory import Memory
from portal.pages import groups_of_pages
from portal.pages.banners import banner_views
from portal.pages.page import Page
from portal.pages.pictures import find_pictures
from portal.pages.planned import plan_pages
from portal.pages.share_cards import ShareCards, find_share_cards
from portal.pages.style_guide import style_guide
from portal.project import Project
from portal.prose import ProseMaker
from portal.render import Renderer, site_view
from portal.report import Report
from portal.source import ReadPlain
from portal.values import fixed

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
    cards: KeptCards

    @property
    def file_urls(self) -> Set[str]:
        """Return the addresses of all files that are not pages."""
        return self.assets.files.keys() | self.pictures.keys()

    def file(self, url: str) -> bytes | None:
        """Return the file that is not a page at an address, or None."""
        data = self.assets.files.get(url)
        return self.pictures.get(url) if data is None else data


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
    config = _config(project, base_url, today, memory.content.facts.of)
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
        cards = KeptCards()
        made_from = (library, prose, album, shared)
        groups = [*groups_of_pages(*made_from, one_by_one=preview, find_kept=cards.of)]
        taken: dict[str, Position] = {url: Position("assets") for url in assets.files}
        taken |= {url: each.file.position for each in album.values() for url in each.files}
        pages, found = plan_pages(groups, taken, guide)
        # Two files with one id also want one address: that is one mistake.
        problems.extend(each for each in found if each.position not in read.doubles)
        banners = banner_views(library)
        view = site_view(config, assets, today, preview, library.attribution, shared, banners)
        renderer = Renderer(project.templates, project.root, view, memory.templates)
    return Plan(
        config, library, gathered, pages, assets, pictures, shared, prose, renderer, problems, cards
    )


def _config(project: Project, base_url: str | None, today: date, plainly: ReadPlain) -> Config:
    config, problems = read_config(project.config, project.root, today, plainly)
    if config is None:
        raise ConfigError(*problems)
    if base_url is None:
        return config
    return config.model_copy(update={"base_url": base_url})


class ConfigError(PortalError):
    """Raised where site.yaml has problems; `problems` are all of them."""
