"""The cards of vacancies on lists, kept from build to build: their HTML, and what was read in it.

A card follows from its vacancy, from the rest of the library (providers, districts) and from what
all pages have in common (templates, settings, the day, this program), as the list does on which it
stands. So cards lie under the fingerprints of the latter two (`Keys.rest` and `Keys.seal`), each
under that of its vacancy: one that is found there would be made just so again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from portal.components import texts_of
from portal.content.vacancy import Vacancy
from portal.facts import Heading, Part, Piece
from portal.fingerprints import Fingerprints
from portal.pages.cards import VacancyCard
from portal.pages.kept_card import ON_LISTS, Call, KeptCard
from portal.sections import read_sections, section_of, write_sections
from portal.weaving import Shared, share_again

_NUMBERS = "I"
_BETWEEN = "\n"
# One card in so many may be missing: to make these takes less time than to write down all.
_SOME = 20


class _Row(NamedTuple):
    """A card as it is kept: its HTML, and the links and headings in it."""

    html: bytes | memoryview
    links: str
    headings: str


class _Rows:
    """The cards that lie in a file, in their order."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        """Take what the file holds, which may be nothing. Raises as for what we do not write."""
        self._html, self._ends = held.get("html", b""), held.get("ends", (0,))
        self._links, self._headings = held.get("links", []), held.get("headings", [])
        prints: list[str] = held.get("prints", [])
        if not len(prints) == len(self._links) == len(self._headings) == len(self._ends) - 1:
            raise ValueError(prints)
        self.places = {each: place for place, each in enumerate(prints)}

    def __getitem__(self, place: int) -> _Row:
        html = self._html[self._ends[place] : self._ends[place + 1]]
        return _Row(html, self._links[place], self._headings[place])


class KeptCards:
    """The cards that an earlier build kept: none, until they are read."""

    def __init__(self) -> None:
        """Begin with nothing, which is also what there is where nobody asks for any."""
        self._rows = _Rows({})
        self._prints = Fingerprints()
        self._made_by: Call | None = None
        self._made: Mapping[Any, Shared] = {}

    def read(
        self, path: Path, key: str, prints: Fingerprints, component: Callable[..., Any]
    ) -> None:
        """Read what was kept under a key, and note what the component makes of cards from now on.

        `prints` are the fingerprints of vacancies, of which many may be known.
        """
        self._made_by, self._made = Call(component, ON_LISTS), texts_of(component, ON_LISTS)
        self._prints = prints
        try:
            self._rows = _Rows(read_sections(path, key))
        except (LookupError, TypeError, ValueError, AttributeError):  # not what we write
            self._rows = _Rows({})

    def of(self, vacancy: Vacancy, card_of: Callable[[Vacancy], VacancyCard]) -> KeptCard | None:
        """Return the card of a vacancy, which is made by `card_of` for those who look at it; None
        where it was not kept.
        """
        if self._made_by is None or not self._rows.places:
            return None
        place = self._rows.places.get(self._prints.of_object(vacancy).hex())
        if place is None:
            return None
        html, links, headings = self._rows[place]
        text = share_again(bytes(html), _seen(links, headings))
        return KeptCard(text, self._made_by, vacancy, card_of)

    def writer(
        self, path: Path, key: str, vacancies: Collection[Vacancy]
    ) -> Callable[[], object] | None:
        """Return what writes down the cards of vacancies under a key, as far as they are known;
        None where hardly any is new, or those of before were not asked for.
        """
        if len(self._made) * _SOME <= len(vacancies):
            return None
        made = {card.url: html for card, html in self._made.items() if type(card) is VacancyCard}
        rows: dict[str, _Row] = {}
        for vacancy in vacancies:
            told = self._prints.of_object(vacancy).hex()
            place, html = self._rows.places.get(told), made.get(vacancy.url)
            row = _row_of(html) if place is None else self._rows[place]
            if row is not None:
                rows[told] = row
        sections = [section_of(name, value) for name, value in _as_kept(rows).items()]
        return lambda: write_sections(path, sections, key)


def _as_kept(rows: Mapping[str, _Row]) -> dict[str, Any]:
    """Return cards by the fingerprints of their vacancies as `_Rows` takes them."""
    html = [each.html for each in rows.values()]
    return {
        "prints": [*rows],
        "html": b"".join(html),
        "ends": array(_NUMBERS, accumulate(map(len, html), initial=0)),
        "links": [each.links for each in rows.values()],
        "headings": [each.headings for each in rows.values()],
    }


def _row_of(html: Shared | None) -> _Row | None:
    """Return a card as it is kept; None where it holds more than a row tells."""
    seen: Piece | None = html.seen if html else None
    if html is None or seen is None or seen.headings is None:
        return None
    headings = _BETWEEN.join(f"{each.level}{each.text}" for each in seen.headings)
    row = _Row(html.data, _BETWEEN.join(seen.part.links), headings)
    return row if _seen(row.links, row.headings) == seen else None


def _seen(links: str, headings: str) -> Piece:
    """Return what was read in a card."""
    found = headings.split(_BETWEEN) if headings else ()
    return Piece(
        Part(links=tuple(links.split(_BETWEEN)) if links else ()),
        tuple([Heading(int(each[0]), each[1:]) for each in found]),
    )
