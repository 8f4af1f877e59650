"""YAML is read as people write it in forms: text stays text, and everything keeps its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.errors import Problem
from portal.source import Location, read_yaml
from portal.source.places import YamlReading
from portal.source.yaml_reader import MAX_ALIASED_NODES, MAX_DEPTH, MAX_NODES

# Signs that mean something in YAML, and those that have confused readers of it.
YAML_LIKE = st.text(alphabet="ab:- \n\t{}[],&*!|>'\"#%@`?~.\\0é“”\u2028\x85\ufeff\x00", max_size=60)
ANY_TEXT = st.one_of(st.text(st.characters(), max_size=60), YAML_LIKE)


def only_problem(text: str) -> Problem:
    """Return the one problem in a text."""
    reading = read_yaml(text, "x.yaml")
    assert len(reading.problems) == 1, reading.problems
    assert reading.data is None or reading.problems[0].code in {
        "duplicate-key",
        "yaml-tag",
        "curly-quotes",
    }
    return reading.problems[0]


def locations(data: Any, location: Location = ()) -> list[Location]:
    """Return the location of a value and of every value in it."""
    found = [location]
    if isinstance(data, dict):
        for key, value in data.items():
            found += locations(value, (*location, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += locations(value, (*location, index))
    return found


@settings(deadline=None)
@given(ANY_TEXT)
@example("[")
@example("{a: [b")
@example("\ud800")
@example("a: \x00")
@example("*a")
@example("&a [*a]")
@example("%YAML 9.9\n---\na")
def test_no_text_at_all_makes_the_reader_raise(text: str) -> None:
    reading = read_yaml(text, "x.yaml")
    last = text.count("\n") + 1
    for problem in reading.problems:
        assert problem.position.path == "x.yaml"
        assert 0 <= problem.position.line <= last
        assert problem.sentence.endswith(".")
        assert problem.remedy.endswith((".", ")"))


@settings(deadline=None)
@given(ANY_TEXT)
def test_every_value_that_is_read_has_a_place(text: str) -> None:
    reading = read_yaml(text, "x.yaml")
    if reading.values and "*" not in text and not reading.problems:
        found = locations(reading.data)
        assert set(found) == reading.values.keys()
        assert {each for each in found if each and isinstance(each[-1], str)} == (
            reading.keys.keys()
        )


KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
SAFE_TEXTS = st.from_regex(r"[a-zé][a-z é]{0,12}[a-z]", fullmatch=True)
VALUES = st.recursive(
    SAFE_TEXTS,
    lambda inside: st.one_of(
        st.lists(inside, min_size=1, max_size=4),
        st.dictionaries(KEYS, inside, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


def block(value: Any, indent: int = 0) -> list[str]:
    """Return a value as lines of YAML in block style."""
    pad = " " * indent
    if isinstance(value, str):
        return [f"{pad}{value}"]
    lines: list[str] = []
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in entries:
        lines.append(f"{pad}{key}:" if isinstance(value, dict) else f"{pad}-")
        lines += block(member, indent + 2)
    return lines


@settings(deadline=None)
@given(VALUES, st.integers(1, 50))
def test_a_place_is_where_the_value_stands_in_the_file(value: Any, first_line: int) -> None:
    lines = block(value)
    reading = read_yaml("\n".join(lines) + "\n", "x.yaml", first_line)
    assert reading.data == value
    for location in locations(value):
        here: Any = value
        for part in location:
            here = here[part]
        line, column = reading.values[location]
        rest = lines[line - first_line][column - 1 :]
        assert not isinstance(here, str) or rest == here
        if location and isinstance(location[-1], str):
            line, column = reading.keys[location]
            assert lines[line - first_line][column - 1 :] == f"{location[-1]}:"


@pytest.mark.parametrize(
    "text",
    [
        *["NO", "yes", "on", "12:30", "01234", "0x1F", "1_000", "2026-13-01", "2026-05-14"],
        *["1.10", ".5", "1e3", "+44 116 496 0000", "=", "<<", "£12.71", "NaN", ".inf", "True"],
    ],
)
def test_text_stays_as_it_was_written(text: str) -> None:
    assert read_yaml(f"a: {text}", "x.yaml").data == {"a": text}
    assert read_yaml(f"{text}: a", "x.yaml").data == {text: "a"}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "# only a note"])
def test_nothing_is_none(nothing: str) -> None:
    assert read_yaml(f"a: {nothing}", "x.yaml").data == {"a": None}


@pytest.mark.parametrize("text", ["null", "~", ""])
def test_nothing_in_quotation_marks_is_text(text: str) -> None:
    assert read_yaml(f'a: "{text}"', "x.yaml").data == {"a": text}


def test_an_empty_text_has_no_data_and_no_problems() -> None:
    assert read_yaml("", "x.yaml") == YamlReading()
    assert read_yaml("# only a note\n", "x.yaml").data is None


def test_a_key_that_stands_twice_names_both_lines() -> None:
    problem = only_problem("a: 1\nb: 2\na: 3\n")
    assert str(problem) == (
        'x.yaml:3:1: "a" stands here a second time (first on line 1). Keep one of the two.'
    )


def test_a_key_may_stand_again_in_another_group() -> None:
    reading = read_yaml("a: {x: 1}\nb: {x: 2}\n", "x.yaml")
    assert reading.problems == []


def test_every_key_that_stands_twice_is_told_in_one_go() -> None:
    reading = read_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n", "x.yaml")
    assert [each.position.line for each in reading.problems] == [2, 3]


def test_a_billion_laughs_are_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    problem = only_problem("\n".join(lines))
    assert problem.code == "yaml-alias"
    assert f"{MAX_ALIASED_NODES:,}" in problem.sentence


def test_a_reference_may_repeat_a_few_values() -> None:
    reading = read_yaml("a: &x {b: 1}\nc: *x\n", "x.yaml")
    assert reading.data == {"a": {"b": "1"}, "c": {"b": "1"}}
    assert reading.problems == []


@pytest.mark.parametrize("text", ["a: *nothing", "a: &b [*b]", "{a: &b x, *b : y}"])
def test_a_reference_to_nothing_or_to_itself_is_a_problem(text: str) -> None:
    assert only_problem(text).code == "yaml-alias"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100_000])
def test_deep_nesting_is_refused_where_it_goes_too_deep(depth: int) -> None:
    problem = only_problem("[" * depth)
    assert problem.code == "yaml-too-deep"
    assert problem.position.column == MAX_DEPTH + 1


def test_nesting_up_to_the_limit_is_read() -> None:
    reading = read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x.yaml")
    assert reading.problems == []


def test_more_values_than_anybody_writes_are_refused() -> None:
    assert only_problem("[" + "1," * MAX_NODES + "]").code == "too-big"
    assert only_problem("- 1\n" * MAX_NODES).code == "too-big"


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!include", "!!binary", "!<x>"])
def test_a_tag_is_a_problem_and_nothing_is_made_of_it(tag: str) -> None:
    problem = only_problem(f"a: {tag} x\n")
    assert problem.code == "yaml-tag"
    assert problem.position.line == 1


def test_a_second_document_is_a_problem_at_its_line() -> None:
    problem = only_problem("a: 1\n---\nb: 2\n")
    assert (problem.code, problem.position.line) == ("yaml-second-document", 2)


def test_one_document_may_start_with_its_mark() -> None:
    assert read_yaml("---\na: 1\n...\n", "x.yaml").data == {"a": "1"}


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{a: 1}: b\n", "{[a]: b}"])
def test_a_list_or_a_group_is_no_name(text: str) -> None:
    assert only_problem(text).code == "yaml-odd-key"


def test_curly_quotation_marks_around_a_value_are_told() -> None:
    problem = only_problem("title: “Hello”\n")
    assert (problem.code, str(problem.position)) == ("curly-quotes", "x.yaml:1:8")


def test_curly_quotation_marks_inside_a_value_are_fine() -> None:
    assert read_yaml("title: She said “hello” to me\n", "x.yaml").problems == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: a: b\n", "x.yaml:1", 'quotation marks: title: "a: b"'),
        ("a:\n\tb: c\n", "x.yaml:2", "There is a tab"),
        ('a: "x\nb: y\n', "x.yaml:1", "quotation mark is opened on this line"),
        ("a: [x, y\nb: z\n", "x.yaml:1", "brackets that open on this line are not closed"),
        ("a: {x: 1\nb: z\n", "x.yaml:1", "brackets that open on this line are not closed"),
        ('a: "Yes" she said\n', "x.yaml:1:10", "there is more after it"),
        ("a: [x] y\n", "x.yaml:1:8", "there is more after it"),
        ("a: @x\n", "x.yaml:1:4", "cannot start with this character"),
        ('a: "\\q"\n', "x.yaml:1:5", "a backslash in this text"),
        ("a: 1\nb\n", "x.yaml:2", "not of the form `name: text`"),
        ("a: b\n c: d\n", "x.yaml:2:3", "does not fit the lines above"),
        ("a: \x07\n", "x.yaml:1", "invisible control character"),
        ("[", "x.yaml:1", ""),
    ],
)
def test_what_is_no_yaml_is_explained_where_it_went_wrong(
    text: str, place: str, words: str
) -> None:
    problem = only_problem(text)
    assert str(problem.position) == place
    assert words in str(problem)


def test_lines_are_counted_as_editors_count_them() -> None:
    reading = read_yaml("a: x\u2028y\x85z\nb: 1\n", "x.yaml")
    assert reading.values[("b",)] == (2, 4)
    assert reading.data["a"] == "x y z"


def test_columns_are_counted_in_characters_not_bytes() -> None:
    reading = read_yaml("{é: ü, 😀: b}", "x.yaml")
    assert reading.values[("😀",)] == (1, 11)


def test_the_first_line_of_the_text_can_be_any_line_of_the_file() -> None:
    assert only_problem("a: 1\na: 2\n").position.line == 2
    reading = read_yaml("a: 1\na: [\n", "x.yaml", 10)
    assert [each.position.line for each in reading.problems] == [11, 11]


def test_a_problem_shows_no_more_than_the_start_of_a_long_text() -> None:
    problem = only_problem(f"{'k' * 500}: 1\n{'k' * 500}: 2\n")
    assert len(problem.sentence) < 150
