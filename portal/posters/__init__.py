"""Which pages become PDF files of posters, under which names, and by which browser.

What prints them is in portal/posters/files.py, which loads tornado: a tenth of a second that builds
without posters need not wait.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from enum import StrEnum

from portal import routes
from portal.content import CaseStudy, Event, Role, Scheme
from portal.content.vacancy import Vacancy
from portal.errors import PortalError, Position, Problem
from portal.library import Library

FOLDER = "posters"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
ORIGIN = Position(FOLDER)


def find_browser() -> str:
    """Return a browser that can print. Raises PortalError where this machine has none."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise PortalError(
            Problem(
                ORIGIN,
                "no-browser",
                "There is no Chromium or Chrome on this machine, which the posters need.",
                "Install one, or leave --posters out: /poster/ on the site prints them too.",
            )
        )
    return found


class Kind(StrEnum):
    """What posters can be asked for. `usual` is all but vacancies: those come and go."""

    USUAL = "usual"
    SITE = "site"
    ROLES = "roles"
    STORIES = "stories"
    SCHEMES = "schemes"
    EVENTS = "events"
    PACK = "pack"
    VACANCIES = "vacancies"


def poster_urls(library: Library, kinds: Collection[Kind] = (Kind.USUAL,)) -> tuple[str, ...]:
    """Return the pages that get posters, of the kinds that were asked for.

    The pack for providers is one too, though no poster: it is printed as it is.
    """
    records: dict[Kind, Iterable[Role | CaseStudy | Scheme | Event | Vacancy]] = {
        Kind.ROLES: library.roles.values(),
        Kind.STORIES: library.case_studies,
        Kind.SCHEMES: (each for each in library.schemes if not each.is_over(library.today)),
        Kind.EVENTS: (each for each in library.events if not each.is_over(library.today)),
        Kind.VACANCIES: library.vacancies,
    }
    usual = Kind.USUAL in kinds
    wanted = [each for each in records if each in kinds or (usual and each is not Kind.VACANCIES)]
    site = (routes.HOME,) if usual or Kind.SITE in kinds else ()
    pack = (routes.PROVIDER_PACK,) if usual or Kind.PACK in kinds else ()
    return (*site, *sorted(each.url for kind in wanted for each in records[kind]), *pack)


def poster_file(url: str, size: str) -> str:
    """Return the file of a page's poster, below the site.

    >>> poster_file("/roles/nurse/", "a4"), poster_file("/", "sheet")
    ('posters/roles-nurse-a4.pdf', 'posters/site-sheet.pdf')
    """
    return f"{FOLDER}/{url.strip('/').replace('/', '-') or 'site'}-{size}.pdf"
