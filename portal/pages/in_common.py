"""What many pages have in common: all that any of them shows of what there may be thousands of.

It is told in rows of plain values and cards, for `Together.reads`: while a row is the same, pages
that show nothing else of it are what they were (`portal.keeping`).
"""

from __future__ import annotations

from collections.abc import Iterable

from portal.content import CaseStudy
from portal.library import Library
from portal.pages.card_maker import CardMaker


def told_stories(stories: Iterable[CaseStudy], cards: CardMaker) -> tuple[object, ...]:
    """Return all that pages show of some stories, in their order, but for the texts."""
    row: list[object] = []
    for each in stories:
        provider = each.provider if isinstance(each.provider, str) else ""
        step = (each.step.from_, each.step.to) if each.step else ("", "")
        audiences = " ".join(each.audiences)
        row += (cards.story(each), each.id, each.summary, each.date.isoformat(), audiences)
        row += (each.person.role, each.setting, each.place, provider, *step)
    return tuple(row)


def told_previews(library: Library) -> tuple[str, ...]:
    """Return what is on the site only because drafts are: addresses and reasons."""
    return tuple(part for pair in sorted(library.previewed.items()) for part in pair)
