"""Banners on top of every page: those of the day, and those to come that the browser shows."""

from __future__ import annotations

from datetime import timedelta

from portal.content import Banner
from portal.library import Library
from portal.pages.vacancy_dates import iso_moment
from portal.values import fixed

# A site is built at least once in this time; a banner that is set further ahead waits for a build.
AHEAD = timedelta(days=14)


@fixed
class BannerView:
    """A banner. It is shown from `starts` until `ends` (ISO 8601); `shown` says that this holds on
    the day of the build, for browsers without scripts. `url` may be on this site or elsewhere.
    """

    id: str
    title: str
    text: str
    tone: str
    starts: str
    ends: str
    shown: bool
    url: str
    link_text: str


def banner_views(library: Library) -> tuple[BannerView, ...]:
    """Return the banners that may be shown from today until the next build, warnings first."""
    today = library.today
    found = [
        each for each in library.banners if each.ends >= today and each.starts <= today + AHEAD
    ]
    found.sort(key=lambda each: (each.tone != "warning", each.starts, each.id_))
    return tuple(_view(library, each) for each in found)


def _view(library: Library, banner: Banner) -> BannerView:
    return BannerView(
        id=banner.id_,
        title=banner.title,
        text=banner.text,
        tone=banner.tone,
        starts=iso_moment(banner.from_moment),
        ends=iso_moment(banner.until_moment),
        shown=banner.starts <= library.today,
        url=banner.website or (f"{library.config.root}{banner.link}" if banner.link else ""),
        link_text=banner.link_text or "",
    )
