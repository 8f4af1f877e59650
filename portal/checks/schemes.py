"""Checks of refer-a-friend schemes: rules that nobody has looked at for long mislead people."""

from __future__ import annotations

from collections.abc import Iterator

from portal.errors import Problem, warning
from portal.library import Library

# Money is promised here, so the rules are read again once a year.
DAYS_UNTIL_OLD = 365


def check_schemes(library: Library) -> Iterator[Problem]:
    """Yield a warning for each open scheme whose rules are old, or were checked in the future."""
    for scheme in library.schemes:
        position = scheme.origin.position("rules_reviewed_on")
        days = (library.today - scheme.rules_reviewed_on).days
        if days < 0:
            yield warning(
                position,
                "scheme-review",
                f"The rules were checked on {scheme.rules_reviewed_on}, which is still to come.",
                "Write the day on which somebody last checked them.",
            )
        elif days > DAYS_UNTIL_OLD and scheme.is_open(library.today):
            yield warning(
                position,
                "scheme-review",
                f"The rules of this scheme were last checked on {scheme.rules_reviewed_on}.",
                "Check them with the provider, and write the new day here; or give the scheme an "
                "end.",
            )
