"""Links of pages, looked at in numbers: most lead to the same place from wherever they stand.

Ten thousand pages have a quarter of a million links, and a tenth as many that differ. Each of these
is judged once, and a page that has no others is not put into words.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

from portal.fact_book import FactBook


class SureLinks:
    """Tells which pages have no link but such as surely lead somewhere.

    `is_fine` says that of the text of a link, whatever page it stands on. Of one to a part of its
    own page (`#id`), this looks whether the page has such a part.
    """

    def __init__(self, book: FactBook, is_fine: Callable[[str], bool]) -> None:
        """Take the book with the entries of pages, and who judges links."""
        self._book, self._is_fine = book, is_fine
        self._fine: set[int] = set()
        self._doubtful: set[int] = set()
        self._parts: dict[int, list[int]] = {}
        self._ids_of_parts: dict[int, frozenset[int]] = {}
        # By the number of a text that begins with #, that of the rest.
        self._ids: dict[int, int] = {}
        self._numbers: dict[str, int] = {}

    def has_no_others(self, start: int) -> bool:
        """Return whether all links and assets of the page whose entry begins there are sure."""
        ids, links, shared = self._book.links(start)
        fine, parts = self._fine, self._parts
        left = [each for each in links if each not in fine]
        for part in shared:
            left += parts[part] if part in parts else self._left_of(part)
        return not left or all(self._is_sure(each, ids, shared) for each in left)

    def _is_sure(self, number: int, ids: array[int], shared: Iterable[int]) -> bool:
        if self._is_fine_everywhere(number):
            return True
        named = self._named(number)
        return named in ids or any(named in self._ids_of_part(part) for part in shared)

    def _is_fine_everywhere(self, number: int) -> bool:
        if number in self._fine:
            return True
        if number in self._doubtful:
            return False
        is_fine = self._is_fine(self._book.texts[number])
        (self._fine if is_fine else self._doubtful).add(number)
        return is_fine

    def _left_of(self, part: int) -> list[int]:
        """Return the links of a part that lead somewhere from some pages only."""
        _, links, _ = self._book.links(self._book.parts[part])
        left = [each for each in links if not self._is_fine_everywhere(each)]
        self._parts[part] = left
        return left

    def _ids_of_part(self, part: int) -> frozenset[int]:
        known = self._ids_of_parts.get(part)
        if known is None:
            ids, _, _ = self._book.links(self._book.parts[part])
            known = self._ids_of_parts[part] = frozenset(ids)
        return known

    def _named(self, number: int) -> int:
        """Return the number of the id that a link names on its own page, or one that no id has."""
        known = self._ids.get(number)
        if known is None:
            texts = self._book.texts
            if not self._numbers:
                self._numbers = {text: at for at, text in enumerate(texts)}
            link = texts[number]
            is_plain = link.startswith("#") and "%" not in link
            known = self._ids[number] = self._numbers.get(link[1:], -1) if is_plain else -1
        return known
