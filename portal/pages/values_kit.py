"""Recruiting for values: questions by value, what to listen for, and a score sheet to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.content import Value
from portal.content.region import ResourceNeed
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.resources import hub_crumb, need_links
from portal.prose import ProseMaker
from portal.values import fixed

URL = f"{routes.FOR_PROVIDERS}recruit-for-values/"
TITLE = "Recruit for values"
_ORIGIN = Position("content/pathway/values.yaml")
_RULES = f"/{ResourceNeed.RULES}/"
_METHOD = (
    "Local Government Association, Leicestershire County Council: team values, about 2023",
    "Skills for Care, Values-based recruitment: assess, undated",
    "Equality Act 2010, sections 20, 39 and 60",
)


@fixed
class ValueQuestions:
    """A value as an interview asks for it. `scene` is a situation to talk about, or empty."""

    id: str
    title: str
    meaning: str
    questions: tuple[str, ...]
    scene: str
    looks_like: tuple[str, ...]
    unlike: tuple[str, ...]


@fixed
class ValuesKit:
    """The kit: what components/values_kit.html and components/score_sheet.html show."""

    values: tuple[ValueQuestions, ...]
    sources: tuple[str, ...]


@fixed(kw_only=True, slots=False)
class ValuesKitContext(Context):
    """What pages/values_kit.html is filled with. `checks` says what to check, or is empty."""

    title: str
    lead: str
    kit: ValuesKit
    checks: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page where a value has questions."""
    kit = values_kit(library)
    if kit.values:
        yield Page(URL, "pages/values_kit.html", partial(_context, library, kit), _ORIGIN)


def values_kit(library: Library) -> ValuesKit:
    """Return the values that have questions, and where all of it comes from."""
    known = tuple(each for each in library.values.values() if each.questions)
    return ValuesKit(
        tuple(map(_questions, known)),
        tuple(dict.fromkeys((*(each.source for each in known), *_METHOD))) if known else (),
    )


def _questions(value: Value) -> ValueQuestions:
    return ValueQuestions(
        id=value.id,
        title=value.title,
        meaning=value.meaning,
        questions=value.questions,
        scene=value.scene or "",
        looks_like=value.looks_like,
        unlike=value.unlike,
    )


def _context(library: Library, kit: ValuesKit) -> ValuesKitContext:
    crumbs = trail(hub_crumb(), (TITLE, URL))
    lead = (
        "Skills can be taught. Questions for each value, what to listen for, and a score sheet to "
        "print, so that everybody gets the same chance."
    )
    return ValuesKitContext(
        head=make_head(library, crumbs, "Recruit for values: interview kit", lead),
        crumbs=crumbs,
        title=TITLE,
        lead=lead,
        kit=kit,
        checks=next((each.url for each in need_links(library) if each.url.endswith(_RULES)), ""),
        stylesheets=("hub", "pack"),
    )
