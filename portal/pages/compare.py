"""Roles side by side: one table of all roles, from which scripts take up to three."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content import Role
from portal.content.role import Branch, PayRange
from portal.errors import Position
from portal.filters import amount_text, british_date, count_words, list_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Head, Page
from portal.prose import ProseMaker
from portal.values import fixed

# How many fit beside each other on a laptop.
MOST = 3
TITLE = "Compare roles"
COLUMNS = (
    "Pay when you start",
    "Pay with experience",
    "Where",
    "Shifts",
    "Driving",
    "Ways in",
    "Criminal-record check (DBS)",
    "Registration",
    "Qualifications that help",
    "Where it leads",
    "Vacancies now",
)
_ORIGIN = Position("content/pathway/roles")
_CRUMBS = trail(("Roles", routes.ROLES), (TITLE, routes.COMPARE))
_NO_FIGURE = "No sound figure"


@fixed
class Cell:
    """What a role says in a column; `note` is smaller print, `url` makes the value a link.

    What nobody knows is not the same for two roles, so it is marked as `unknown`.
    """

    value: str
    note: str = ""
    url: str = ""
    unknown: bool = False


@fixed
class ComparedRole:
    """A row of the table, with a cell for each column."""

    id: str
    title: str
    url: str
    cells: tuple[Cell, ...]


@fixed
class ComparedGroup:
    """The roles on one line of the pathway."""

    title: str
    roles: tuple[ComparedRole, ...]


@fixed(kw_only=True, slots=False)
class CompareContext(Context):
    """What pages/compare.html is filled with. `numbers` counts the roles that one can choose."""

    title: str
    lead: str
    columns: tuple[str, ...]
    groups: tuple[ComparedGroup, ...]
    numbers: tuple[int, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page, where there is something to compare."""
    if len(library.roles) > 1:
        make, head = partial(_context, library, cards), partial(_head, library)
        yield Page(routes.COMPARE, "pages/compare.html", make, _ORIGIN, head=head)


def _context(library: Library, cards: CardMaker) -> CompareContext:
    return CompareContext(
        head=_head(library),
        crumbs=_CRUMBS,
        scripts=("compare",),
        stylesheets=("compare",),
        title=TITLE,
        lead="See what differs before you decide: pay, shifts, driving, ways in and what comes "
        "after.",
        columns=COLUMNS,
        groups=tuple(_groups(library, cards)),
        numbers=tuple(range(1, MOST + 1)),
    )


def _head(library: Library) -> Head:
    count = count_words(len(library.roles), "role")
    return make_head(
        library,
        _CRUMBS,
        f"{TITLE} in adult social care",
        f"{count} in adult social care side by side: pay, shifts, driving, ways in, checks, "
        "qualifications, and who is hiring today.",
    )


def _groups(library: Library, cards: CardMaker) -> Iterator[ComparedGroup]:
    for branch in Branch:
        roles = tuple(
            ComparedRole(role.id, role.title, role.url, tuple(_cells(library, cards, role)))
            for role in library.roles.values()
            if role.branch is branch
        )
        if roles:
            yield ComparedGroup(words.BRANCHES[branch], roles)


def _cells(library: Library, cards: CardMaker, role: Role) -> Iterator[Cell]:
    """Yield the cells of a role, in the order of COLUMNS."""
    pay = role.pay
    yield _pay(role, pay.starter if pay else None)
    yield _pay(role, pay.experienced if pay else None)
    yield Cell(list_words(cards.setting_titles(role.settings), "or"))
    yield Cell(role.shifts or "Not stated")
    yield Cell(words.ROLE_DRIVING[role.driving], role.driving_note or "")
    kinds = dict.fromkeys(words.ROUTE_KINDS[each.kind] for each in role.routes)
    yield Cell("; ".join(kinds) or "Not stated")
    yield Cell(role.dbs or "Not stated")
    yield Cell(role.registration or "None")
    known = library.qualifications
    yield Cell(
        "; ".join(known[each].title for each in role.qualifications if each in known) or "None"
    )
    steps = dict.fromkeys(step.title for step in cards.steps_from(role.id))
    yield Cell("; ".join(steps) or "The end of its line")
    vacancies = cards.role(role.id).vacancies
    yield Cell(
        count_words(vacancies, "vacancy", "vacancies") if vacancies else "None today",
        url=routes.vacancies_for(role.id) if vacancies else "",
    )


def _pay(role: Role, paid: PayRange | None) -> Cell:
    if role.pay is None or paid is None:
        return Cell(_NO_FIGURE, unknown=True)
    note = f"{role.pay.source}, {british_date(role.pay.as_of)}"
    return Cell(amount_text(paid.min, paid.max, role.pay.per), note)
