"""The list of roles, by the lines of the pathway; scripts find by name and by what fits a life."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content import Role
from portal.content.role import Branch, RoleDriving, RouteKind
from portal.content.vacancy import Shift
from portal.errors import Position
from portal.filters import count_words, list_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import RoleCard
from portal.pages.heads import make_head, trail
from portal.pages.new_roles import new_roles_url
from portal.pages.page import Context, Head, Page
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/pathway/roles")
_CRUMBS = trail(("Roles", routes.ROLES))
# What people ask of a role, in the order of the form: its name in addresses, and its words.
TRAITS = (
    ("no-experience", "No experience needed"),
    ("no-car", "No car needed"),
    ("nights", "Nights"),
    ("school-hours", "Can fit school hours"),
    ("hiring", "Hiring now"),
)


@fixed
class RoleEntry:
    """A role in the list: `also_called` are its other names, `traits` those of TRAITS it has."""

    card: RoleCard
    also_called: str
    traits: tuple[tuple[str, str], ...]


@fixed
class RoleGroup:
    """The roles on one line of the pathway, first steps first."""

    id: str
    title: str
    roles: tuple[RoleEntry, ...]


@fixed(kw_only=True, slots=False)
class RolesContext(Context):
    """What pages/roles.html is filled with. `quiz`, `compare` and `new` may be empty."""

    lead: str
    traits: tuple[tuple[str, str], ...]
    groups: tuple[RoleGroup, ...]
    total: int
    quiz: str
    compare: str
    new: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the list of roles."""
    make, head = partial(_context, library, cards), partial(_head, library)
    yield Page(routes.ROLES, "pages/roles.html", make, _ORIGIN, head=head)


def _context(library: Library, cards: CardMaker) -> RolesContext:
    return RolesContext(
        head=_head(library),
        crumbs=_CRUMBS,
        scripts=("roles",),
        stylesheets=("roles",),
        lead="What you could do, from a first job to running a service. Each page says what the "
        "work is like, what it pays and where it can lead.",
        traits=TRAITS,
        groups=tuple(_groups(library, cards)),
        total=len(library.roles),
        quiz=routes.QUIZ if library.quiz else "",
        compare=routes.COMPARE if len(library.roles) > 1 else "",
        new=new_roles_url(library),
    )


def _head(library: Library) -> Head:
    count = count_words(len(library.roles), "role")
    return make_head(
        library,
        _CRUMBS,
        "Roles in adult social care",
        f"{count} in adult social care in {library.config.area}: what you do, what it pays, "
        "what it takes and who is hiring.",
    )


def _groups(library: Library, cards: CardMaker) -> Iterator[RoleGroup]:
    for branch in Branch:
        found = tuple(
            RoleEntry(
                cards.role(role.id),
                list_words(role.alt_titles, "or"),
                tuple(trait for trait in TRAITS if trait[0] in _traits(library, role)),
            )
            for role in library.roles.values()
            if role.branch is branch
        )
        if found:
            yield RoleGroup(branch.value, words.BRANCHES[branch], found)


def _traits(library: Library, role: Role) -> set[str]:
    """Return what a role has: from its own facts, and the shifts that open vacancies offer."""
    vacancies = library.vacancies_by_role.get(role.id, ())
    shifts = set(role.usual_shifts).union(*{each.shifts for each in vacancies})
    straight_in = any(each.kind is RouteKind.STRAIGHT_IN for each in role.routes)
    known = {
        "no-experience": role.level == 1 and straight_in,
        "no-car": role.driving is not RoleDriving.REQUIRED,
        "nights": bool({Shift.NIGHTS, Shift.SLEEP_IN} & shifts),
        "school-hours": Shift.SCHOOL_HOURS in shifts,
        "hiring": bool(vacancies),
    }
    return {name for name, has in known.items() if has}
