"""For providers: one line from an advert to a team that stays, with the tools at each stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import FreePage
from portal.content.event import EventFor
from portal.errors import Position
from portal.library import Library
from portal.pages import advert_helper, pack, resources, values_kit, work_experience
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow
from portal.pages.event_cards import EventCard, coming_events
from portal.pages.heads import make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.prose import ProseMaker
from portal.values import fixed

ID = "for-providers"
EVENTS_SHOWN = 3
_ORIGIN = Position("content/pages/for-providers/index.md")
_TITLE = "For providers"
_LEAD = "From the first line of an advert to a team that stays: tools, templates and help. Free."
_HERE = routes.FOR_PROVIDERS

# What helps at each stop: a page that is made, or the address of a written one, which says itself
# what it is called and what it is for.
_STOPS: tuple[tuple[str, tuple[LinkRow | str, ...]], ...] = (
    (
        "Write an advert that works",
        (
            LinkRow(
                advert_helper.TITLE,
                advert_helper.URL,
                note="What people look for, words that keep them away, and what your adverts say "
                "now.",
            ),
            f"{_HERE}post-a-vacancy/",
        ),
    ),
    (
        "Let people find you",
        (
            f"{_HERE}start-a-referral-scheme/",
            f"{_HERE}share-a-story/",
            LinkRow("Posters with a code", routes.POSTER, note="Of any page here, in A4 and A5."),
            LinkRow(
                "Schools and colleges",
                routes.SCHOOLS,
                note="A lesson to bring along, and who opens the door.",
            ),
            LinkRow(
                "Work experience",
                work_experience.URL,
                note="Offer a place: people then know what they apply for.",
            ),
        ),
    ),
    (
        "Choose by values",
        (
            LinkRow(
                "Interview kit",
                values_kit.URL,
                note="Questions for each value, good signs, and a score sheet to print.",
            ),
        ),
    ),
    (
        "Welcome people, and keep them",
        (
            f"{_HERE}keep-people/",
            LinkRow(
                "Apprenticeships", routes.APPRENTICESHIPS, note="Levels, how long, and who pays."
            ),
        ),
    ),
    (
        "Count what works",
        (
            LinkRow(
                "Recruitment tracker",
                routes.TRACKER,
                note="What each way of finding people costs you, for each starter and each stayer.",
            ),
            LinkRow(
                "Count referrals",
                routes.COUNT_REFERRALS,
                note="How many people each code brought. Your list stays with you.",
            ),
            LinkRow(
                "Workforce data",
                routes.DATA,
                note="Vacancies, turnover and pay here and in England, each figure with its "
                "source.",
            ),
        ),
    ),
)


@fixed
class Stop:
    """A step on the way to a team that stays, with what helps at it."""

    title: str
    tools: tuple[LinkRow, ...]


@fixed(kw_only=True, slots=False)
class ProviderHubContext(Context):
    """What pages/provider_hub.html is filled with. `body` is safe HTML, and may be empty.

    `below` are the written pages below this one that no stop names; `pack` is the page with all of
    it to print, `resources` the list of help or empty.
    """

    title: str
    summary: str
    stops: tuple[Stop, ...]
    needs: tuple[LinkRow, ...]
    free: LinkRow | None
    resources: str
    events: tuple[EventCard, ...]
    all_events: str
    pack: str
    body: Markup
    below: tuple[LinkRow, ...]
    sources: tuple[str, ...]
    reviewed_on: date | None


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the page; its own words are those of a written page at the same address, if any."""
    written = next((each for each in library.pages if each.id == ID), None)
    yield Page(
        _HERE,
        "pages/provider_hub.html",
        partial(_context, library, prose, cards, written),
        written.position if written else _ORIGIN,
        modified=written.reviewed_on if written else None,
    )


def _context(
    library: Library, prose: ProseMaker, cards: CardMaker, written: FreePage | None
) -> ProviderHubContext:
    title = (written.menu_title or written.title) if written else _TITLE
    summary = written.summary if written else _LEAD
    crumbs = trail((title, _HERE))
    stops = _stops(library, cards)
    named = {tool.url for stop in stops for tool in stop.tools}
    events = coming_events(library, for_=EventFor.PROVIDERS)
    return ProviderHubContext(
        head=make_head(library, crumbs, title, summary),
        crumbs=crumbs,
        example=written.example if written else False,
        ribbon=ribbon_text(library, _HERE),
        title=written.title if written else _TITLE,
        summary=summary,
        stops=stops,
        needs=resources.need_links(library),
        free=resources.free_link(library),
        resources=resources.URL if resources.for_providers(library) else "",
        events=events[:EVENTS_SHOWN],
        all_events=f"{routes.EVENTS}for-providers/" if events else "",
        pack=pack.URL,
        body=Markup(prose.html(written.body if written else "")),  # noqa: S704 - safe HTML
        below=tuple(each for each in _below(library) if each.url not in named),
        sources=written.sources if written else (),
        reviewed_on=written.reviewed_on if written else None,
        stylesheets=("hub", "event"),
    )


def _below(library: Library) -> tuple[LinkRow, ...]:
    """Return the written pages right below this one, in their order."""
    found = [each for each in library.pages if each.id.rpartition("/")[0] == ID]
    return tuple(
        LinkRow(each.menu_title or each.title, each.url, note=each.summary)
        for each in sorted(found, key=lambda each: (each.order, each.title))
    )


def _stops(library: Library, cards: CardMaker) -> tuple[Stop, ...]:
    """Return the way from an advert to a team that stays; pages that are not there are left out."""
    there = {each.url: each for each in _below(library)}
    made = {
        values_kit.URL: bool(values_kit.values_kit(library).values),
        work_experience.URL: bool(cards.prose_url(work_experience.URL)),
        routes.DATA: bool(library.workforce),
    }
    for tool in (each for _, tools in _STOPS for each in tools if not isinstance(each, str)):
        if made.get(tool.url, True):
            there[tool.url] = tool
    stops = []
    for title, tools in _STOPS:
        urls = (each if isinstance(each, str) else each.url for each in tools)
        found = tuple(there[url] for url in urls if url in there)
        if found:
            stops.append(Stop(title, found))
    return tuple(stops)
