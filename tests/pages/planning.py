"""Libraries of the small world with the vacancies a test names, and the pages planned from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from conftest import TODAY, World

from portal.config import read_config
from portal.content.loading import ContentReader
from portal.content.vacancy import PayPeriod, Vacancy, VacancyPay
from portal.feeds.gather import Gathered
from portal.feeds.groups import group_vacancies
from portal.library import Library, join
from portal.pages import all_pages
from portal.pages.page import Page
from portal.prose import ProseMaker

MakeWorld = Callable[..., World]
LONDON = ZoneInfo("Europe/London")
CARE_ASSISTANT = Vacancy(
    id="care-assistant-testham",
    title="Care assistant",
    source="content/vacancies/feeds.yaml",
    provider="example-house",
    role="care-assistant",
    place="Testham",
    district="north",
    description="<p>Help people with their day.</p>",
    summary="Help people with their day.",
    pay=VacancyPay(Decimal("12.71"), Decimal("13.40"), PayPeriod.HOUR),
    posted_on=date(2026, 11, 20),
    closes_at=datetime(2026, 12, 4, 23, 59, tzinfo=LONDON),
)


def vacancy(identity: str, **changes: Any) -> Vacancy:
    """Return the care assistant's vacancy under another id, with these changes."""
    return replace(CARE_ASSISTANT, id=identity, **changes)


def many(count: int, **changes: Any) -> list[Vacancy]:
    """Return that many vacancies."""
    return [vacancy(f"vacancy-{number}", **changes) for number in range(count)]


def library_of(
    world: MakeWorld,
    vacancies: Sequence[Vacancy] = (),
    files: Mapping[str, str | None] | None = None,
    drafts: bool = False,
    closed: Sequence[Vacancy] = (),
) -> Library:
    """Return the library of the small world, changed by files, with these vacancies."""
    project = world(files).project
    config, problems = read_config(project.config, project.root, TODAY)
    assert config is not None, problems
    records, problems = ContentReader(project.root, project.content).read(TODAY)
    assert problems == []
    library, _ = join(
        records, group_vacancies(Gathered(tuple(vacancies), tuple(closed))), config, TODAY, drafts
    )
    return library


def planned(library: Library) -> dict[str, Page]:
    """Return every page of a library by its address."""
    return {page.url: page for page in all_pages(library, ProseMaker())}


def context(library: Library, url: str) -> Any:
    """Return what the template of the page at an address is filled with."""
    return planned(library)[url].context()


def structured(library: Library, url: str, kind: str) -> list[Any]:
    """Return the JSON-LD objects of a kind in the head of a page."""
    return [each for each in context(library, url).head.structured if each["@type"] == kind]
