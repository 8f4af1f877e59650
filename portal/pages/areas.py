"""The page of all districts: a map, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.errors import Position
from portal.filters import count_words
from portal.library import Library
from portal.pages.area_drawing import AreaDrawing, draw_all
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.heads import fitting, make_head, trail
from portal.pages.page import Context, Head, Page
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/areas")
_CRUMBS = trail(("Areas", routes.AREAS))


@fixed
class AreaRow:
    """A district in the list: `number` is the one on the map; `url` is empty without a page."""

    id: str
    number: int
    title: str
    url: str
    summary: str
    counted: str
    hard_to_recruit: bool


@fixed(kw_only=True, slots=False)
class AreasContext(Context):
    """What pages/areas.html is filled with. `addresses` are those of districts with a page."""

    title: str
    rows: tuple[AreaRow, ...]
    drawing: AreaDrawing | None
    addresses: dict[str, str]
    hard: frozenset[str]
    attribution: str


def area_link(library: Library, district: str) -> LinkRow | None:
    """Return the page of a district, or None where there is none."""
    area = library.areas.get(district)
    return LinkRow(area.title, area.url) if area else None


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page of all districts, where any district has a page."""
    if library.areas:
        make, head = partial(_context, library), partial(_head, library)
        yield Page(routes.AREAS, "pages/areas.html", make, _ORIGIN, head=head)


def _context(library: Library) -> AreasContext:
    title = f"Work and live in {library.config.area}"
    return AreasContext(
        head=_head(library),
        crumbs=_CRUMBS,
        title=title,
        rows=tuple(_rows(library)),
        drawing=draw_all(library),
        addresses={each: area.url for each, area in library.areas.items()},
        hard=frozenset(each for each, area in library.areas.items() if area.hard_to_recruit),
        attribution=library.outlines.attribution if library.outlines else "",
        stylesheets=("area",),
    )


def _head(library: Library) -> Head:
    title = f"Work and live in {library.config.area}"
    return make_head(
        library,
        _CRUMBS,
        fitting(library, title, "Areas to work in"),
        f"What it is like to work in care in each part of {library.config.area}: who is "
        "hiring, getting around without a car, stories and help.",
    )


def _rows(library: Library) -> Iterator[AreaRow]:
    for number, (identity, district) in enumerate(library.districts.items(), 1):
        area = library.areas.get(identity)
        count = len(library.vacancies_by_district.get(identity, ()))
        yield AreaRow(
            id=identity,
            number=number,
            title=district.title,
            url=area.url if area else routes.vacancies_in(identity),
            summary=area.summary if area else "",
            counted=count_words(count, "open vacancy", "open vacancies"),
            hard_to_recruit=bool(area and area.hard_to_recruit),
        )
