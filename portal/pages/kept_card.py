"""The card of a vacancy on a list, of which an earlier build made the HTML.

A feed changes one advert in a hundred, and with it a third of all lists: nearly all cards on them
are what they were.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from portal.content.vacancy import Vacancy
from portal.pages.cards import VacancyCard
from portal.weaving import Shared

# The component that makes cards, by its template and name, and what lists give it beside the card:
# the level of its heading.
COMPONENT = ("components/vacancy_card.html", "vacancy_card")
ON_LISTS: tuple[Hashable, ...] = (2,)


class Call(NamedTuple):
    """What makes HTML of a card: a component, and what it is given beside the card."""

    component: Callable[..., Any]
    more: tuple[Hashable, ...]


class KeptCard:
    """Stands for a card. Whoever looks at what is on it sees the very same: it is made for them.

    `html` is what `made_by` makes of it.
    """

    __slots__ = ("_card_of", "_vacancy", "html", "made_by")

    def __init__(
        self,
        html: Shared,
        made_by: Call,
        vacancy: Vacancy,
        card_of: Callable[[Vacancy], VacancyCard],
    ) -> None:
        """Take the HTML, what made it of the card of this vacancy, and what makes that card."""
        self.html, self.made_by = html, made_by
        self._vacancy, self._card_of = vacancy, card_of

    @property
    def card(self) -> VacancyCard:
        """Return the card itself."""
        return self._card_of(self._vacancy)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.card, name)

    def __eq__(self, other: object) -> bool:
        return self.card == (other.card if isinstance(other, KeptCard) else other)

    def __hash__(self) -> int:
        return hash(self.card)

    def __reduce__(self) -> str:
        raise TypeError("What is on a page is told by its card.")
