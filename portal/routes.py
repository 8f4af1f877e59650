"""Addresses: one rule from a record to its page, from a page to its file."""

from __future__ import annotations

from pathlib import PurePosixPath

HOME = "/"
ROLES = "/roles/"
COMPARE = "/roles/compare/"
NEW_ROLES = "/roles/new/"
PATHWAY = "/pathway/"
PLAN = "/pathway/plan/"
QUIZ = "/pathway/quiz/"
VACANCIES = "/vacancies/"
CASE_STUDIES = "/case-studies/"
WITHDRAWN = "/case-studies/withdrawn/"
PROVIDERS = "/providers/"
AUDIENCES = "/for/"
AREAS = "/areas/"
REFER_A_FRIEND = "/refer-a-friend/"
FOR_PROVIDERS = "/for-providers/"
COUNT_REFERRALS = f"{FOR_PROVIDERS}count-referrals/"
PROVIDER_PACK = f"{FOR_PROVIDERS}pack/"
TRACKER = f"{FOR_PROVIDERS}tracker/"
ACCESSIBILITY = "/accessibility/"
EVENTS = "/events/"
AMBASSADORS = "/ambassadors/"
AWARDS = "/awards/"
SCHOOLS = "/schools/"
APPRENTICESHIPS = "/apprenticeships/"
SHORT_LINKS = "/go/"
SEARCH = "/search/"
A_TO_Z = "/a-to-z/"
POSTER = "/poster/"
CALL_ME = "/contact/call-me/"
OFFLINE = "/offline/"
SAVED = "/vacancies/saved/"
DATA = "/data/"


def list_page(url: str, number: int) -> str:
    """Return the address of a page of a list: the list itself, then `page/2/` below it."""
    return url if number == 1 else f"{url}page/{number}/"


def vacancies_in(district: str, role: str | None = None) -> str:
    """Return the address of the vacancies in a district, or of a role in a district."""
    return f"/vacancies/in/{district}/" if role is None else f"/vacancies/in/{district}/{role}/"


def vacancies_for(role: str) -> str:
    """Return the address of the vacancies for a role."""
    return f"/vacancies/role/{role}/"


def case_studies_for(audience: str) -> str:
    """Return the address of the stories for an audience."""
    return f"/case-studies/for/{audience}/"


def case_studies_as(role: str) -> str:
    """Return the address of the stories of people in a role."""
    return f"/case-studies/role/{role}/"


def case_studies_at(setting: str) -> str:
    """Return the address of the stories from a kind of place."""
    return f"/case-studies/setting/{setting}/"


def case_studies_in(district: str) -> str:
    """Return the address of the stories from a district."""
    return f"/case-studies/in/{district}/"


def data_on(topic: str) -> str:
    """Return the address of the workforce data on a topic."""
    return f"{DATA}{topic}/"


def data_in(area: str) -> str:
    """Return the address of the workforce data about an area, by its name in addresses."""
    return f"{DATA}area/{area}/"


_PARTS_OF_VACANCY = VACANCIES.count("/") + 1


def is_single_vacancy(url: str) -> bool:
    """Return whether an address is that of one vacancy, and not of a list."""
    return url.startswith(VACANCIES) and url.count("/") == _PARTS_OF_VACANCY


def file_of(url: str) -> str:
    """Return the file that a web server answers an address with, below the site's folder.

    A text with `/`: to make a path of it would take as long as to open the file.
    """
    below = url.lstrip("/")
    return f"{below}index.html" if not below or below.endswith("/") else below


def url_of(file: PurePosixPath) -> str:
    """Return the address at which a web server answers with a file: the reverse of `file_of`."""
    folder = f"/{file.parent.as_posix()}/" if file.parent.parts else "/"
    return folder if file.name == "index.html" else f"{folder}{file.name}"
