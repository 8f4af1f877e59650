"""Problems are values: placed, sorted, told once, and split by how much they matter."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import PortalError, Position, Problem, Problems, Severity, warning

POSITIONS = st.builds(
    Position, st.sampled_from(["a.md", "b.md"]), st.integers(0, 3), st.integers(0, 3)
)
PROBLEMS = st.builds(
    Problem,
    POSITIONS,
    st.sampled_from(["one", "two"]),
    st.sampled_from(["This.", "That."]),
    st.just(""),
    st.sampled_from(Severity),
)


@pytest.mark.parametrize(
    ("position", "text"),
    [
        (Position("content/a.md"), "content/a.md"),
        (Position("content/a.md", 3), "content/a.md:3"),
        (Position("content/a.md", 3, 7), "content/a.md:3:7"),
        (Position("content/a.md", 0, 7), "content/a.md"),
    ],
)
def test_a_position_reads_as_editors_write_it(position: Position, text: str) -> None:
    assert str(position) == text


def test_lines_are_sorted_as_numbers() -> None:
    assert Position("a.md", 9) < Position("a.md", 10) < Position("b.md", 1)


def test_a_problem_reads_as_place_sentence_and_remedy() -> None:
    place = Position("a.md", 1)
    assert str(Problem(place, "x", "It is wrong.", "Mend it.")) == "a.md:1: It is wrong. Mend it."
    assert str(Problem(place, "x", "It is wrong.")) == "a.md:1: It is wrong."


def test_a_problem_does_not_change() -> None:
    problem = Problem(Position("a.md"), "x", "It is wrong.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        problem.code = "y"  # type: ignore[misc]


def test_a_problem_stops_the_build_unless_it_is_a_warning() -> None:
    error = Problem(Position("a.md"), "x", "It is wrong.")
    mild = warning(Position("a.md"), "x", "It is odd.", "Look at it.")
    assert (error.severity, mild.severity) == (Severity.ERROR, Severity.WARNING)
    problems = Problems([error, mild])
    assert (problems.errors, problems.warnings) == ((error,), (mild,))


def test_no_problems_are_false_and_any_are_true() -> None:
    problems = Problems()
    assert not problems
    assert len(problems) == 0
    problems.add(Problem(Position("a.md"), "x", "It is wrong."))
    assert problems
    assert len(problems) == 1


@settings(deadline=None)
@given(st.lists(PROBLEMS))
def test_each_problem_is_told_once(found: list[Problem]) -> None:
    problems = Problems(found)
    problems.extend(found)
    problems.add(*found)
    told = problems.sorted()
    assert len(told) == len(set(found)) == len(problems)
    assert set(told) == set(found)
    assert set(problems.errors) | set(problems.warnings) == set(told)


@settings(deadline=None)
@given(st.lists(PROBLEMS))
def test_problems_come_in_the_order_of_the_file(found: list[Problem]) -> None:
    places = [problem.position for problem in Problems(found).sorted()]
    assert places == sorted(places)


@settings(deadline=None)
@given(
    st.lists(PROBLEMS, unique_by=lambda each: (each.position, each.code, each.sentence)).flatmap(
        lambda found: st.tuples(st.just(found), st.permutations(found))
    )
)
def test_the_order_in_which_problems_were_found_does_not_matter(
    found: tuple[list[Problem], list[Problem]],
) -> None:
    assert Problems(found[0]).sorted() == Problems(found[1]).sorted()


def test_an_exception_carries_its_problem() -> None:
    problem = Problem(Position("site.yaml"), "x", "It is missing.")
    error = PortalError(problem)
    assert error.problem is problem
    assert str(error) == "site.yaml: It is missing."
