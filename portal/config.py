"""The settings of a site: `site.yaml`, one field a setting."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from portal.errors import Position, Problem
from portal.schema import EmailAddress, Part, Phone, Provenance, Record, Text, WebAddress, validate
from portal.source import ReadPlain, SourceFile, read_document, read_plain


def _check_colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise PydanticCustomError(
            "colour",
            '"{value}" is not a colour',
            {"value": value[:20], "remedy": 'Write it like "#7a1f5c", in quotation marks.'},
        )
    return value.lower()


def check_base_url(value: str) -> str:
    """Return the address with one slash at its end. Raises PydanticCustomError where it is none."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        parts, good = None, False
    if parts is None or not good or parts.query or parts.fragment or parts.username:
        raise PydanticCustomError(
            "web-address",
            '"{value}" is not a web address',
            {"value": value[:60], "remedy": "Write it like https://example.org/careers/."},
        )
    return value.rstrip("/") + "/"


def _check_link(value: str) -> str:
    if not value.startswith("/") or value.startswith("//") or re.search(r"[\s\"'<>\\]", value):
        raise PydanticCustomError(
            "site-path",
            '"{value}" is not an address on this site',
            {"value": value[:60], "remedy": "Start it with a slash, like /roles/."},
        )
    return value


Colour = Annotated[str, AfterValidator(_check_colour)]
BaseUrl = Annotated[str, AfterValidator(check_base_url)]
SiteLink = Annotated[str, AfterValidator(_check_link)]


class Organisation(Part):
    """Who answers for the site."""

    name: Text = Field(description="The organisation that publishes the site.")
    url: WebAddress | None = Field(None, description="Its own web address.")
    email: EmailAddress | None = Field(None, description="Where people can write.")
    phone: Phone | None = Field(None, description="Where people can call.")


class Brand(Part):
    """The look: a few colours; everything else follows from them."""

    primary: Colour = Field("#5b2a6e", description="The main colour: links, buttons, header.")
    accent: Colour = Field("#f2b33d", description="The warm second colour, used sparingly.")


class MenuItem(Part):
    """A line of the menu."""

    title: Text = Field(description="The words.")
    url: SiteLink = Field(description="The address, like /roles/.")


class FooterItem(MenuItem):
    """A link at the foot of each page."""

    group: Text | None = Field(
        None, description="The heading it stands below; links of a group follow one another."
    )


class Forms(Part):
    """Where forms are sent."""

    interest_endpoint: WebAddress | None = Field(
        None, description="Where `Ask us to call you` is posted; without it, mail and telephone."
    )


class Config(Record):
    """All settings of a site."""

    title: str = Field(min_length=3, max_length=70, description="The name of the site.")
    short_title: Text | None = Field(None, description="A short name for small screens.")
    description: str = Field(min_length=20, max_length=240, description="What the site is.")
    base_url: BaseUrl = Field(description="Its address, like https://example.org/careers/.")
    language: Text = Field("en-GB", description="The language of the site.")
    area: Text = Field(description="The area it covers, in words.")
    organisation: Organisation = Field(description="name, url, email, phone.")
    brand: Brand = Field(Brand(), description="primary and accent colours.")
    navigation: tuple[MenuItem, ...] = Field(min_length=1, description="The menu.")
    footer: tuple[FooterItem, ...] = Field((), description="The links at the foot of each page.")
    repository: WebAddress | None = Field(
        None,
        description="Its repository on GitHub, whose web forms pages for providers then link to.",
    )
    forms: Forms = Field(Forms(), description="Where forms are sent.")
    vacancies_per_page: int = Field(50, ge=5, le=200, description="Vacancies on a list page.")
    find_a_job_category: int | None = Field(
        None,
        ge=1,
        le=999,
        description="The number of our vacancies' category in Find a Job's own list.",
    )
    production: bool = Field(
        False,
        description="true on the real site: then what only its owner can say must be there, and "
        "--strict refuses made-up examples.",
    )

    @property
    def root(self) -> str:
        """Return the path under which the site lives, without its last slash: `` or `/careers`."""
        return urlsplit(self.base_url).path.rstrip("/")

    def absolute(self, url: str) -> str:
        """Return the whole address of a page from its address below the root of the site."""
        return self.base_url.rstrip("/") + url


def read_config(
    path: Path, root: Path, today: date, plainly: ReadPlain = read_plain
) -> tuple[Config | None, list[Problem]]:
    """Return the settings in a file, or None and every problem in it.

    `plainly` does what `read_plain` does, maybe from memory.
    """
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        status = path.stat()
    except OSError:
        problem = Problem(
            Position(name),
            "no-config",
            "The settings of the site are missing: there is no such file.",
            "Run the command in the project's folder, or name the file with --config.",
        )
        return None, [problem]
    document, problems = read_document(
        SourceFile(path, name, status.st_size, status.st_mtime_ns), plainly
    )
    if document is None:
        return None, problems
    config, problems = validate(Config, document.data, document.source, today)
    if config is not None:
        config._provenance = Provenance(source=document.source)
    return config, problems
