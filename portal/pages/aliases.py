"""Old addresses: a small page at each that leads to where the thing is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from portal.content import CaseStudy, FreePage, Provider, Role, Scheme
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.page import Page
from portal.prose import ProseMaker


@dataclass(frozen=True, kw_only=True)
class RedirectContext:
    """What pages/redirect.html is filled with. `url` is from the root of the site."""

    title: str
    url: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each alias of each record that has a page of its own."""
    groups: tuple[Sequence[Role | CaseStudy | Provider | Scheme | FreePage], ...] = (
        tuple(library.roles.values()),
        library.case_studies,
        tuple(library.providers.values()),
        library.schemes,
        library.pages,
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
