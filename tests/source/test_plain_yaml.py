"""YAML of the common kind is read as the reader of everything reads it, and places are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_yaml_reader import ANY_TEXT, locations

from portal.source import SourceFile, read_document, read_plain, read_yaml
from portal.source.places import Places
from portal.source.yaml_reader import MAX_DEPTH, MAX_NODES

WORD = st.sampled_from(
    ["a", "b", "the rest", "NO", "12:30", "~", "null", "", '""', '"x: y"', "'it''s'", "“odd”", "é"]
)
VALUE = st.recursive(
    WORD,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(filter(None, each))}]"),
        st.dictionaries(st.sampled_from(["a", "b", "body"]), inner, max_size=3).map(
            lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}"
        ),
    ),
    max_leaves=6,
)
NAME = st.sampled_from(["a", "b", "c", "d", "e", "body"])
LINE = st.one_of(
    st.builds("{}: {}".format, NAME, VALUE),
    st.builds("{}:\n  - {}\n  - {}".format, NAME, VALUE, VALUE),
    st.builds("{}: |\n  {}\n".format, NAME, st.just("one\n  two")),
    st.sampled_from(["# a note", "", "g: &x 1", "h: *x", "i: !tag 2", "? j", "---", "k: x\u2028y"]),
)
FACTS = st.lists(LINE, max_size=6).map("\n".join)
ENTRY = st.one_of(VALUE, st.builds("{}: {}".format, NAME, VALUE), st.just("a: b\n  c:\n  - d"))
LISTS = st.lists(ENTRY.map("- {}".format), min_size=1, max_size=4).map("\n".join)


def the_same(text: str) -> bool:
    """Return whether a text was read; if so, all must be as the other reader has it."""
    plain = read_plain(text)
    if plain is not None:
        whole = read_yaml(text, "x.yaml")
        assert (plain.data, []) == (whole.data, whole.problems)
        assert [*plain.data] == [*whole.data]
        marks = [whole.values[number,] for number, _ in enumerate(plain.entries)]
        assert [(line + 1, column + 1) for line, column in plain.entries] == marks
        assert len(marks) == (len(plain.data) if isinstance(plain.data, list) else 0)
        assert (plain.line + 1, plain.column + 1) == whole.values[()]
        if plain.body:
            assert (plain.body[0] + 1, plain.body[1] + 1) == whole.values["body",]
        body = plain.data.get("body", []) if isinstance(plain.data, dict) else []
        assert (plain.body is not None) == isinstance(body, str | None)
    return plain is not None


@settings(deadline=None)
@given(ANY_TEXT)
def test_no_text_at_all_is_read_in_another_way(text: str) -> None:
    the_same(text)


@settings(deadline=None)
@given(st.one_of(FACTS, LISTS))
def test_no_facts_are_read_in_another_way(text: str) -> None:
    the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: [x, {c: y}]\nd:\n  - e: f\n    g:\n  - h\n",
        "# a note\n\n  a: “one” and two\n  b: |\n    x\n    y\n",
        "# a note\n- a: b\n  c:\n  - d\n- {e: [f, g]}\n- x\n-\n",
    ],
)
def test_facts_as_people_write_them_are_common(text: str) -> None:
    assert the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: !y 1\n", "a: “b”\n", "[a]: b"),
        *("a: 1\n---\nb: 2\n", "a: [\n", "a: \x00", "a: x\u2028y\n", "\ud800: a"),
        "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        "a: [" + "x," * MAX_NODES + "]",
    ],
)
def test_whatever_may_be_wrong_is_left_to_the_reader_that_says_where(text: str) -> None:
    assert read_plain(text) is None


@settings(deadline=None, max_examples=30)
@given(st.one_of(FACTS, LISTS))
def test_every_place_is_where_the_reader_of_everything_finds_it(text: str) -> None:
    places, whole = Places(text, "x.yaml", 7), read_yaml(text, "x.yaml", 7)
    assert (dict(places.values), dict(places.keys)) == (whole.values, whole.keys)


def test_places_are_looked_for_once_and_only_when_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def counting(*asked: str) -> object:
        looks.append(asked[1])
        return read_yaml(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr("portal.source.places.read_yaml", counting)
    path = tmp_path / "a.md"
    path.write_text("\n---\ntitle: x\nlist:\n  - one\n---\n\nWords.\n", encoding="utf-8")
    status = path.stat()
    document, problems = read_document(SourceFile(path, "a.md", status.st_size, status.st_mtime_ns))
    assert document is not None
    assert problems == []
    assert (str(document.source.position()), looks) == ("a.md:3:1", [])
    places = {str(document.source.position(*each)) for each in locations(document.data)}
    assert places == {"a.md:3:1", "a.md:3:8", "a.md:5:3", "a.md:5:5"}
    assert str(document.source.key_position("list")) == "a.md:4:1"
    assert looks == ["a.md"]
