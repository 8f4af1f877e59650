"""What can be found, by first letter: roles under each of their names, and all else but stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from portal.pages.cards import LinkRow
from portal.pages.search_index import Entry, fold
from portal.values import fixed

# Stories have titles that nobody looks up by their first letter, and lists of their own.
_LEFT_OUT = frozenset({"story"})
_DIGITS = "0–9"


@fixed
class Letter:
    """A letter with what begins with it. `id` is its anchor on the page."""

    id: str
    title: str
    links: tuple[LinkRow, ...]


def group_by_letter(entries: Iterable[Entry]) -> tuple[Letter, ...]:
    """Return the letters that something begins with, in order, digits last."""
    groups: defaultdict[str, set[LinkRow]] = defaultdict(set)
    for link in _links(entries):
        first = fold(link.title)[:1]
        if first:
            groups[_DIGITS if first.isdigit() else first.upper()].add(link)
    order = sorted(groups, key=lambda letter: (letter == _DIGITS, letter))
    return tuple(
        Letter(
            "digits" if letter == _DIGITS else letter.lower(),
            letter,
            tuple(sorted(groups[letter], key=lambda link: (fold(link.title), link.url, link.note))),
        )
        for letter in order
    )


def _links(entries: Iterable[Entry]) -> Iterator[LinkRow]:
    for entry in entries:
        if entry.kind in _LEFT_OUT:
            continue
        yield LinkRow(entry.title, entry.url)
        if entry.kind == "role":
            for name in filter(None, entry.also.split(", ")):
                if fold(name) != fold(entry.title):
                    yield LinkRow(name, entry.url, note=f"see {entry.title}")
