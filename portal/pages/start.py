"""Where a person could go from where they are now: three steps deep, as nested lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from portal import routes
from portal.content import Start
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, RoleCard, StepRow, StoryCard
from portal.pages.heads import fitting, make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker

DEPTH = 3
STORIES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Onward:
    """A step, and the steps that can follow it."""

    step: StepRow
    onward: tuple[Onward, ...]


@dataclass(frozen=True, slots=True)
class FirstRole:
    """A role to begin with, and the steps that can follow it."""

    role: RoleCard
    onward: tuple[Onward, ...]


@dataclass(frozen=True, kw_only=True)
class StartContext(Context):
    """What pages/start.html is filled with. `others` are the other places to start from."""

    title: str
    summary: str
    transfers: tuple[str, ...]
    good_to_know: tuple[str, ...]
    first_roles: tuple[FirstRole, ...]
    stories: tuple[StoryCard, ...]
    more_stories: LinkRow | None
    others: tuple[LinkRow, ...]
    sources: tuple[str, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each place to start from."""
    for start in library.starts.values():
        make = partial(_context, library, cards, start)
        yield Page(start.url, "pages/start.html", make, start.position)


def _context(library: Library, cards: CardMaker, start: Start) -> StartContext:
    crumbs = trail(("Pathway", routes.PATHWAY), (start.title, start.url))
    stories = library.stories_by_audience.get(start.audience or "", ())
    audience = library.audiences.get(start.audience or "")
    more = None
    if audience and stories:
        more = LinkRow(f"All stories for {audience.title}", routes.case_studies_for(audience.id))
    roles = [each for each in start.first_roles if each in library.roles]
    return StartContext(
        head=make_head(
            library,
            crumbs,
            fitting(library, f"{start.title}: your way into care", start.title),
            start.summary,
        ),
        crumbs=crumbs,
        title=start.title,
        summary=start.summary,
        transfers=start.transfers,
        good_to_know=start.good_to_know,
        first_roles=tuple(
            FirstRole(cards.role(role), _onward(library, cards, (role,))) for role in roles
        ),
        stories=tuple(cards.story(each) for each in stories[:STORIES_SHOWN]),
        more_stories=more,
        others=tuple(
            LinkRow(each.title, each.url) for each in library.starts.values() if each.id != start.id
        ),
        sources=start.sources,
    )


def _onward(library: Library, cards: CardMaker, path: tuple[str, ...]) -> tuple[Onward, ...]:
    """Return the steps from the end of a path, and what follows; no path visits a role twice."""
    if len(path) >= DEPTH:
        return ()
    steps = library.steps_from.get(path[-1], ())
    rows = cards.steps_from(path[-1])
    return tuple(
        Onward(row, _onward(library, cards, (*path, step.to)))
        for step, row in zip(steps, rows, strict=True)
        if step.to not in path
    )
