"""Checks of resources: what nobody has looked at for long, and what is over, misleads people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.content import Resource
from portal.content.loading import Records
from portal.errors import Problem, warning


def check_resources(records: Records, today: date) -> Iterator[Problem]:
    """Yield a warning for each resource that is over, due for a look, or checked in the future.

    Examples are left alone: their days follow the day of the build, or nobody can check them.
    """
    for each in records.of("resource", Resource):
        if each.draft or each.example:
            continue
        if each.expires_on is not None and each.expires_on <= today:
            yield warning(
                each.origin.position("expires_on"),
                "resource-over",
                f"“{each.title}” ended on {each.expires_on} and is no longer shown.",
                "Delete the file; or, if it goes on, write the new day and set last_checked.",
            )
        elif each.last_checked > today:
            yield warning(
                each.origin.position("last_checked"),
                "resource-check",
                f"“{each.title}” was checked on {each.last_checked}, which is still to come.",
                "Write the day on which somebody last checked it.",
            )
        elif each.is_stale(today):
            named = "review_by" if each.review_by else "last_checked"
            yield warning(
                each.origin.position(named),
                "resource-check",
                f"“{each.title}” was last checked on {each.last_checked}, so the site says that it "
                "is due.",
                "Open its website. Then write who checked it and when, or delete the file.",
            )
