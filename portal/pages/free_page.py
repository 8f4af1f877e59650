"""Pages of prose at addresses of their own; a page lists those below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup

from portal.content import FreePage
from portal.library import Library
from portal.pages import provider_hub, work_experience
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.heads import make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed


@fixed(kw_only=True, slots=False)
class FreePageContext(Context):
    """What pages/free_page.html is filled with. `body` is safe HTML; `below` the pages below it.

    `form_url` is where the web form is that the page is about, or empty.
    """

    title: str
    summary: str
    body: Markup
    below: tuple[LinkRow, ...]
    sources: tuple[str, ...]
    reviewed_on: date | None
    form_url: str


# The web form that a page tells of, by the page's id; made from portal/submissions.
FORMS = {
    "for-providers/share-a-story": "share-a-story.yml",
    "for-providers/post-a-vacancy": "post-a-vacancy.yml",
}

# Written pages that stand on a page with more than words, made by a module of its own.
MADE_ELSEWHERE = frozenset({provider_hub.ID, work_experience.ID})


def pages(library: Library, prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each page of prose."""
    by_id = {page.id: page for page in library.pages}
    below: defaultdict[str, list[FreePage]] = defaultdict(list)
    for page in sorted(library.pages, key=lambda each: (each.order, each.title)):
        below[_above(page.id)].append(page)
    for page in library.pages:
        if page.id in MADE_ELSEWHERE:
            continue
        above = tuple(by_id[each] for each in _all_above(page.id) if each in by_id)
        yield Page(
            page.url,
            "pages/free_page.html",
            partial(_context, library, prose, page, above, tuple(below.get(page.id, ()))),
            page.position,
            listed=not page.noindex,
            modified=page.reviewed_on,
        )


def _above(identity: str) -> str:
    """Return the id of the page above, or an empty text."""
    return identity.rpartition("/")[0]


def _all_above(identity: str) -> tuple[str, ...]:
    above = _above(identity)
    return (*_all_above(above), above) if above else ()


def _context(
    library: Library,
    prose: ProseMaker,
    page: FreePage,
    above: tuple[FreePage, ...],
    below: tuple[FreePage, ...],
) -> FreePageContext:
    crumbs = trail(*((each.menu_title or each.title, each.url) for each in (*above, page)))
    return FreePageContext(
        head=make_head(library, crumbs, page.title, page.summary, noindex=page.noindex),
        crumbs=crumbs,
        example=page.example,
        ribbon=ribbon_text(library, page.url),
        title=page.title,
        summary=page.summary,
        body=Markup(prose.html(page.body)),  # noqa: S704 - prose makes safe HTML
        below=tuple(
            LinkRow(each.title, each.url, note=each.summary, language=each.language or "")
            for each in below
        ),
        sources=page.sources,
        reviewed_on=page.reviewed_on,
        form_url=_form_url(library, page),
        language=page.language or "",
    )


def _form_url(library: Library, page: FreePage) -> str:
    """Return the address of a page's form, if there is one and the site says where."""
    repository, form = library.config.repository, FORMS.get(page.id)
    return f"{repository.rstrip('/')}/issues/new?template={form}" if repository and form else ""
