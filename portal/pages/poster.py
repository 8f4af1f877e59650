"""The page that makes posters and cards: of the site itself, and by script of any other page.

One page for all, since a poster for each of ten thousand vacancies would double the site: the
script reads what a poster shows from the page that it is asked for (`/poster/?of=/roles/nurse/`).
Why: docs/decisions, "Posters are made where they are wanted".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from portal import routes
from portal.errors import Position
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.qr import QrCode, readable
from portal.pages.short_links import short_urls
from portal.prose import ProseMaker
from portal.values import fixed

CARDS_ON_A_SHEET = 8
_TITLE = "Posters and cards to print"
_ORIGIN = Position("site.yaml")
# Up to how many characters a title is of which size; assets/js/poster.js has the same.
_LENGTHS = ((22, "short"), (48, "medium"), (90, "long"))


@fixed
class Poster:
    """What a poster says. `length` is how long its title is, by which its letters are sized.

    `by` is whose words the lead is; `address` is the readable form of where the code leads.
    """

    kind: str
    title: str
    length: str
    lead: str
    by: str
    facts: tuple[Fact, ...]
    qr: QrCode
    address: str


@fixed
class PaperSize:
    """A choice of paper: its name in addresses, its title, and how large it is."""

    name: str
    title: str
    note: str


SIZES = (
    PaperSize("a4", "Poster, A4", "For a wall or a window"),
    PaperSize("a5", "Poster, A5", "For a counter, or to hand out"),
    PaperSize("sheet", "Sheet of 8 cards", "A4 to cut up, for a staff room"),
    PaperSize("card", "One card", "As large as a bank card"),
)


@fixed(kw_only=True, slots=False)
class PosterContext(Context):
    """What pages/poster.html is filled with; the first of the sizes is chosen to begin with.

    `shorts` are the readable short addresses of pages that have one, by the pages' own.
    """

    title: str
    lead: str
    sizes: tuple[PaperSize, ...]
    poster: Poster
    cards: int
    shorts: Mapping[str, str]


def pages(library: Library, _prose: ProseMaker, _cards: CardMaker) -> Iterator[Page]:
    """Yield the page; search engines would find nothing on it that is not elsewhere."""
    yield Page(
        routes.POSTER, "pages/poster.html", partial(_context, library), _ORIGIN, listed=False
    )


def _context(library: Library) -> PosterContext:
    crumbs = trail((_TITLE, routes.POSTER))
    lead = "Put one up where people pass. The code on it leads to the page."
    return PosterContext(
        head=make_head(library, crumbs, _TITLE, lead, noindex=True),
        crumbs=crumbs,
        title=_TITLE,
        lead=lead,
        sizes=SIZES,
        poster=site_poster(library),
        cards=CARDS_ON_A_SHEET,
        shorts={
            url: readable(library.config.absolute(short))
            for url, short in short_urls(library).items()
        },
        scripts=("poster",),
        stylesheets=("poster",),
    )


def site_poster(library: Library) -> Poster:
    """Return the poster of the site itself. It names no number that would be old on paper."""
    config = library.config
    title = "Find your way into care"
    facts = (
        Fact("What you could do", "Roles explained by what a day is like"),
        Fact("Where it could lead", "The steps, and what each one takes"),
        Fact("Who is hiring", "Open vacancies near you"),
    )
    return Poster(
        kind="Work in social care",
        title=title,
        length=title_length(title),
        lead=f"Jobs, pay and people in care in {config.area}.",
        by="",
        facts=facts,
        qr=QrCode(config.base_url),
        address=readable(config.base_url),
    )


def title_length(title: str) -> str:
    """Return how long a title is, in a word.

    >>> title_length("Care assistant"), title_length("x" * 200)
    ('short', 'longest')
    """
    return next((name for most, name in _LENGTHS if len(title) <= most), "longest")
