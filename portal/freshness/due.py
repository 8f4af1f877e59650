"""A thing to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.errors import Position


@dataclass(frozen=True, slots=True)
class Due:
    """A thing to look at: which kind, where it is, what is known of it, and what to do.

    `day` is when somebody should have looked, and may be to come; None where nobody knows.
    """

    kind: str
    position: Position
    sentence: str
    remedy: str
    day: date | None = None
