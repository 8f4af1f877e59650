"""Links of pages, looked at in numbers: most lead to the same place from wherever they stand.

Ten thousand pages have a quarter of a million links, and a tenth as many that differ. Each of these
is judged once, and a page that has no others is not put into words.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from itertools import count

from portal.fact_book import FactBook

# The number of the empty text, which is no id, and one that no text has.
_NOTHING, _UNKNOWN = 0, -1


class SureLinks:
    """Tells which pages have no link but such as surely lead somewhere.

    `sure` are links that do so from every page, and `is_fine` says that of the text of any other.
    Of one to a part of its own page (`#id`), this looks whether the page has such a part.
    """

    def __init__(self, book: FactBook, sure: Iterable[str], is_fine: Callable[[str], bool]) -> None:
        """Take the book with the entries of pages, and what judges links."""
        self._book, self._is_fine = book, is_fine
        self._numbers = dict(zip(book.texts, count(), strict=False))
        self._fine = {*filter(None, map(self._numbers.get, sure))}
        # By the number of any other link, that of the id which its page needs for it to be fine.
        self._needs: dict[int, int] = {}
        # Parts without ids whose links are fine on every page: most of them.
        self._plain: set[int] = set()
        # Of the others, the links that are not, and the ids.
        self._parts: dict[int, tuple[list[int], array[int]]] = {}

    def has_no_others(self, start: int) -> bool:
        """Return whether all links and assets of the page whose entry begins there are sure."""
        ids, links, shared = self._book.links(start)
        fine, plain, needs = self._fine, self._plain, self._needs
        left = [each for each in links if each not in fine]
        found = {_NOTHING, *ids}
        for part in [each for each in shared if each not in plain]:
            links_of_part, ids_of_part = self._parts.get(part) or self._read(part)
            left += links_of_part
            found.update(ids_of_part)
        return all((needs[each] if each in needs else self._need(each)) in found for each in left)

    def _read(self, part: int) -> tuple[list[int], array[int]]:
        """Return the links of a part that are not fine on every page, and its ids."""
        ids, links = self._book.links_of_part(part)
        left: list[int] = []
        if not self._fine.issuperset(links):
            left = [each for each in links if self._need(each)]
        known = left, ids
        if any(known):
            self._parts[part] = known
        else:
            self._plain.add(part)
        return known

    def _need(self, number: int) -> int:
        """Return the number of the id that a page needs for a link on it to be fine.

        That is one that no id has, where it may lead to another page that is not there.
        """
        link = self._book.texts[number]
        if number in self._fine or self._is_fine(link):
            self._fine.add(number)
            return _NOTHING
        is_within = link.startswith("#") and "%" not in link
        self._needs[number] = self._numbers.get(link[1:], _UNKNOWN) if is_within else _UNKNOWN
        return self._needs[number]
