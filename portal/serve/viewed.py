"""Checks of the one page that is looked at, with the same rules as a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, ValuesView
from difflib import get_close_matches

from portal.checks import Built, check, check_page
from portal.errors import PortalError, Problem
from portal.facts import PageFacts, read_facts
from portal.pages.page import Page
from portal.planning import Plan
from portal.routes import is_single_vacancy


class _Looked(Mapping[str, PageFacts]):
    """All pages of a plan, of which only one is finished.

    Its values are the finished page alone, so that checks judge only that one. Another page is
    made when its facts are asked for, as for the fragment of a link. Its keys, which are looked
    through for a likely meaning, leave thousands of single vacancies out.
    """

    def __init__(self, plan: Plan, facts: PageFacts) -> None:
        self._plan = plan
        self._facts = {facts.url: facts}

    def __getitem__(self, url: str) -> PageFacts:
        if url not in self._facts:
            self._facts[url] = facts_of(self._plan, self._plan.pages[url])
        return self._facts[url]

    def __contains__(self, url: object) -> bool:
        return url in self._plan.pages

    def __iter__(self) -> Iterator[str]:
        return (url for url in self._plan.pages if not is_single_vacancy(url))

    def __len__(self) -> int:
        return len(self._plan.pages)

    def values(self) -> ValuesView[PageFacts]:
        return {url: self._facts[url] for url in list(self._facts)[:1]}.values()


def check_viewed(plan: Plan, page: Page, text: str) -> tuple[Problem, ...]:
    """Return the problems of a finished page, sorted by place."""
    if not page.template.endswith(".html"):
        return ()
    try:
        facts = read_facts(text, page.url, page.origin, page.listed)
        built = Built(_Looked(plan, facts), plan.file_urls, plan.library)
        problems = {*check_page(facts), *check(built)}
    except PortalError as error:  # a page that this one links to cannot be made
        problems = {error.problem}
    return tuple(sorted(problems, key=lambda each: (each.position, each.code, each.sentence)))


def facts_of(plan: Plan, page: Page) -> PageFacts:
    """Return the facts of a page of a plan. Raises PortalError where it cannot be made."""
    text = plan.renderer.render(page)
    return read_facts(text, page.url, page.origin, page.listed)


def near(plan: Plan, url: str) -> list[str]:
    """Return up to five addresses that may have been meant, the likeliest first."""
    among = [each for each in plan.pages if is_single_vacancy(url) or not is_single_vacancy(each)]
    return get_close_matches(url, among, n=5, cutoff=0.5)
