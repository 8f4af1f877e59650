"""When a preview tidies up: not between a save and its page, and not never."""

from __future__ import annotations

from collections.abc import Callable

# Moments after which it tidies up though the work does not end.
LONGEST = 10


class Resting:
    """Tidies up once after work. It is told of work, and asked to look from moment to moment.

    `tidy` returns whether it could: while a page is being made again it cannot.
    """

    def __init__(self, tidy: Callable[[], bool]) -> None:
        """Begin at rest, with nothing to tidy up."""
        self._tidy = tidy
        self._is_resting = True
        self._untidy = 0

    def wake(self) -> None:
        """Take note of work."""
        self._is_resting = False
        self._untidy = self._untidy or 1

    def look(self) -> None:
        """Tidy up if there was no work since the last look, or work for long; if not now, soon."""
        if self._untidy:
            is_time = self._is_resting or self._untidy >= LONGEST
            self._untidy = 0 if is_time and self._tidy() else self._untidy + 1
        self._is_resting = True
