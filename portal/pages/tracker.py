"""The recruitment tracker: what each way of finding staff costs, worked out in the browser.

Without scripts the page is a sheet to print and fill in by hand. Nothing that is typed is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.exports import ExportContext
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

EMPTY_LIST = f"{routes.TRACKER}recruitment.csv"
_TITLE = "Recruitment tracker"
_LEAD = (
    "What each way of finding staff costs you, and who stays. You fill in your numbers, and your "
    "browser does the sums."
)
# They can be told by whether they are still there, so they start at least so long ago.
STAY_DAYS = 90
_ORIGIN = Position("site.yaml")


@fixed
class Column:
    """A number to fill in for each source. `id` is its name in files; `keys` is which keyboard a
    phone shows (HTML, inputmode); `meaning` says what to count.
    """

    id: str
    title: str
    keys: str
    meaning: str


COLUMNS = (
    Column(
        "spend",
        "Spend (£)",
        "decimal",
        "What you paid for this source: adverts, fees, rewards, printing, a stall. Add the pay for "
        "the hours it took, if you can. If it was free, write 0.",
    ),
    Column("applicants", "Applicants", "numeric", "People who applied and named this source."),
    Column("interviews", "Interviews", "numeric", "How many of them you met or spoke to."),
    Column("starters", "Starters", "numeric", "How many of them came to work."),
    Column(
        "stayers_90_days",
        "Stayed 90 days",
        "numeric",
        "How many of them still worked for you 90 days after their first day.",
    ),
)
# Kinds of source and no figures: everybody has their own.
SOURCES = (
    "Job website that we pay for",
    "Find a job (Jobcentre)",
    "Our own website",
    "Refer a friend",
    "Social media",
    "Job fair or open day",
    "School or college",
    "Agency",
)
BLANK_LINES = 3


@fixed(kw_only=True, slots=False)
class TrackerContext(Context):
    """What pages/tracker.html is filled with. `empty_list` is the address of a CSV to fill in."""

    title: str
    lead: str
    columns: tuple[Column, ...]
    sources: tuple[str, ...]
    blank_lines: int
    stay_days: int
    empty_list: str


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page, and the empty list."""
    make = partial(_context, library)
    yield Page(routes.TRACKER, "pages/tracker.html", make, _ORIGIN)
    empty = partial(ExportContext, text=empty_list())
    yield Page(EMPTY_LIST, "feeds/verbatim.txt", empty, _ORIGIN, listed=False)


def empty_list() -> str:
    """Return a CSV with the sources and no numbers, as the page reads and writes it.

    The byte order mark tells Excel that it is UTF-8; RFC 4180 has the lines end so.
    """
    header = ("source", *(column.id for column in COLUMNS))
    gaps = "," * len(COLUMNS)
    return "\ufeff" + "\r\n".join((",".join(header), *(f"{name}{gaps}" for name in SOURCES), ""))


def _context(library: Library) -> TrackerContext:
    hub = next((each for each in library.pages if each.url == routes.FOR_PROVIDERS), None)
    above = [(hub.menu_title or hub.title, hub.url)] if hub else []
    crumbs = trail(*above, (_TITLE, routes.TRACKER))
    return TrackerContext(
        head=make_head(library, crumbs, _TITLE, f"{_LEAD} Nothing is sent."),
        crumbs=crumbs,
        title=_TITLE,
        lead=_LEAD,
        columns=COLUMNS,
        sources=SOURCES,
        blank_lines=BLANK_LINES,
        stay_days=STAY_DAYS,
        empty_list=EMPTY_LIST,
        scripts=("tracker",),
        stylesheets=("tracker",),
    )
