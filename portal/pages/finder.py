"""What the finder searches in the browser: all open vacancies, in columns, in parts.

A vacancy is a row of numbers; each number names an entry in the list of what the column can hold.
Lists grow from part to part, so parts are read in their order, and a browser judges each entry
once instead of each vacancy. docs/decisions/0007-finder.md describes the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property, partial

from portal import routes
from portal.content.vacancy import Contract, Shift
from portal.errors import Position
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import VacancyCard
from portal.pages.finder_columns import Column, columns_of, encode, head_of
from portal.pages.page import Page
from portal.pages.saved import URL as SAVED
from portal.values import fixed

PART = 1000
# The first part. Its address is the same in every build: with a fingerprint in it, each list would
# be another page whenever any vacancy changes.
SOURCE = f"{routes.VACANCIES}finder.json"
_ORIGIN = Position("content/vacancies")
# Holds every part that a card can have, for the browser to fill.
_BLANK = VacancyCard(
    title="Vacancy",
    url=routes.VACANCIES,
    provider="Provider",
    place="",
    pay="Pay",
    hours="Hours",
    tags=("Tag",),
    posted="Posted",
    closes="Closes",
    example=True,
    left="Left",
)


@fixed
class FinderForm:
    """What components/finder.html is filled with.

    `source` is the address of the data; `contracts` and `shifts` are values and words of what is
    on offer; `district` and `role` are what the list is of already, or empty; `saved` leads to what
    somebody saved.
    """

    source: str
    total: int
    contracts: tuple[tuple[str, str], ...]
    shifts: tuple[tuple[str, str], ...]
    district: str
    role: str
    saved: str = SAVED
    blank: VacancyCard = _BLANK


@fixed
class FinderContext:
    """What feeds/finder.json is filled with: a part, already in JSON."""

    text: str


class Finder:
    """The finder's data and form. Nothing is made before it is asked for, and then once."""

    def __init__(self, library: Library, cards: CardMaker) -> None:
        self._library = library
        self._cards = cards

    def pages(self) -> Iterator[Page]:
        """Yield the files of data, which have at least one part."""
        for number in range(max(1, -(-len(self._library.vacancies) // PART))):
            make = partial(self._context, number)
            reads = partial(_reads, self._library, number)
            yield Page(_file(number), "feeds/finder.json", make, _ORIGIN, listed=False, reads=reads)

    def form(self, total: int, district: str = "", role: str = "") -> FinderForm:
        """Return the form for a list of so many vacancies, of a district, a role, or both."""
        contracts, shifts = self.offered
        return FinderForm(SOURCE, total, contracts, shifts, district, role)

    def _context(self, number: int) -> FinderContext:
        return FinderContext(self._parts[number])

    @cached_property
    def offered(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """The contracts and shifts that any open vacancy has, as the form offers them: all that it
        has of other vacancies than those that its list shows.
        """
        vacancies = self._library.vacancies
        contracts = {each.contract for each in vacancies}
        shifts = {shift for each in vacancies for shift in each.shifts}
        return (
            tuple((each.value, words.CONTRACTS[each]) for each in Contract if each in contracts),
            tuple((each.value, words.SHIFTS[each]) for each in Shift if each in shifts),
        )

    @cached_property
    def _parts(self) -> list[str]:
        """Return the parts of the data, each with a stamp that is made of all of them.

        The stamp keeps a browser from putting parts of two builds together.
        """
        columns = columns_of(self._library)
        texts = [*self._texts(columns)]
        head = encode(head_of(self._library, columns))[1:-1]
        digest = hashlib.sha256()
        for text in (head, *texts):
            digest.update(text.encode())
        stamp = digest.hexdigest()[:12]
        root = self._library.config.root
        others = [f"{root}{_file(number)}?v={stamp}" for number in range(1, len(texts))]
        texts[0] = f'"parts":{encode(others)},{head},{texts[0]}'
        return [f'{{"stamp":"{stamp}",{text}' for text in texts]

    def _texts(self, columns: Mapping[str, Column]) -> Iterator[str]:
        """Yield what each part tells of its vacancies, in JSON, up to the end of the part."""
        vacancies = self._library.vacancies
        for start in range(0, max(1, len(vacancies)), PART):
            members = vacancies[start : start + PART]
            card_of = self._cards.vacancy
            told = (
                f"{encode(name)}:{each.add(members, card_of)}" for name, each in columns.items()
            )
            ids = encode([each.id for each in members])
            yield f'"ids":{ids},"columns":{{{",".join(told)}}}}}'


def _reads(library: Library, number: int) -> tuple[object, ...]:
    """Return all that a part is made of and that is of vacancies, as `portal.keeping` asks."""
    return number, library.vacancies


def _file(number: int) -> str:
    return f"{routes.VACANCIES}finder-{number + 1}.json" if number else SOURCE
