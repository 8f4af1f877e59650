"""What happened to an item on its way to being a vacancy, for the person who sent it."""

from __future__ import annotations

from enum import StrEnum

from portal.patterns import compile_later
from portal.values import fixed

# Control characters and those that turn the direction of writing can forge a line of a log.
_UNPRINTABLE = compile_later(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LONGEST_TITLE = 60


class Happened(StrEnum):
    """Whether the item is on the site all the same."""

    SKIPPED = "skipped"
    ALTERED = "altered"


@fixed
class Note:
    """One thing done to one item, in plain English.

    Apart from a short title nothing of the item is repeated here: feeds carry credentials.
    A number of 0 means the feed as a whole.
    """

    feed: str
    number: int
    reason: str
    title: str = ""
    happened: Happened = Happened.ALTERED

    def __str__(self) -> str:
        item = f" item {self.number}" if self.number else ""
        title = f' "{self.title}"' if self.title else ""
        return f"{self.feed}{item}{title}: {self.reason}"


def printable_title(title: str) -> str:
    """Return a title that is safe in a log: one line, short, nothing unprintable."""
    shown = " ".join(_UNPRINTABLE.sub(" ", title[:400]).split())
    return shown if len(shown) <= _LONGEST_TITLE else shown[: _LONGEST_TITLE - 1].rstrip() + "…"
