"""Checks that the accessibility statement is whole before the real site goes live."""

from __future__ import annotations

from collections.abc import Iterator

from portal.content import AccessibilityStatement
from portal.errors import Position, Problem, warning
from portal.library import Library

_WHERE = "content/facts/accessibility.yaml"


def check_statement(library: Library) -> Iterator[Problem]:
    """Yield what is missing on a public site, and a warning where a review is due.

    Source: Accessibility Regulations 2018, regulation 8: a statement must be there, say what is
    not accessible and why, and whom to tell; and be kept up to date.
    """
    statement: AccessibilityStatement | None = library.accessibility
    if statement is None:
        if library.config.production:
            yield Problem(
                Position(_WHERE),
                "accessibility-statement",
                "The site is public, and there is no accessibility statement.",
                f"Write {_WHERE}: docs/fields.md says what is in it.",
            )
        return
    if library.config.production and statement.gaps():
        yield Problem(
            statement.position,
            "accessibility-statement",
            "The site is public, and its accessibility statement has gaps: "
            f"{', '.join(statement.gaps())}.",
            "Have the site tested, and fill them in.",
        )
    if statement.is_stale(library.today):
        yield warning(
            statement.origin.position("reviewed_on"),
            "accessibility-review",
            f"The accessibility statement was last reviewed on {statement.reviewed_on}.",
            "Review it at least once a year, and write the new day here.",
        )
