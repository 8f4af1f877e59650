"""The page on which a person plans a route; their own browser plans it, and nobody is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from portal import routes
from portal.content.role import Branch
from portal.errors import Position
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.planner import PlannerForm, planner_data, planner_form
from portal.prose import ProseMaker
from portal.values import fixed

DATA = f"{routes.PLAN}planner.json"
_TITLE = "Plan my route"
_ORIGIN = Position("content/pathway/steps.yaml")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@fixed
class RoleLinks:
    """The roles of a line; `url` of each is where its page says how people get there."""

    title: str
    links: tuple[LinkRow, ...]


@fixed(kw_only=True, slots=False)
class PlanContext(Context):
    """What pages/plan.html is filled with. Without scripts, the links stand for the form.

    `message` is what somebody says who shares a plan, ready for an address; PLAN stands in it for
    the plan's name, and ADDRESS for its address.
    """

    title: str
    lead: str
    form: PlannerForm
    source: str
    starts: tuple[LinkRow, ...]
    lines: tuple[RoleLinks, ...]
    message: str


@fixed
class PlannerContext:
    """What feeds/verbatim.txt is filled with."""

    text: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page, and the data with which a browser plans."""
    make = partial(_context, library)
    yield Page(routes.PLAN, "pages/plan.html", make, _ORIGIN)
    yield Page(DATA, "feeds/verbatim.txt", partial(_data, library), _ORIGIN, listed=False)


def _data(library: Library) -> PlannerContext:
    return PlannerContext(_encode(planner_data(library)))


def _context(library: Library) -> PlanContext:
    crumbs = trail(("Pathway", routes.PATHWAY), (_TITLE, routes.PLAN))
    lead = (
        "Say where you are now and where you want to be. You get up to three ways there: what each "
        "step takes, how long, what it pays, and who is hiring for it today."
    )
    return PlanContext(
        head=make_head(library, crumbs, f"{_TITLE} in care", lead),
        crumbs=crumbs,
        title=_TITLE,
        lead=lead,
        form=planner_form(library),
        source=DATA,
        starts=tuple(LinkRow(each.title, each.url) for each in library.starts.values()),
        lines=tuple(_lines(library)),
        message=quote("My route in care: PLAN ADDRESS"),
        scripts=("planner",),
        stylesheets=("planner",),
    )


def _lines(library: Library) -> Iterator[RoleLinks]:
    for branch in Branch:
        roles = [each for each in library.roles.values() if each.branch is branch]
        if roles:
            links = tuple(LinkRow(each.title, each.url) for each in roles)
            yield RoleLinks(words.BRANCHES[branch], links)
