"""Work experience: a written page, with the placements that are open and who has offered some."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup

from portal.content import FreePage
from portal.content.vacancy import Contract
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, VacancyCard
from portal.pages.heads import make_head, ribbon_text, trail
from portal.pages.job_searches import contract_link
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

ID = "work-experience"
URL = f"/{ID}/"
PLACEMENTS_SHOWN = 6


@fixed(kw_only=True, slots=False)
class WorkExperienceContext(Context):
    """What pages/work_experience.html is filled with. `body` is safe HTML.

    `placements` are open vacancies whose contract is work experience.
    """

    title: str
    summary: str
    placements: tuple[VacancyCard, ...]
    more: LinkRow | None
    body: Markup
    sources: tuple[str, ...]
    reviewed_on: date | None


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page, where somebody has written it."""
    for page in library.pages:
        if page.id == ID:
            make = partial(_context, library, prose, cards, page)
            yield Page(
                page.url,
                "pages/work_experience.html",
                make,
                page.position,
                listed=not page.noindex,
                modified=page.reviewed_on,
            )


def _context(
    library: Library, prose: ProseMaker, cards: CardMaker, page: FreePage
) -> WorkExperienceContext:
    crumbs = trail((page.menu_title or page.title, page.url))
    found = [each for each in library.vacancies if each.contract is Contract.WORK_EXPERIENCE]
    more = None
    if len(found) > PLACEMENTS_SHOWN:
        more = contract_link(Contract.WORK_EXPERIENCE, "open placements", len(found))
    return WorkExperienceContext(
        head=make_head(library, crumbs, page.title, page.summary, noindex=page.noindex),
        crumbs=crumbs,
        example=page.example,
        ribbon=ribbon_text(library, page.url),
        title=page.title,
        summary=page.summary,
        placements=cards.vacancies(found[:PLACEMENTS_SHOWN]),
        more=more,
        body=Markup(prose.html(page.body)),  # noqa: S704 - prose makes safe HTML
        sources=page.sources,
        reviewed_on=page.reviewed_on,
    )
