"""Documents: facts at the top, text below, and the place of each as the file has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import Position, Problem
from portal.source import Document, Source, SourceFile, documents, read_document


def read(folder: Path, text: str, name: str = "x.md") -> tuple[Document | None, list[Problem]]:
    """Return what is in a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return read_document(SourceFile(path, f"content/{name}", path.stat().st_size, 0))


def document(folder: Path, text: str, name: str = "x.md") -> Document:
    """Return the document in a text that has no problem."""
    made, problems = read(folder, text, name)
    assert problems == []
    assert made is not None
    return made


def problem(folder: Path, text: str, name: str = "x.md") -> Problem:
    """Return the one problem of a text that makes no document."""
    made, problems = read(folder, text, name)
    assert made is None
    assert len(problems) == 1
    return problems[0]


STORY = """---
title: A story
person:
  name: Sam
steps:
  - one
  - {to: two}
---

## How it began

It began.

"""


def test_facts_and_text_are_told_apart(tmp_path: Path) -> None:
    made = document(tmp_path, STORY)
    assert made.data["person"] == {"name": "Sam"}
    assert made.body == "## How it began\n\nIt began.\n"


def test_places_are_counted_from_the_first_line_of_the_file(tmp_path: Path) -> None:
    origin = document(tmp_path, STORY).source
    assert origin.position() == Position("content/x.md", 2, 1)
    assert origin.position("title") == Position("content/x.md", 2, 8)
    assert origin.position("person", "name") == Position("content/x.md", 4, 9)
    assert origin.position("steps", 1, "to") == Position("content/x.md", 7, 10)
    assert origin.key_position("person", "name") == Position("content/x.md", 4, 3)


def test_the_text_starts_on_the_line_where_it_stands(tmp_path: Path) -> None:
    assert document(tmp_path, STORY).body_line == 10
    assert document(tmp_path, "---\na: 1\n---\nText\n").body_line == 4
    assert document(tmp_path, "\n\n---\na: 1\n---\n\n\nText\n").body_line == 8


def test_a_place_that_is_not_there_is_that_of_what_is_around_it(tmp_path: Path) -> None:
    origin = document(tmp_path, STORY).source
    assert origin.position("person", "role") == origin.position("person")
    assert origin.position("steps", 9, "to") == origin.position("steps")
    assert origin.position("nothing") == origin.position()
    assert origin.key_position("nothing") == origin.position()
    assert Source("x.md").position("a") == Position("x.md", 1)


def test_a_part_of_a_file_counts_from_itself(tmp_path: Path) -> None:
    part = document(tmp_path, "- a: 1\n- a: 2\n", "x.yaml").source.part(1)
    assert part.position("a") == Position("content/x.yaml", 2, 6)
    assert part.key_position("a") == Position("content/x.yaml", 2, 3)
    assert part.position("nothing") == part.position() == Position("content/x.yaml", 2, 3)


def test_sources_are_equal_while_path_text_and_place_are(tmp_path: Path) -> None:
    source = document(tmp_path, "- a: 1\n- a: 2\n", "x.yaml").source
    assert document(tmp_path, "- a: 1\n- a: 2\n", "x.yaml").source == source
    assert source.part(0) != source.part(1)
    for other in ("- a: 1\n- a: 3\n", "- a: 1\n\n- a: 2\n"):
        assert document(tmp_path, other, "x.yaml").source != source
    assert document(tmp_path, "- a: 1\n- a: 2\n", "y.yaml").source != source


def test_empty_facts_are_no_facts(tmp_path: Path) -> None:
    made = document(tmp_path, "---\n---\nText\n")
    assert (made.data, made.body) == ({}, "Text\n")


def test_facts_without_a_text_have_an_empty_one(tmp_path: Path) -> None:
    assert document(tmp_path, "---\na: 1\n---").body == ""
    assert document(tmp_path, "---\na: 1\n---\n \n\n").body == ""


def test_spaces_after_the_hyphens_do_no_harm(tmp_path: Path) -> None:
    assert document(tmp_path, "---  \na: 1\n--- \nText\n").data == {"a": "1"}


def test_a_line_across_the_text_stays_in_the_text(tmp_path: Path) -> None:
    assert document(tmp_path, "---\na: 1\n---\nOne\n\n---\n\nTwo\n").body == "One\n\n---\n\nTwo\n"


