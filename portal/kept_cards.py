"""The cards of vacancies on lists, kept from build to build: their HTML, and what was read in it.

A card follows from its vacancy, from the rest of the library (providers, districts) and from what
all pages have in common (templates, settings, the day, this program), as the list does on which it
stands. So cards lie under the fingerprints of the latter two (`Keys.rest` and `Keys.seal`), each
under that of its vacancy: one that is found there would be made just so again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
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

    def of(self, told: str) -> _Row | None:
        """Return the card of the vacancy with this fingerprint, or None."""
        place = self.places.get(told)
        if place is None:
            return None
        html = self._html[self._ends[place] : self._ends[place + 1]]
        return _Row(html, self._links[place], self._headings[place])


class _Known:
    """The cards of an earlier build, and those that this one makes."""

    def __init__(
        self, path: Path, key: str, prints: Fingerprints, component: Callable[..., Any]
    ) -> None:
        self._path, self._key, self._prints = path, key, prints
        self._made_by, self._made = Call(component, ON_LISTS), texts_of(component, ON_LISTS)
        try:
            self._rows = _Rows(read_sections(path, key))
        except (LookupError, TypeError, ValueError, AttributeError):  # not what we write
            self._rows = _Rows({})

    def of(self, vacancy: Vacancy, card_of: Callable[[Vacancy], VacancyCard]) -> KeptCard | None:
        row = self._row_of(vacancy)
        if row is None:
            return None
        html = share_again(bytes(row.html), _seen(row.links, row.headings))
        return KeptCard(html, self._made_by, vacancy, card_of)

    def _row_of(self, vacancy: Vacancy) -> _Row | None:
        rows = self._rows
        return rows.of(self._prints.of_object(vacancy).hex()) if rows.places else None

    def write(self, vacancies: Collection[Vacancy]) -> None:
        if self._rows.places and len(self._made) * _SOME <= len(vacancies):
            return
        made = {card.url: html for card, html in self._made.items() if type(card) is VacancyCard}
        rows: dict[str, _Row] = {}
        for each in vacancies:
            row = self._row_of(each) or _written(made.get(each.url))
            if row is not None:
                rows[self._prints.of_object(each).hex()] = row
        sections = [section_of(name, value) for name, value in _as_kept(rows).items()]
        write_sections(self._path, sections, self._key)


class KeptCards:
    """The cards that an earlier build kept: none, until they are read."""

    def __init__(self) -> None:
        """Begin with nothing, which is also what there is where nobody asks for any."""
        self._known: _Known | None = None

    def read(
        self, path: Path, key: str, prints: Fingerprints, component: Callable[..., Any]
    ) -> None:
        """Read what was kept under a key, and note what the component makes of cards from now on.

        `prints` are the fingerprints of vacancies, of which many may be known.
        """
        self._known = _Known(path, key, prints, component)

    def of(self, vacancy: Vacancy, card_of: Callable[[Vacancy], VacancyCard]) -> KeptCard | None:
        """Return the card of a vacancy, which is made by `card_of` for those who look at it; None
        where it was not kept.
        """
        return self._known.of(vacancy, card_of) if self._known else None

    def hand_over(self) -> KeptCards:
        """Return all there is, and know nothing any more: another process may write it down, while
        this one needs the memory.
        """
        other = KeptCards()
        other._known, self._known = self._known, None
        return other

    def write(self, vacancies: Collection[Vacancy]) -> None:
        """Write down the cards of vacancies, as far as they are known, and let go of them.

        Nothing is written where hardly any is new, or nobody asked for those of before. Those of
        another key are gone then, also where there is none in their place.
        """
        known, self._known = self._known, None
        if known is not None:
            known.write(vacancies)


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


def _written(html: Shared | None) -> _Row | None:
    """Return a card as it is kept; None where it holds more than a row tells."""
    seen: Piece | None = html.seen if html else None
    if html is None or seen is None or seen.headings is None:
        return None
    texts = (*seen.part.links, *(each.text for each in seen.headings))
    if any(_BETWEEN in each for each in texts):
        return None
    headings = _BETWEEN.join(f"{each.level}{each.text}" for each in seen.headings)
    row = _Row(html.data, _BETWEEN.join(seen.part.links), headings)
    return row if _seen(row.links, row.headings) == seen else None


def _seen(links: str, headings: str) -> Piece:
    """Return what was read in a card."""
    return Piece(Part((), tuple(links.split(_BETWEEN)) if links else ()), _headings_in(headings))


@lru_cache(maxsize=4096)  # the titles of ten thousand vacancies are a few hundred
def _headings_in(text: str) -> tuple[Heading, ...]:
    """Return headings that are written one below the other."""
    found = text.split(_BETWEEN) if text else ()
    return tuple([Heading(int(each[0]), each[1:]) for each in found])
