"""What records that become pages have in common: when they are published, old addresses."""

from datetime import date

from pydantic import Field

from portal.schema import Day, Record, SitePath

# How the reasons begin for which a record is no longer published once a day has come.
_ENDED = ("it expired", "its consent was")


def has_ended(because: str) -> bool:
    """Return whether a reason for not being published came with a day, and with no edit.

    What names such a record is told in a warning: an error would stop the build of that night, and
    the old site, with the record on it, would stay.
    """
    return because.startswith(_ENDED)


class Published(Record):
    """A record with a life: hidden while a draft, before `publish_on` and from `expires_on`."""

    draft: bool = Field(False, description="true hides it from the site; the preview shows it.")
    publish_on: Day | None = Field(None, description="The first day on which it is published.")
    expires_on: Day | None = Field(None, description="The first day on which it is gone again.")
    aliases: tuple[SitePath, ...] = Field(
        (), description="Old addresses that should lead here, like /old-name/."
    )
    example: bool = Field(False, description="true labels it as a made-up example.")

    def withholds(self, today: date) -> bool:
        """Return whether anything of it may not be published on a day."""
        return bool(self.hidden_because(today))

    def hidden_because(self, today: date) -> str:
        """Return why the record is not published on a day, or an empty text where it is."""
        if self.draft:
            return "it is a draft"
        if self.publish_on is not None and today < self.publish_on:
            return f"it is published from {self.publish_on.isoformat()}"
        if self.expires_on is not None and today >= self.expires_on:
            return f"it expired on {self.expires_on.isoformat()}"
        return ""