def test_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode())
    made, problems = read_document(SourceFile(path, "content/x.md", 100, 0))
    assert problems == []
    assert made == document(tmp_path, STORY)


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n"])
@pytest.mark.parametrize("name", ["x.md", "x.yaml"])
def test_an_empty_file_is_told(text: str, name: str, tmp_path: Path) -> None:
    assert problem(tmp_path, text, name).code == "empty-file"


@pytest.mark.parametrize("text", ["# Title\n\ntext\n", "title: x\n---\ntext\n", "----\na: 1\n"])
def test_missing_facts_are_told_at_the_first_line(text: str, tmp_path: Path) -> None:
    found = problem(tmp_path, text)
    assert (found.code, found.position.line) == ("front-matter-missing", 1)


@pytest.mark.parametrize("dashes", ["—", "–––", "———", "––-", "--", "-—"])
def test_dashes_of_a_word_processor_are_told_apart_from_hyphens(
    dashes: str, tmp_path: Path
) -> None:
    found = problem(tmp_path, f"\n{dashes}\ntitle: x\n{dashes}\n")
    assert (found.code, found.position.line) == ("front-matter-missing", 2)
    assert "three plain hyphens" in found.remedy


@pytest.mark.parametrize(
    ("end", "line"), [("", 1), ("\n–––\n", 3), ("\n ---\n", 3), ("\n----\n", 3)]
)
def test_facts_that_never_end_are_told_where_they_should(
    end: str, line: int, tmp_path: Path
) -> None:
    found = problem(tmp_path, f"---\ntitle: x{end}")
    assert (found.code, found.position.line) == ("front-matter-open", line)


def test_a_mistake_in_the_facts_is_told_at_its_line_of_the_file(tmp_path: Path) -> None:
    assert str(problem(tmp_path, "---\na: 1\na: 2\n---\n").position) == "content/x.md:3:1"
    assert str(problem(tmp_path, "---\na: [1\n---\n").position) == "content/x.md:2"


def test_a_mistake_in_the_file_is_told_before_anything_is_read(tmp_path: Path) -> None:
    assert problem(tmp_path, "---\na: \0\n---\n").code == "not-text"


def test_a_yaml_file_has_no_text_below(tmp_path: Path) -> None:
    made = document(tmp_path, "a: 1\n", "x.yaml")
    assert (made.data, made.body, made.body_line) == ({"a": "1"}, "", 0)


@settings(deadline=None)
@given(st.text(alphabet="-–a: \n\t[é", max_size=40), st.sampled_from(["x.md", "x.yaml"]))
def test_no_text_at_all_makes_the_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    made, problems = read(tmp_path_factory.getbasetemp(), text, name)
    assert (made is None) == bool(problems)
    for each in problems:
        assert each.position.line <= text.count("\n") + 1


@settings(deadline=None)
@given(st.lists(st.sampled_from(["", "text", " indented", "---", "a: b"]), max_size=6))
def test_the_line_of_the_text_is_where_its_first_line_stands(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "\n".join(["---", "a: 1", "---", *lines])
    made = document(tmp_path_factory.getbasetemp(), text)
    if made.body:
        first = made.body.split("\n")[0]
        assert text.split("\n")[made.body_line - 1].rstrip() == first.rstrip()


LINES = st.sampled_from(
    ["---", "--- ", "----", "---x", " ---", "a: 1", "b: [", "", "  ", "\x0b", "Words.", "  x", "\\"]
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=9).map("\n".join))
def test_a_file_of_the_common_kind_is_taken_apart_as_any_other_is(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("content")
    quick = read(folder, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_common_parts", lambda _text: None)
        assert read(folder, text) == quick


@pytest.mark.parametrize(
    "facts",
    [
        "a: Write here\n",
        "a: >\n  Write\n  here\n",
        "a: Write\n  here\n",
        'a: "\\x57rite here"\n',
        "- Write here\n",
        "Write here: a\n",
    ],
)
def test_what_facts_may_say_is_told_however_they_are_written(tmp_path: Path, facts: str) -> None:
    assert document(tmp_path, facts, "x.yaml").may_say("Write", "here")
    assert not document(tmp_path, "a: Here it is written\n", "x.yaml").may_say("Write", "here")
