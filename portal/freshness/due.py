"""A thing to look at."""

from __future__ import annotations

from datetime import date

from portal.errors import Position
from portal.values import fixed


@fixed
class Due:
    """A thing to look at: which kind, where it is, what is known of it, and what to do.

    `day` is when somebody should have looked, and may be to come; None where nobody knows.
    """

    kind: str
    position: Position
    sentence: str
    remedy: str
    day: date | None = None
