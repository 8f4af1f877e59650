"""Vacancies that were kept come back as they were, to the last figure."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.vacancy import Shift, Status, Vacancy, VacancyPay
from portal.feeds.columns import columns_of, vacancies_of
from portal.feeds.posted import LONDON
from portal.sections import Sections, body_of, section_of

MOMENTS = st.datetimes(timezones=st.just(LONDON), allow_imaginary=False)
MONEY = st.decimals(0, 99999, places=2) | st.decimals(0, 99999, places=1)
NUMBERS = st.floats(allow_nan=False)
VACANCIES = st.builds(
    Vacancy,
    id=st.text(),
    title=st.text(),
    source=st.text(),
    closes_at=st.none() | MOMENTS,
    latitude=st.none() | NUMBERS,
    longitude=st.none() | NUMBERS,
    role_confidence=NUMBERS,
    pay=st.builds(VacancyPay, minimum=st.none() | MONEY, maximum=st.none() | MONEY),
    posted_on=st.none() | st.dates(),
    shifts=st.lists(st.sampled_from(Shift), max_size=2).map(tuple),
    first_seen=st.none(),
    last_seen=st.none(),
    ended_on=st.none(),
    status=st.just(Status.OPEN),
    sources=st.just(()),
)


def kept(vacancies: list[Vacancy]) -> dict[str, Any]:
    """Return the columns of vacancies as they come back from a file."""
    sections = [section_of(*each) for each in columns_of(vacancies).items()]
    return dict(Sections(b"".join(body_of(sections))))


def back(vacancies: list[Vacancy], first: dict[str, date] | None = None) -> tuple[Vacancy, ...]:
    """Return vacancies as they come back from a file."""
    return vacancies_of(kept(vacancies), first or {}, None)


@given(st.lists(VACANCIES, max_size=4))
def test_every_vacancy_comes_back_as_it_was(vacancies: list[Vacancy]) -> None:
    found = back(vacancies)
    assert list(found) == vacancies
    # What is equal is not always shown alike: 12.6 and 12.60, and the hour that comes twice.
    assert [repr(each.pay) for each in found] == [repr(each.pay) for each in vacancies]
    for one, other in zip(found, vacancies, strict=True):
        assert one.closes_at is None or other.closes_at is not None
        if one.closes_at and other.closes_at:
            assert one.closes_at.isoformat() == other.closes_at.isoformat()


@given(st.lists(VACANCIES, max_size=4))
def test_every_vacancy_brings_back_the_fingerprint_that_would_be_made_of_it(
    vacancies: list[Vacancy],
) -> None:
    for one, other in zip(back(vacancies), vacancies, strict=True):
        # What is made with `replace` has to make its own.
        assert one.told() == replace(one).told() == other.told()


def test_equal_pay_is_written_as_each_advert_wrote_it() -> None:
    vacancies = [
        Vacancy(f"a-{pay}", "Cook", "a", pay=VacancyPay(minimum=Decimal(pay)))
        for pay in ("12.6", "12.60")
    ]
    assert [str(each.pay.minimum) for each in back(vacancies)] == ["12.6", "12.60"]


def test_both_hours_of_an_october_night_come_back() -> None:
    once = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    vacancies = [
        Vacancy("a-1", "Cook", "a", closes_at=once),
        Vacancy("a-2", "Cook", "a", closes_at=once.replace(fold=1)),
    ]
    found = [each.closes_at.isoformat() for each in back(vacancies) if each.closes_at]
    assert found == ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]


def test_days_that_other_files_tell_are_put_in_when_read_back() -> None:
    cook = Vacancy("a-1", "Cook", "a", first_seen=date(2026, 1, 1), last_seen=date(2026, 1, 2))
    [found] = back([cook], {"a-1": date(2026, 11, 1)})
    assert found == replace(cook, first_seen=date(2026, 11, 1), last_seen=None)


@pytest.mark.parametrize(
    "damage",
    [
        lambda columns: {name: each for name, each in columns.items() if name != "apply"},
        lambda columns: columns | {"id at": columns["id at"] * 2},
        lambda columns: columns | {"place at": array("I", [1])},
        lambda _: {},
    ],
)
def test_columns_of_another_shape_are_refused(damage: object) -> None:
    columns = kept([Vacancy("a-1", "Cook", "a", description="<p>Tea.</p>")])
    assert callable(damage)
    with pytest.raises((TypeError, ValueError, LookupError)):
        vacancies_of(damage(columns), {}, None)


@pytest.mark.parametrize("texts", [b"", b"<p>Tea.</p>!", b"<p>Tea.</p\xff"])
def test_descriptions_that_are_not_as_they_were_are_refused(texts: bytes) -> None:
    columns = kept([Vacancy("a-1", "Cook", "a", description="<p>Tea.</p>")])
    with pytest.raises(ValueError):  # noqa: PT011
        vacancies_of(columns | {"description": memoryview(texts)}, {}, None)


def test_fingerprints_that_are_not_all_there_are_refused() -> None:
    columns = kept([Vacancy("a-1", "Cook", "a")])
    with pytest.raises(ValueError, match="fingerprints"):
        vacancies_of(columns | {"fingerprints": columns["fingerprints"][:-1]}, {}, None)
