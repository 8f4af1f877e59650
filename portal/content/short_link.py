"""Short links: addresses for posters, each of which leads to a page of this site and no other."""

from typing import Annotated

from pydantic import Field, StringConstraints

from portal.content.published import Published
from portal.schema import Day, SitePath, Text

# Short enough to type from a poster, and nothing that has to be shifted for on a phone.
ShortCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=24)]


def short_url(code: str) -> str:
    """Return the address of a short link, from the root of the site."""
    return f"/go/{code}/"


class ShortLink(Published):
    """A short address for posters, which leads to a page of this site."""

    id_: ShortCode = Field(alias="id", description="The code: `jobs` makes the address /go/jobs/.")
    title: Text = Field(description="What it leads to, in words.")
    to: SitePath = Field(description="The page it leads to, like /vacancies/in/leicester/.")
    used_on: Text | None = Field(None, description="Where it is printed, for the team.")
    printed_on: Day | None = Field(None, description="When it was first printed, for the team.")

    @property
    def url(self) -> str:
        """Return its address, from the root of the site."""
        return short_url(self.id_)
