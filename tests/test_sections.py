"""What is kept in sections comes back as it was, or not at all."""

from __future__ import annotations

import tempfile
from array import array
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.sections import read_sections, section_of, write_sections

texts = st.text()
values = st.one_of(
    st.lists(st.integers(0, 255)).map(lambda each: array("B", each)),
    st.lists(st.integers(0, 2**32 - 1)).map(lambda each: array("I", each)),
    st.lists(st.integers(0, 2**64 - 1)).map(lambda each: array("Q", each)),
    st.lists(texts),
    st.binary(),
    st.dictionaries(texts, texts),
    st.integers(),
)


def kept(path: Path, held: dict[str, Any]) -> dict[str, Any]:
    """Return things by name as they come back."""
    write_sections(path, [section_of(*each) for each in held.items()], "key")
    return dict(read_sections(path, "key"))


@settings(max_examples=60)
@given(st.dictionaries(texts, values))
def test_what_is_read_is_what_was_kept(held: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert kept(Path(folder) / "kept", held) == held


def test_a_sign_that_stands_between_texts_moves_none_of_them(tmp_path: Path) -> None:
    held = {"texts": ["one", "tw\0o", "three"]}
    assert kept(tmp_path / "kept", held) == held


def test_half_of_a_letter_is_no_fault(tmp_path: Path) -> None:
    held = {"texts": ["\ud800", "ä"]}
    assert kept(tmp_path / "kept", held) == held


@settings(max_examples=60)
@given(st.data())
def test_what_is_hurt_is_as_good_as_nothing(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        kept(path, {"texts": ["one", "two"], "numbers": array("I", [1, 2, 3])})
        whole = path.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        byte = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
        cut = data.draw(st.booleans())
        path.write_bytes(whole[:at] if cut else whole[:at] + byte + whole[at + 1 :])
        assert not read_sections(path, "key")


def test_what_was_kept_under_another_key_or_is_not_there_is_nothing(tmp_path: Path) -> None:
    kept(tmp_path / "kept", {"number": 1})
    assert not read_sections(tmp_path / "kept", "another key")
    assert not read_sections(tmp_path / "none", "key")
