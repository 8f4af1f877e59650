"""The facts of a role, as its page shows them: at a glance, what matters, ways in, training."""

from __future__ import annotations

from collections.abc import Iterator

from portal.content import Role
from portal.content.role import PayRange, RouteKind
from portal.filters import amount_text, british_date, list_words
from portal.library import Library
from portal.pages import words
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact
from portal.values import fixed


@fixed
class RouteRow:
    """A kind of way into a role, in words, and how each of that kind works."""

    kind: str
    texts: tuple[str, ...]


@fixed
class QualificationRow:
    """A qualification: `detail` is level, time and who pays, in a line; `url` leads elsewhere."""

    title: str
    summary: str
    detail: str
    url: str


def pay_facts(role: Role) -> Iterator[Fact]:
    """Yield pay with its source and date; where there is no sound figure, what to say instead."""
    pay = role.pay
    if pay is None:
        yield Fact("Pay", "No sound figure", role.pay_note or "Look at what vacancies offer.")
        return
    note = f"{pay.source}, {british_date(pay.as_of)}."
    if pay.note:
        note = f"{note} {pay.note}"
    if pay.experienced is None:
        yield Fact("Pay when you start", _amount(pay.starter, pay.per), note)
        return
    yield Fact("Pay when you start", _amount(pay.starter, pay.per))
    yield Fact("Pay with experience", _amount(pay.experienced, pay.per), note)


def _amount(paid: PayRange, per: str) -> str:
    return amount_text(paid.min, paid.max, per)


def glance_facts(library: Library, cards: CardMaker, role: Role) -> Iterator[Fact]:
    """Yield what decides whether somebody reads on: hours, place, driving, checks, papers."""
    known = library.qualifications
    titles = [known[each].title for each in role.qualifications if each in known]
    without = any(each.kind is RouteKind.STRAIGHT_IN for each in role.routes)
    facts = (
        Fact("Hours and shifts", role.shifts or ""),
        Fact("Where", list_words(cards.setting_titles(role.settings), "or")),
        Fact("Driving", words.ROLE_DRIVING[role.driving], role.driving_note or ""),
        Fact("Criminal-record check (DBS)", role.dbs or ""),
        Fact("Registration", role.registration or ""),
        Fact(
            "Qualifications that help",
            list_words(titles),
            "There is a way straight in, without them." if without and titles else "",
        ),
    )
    return (fact for fact in facts if fact.value)


def value_facts(library: Library, role: Role) -> tuple[Fact, ...]:
    """Return the values that matter most in a role, each with its meaning."""
    known = [library.values[each] for each in role.values if each in library.values]
    return tuple(Fact(value.title, value.meaning) for value in known)


def qualification_rows(library: Library, role: Role) -> Iterator[QualificationRow]:
    """Yield the qualifications that help in a role."""
    for identity in role.qualifications:
        known = library.qualifications.get(identity)
        if known is not None:
            parts = (known.level, known.duration, known.who_pays)
            detail = ". ".join(part.rstrip(".") for part in parts if part)
            yield QualificationRow(
                known.title, known.summary, f"{detail}." if detail else "", known.url or ""
            )


def route_rows(role: Role) -> tuple[RouteRow, ...]:
    """Return the typed ways into a role, each kind once."""
    kinds = dict.fromkeys(each.kind for each in role.routes)
    return tuple(
        RouteRow(
            words.ROUTE_KINDS[kind], tuple(each.text for each in role.routes if each.kind == kind)
        )
        for kind in kinds
    )
