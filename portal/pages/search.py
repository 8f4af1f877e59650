"""The search: a form and its data for scripts, and an A to Z for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.a_to_z import Letter, group_by_letter
from portal.pages.cards import LinkRow
from portal.pages.finder import SOURCE
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.search_index import KINDS, SearchIndex
from portal.pages.syndication import DocumentContext
from portal.values import fixed

DATA = f"{routes.SEARCH}index.json"
_ORIGIN = Position("site.yaml")


@fixed(kw_only=True, slots=False)
class SearchContext(Context):
    """What pages/search.html is filled with.

    `source` is the address of the index, `finder` that of the vacancies' data; `kinds` are names
    and words of what there is to find; `sections` and `letters` lead on without a search.
    """

    source: str
    finder: str
    kinds: tuple[tuple[str, str], ...]
    sections: tuple[LinkRow, ...]
    letters: tuple[Letter, ...]
    vacancies: int


@fixed(kw_only=True, slots=False)
class AToZContext(Context):
    """What pages/a_to_z.html is filled with."""

    letters: tuple[Letter, ...]


def pages(library: Library, listed: Sequence[Page]) -> Iterator[Page]:
    """Yield the search, its data and the A to Z of the pages that are listed."""
    index = SearchIndex(library, listed)
    make = partial(_context, library, index)
    yield Page(routes.SEARCH, "pages/search.html", make, _ORIGIN)
    data, reads = partial(_data, index), partial(_reads, index)
    yield Page(DATA, "feeds/search_index.json", data, _ORIGIN, listed=False, reads=reads)
    yield Page(routes.A_TO_Z, "pages/a_to_z.html", partial(_a_to_z, library, index), _ORIGIN)


def _reads(index: SearchIndex) -> tuple[object, ...]:
    """Return all that the data is made of (`portal.keeping`), in a tenth of the time that it takes
    to find the words in it.
    """
    return (index.key(),)


def _data(index: SearchIndex) -> DocumentContext:
    return DocumentContext(document=index.document())


def _context(library: Library, index: SearchIndex) -> SearchContext:
    crumbs = trail(("Search", routes.SEARCH))
    there = {entry.kind for entry in index.entries}
    return SearchContext(
        head=make_head(
            library,
            crumbs,
            "Search this site",
            f"Find roles, stories, vacancies, providers and advice about adult social care in "
            f"{library.config.area}.",
        ),
        crumbs=crumbs,
        scripts=("search",),
        stylesheets=("search",),
        source=DATA,
        finder=SOURCE,
        kinds=tuple((name, words) for name, words in KINDS.items() if name in there),
        sections=tuple(LinkRow(item.title, item.url) for item in library.config.navigation),
        letters=group_by_letter(index.entries),
        vacancies=len(library.vacancies),
    )


def _a_to_z(library: Library, index: SearchIndex) -> AToZContext:
    crumbs = trail(("A to Z", routes.A_TO_Z))
    return AToZContext(
        head=make_head(
            library,
            crumbs,
            "A to Z",
            "Every role with all its names, every provider and every page of advice, from A to Z.",
        ),
        crumbs=crumbs,
        stylesheets=("search",),
        letters=group_by_letter(index.entries),
    )
