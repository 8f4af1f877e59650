"""What one run of the program remembers from build to build."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.cache import program_version, read_cache
from portal.checks.adverts import VacancyScreen
from portal.checks.content import ContentChecker
from portal.checks.known_texts import KnownTexts
from portal.content.known_facts import KnownFacts
from portal.content.loading import ContentReader
from portal.feeds.gather import Gathered, VacancyGatherer
from portal.feeds.groups import VacancyGroups, group_vacancies
from portal.images import PictureReader, ShareCard
from portal.kept_assets import AssetsReader
from portal.library import JoinMemory
from portal.project import Project
from portal.schema.remembered import Remembered
from portal.templating import KeptTemplates


@dataclass(slots=True)
class Memory:
    """Readers of unchanged files, and what else need not be worked out again."""

    content: ContentReader
    vacancies: VacancyGatherer
    pictures: PictureReader
    templates: KeptTemplates
    prose: dict[str, str] = field(default_factory=dict)
    assets: AssetsReader = field(default_factory=AssetsReader)
    checker: ContentChecker = field(default_factory=ContentChecker)
    screen: VacancyScreen = field(default_factory=VacancyScreen)
    joined: JoinMemory = field(default_factory=JoinMemory)
    cards: Remembered[ShareCard] = field(default_factory=Remembered)
    groups: VacancyGroups = field(default_factory=lambda: group_vacancies(Gathered()))

    @classmethod
    def of(cls, project: Project, preview: bool = False) -> Memory:
        """Return the memory of a project, with what earlier runs kept of its prose and checks.

        What a preview finds in texts, whose site has another address, is kept apart.
        """
        texts = "texts-preview.json" if preview else "texts.json"
        return cls(
            ContentReader(project.root, project.content, KnownFacts(project.cache / "facts.json")),
            VacancyGatherer(project.content, project.cache / "feeds"),
            PictureReader(project.cache / "images"),
            KeptTemplates(project.cache / "templates"),
            read_cache(project.cache / "prose.json", program_version()),
            assets=AssetsReader(project.cache / "assets.json"),
            checker=ContentChecker(KnownTexts(project.cache / texts)),
        )
