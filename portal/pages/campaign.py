"""The landing page of a campaign: before it starts, while it runs, and once it is over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from portal import routes
from portal.content import Campaign
from portal.content.short_link import short_url
from portal.content.vacancy import Vacancy
from portal.filters import british_date
from portal.library import Library
from portal.pages.aliases import RedirectContext
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, StoryCard, VacancyCard
from portal.pages.event_cards import EventCard, coming_events, district_of
from portal.pages.heads import make_head, ribbon_text, trail
from portal.pages.page import Context, Page
from portal.pages.qr import QrCode, readable
from portal.pages.vacancy_dates import iso_moment
from portal.prose import ProseMaker
from portal.values import fixed

VACANCIES_SHOWN = 6
STORIES_SHOWN = 3
EVENTS_SHOWN = 3


@fixed(kw_only=True, slots=False)
class CampaignContext(Context):
    """What pages/campaign.html is filled with.

    `state` is before, running or over on the day of the build. While it runs, `until` is the moment
    at which the page says by itself that it is over (ISO 8601). `address` is the short one, as on
    a poster, or that of the page. `body` is safe HTML.
    """

    title: str
    summary: str
    state: str
    until: str
    starts: str
    ends: str
    when_over: str
    body: Markup
    links: tuple[LinkRow, ...]
    vacancies: tuple[VacancyCard, ...]
    stories: tuple[StoryCard, ...]
    events: tuple[EventCard, ...]
    address: str
    qr: QrCode
    poster: str


def pages(library: Library, prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield a page for each campaign, and one at its short address."""
    for campaign in library.campaigns:
        running = campaign.starts <= library.today <= campaign.ends
        yield Page(
            campaign.url,
            "pages/campaign.html",
            partial(_context, library, prose, cards, campaign),
            campaign.position,
            listed=running and not campaign.noindex,
        )
        if campaign.short_address:
            yield Page(
                campaign.short_address,
                "pages/redirect.html",
                partial(RedirectContext, title=campaign.title, url=campaign.url),
                campaign.origin.position("short_address"),
                listed=False,
            )


def _context(
    library: Library, prose: ProseMaker, cards: CardMaker, campaign: Campaign
) -> CampaignContext:
    crumbs = trail((campaign.title, campaign.url))
    state = _state(library, campaign)
    short = campaign.short_address or (short_url(campaign.short) if campaign.short else "")
    url = short or campaign.url
    return CampaignContext(
        head=make_head(
            library,
            crumbs,
            campaign.title,
            campaign.summary,
            noindex=campaign.noindex or state != "running",
        ),
        crumbs=crumbs,
        example=campaign.example,
        ribbon=ribbon_text(library, campaign.url),
        title=campaign.title,
        summary=campaign.summary,
        state=state,
        until=iso_moment(campaign.over_at) if state == "running" else "",
        starts=british_date(campaign.starts),
        ends=british_date(campaign.ends),
        when_over=campaign.when_over or "Thank you to everybody who took part.",
        body=Markup(prose.html(campaign.body)),  # noqa: S704 - prose makes safe HTML
        links=tuple(LinkRow(each.title, each.url) for each in campaign.links),
        vacancies=cards.vacancies(_vacancies(library, campaign)[:VACANCIES_SHOWN]),
        stories=_stories(library, cards, campaign),
        events=_events(library, campaign),
        address=readable(library.config.absolute(url)),
        qr=QrCode(library.config.absolute(url)),
        poster=f"{routes.POSTER}?of={campaign.url}",
        stylesheets=("event",),
    )


def _state(library: Library, campaign: Campaign) -> str:
    if library.today < campaign.starts:
        return "before"
    return "running" if library.today <= campaign.ends else "over"


def _vacancies(library: Library, campaign: Campaign) -> tuple[Vacancy, ...]:
    """Return the vacancies of its roles in its districts, newest first; none where it has none."""
    roles, districts = campaign.roles, campaign.districts
    if not roles and not districts:
        return ()
    return tuple(
        each
        for each in library.vacancies
        if (not roles or each.role in roles) and (not districts or each.district in districts)
    )


def _stories(library: Library, cards: CardMaker, campaign: Campaign) -> tuple[StoryCard, ...]:
    wanted = set(campaign.audiences)
    found = [each for each in library.case_studies if wanted & set(each.audiences)]
    return tuple(cards.story(each) for each in found[:STORIES_SHOWN])


def _events(library: Library, campaign: Campaign) -> tuple[EventCard, ...]:
    urls = {
        each.url
        for each in library.events
        if campaign.starts <= each.date <= campaign.ends
        and (not campaign.districts or district_of(library, each) in campaign.districts)
    }
    return tuple(each for each in coming_events(library) if each.url in urls)[:EVENTS_SHOWN]
