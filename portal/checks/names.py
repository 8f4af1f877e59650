"""Pages that search engines list have a title and a description of their own (WCAG 2.4.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from portal.checks.built import Built
from portal.errors import Problem, warning
from portal.facts import PageFacts
from portal.routes import is_single_vacancy


def check_page(facts: PageFacts) -> Iterator[Problem]:
    """Yield problems for a missing title or description, and for repeated ids."""
    for name, value in (("title", facts.title), ("description", facts.description)):
        if facts.listed and not value:
            yield Problem(
                facts.origin, "no-name", f"The page {facts.url} has no {name}.", "Add one."
            )
    for identity in facts.repeated_ids:
        yield Problem(
            facts.origin,
            "repeated-id",
            f'The page {facts.url} has the id "{identity}" more than once.',
            "Change one of the headings or ids.",
        )


def check(built: Built) -> Iterator[Problem]:
    """Yield a problem for each title that two pages share."""
    titles: defaultdict[str, list[PageFacts]] = defaultdict(list)
    for facts in built.in_brief:
        # Two adverts of the same job in the same town are honest; other pages need their own.
        if facts.listed and not is_single_vacancy(facts.url):
            titles[facts.title].append(facts)
    for title, others in titles.items():
        if title and len(others) > 1:
            yield warning(
                others[1].origin,
                "same-title",
                f'The pages {others[0].url} and {others[1].url} are both called "{title}".',
                "Give one of them another title.",
            )
