"""The report on what needs a fresh look, for a terminal and for an issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from portal.freshness.due import Due

_ORDER = ("Consent", "Feeds", "Pay", "Figures", "Resources", "Roles", "Pages", "Providers", "Links")


def in_order(due: Iterable[Due]) -> list[tuple[str, list[Due]]]:
    """Return what is due by kind, the most pressing kind first and the oldest first in each."""
    groups: dict[str, list[Due]] = {kind: [] for kind in _ORDER}
    for each in due:
        groups.setdefault(each.kind, []).append(each)
    early = date.min
    return [
        (kind, sorted(group, key=lambda each: (each.day or early, each.position, each.sentence)))
        for kind, group in groups.items()
        if group
    ]


def as_text(due: Sequence[Due], today: date) -> str:
    """Return the report for a terminal."""
    if not due:
        return f"Nothing needs a fresh look on {today}."
    lines = [f"What needs a fresh look on {today}: {len(due)}{_soon(due, today)}"]
    for kind, group in in_order(due):
        lines += ["", f"{kind} ({len(group)})"]
        lines += [f"  {each.position}: {each.sentence} {each.remedy}" for each in group]
    return "\n".join(lines)


def as_markdown(due: Sequence[Due], today: date) -> str:
    """Return the report for an issue: a box to tick for each thing."""
    if not due:
        return f"Nothing needs a fresh look on {today}. Well looked after."
    things = "thing needs" if len(due) == 1 else "things need"
    opening = (
        f"{len(due)} {things} a fresh look on {today}{_soon(due, today)}. This list is written "
        "anew every week: what has been seen to goes from it by itself."
    )
    lines = [opening]
    for kind, group in in_order(due):
        lines += ["", f"## {kind} ({len(group)})", ""]
        lines += [f"- [ ] `{each.position}`: {each.sentence} {each.remedy}" for each in group]
    return "\n".join(lines)


def _soon(due: Sequence[Due], today: date) -> str:
    """Return how many of the things have still some time, or an empty text."""
    soon = sum(each.day is not None and each.day > today for each in due)
    return f" ({soon} of them soon)" if soon else ""
