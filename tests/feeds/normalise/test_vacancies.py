"""A whole reading as vacancies and notes."""

from __future__ import annotations

import cProfile
import pstats
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.vacancy import PayPeriod, Vacancy
from portal.feeds import normalise
from portal.feeds.item import TEXT_FIELDS, Item, Reading, Skipped, with_fields
from portal.feeds.normalise import (
    Gazetteer,
    GazetteerPlace,
    Happened,
    Note,
    RoleMatcher,
    vacancies,
)

GAZETTEER = Gazetteer({"oadby": GazetteerPlace("Oadby", "oadby-and-wigston", 52.6, -1.08, "LE2")})
MATCHER = RoleMatcher([("care-assistant", "Care assistant", ["Carer"])])
ITEM = Item(
    1,
    reference="REF 1",
    title="CARER - OADBY",
    provider="Example Lodge",
    location="Oadby, LE2 4AB",
    description="<p>Kind people wanted. Paid mileage.</p>",
    pay_text="£12.60 ph",
    posted="2026-11-01",
    closes="2026-12-01",
    url="https://example.org/1",
)


def _vacancies(*items: Item, **defaults: str) -> tuple[tuple[Vacancy, ...], tuple[Note, ...]]:
    reading = Reading("csv", items)
    providers = {"example lodge": "example-lodge"}
    return vacancies(reading, "lodge", defaults, GAZETTEER, MATCHER, providers, example=True)


def test_an_item_becomes_a_vacancy() -> None:
    (vacancy,), notes = _vacancies(ITEM)
    assert notes == ()
    assert vacancy.id == "lodge-ref-1"
    assert (vacancy.title, vacancy.role, vacancy.provider) == (
        "Carer",
        "care-assistant",
        "example-lodge",
    )
    assert (vacancy.place, vacancy.district) == ("Oadby", "oadby-and-wigston")
    assert (vacancy.pay.minimum, vacancy.pay.per) == (Decimal("12.60"), PayPeriod.HOUR)
    assert vacancy.closes_at is not None
    assert vacancy.closes_at.isoformat() == "2026-12-01T23:59:59+00:00"
    assert vacancy.summary == "Kind people wanted. Paid mileage."
    assert vacancy.example


def test_fields_that_stand_only_in_the_description_are_found() -> None:
    text = "Salary: £12.60 per hour\nLocation: Oadby\nHours: 30 per week\nClosing date: 1 May 2027"
    bare = Item(1, title="Carer", description=text, url="https://example.org/1")
    (vacancy,), _ = _vacancies(bare)
    assert vacancy.pay.minimum == Decimal("12.60")
    assert vacancy.district == "oadby-and-wigston"
    assert vacancy.closes_at is not None


def test_pay_that_stands_only_in_the_title_is_found() -> None:
    (vacancy,), _ = _vacancies(replace(ITEM, pay_text="", title="Carer - £12.60 to £13 per hour"))
    assert (vacancy.title, vacancy.pay.maximum) == ("Carer", Decimal(13))


def test_defaults_fill_what_an_item_leaves_out() -> None:
    (vacancy,), _ = _vacancies(
        replace(ITEM, provider="", email=""), provider="Example Lodge", email="jobs@example.org",
        title="Not used", nonsense="x",
    )  # fmt: skip
    assert (vacancy.provider, vacancy.apply.email) == ("example-lodge", "jobs@example.org")
    assert vacancy.title == "Carer"


def test_a_repeated_item_is_left_out_with_a_note() -> None:
    kept, notes = _vacancies(ITEM, replace(ITEM, number=2, description="Reworded"))
    assert len(kept) == 1
    assert [(note.number, note.happened) for note in notes] == [(2, Happened.SKIPPED)]


def test_a_reference_used_twice_loses_neither_vacancy() -> None:
    kept, notes = _vacancies(ITEM, replace(ITEM, number=2, title="Cook"))
    assert len({each.id for each in kept}) == 2
    assert {note.happened for note in notes} == {Happened.ALTERED}


def test_everything_left_out_is_noted() -> None:
    strange = replace(
        ITEM, url="javascript:x", posted="soon", closes="20226-01-01", pay_text="$9.50 an hour"
    )
    (vacancy,), notes = _vacancies(strange)
    assert vacancy.apply.url == ""
    assert vacancy.closes_at is None
    assert len(notes) == 5  # no way to apply is one
    assert all(str(note).startswith('lodge item 1 "Carer": ') for note in notes)


