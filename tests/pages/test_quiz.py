"""The quiz: which roles fit which answers, what is said about them, and the short quiz as pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY
from hypothesis import given
from hypothesis import strategies as st
from planning import MakeWorld, context, library_of, many, planned

from portal.content import Quiz
from portal.content.loading import ContentReader
from portal.pages.quiz_scoring import SHOWN, match_roles

QUIZ = """questions:
  - id: hours
    text: Which hours suit your life?
    short: true
    answers:
      - {id: day, text: In the daytime}
      - {id: nights, text: At night}
      - {id: none, text: None at all}
  - id: company
    text: Who do you like to work with?
    short: true
    answers:
      - {id: one, text: One person}
      - {id: team, text: A team}
rules:
  - when: {hours: [day], company: [one, team]}
    roles: [care-assistant]
    because: you like daytime company.
  - when: {hours: [day, nights], company: [team]}
    roles: [senior-care-worker]
    because: you like a team
    points: 5
interview:
  - {text: Who is on the team?, roles: [senior-care-worker]}
  - {text: Who shows me the job?}
"""
FILES = {"content/pathway/quiz.yaml": QUIZ}


@pytest.fixture(scope="module")
def shipped() -> Quiz:
    """Return the quiz that the site is shipped with."""
    records, _ = ContentReader(REPOSITORY, REPOSITORY / "content").read(TODAY)
    return next(iter(records.of("quiz", Quiz)))


def answers_of(quiz: Quiz) -> st.SearchStrategy[dict[str, str]]:
    """Return complete answers; nobody has to be sure."""
    return st.fixed_dictionaries(
        {
            question.id_: st.sampled_from([*(each.id_ for each in question.answers), "unsure"])
            for question in quiz.questions
        }
    )


def test_a_role_is_shown_with_what_was_said_and_what_it_tells_us(world: MakeWorld) -> None:
    page = context(library_of(world, many(2), FILES), "/pathway/quiz/short/day/one/")
    (card,) = page.matches
    assert card.url == "/roles/care-assistant/"
    assert card.reasons == (
        "You said “In the daytime” and “One person”. That tells us that you like daytime company.",
    )
    assert card.hiring.title == "2 open vacancies"
    assert [row.url for row in card.districts] == ["/vacancies/in/north/care-assistant/"]
    assert card.story.url == "/case-studies/from-the-shop/"
    assert card.ask == ("Who shows me the job?",)


def test_points_come_before_the_order_of_rules(world: MakeWorld) -> None:
    page = context(library_of(world, files=FILES), "/pathway/quiz/short/day/team/")
    assert [card.title for card in page.matches] == ["Senior care worker", "Care assistant"]
    assert page.matches[0].ask == ("Who is on the team?", "Who shows me the job?")
    assert page.matches[0].hiring is None
    assert page.compare == "/roles/compare/?roles=senior-care-worker,care-assistant"


def test_answers_that_point_nowhere_have_a_page_too(world: MakeWorld) -> None:
    built = world(FILES).build()
    html = built.html("/pathway/quiz/short/none/one/")
    assert html.select("h1")[0].get_text() == "We cannot tell yet"
    assert html.select("main a[href='/roles/']")


def test_each_answer_of_the_short_quiz_leads_on_and_can_be_changed(world: MakeWorld) -> None:
    pages = planned(library_of(world, files=FILES))
    first = pages["/pathway/quiz/"].context().short
    assert [row.url for row in first.answers] == [
        f"/pathway/quiz/short/{answer}/" for answer in ("day", "nights", "none")
    ]
    step: Any = pages["/pathway/quiz/short/day/"].context()
    assert (step.number, step.count) == (2, 2)
    assert [row.url for row in step.choice.answers] == [
        "/pathway/quiz/short/day/one/",
        "/pathway/quiz/short/day/team/",
    ]
    end: Any = pages["/pathway/quiz/short/day/one/"].context()
    assert [row.url for row in end.said] == ["/pathway/quiz/", "/pathway/quiz/short/day/"]


def test_steps_and_results_are_not_listed_and_not_for_search_engines(world: MakeWorld) -> None:
    pages = planned(library_of(world, files=FILES))
    below = [page for url, page in pages.items() if url.startswith("/pathway/quiz/short/")]
    assert len(below) == 3 + 6
    assert not any(page.listed for page in below)
    assert all(page.context().head.noindex for page in below)


def test_a_site_without_a_quiz_has_no_page_for_it_and_no_link(world: MakeWorld) -> None:
    built = world().build()
    assert "pathway/quiz/index.html" not in built.files
    assert "/pathway/quiz/" not in built.text("/roles/")


def test_the_shipped_short_quiz_always_finds_three_roles_on_at_most_100_pages(
    shipped: Quiz,
) -> None:
    assert len(shipped.short_questions) == SHOWN
    assert shipped.short_pages <= 100
    for answers in every_short_answer(shipped):
        assert len(match_roles(shipped, answers)) == SHOWN, answers


def every_short_answer(quiz: Quiz) -> list[Mapping[str, str]]:
    """Return all complete answers to the short quiz."""
    found: list[Mapping[str, str]] = [{}]
    for question in quiz.short_questions:
        found = [
            {**each, question.id_: answer.id_} for each in found for answer in question.answers
        ]
    return found


def test_every_role_that_a_rule_names_can_be_among_the_three(shipped: Quiz) -> None:
    # For each rule, answers that match it and as few others as can be.
    found: set[str] = set()
    for rule in shipped.rules:
        wanted = {question: listed[0] for question, listed in rule.when.items()}
        for other in ({}, *({q.id_: a.id_} for q in shipped.questions for a in q.answers)):
            found |= {match.role for match in match_roles(shipped, {**other, **wanted})}
    named = {role for rule in shipped.rules for role in rule.roles}
    assert named - found == set()


@given(data=st.data())
def test_nobody_is_told_more_than_three_roles_or_one_without_a_reason(
    shipped: Quiz, data: st.DataObject
) -> None:
    answers = data.draw(answers_of(shipped))
    matches = match_roles(shipped, answers)
    assert len({match.role for match in matches}) == len(matches) <= SHOWN
    for match in matches:
        assert match.rules
        for rule in match.rules:
            assert match.role in rule.roles
            assert all(answers[question] in listed for question, listed in rule.when.items())


def test_who_is_sure_of_nothing_is_told_nothing(shipped: Quiz) -> None:
    assert match_roles(shipped, {each.id_: "unsure" for each in shipped.questions}) == ()
