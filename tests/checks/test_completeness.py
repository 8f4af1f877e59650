"""How complete an advert is: what is asked, what is not, and that "no" is an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from adverts import vacancy
from hypothesis import given
from hypothesis import strategies as st

from portal.content import completeness as module
from portal.content.completeness import (
    answered,
    completeness,
    completeness_of_all,
    visits_people,
)
from portal.content.vacancy import (
    Answer,
    Contract,
    Driving,
    Payer,
    Terms,
    Vacancy,
    VacancyHours,
    VacancyPay,
)

FULL = replace(
    vacancy("12.80", closes="2026-12-01"),
    contract=Contract.PERMANENT,
    driving=Driving.NOT_NEEDED,
    hours=VacancyHours(None, None, Answer.NO),
    terms=Terms(
        dbs_paid_by=Payer.WORKER, induction_paid=Answer.NO, sick_pay=Answer.NO, mileage=Answer.NO
    ),
)


def test_an_advert_that_says_nothing_scores_nothing() -> None:
    empty = completeness(vacancy())
    assert empty.score == 0
    assert empty.missing[0] == "pay in pounds"
    assert "closing date" in empty.missing


def test_no_is_an_answer() -> None:
    whole = completeness(replace(FULL, hours=VacancyHours(None, FULL.pay.minimum, Answer.NO)))
    assert (whole.score, whole.missing) == (100, ())


def test_what_is_missing_is_named_by_weight() -> None:
    assert completeness(FULL).missing == ("hours a week",)
    assert 80 < completeness(FULL).score < 100


def test_travel_time_is_asked_where_people_are_visited() -> None:
    assert "pay for travel between visits" in completeness(vacancy(role="home-care-worker")).missing
    assert "pay for travel between visits" not in completeness(vacancy()).missing


def test_a_care_home_is_not_home_care() -> None:
    assert visits_people(vacancy(title="Domiciliary carer"))
    assert visits_people(vacancy(title="Homecare assistant"))
    assert not visits_people(vacancy(title="Care home care assistant"))
    assert not visits_people(vacancy(title="Nursing Home Care Assistant"))


def test_mileage_is_asked_only_of_people_who_drive() -> None:
    assert "mileage" in completeness(vacancy(driving=Driving.HELPFUL)).missing
    assert "mileage" not in completeness(vacancy(driving=Driving.NOT_NEEDED)).missing


def test_pay_is_not_asked_of_volunteers() -> None:
    asked = completeness(vacancy(contract=Contract.VOLUNTEER)).missing
    assert {"pay in pounds", "sick pay", "whether hours are guaranteed"}.isdisjoint(asked)


FIGURES = st.none() | st.just(FULL.pay.minimum)
ADVERTS = st.builds(
    Vacancy,
    st.just("one"),
    st.sampled_from(["Carer", "Domiciliary carer", "Care home cook"]),
    st.just("feed"),
    role=st.sampled_from([None, "home-care-worker", "cook"]),
    pay=st.builds(VacancyPay, FIGURES, FIGURES),
    hours=st.builds(VacancyHours, FIGURES, FIGURES, st.sampled_from(Answer)),
    contract=st.sampled_from([None, Contract.BANK, Contract.VOLUNTEER]),
    driving=st.sampled_from(Driving),
    terms=st.builds(Terms, *[st.sampled_from(each) for each in (Answer, Answer, Payer, Answer)]),
    closes_at=st.sampled_from([None, FULL.closes_at]),
)


@given(st.lists(ADVERTS))
def test_all_adverts_at_once_score_what_each_scores_by_itself(adverts: list[Vacancy]) -> None:
    scores = [*completeness_of_all(adverts)]
    assert scores == [completeness(each) for each in adverts]
    for question, asked, said in answered(scores):
        assert asked == sum(question.name in each.asked for each in scores)
        assert said == asked - sum(question.name in each.missing for each in scores)


def test_adverts_that_are_silent_about_the_same_are_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[Vacancy] = []
    monkeypatch.setattr(module, "completeness", looked.append)
    adverts = [replace(FULL, id=str(number), title=f"Carer {number}") for number in range(100)]
    assert len([*completeness_of_all(adverts)]) == 100
    assert len(looked) == 1
