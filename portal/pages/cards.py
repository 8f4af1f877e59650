"""What pages show of one another: small values that the components of templates are filled with.

Every address is from the root of the site (`/roles/care-worker/`); components put `site.root`
before it. Texts are ready to read; an empty text means that there is nothing to show.
"""

from __future__ import annotations

from typing import Literal

from portal.images.route import Route
from portal.pages.drawings import Drawing
from portal.pages.pictures import PictureView
from portal.values import fixed

Tone = Literal["yes", "no", "not-stated", "neutral"]


@fixed
class Fact:
    """A line of a list of facts. `note` is smaller print below; `url` makes the value a link."""

    label: str
    value: str
    note: str = ""
    url: str = ""


@fixed
class Term:
    """A term of a job, and what the advert says about it, silence included."""

    label: str
    answer: str
    tone: Tone


@fixed
class RoleCard:
    """A role: `pay` is `From £12.71 an hour` or empty; `category` is its name in words."""

    title: str
    url: str
    summary: str
    pay: str
    vacancies: int
    stories: int
    category: str


@fixed
class VacancyCard:
    """A vacancy: `pay` and `hours` say so where nothing is stated; `posted` and `closes` are like
    `Closes 4 December 2026`, or empty. In its last week, `left` says how long there is to apply,
    and `until` is the moment it closes (ISO 8601), by which scripts keep that right.
    """

    title: str
    url: str
    provider: str
    place: str
    pay: str
    hours: str
    tags: tuple[str, ...]
    posted: str
    closes: str
    example: bool
    left: str = ""
    until: str = ""

    def __hash__(self) -> int:
        """Return a hash of the address, which no two vacancies share: there are ten thousand."""
        return hash(self.url)


@fixed
class StoryCard:
    """A case study: the person's name, the title of their role, their own words.

    `name` is empty without consent to it. Without a picture there is the line drawn for the story,
    which leads to a drawing of the kind of place it is told from. `language` is that of title and
    quote, where it is not the site's.
    """

    title: str
    url: str
    name: str
    role: str
    quote: str
    place: str
    example: bool
    picture: PictureView | None = None
    route: Route | None = None
    language: str = ""
    setting: Drawing | None = None


@fixed
class ProviderCard:
    """A provider: its services and districts as lines of words, and its count of vacancies."""

    title: str
    url: str
    about: str
    services: str
    districts: str
    vacancies: int
    example: bool


@fixed
class SchemeCard:
    """A refer-a-friend scheme: `total` like `£500`, `ends` like `Ends 4 December 2026` or empty.

    `closes` is the moment at which an open scheme is over (ISO 8601), when the card says `ended`.
    """

    title: str
    url: str
    summary: str
    total: str
    provider: str
    ends: str
    closes: str
    ended: str
    example: bool


@fixed
class StepRow:
    """A step of the pathway, seen from one end: title and address are those of the other end.

    `kind` is advance, sideways or specialise; `stories` and `vacancies` count people who took the
    step and open vacancies in the role at the other end.
    """

    title: str
    url: str
    kind: str
    kind_label: str
    time: str
    needs: tuple[str, ...]
    learning: str
    stories: int
    vacancies: int


@fixed
class LinkRow:
    """A link with an optional count of what is behind it, which may be in another language."""

    title: str
    url: str
    count: int | None = None
    note: str = ""
    language: str = ""


@fixed
class Pagination:
    """Where a page stands in its list. `links` skip numbers where there are many pages."""

    current: int
    total: int
    previous_url: str
    next_url: str
    links: tuple[tuple[int, str], ...]
