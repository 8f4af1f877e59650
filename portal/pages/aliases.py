"""Old addresses: a small page at each that leads to where the thing is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from portal.content import (
    Area,
    Audience,
    Campaign,
    CaseStudy,
    Event,
    FreePage,
    PostedVacancy,
    Provider,
    Role,
    Scheme,
)
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.page import Page
from portal.prose import ProseMaker
from portal.values import fixed

_Published = (
    Role
    | PostedVacancy
    | CaseStudy
    | Provider
    | Scheme
    | FreePage
    | Event
    | Campaign
    | Audience
    | Area
)


@fixed(kw_only=True, slots=False)
class RedirectContext:
    """What pages/redirect.html is filled with.

    `url` is from the root of the site; `moved` says that the address is an old and not a short one.
    """

    title: str
    url: str
    moved: bool = True


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each alias of each record that has a page of its own."""
    groups: tuple[Iterable[_Published], ...] = (
        library.roles.values(),
        library.posted.values(),
        library.case_studies,
        library.providers.values(),
        library.schemes,
        library.pages,
        library.events,
        library.campaigns,
        library.audiences.values(),
        library.areas.values(),
    )
    for group in groups:
        for record in group:
            for alias in record.aliases:
                yield Page(
                    alias,
                    "pages/redirect.html",
                    partial(RedirectContext, title=record.title, url=record.url),
                    record.origin.position("aliases"),
                    listed=False,
                )
