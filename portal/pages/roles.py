"""The list of roles, by the lines of the pathway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from portal import routes
from portal.content.role import Branch
from portal.errors import Position
from portal.filters import count_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import RoleCard
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker

_ORIGIN = Position("content/pathway/roles")


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The roles on one line of the pathway, first steps first."""

    title: str
    roles: tuple[RoleCard, ...]


@dataclass(frozen=True, kw_only=True)
class RolesContext(Context):
    """What pages/roles.html is filled with."""

    lead: str
    groups: tuple[RoleGroup, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the list of roles."""
    yield Page(routes.ROLES, "pages/roles.html", partial(_context, library, cards), _ORIGIN)


def _context(library: Library, cards: CardMaker) -> RolesContext:
    crumbs = trail(("Roles", routes.ROLES))
    count = count_words(len(library.roles), "role")
    return RolesContext(
        head=make_head(
            library,
            crumbs,
            "Roles in adult social care",
            f"{count} in adult social care in {library.config.area}: what you do, what it pays, "
            "what it takes and who is hiring.",
        ),
        crumbs=crumbs,
        lead="What you could do, from a first job to running a service. Each page says what the "
        "work is like, what it pays and where it can lead.",
        groups=tuple(_groups(library, cards)),
    )


def _groups(library: Library, cards: CardMaker) -> Iterator[RoleGroup]:
    for branch in Branch:
        found = tuple(
            cards.role(role) for role, each in library.roles.items() if each.branch is branch
        )
        if found:
            yield RoleGroup(words.BRANCHES[branch], found)
