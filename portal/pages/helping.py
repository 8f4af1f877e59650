"""Who helps: the resources that a page for people or for a place names."""

from __future__ import annotations

from collections.abc import Iterable

from portal.filters import british_date
from portal.library import Library
from portal.values import fixed


@fixed
class HelpRow:
    """Somebody who helps. `url` is their own address, or empty; `facts` are short lines."""

    title: str
    url: str
    summary: str
    facts: tuple[str, ...]


def help_rows(library: Library, identities: Iterable[str]) -> tuple[HelpRow, ...]:
    """Return the resources with these ids that are published, in this order."""
    known = {each.id: each for each in library.resources}
    today = library.today
    rows = []
    for resource in (known[each] for each in identities if each in known):
        facts = (resource.cost, resource.eligibility, resource.area)
        rows.append(
            HelpRow(
                resource.title,
                resource.website or "",
                resource.summary,
                (
                    *(each for each in facts if each),
                    f"Checked {british_date(resource.last_checked)}",
                    *(("Due for a new check: ask first",) if resource.is_stale(today) else ()),
                ),
            )
        )
    return tuple(rows)
