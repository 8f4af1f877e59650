"""Awards for people and teams in care: what for, when to nominate, and the stories of winners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from portal import routes
from portal.content import Award
from portal.content.event import LONDON
from portal.errors import Position
from portal.filters import british_date
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import StoryCard
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.vacancy_dates import iso_moment
from portal.prose import ProseMaker
from portal.values import fixed

_ORIGIN = Position("content/awards")


@fixed
class AwardRow:
    """An award: `state` says whether nominations are open, `until` is when they close (ISO 8601),
    by which the page says so by itself; it is empty where they are not open.
    """

    id: str
    title: str
    summary: str
    state: str
    until: str
    website: str
    winners: tuple[StoryCard, ...]
    example: bool


@fixed(kw_only=True, slots=False)
class AwardsContext(Context):
    """What pages/awards.html is filled with."""

    awards: tuple[AwardRow, ...]


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page."""
    yield Page(routes.AWARDS, "pages/awards.html", partial(_context, library, cards), _ORIGIN)


def _context(library: Library, cards: CardMaker) -> AwardsContext:
    crumbs = trail(("Awards", routes.AWARDS))
    return AwardsContext(
        head=make_head(
            library,
            crumbs,
            "Awards for people who work in care",
            f"Prizes for people and teams in care in {library.config.area}: what they are for, "
            "when to nominate somebody, and the stories of those who won.",
        ),
        crumbs=crumbs,
        awards=tuple(_row(library, cards, each) for each in library.awards),
        stylesheets=("event",),
    )


def _row(library: Library, cards: CardMaker, award: Award) -> AwardRow:
    stories = {each.id: each for each in library.case_studies}
    return AwardRow(
        id=award.id,
        title=award.title,
        summary=award.summary,
        state=state_of(award, library.today),
        until=_until(award, library.today),
        website=award.website or "",
        winners=tuple(cards.story(stories[each]) for each in award.winners if each in stories),
        example=award.example,
    )


def state_of(award: Award, today: date) -> str:
    """Return whether somebody can be nominated on a day, in a sentence."""
    if award.opens and today < award.opens:
        return f"Nominations open on {british_date(award.opens)}."
    if award.closes and today > award.closes:
        return f"Nominations closed on {british_date(award.closes)}."
    if award.closes:
        return f"Nominations are open until {british_date(award.closes)}."
    return "Nominations are open." if award.opens else "We do not know when nominations open."


def _until(award: Award, today: date) -> str:
    if award.closes is None or today > award.closes or (award.opens and today < award.opens):
        return ""
    return iso_moment(datetime.combine(award.closes + timedelta(days=1), time(), LONDON))
