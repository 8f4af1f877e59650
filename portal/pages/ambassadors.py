"""Ambassadors: people who work in care and come to talk about it, and how to invite one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import Ambassador
from portal.errors import Position
from portal.filters import list_words
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/ambassadors")


@fixed
class AmbassadorRow:
    """An ambassador, as far as they agreed: `name` may be empty. `body` is safe HTML."""

    id: str
    name: str
    role: LinkRow
    summary: str
    districts: str
    audiences: str
    body: Markup
    example: bool


@fixed(kw_only=True, slots=False)
class AmbassadorsContext(Context):
    """What pages/ambassadors.html is filled with. `email` and `phone` are the site's owner's."""

    ambassadors: tuple[AmbassadorRow, ...]
    email: str
    phone: str


def pages(library: Library, prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page."""
    make = partial(_context, library, prose)
    yield Page(routes.AMBASSADORS, "pages/ambassadors.html", make, _ORIGIN)


def _context(library: Library, prose: ProseMaker) -> AmbassadorsContext:
    crumbs = trail(("Care ambassadors", routes.AMBASSADORS))
    config = library.config
    return AmbassadorsContext(
        head=make_head(
            library,
            crumbs,
            "Care ambassadors",
            f"People who work in care in {config.area} come to your school, college, job centre or "
            "group and say what the work is really like. How to invite one.",
        ),
        crumbs=crumbs,
        ambassadors=tuple(
            _row(library, prose, each) for each in library.ambassadors if each.role in library.roles
        ),
        email=config.organisation.email or "",
        phone=config.organisation.phone or "",
        stylesheets=("event",),
    )


def _row(library: Library, prose: ProseMaker, ambassador: Ambassador) -> AmbassadorRow:
    role = library.roles[ambassador.role]
    districts = [library.districts[each].title for each in ambassador.districts]
    audiences = [library.audiences[each].title for each in ambassador.audiences]
    return AmbassadorRow(
        id=ambassador.id,
        name=ambassador.shown_name,
        role=LinkRow(role.title, role.url),
        summary=ambassador.summary,
        districts=list_words(districts) or f"All of {library.config.area}",
        audiences=list_words(audiences) or "Everybody",
        body=Markup(prose.html(ambassador.body)),  # noqa: S704 - prose makes safe HTML
        example=ambassador.example,
    )