def test_a_title_without_letters_is_skipped() -> None:
    kept, notes = _vacancies(replace(ITEM, title="- 123 -"))
    assert (kept, [note.happened for note in notes]) == ((), [Happened.SKIPPED])


def test_what_the_reader_skipped_is_noted() -> None:
    reading = Reading("csv", (Skipped(4, "It has no title."),), problems=("It is odd.",))
    _, notes = vacancies(reading, "lodge", {}, GAZETTEER, MATCHER, {})
    assert [str(note) for note in notes] == ["lodge: It is odd.", "lodge item 4: It has no title."]


def test_notes_repeat_nothing_of_an_item_but_a_short_title() -> None:
    secret = "hunter2"  # noqa: S105
    texts = dict.fromkeys(TEXT_FIELDS - {"title"}, f"{secret}://{secret}")
    _, notes = _vacancies(with_fields(Item(1, title="Carer\x1b[31m\n" + "x" * 200), texts))
    assert notes
    for note in notes:
        assert secret not in str(note)
        assert str(note).isprintable()
        assert len(note.title) <= 60


FIELDS = st.dictionaries(st.sampled_from(sorted(TEXT_FIELDS)), st.text(max_size=30), max_size=8)


@given(st.lists(FIELDS, max_size=6))
def test_every_item_is_a_vacancy_or_has_a_note(found: list[dict[str, str]]) -> None:
    items = [with_fields(Item(number), each) for number, each in enumerate(found, start=1)]
    kept, notes = _vacancies(*items)
    skipped = {note.number for note in notes if note.happened is Happened.SKIPPED}
    assert len(kept) + len(skipped) == len(items)
    assert len({each.id for each in kept}) == len(kept)


def test_the_further_places_of_an_advert_stand_below_its_words() -> None:
    places = "\n".join(["Oadby", "<b>Wigston", *(f"Town {number}" for number in range(20))])
    (vacancy,), _ = _vacancies(replace(ITEM, other_places=places))
    assert vacancy.place == "Oadby"
    assert vacancy.description.startswith("<p>Kind people wanted. Paid mileage.</p>\n<p>This job")
    assert "at: &lt;b&gt;Wigston; Town 0; " in vacancy.description
    assert vacancy.description.endswith("Town 10; and 9 more.</p>")
    assert "advertised at" not in vacancy.summary


def test_several_processes_make_the_same_vacancies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(normalise, "_PIECE", 3)
    monkeypatch.setattr(normalise, "_WORTH_SPREADING", 1)
    items = [
        replace(
            ITEM,
            number=number,
            reference=f"REF {number % 9}",
            title=["Carer", "Cook", "- 1 -"][number % 3],
            description=f"<p>Number {number}.</p>\nHours: {number} a week",
            closes="soon",
        )
        for number in range(1, 12)
    ]
    reading = Reading("csv", tuple(items))
    alone, shared = (
        vacancies(reading, "lodge", {}, GAZETTEER, MATCHER, {}, jobs=jobs) for jobs in (1, 2)
    )
    assert shared == alone
    assert [repr(each) for each in shared[0]] == [repr(each) for each in alone[0]]
    assert len(alone[0]) > 5


def test_an_advert_costs_so_many_calls_and_no_more() -> None:
    """Whoever needs more says so by changing the number."""

    def calls(count: int) -> int:
        items = tuple(
            replace(
                ITEM,
                number=number,
                reference=f"REF {number}",
                description=f"<p>Home {number} has free parking.</p><p>Mileage is paid.</p>",
                url=f"https://example.org/{number}",
            )
            for number in range(1, count + 1)
        )
        lookups = (GAZETTEER, MATCHER, {"example lodge": "example-lodge"})
        profile = cProfile.Profile()
        kept, _ = profile.runcall(vacancies, Reading("csv", items), "lodge", {}, *lookups)
        assert len(kept) == count
        return pstats.Stats(profile).total_calls  # type: ignore[attr-defined,no-any-return]

    calls(10)  # what is worked out once for all
    assert (calls(300) - calls(100)) / 200 < 200
