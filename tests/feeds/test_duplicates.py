"""The same vacancy twice is one page; two vacancies that only look alike are two."""

from __future__ import annotations

import cProfile
import pstats
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.vacancy import (
    Contract,
    PayPeriod,
    Shift,
    Sighting,
    Vacancy,
    VacancyHours,
    VacancyPay,
)
from portal.feeds.duplicates import without_duplicates

PAY = VacancyPay(Decimal("12.80"), Decimal("13.20"), PayPeriod.HOUR)
MORE_PAY = VacancyPay(Decimal("13.50"), None, PayPeriod.HOUR)
HOURS = VacancyHours(Decimal(30), Decimal(30))
FEWER_HOURS = VacancyHours(Decimal(16), Decimal(16))


def vacancy(identity: str, **facts: Any) -> Vacancy:
    """Return a vacancy; what stands before the hyphen in its id is its feed."""
    told: dict[str, Any] = {
        "title": "Care assistant",
        "provider_name": "Example House",
        "place": "Testham",
        "pay": PAY,
        "hours": HOURS,
        "description": f"<p>{identity}</p>",
    }
    return Vacancy(id=identity, source=identity.partition("-")[0], **{**told, **facts})


def kept(*vacancies: Vacancy) -> list[str]:
    """Return the ids of those that are shown."""
    return [each.id for each in without_duplicates(vacancies)[0]]


def test_one_vacancy_in_two_feeds_is_shown_once_and_both_sources_are_kept() -> None:
    found = [vacancy("a-1", reference="1"), vacancy("b-7", reference="7", starts="At once")]
    [shown], [note] = without_duplicates(found)
    assert shown == replace(
        found[1], sources=(Sighting("b", "7", "b-7"), Sighting("a", "1", "a-1"))
    )
    assert str(note) == (
        'a "Care assistant": It is the same vacancy as b-7 from "b", so it is shown once.'
    )


def test_the_one_posted_by_hand_is_kept_then_the_richer_then_the_first() -> None:
    rich = vacancy("a-1", starts="At once", posted_on=date(2026, 11, 1))
    assert kept(rich, replace(vacancy("mine"), source="posted")) == ["mine"]
    assert kept(vacancy("b-1"), rich) == ["a-1"]
    assert kept(vacancy("b-1"), vacancy("a-1")) == ["b-1"]


def test_titles_and_names_may_be_written_differently() -> None:
    other = vacancy("b-1", title="CARE ASSISTANT ", provider_name="Example House Ltd.")
    assert kept(vacancy("a-1"), other) == ["a-1"]


@pytest.mark.parametrize(
    "facts",
    [
        {"pay": MORE_PAY},
        {"hours": FEWER_HOURS},
        {"place": "Otherham"},
        {"postcode": "LE2 4AB"},
        {"title": "Senior care assistant"},
        {"provider_name": "Example Lodge"},
        {"contract": Contract.BANK},
        {"shifts": (Shift.NIGHTS,)},
    ],
)
def test_vacancies_that_differ_stay_apart(facts: dict[str, Any]) -> None:
    stated: dict[str, Any] = {
        "contract": Contract.PERMANENT,
        "shifts": (Shift.DAYS,),
        "postcode": "LE1 1AA",
    }
    assert kept(vacancy("a-1", **stated), vacancy("b-1", **{**stated, **facts})) == ["a-1", "b-1"]


def test_an_advert_that_says_less_is_the_same_vacancy_where_there_is_only_one_it_can_be() -> None:
    silent = vacancy("b-1", pay=VacancyPay(text="Competitive"), hours=VacancyHours())
    assert kept(vacancy("a-1"), silent) == ["a-1"]
    assert kept(vacancy("a-1"), silent, vacancy("a-2", pay=MORE_PAY)) == ["a-1", "b-1", "a-2"]


def test_two_adverts_of_one_feed_are_two_vacancies_unless_every_word_is_the_same() -> None:
    assert kept(vacancy("a-1"), vacancy("a-2")) == ["a-1", "a-2"]
    words = {"description": "<p>The same words.</p>"}
    assert kept(vacancy("a-1", **words), vacancy("a-2", **words)) == ["a-1"]


def test_where_one_feed_has_two_it_is_not_guessed_which_of_them_another_feed_means() -> None:
    assert kept(vacancy("a-1"), vacancy("a-2"), vacancy("b-1")) == ["a-1", "a-2", "b-1"]
    assert kept(
        vacancy("a-1"),
        vacancy("a-2", description="<p>x</p>"),
        vacancy("b-1", description="<p>x</p>"),
    ) == ["a-1", "a-2"]


def test_a_vacancy_of_nobody_or_nowhere_is_never_taken_for_another() -> None:
    for facts in ({"provider_name": ""}, {"place": ""}):
        assert kept(vacancy("a-1", **facts), vacancy("b-1", **facts)) == ["a-1", "b-1"]


FACTS = st.fixed_dictionaries(
    {
        "pay": st.sampled_from([PAY, MORE_PAY, VacancyPay()]),
        "hours": st.sampled_from([HOURS, FEWER_HOURS, VacancyHours()]),
        "contract": st.sampled_from([None, Contract.BANK, Contract.PERMANENT]),
        "description": st.sampled_from(["", "<p>One</p>", "<p>Two</p>"]),
    }
)


@given(st.lists(st.tuples(st.sampled_from("abc"), FACTS), max_size=12))
def test_every_vacancy_is_shown_or_is_a_source_of_one_that_is(
    told: list[tuple[str, dict[str, Any]]],
) -> None:
    found = [vacancy(f"{feed}-{number}", **facts) for number, (feed, facts) in enumerate(told)]
    shown, notes = without_duplicates(found)
    assert len(shown) + len(notes) == len(found)
    sources = {other.id for each in shown for other in each.sources}
    assert {each.id for each in shown} | sources == {each.id for each in found}
    for each in shown:
        merged = [one for one in found if one.id in {other.id for other in each.sources}]
        for name in ("pay", "hours", "contract"):
            stated = {getattr(one, name) for one in merged}
            assert len(stated - {None, VacancyPay(), VacancyHours()}) <= 1


@pytest.mark.slow
def test_twice_as_many_adverts_of_one_job_are_twice_the_work() -> None:
    def calls(count: int) -> int:
        many = [
            vacancy(f"{feed}-{number}", hours=VacancyHours(Decimal(number)))
            for number in range(count)
            for feed in "ab"
        ]
        profile = cProfile.Profile()
        found, _ = profile.runcall(without_duplicates, many)
        assert len(found) == count
        return pstats.Stats(profile).total_calls  # type: ignore[attr-defined,no-any-return]

    assert calls(800) < 2.1 * calls(400)
