"""What is new: roles that are new, or that have changed, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content import Role
from portal.content.role import NewRole
from portal.errors import Position
from portal.filters import british_date
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import RoleCard
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

_TITLE = "New roles in care"
_ORIGIN = Position("content/pathway/roles")


@fixed
class NewRow:
    """A role, since when it is new, and what is new about it."""

    role: RoleCard
    since: str
    what: str


@fixed(kw_only=True, slots=False)
class NewRolesContext(Context):
    """What pages/new_roles.html is filled with: the newest roles first."""

    title: str
    summary: str
    rows: tuple[NewRow, ...]
    sources: tuple[str, ...]


def new_roles(library: Library) -> list[tuple[Role, NewRole]]:
    """Return the roles that say that they are new, the newest first."""
    found = [(role, role.new) for role in library.roles.values() if role.new]
    return sorted(found, key=lambda pair: pair[1].since, reverse=True)


def new_roles_url(library: Library) -> str:
    """Return the address of the page, or an empty text where no role is new."""
    return routes.NEW_ROLES if new_roles(library) else ""


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page, where any role is new."""
    if new_roles(library):
        make = partial(_context, library, cards)
        yield Page(routes.NEW_ROLES, "pages/new_roles.html", make, _ORIGIN)


def _context(library: Library, cards: CardMaker) -> NewRolesContext:
    found = new_roles(library)
    crumbs = trail(("Roles", routes.ROLES), (_TITLE, routes.NEW_ROLES))
    summary = "Work in care changes. These roles are new, or newly described, and this is why."
    return NewRolesContext(
        head=make_head(library, crumbs, _TITLE, summary),
        crumbs=crumbs,
        title=_TITLE,
        summary=summary,
        rows=tuple(
            NewRow(cards.role(role.id), british_date(new.since), new.what) for role, new in found
        ),
        sources=tuple(dict.fromkeys(new.source for _, new in found)),
        stylesheets=("roles",),
    )
