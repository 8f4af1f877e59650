"""The pathway as a list: lines, roles by level, and the steps from each; and its data as a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content.role import Branch
from portal.errors import Position
from portal.filters import count_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, StepRow
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Head, Page
from portal.pages.pathway_data import pathway_data, pathway_schema
from portal.pages.pathway_drawing import MapView, map_of
from portal.pages.planner import PlannerForm, planner_form
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/pathway/steps.yaml")
_CRUMBS = trail(("Pathway", routes.PATHWAY))
_DATA = f"{routes.PATHWAY}pathway.json"
SCHEMA = f"{routes.PATHWAY}pathway.schema.json"


@fixed
class Stop:
    """A role on a line, and the steps that lead on from it."""

    title: str
    url: str
    level: int
    summary: str
    vacancies: int
    steps: tuple[StepRow, ...]


@fixed
class Line:
    """A line of the pathway with its roles, the first ones first. `id` is its branch."""

    id: str
    title: str
    stops: tuple[Stop, ...]


@fixed(kw_only=True, slots=False)
class PathwayContext(Context):
    """What pages/pathway.html is filled with. `data_url` is the same pathway as a file."""

    lead: str
    planner: PlannerForm
    starts: tuple[LinkRow, ...]
    lines: tuple[Line, ...]
    map: MapView | None
    data_url: str
    schema_url: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the pathway and its data."""
    context, head = partial(_context, library, cards), partial(_head, library)
    yield Page(routes.PATHWAY, "pages/pathway.html", context, _ORIGIN, head=head)
    for url, make in (
        (_DATA, partial(pathway_data, library, SCHEMA)),
        (SCHEMA, partial(pathway_schema, library, SCHEMA)),
    ):
        yield Page(url, "feeds/document.json", make, _ORIGIN, listed=False)


def _context(library: Library, cards: CardMaker) -> PathwayContext:
    return PathwayContext(
        head=_head(library),
        crumbs=_CRUMBS,
        lead="Where you can start, where each role leads, and what every step takes. Steps go up, "
        "across and into specialisms, and most of them you can take while you earn.",
        planner=planner_form(library),
        starts=tuple(
            LinkRow(each.title, each.url, note=each.summary) for each in library.starts.values()
        ),
        lines=tuple(_lines(library, cards)),
        map=map_of(library),
        data_url=_DATA,
        schema_url=SCHEMA,
        scripts=("pathway",),
        stylesheets=("pathway",),
    )


def _head(library: Library) -> Head:
    counted = (
        f"{count_words(len(library.roles), 'role')} and {count_words(len(library.steps), 'step')}"
    )
    return make_head(
        library,
        _CRUMBS,
        "The care career pathway",
        f"{counted} between them: where you can start in adult social care, where each role "
        "leads, and what every step takes.",
    )


def _lines(library: Library, cards: CardMaker) -> Iterator[Line]:
    for branch in Branch:
        stops = tuple(
            Stop(
                title=role.title,
                url=role.url,
                level=role.level,
                summary=role.summary,
                vacancies=len(library.vacancies_by_role.get(role.id, ())),
                steps=cards.steps_from(role.id),
            )
            for role in library.roles.values()
            if role.branch is branch
        )
        if stops:
            yield Line(branch.value, words.BRANCHES[branch], stops)
