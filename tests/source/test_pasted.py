"""Lists that people type or paste are lists on the page, whatever stands before their lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.prose import render
from portal.source import with_lists

_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@pytest.mark.parametrize(
    "text",
    [
        "We give you:\n- training\n- a buddy",
        "We give you:\n\n•\ttraining\n•\ta buddy",
        "We give you:\n• training\n• a buddy",
        "We give you:\n·\u00a0\u00a0training\n·\u00a0\u00a0a buddy",
        "We give you:\n\n-\u00a0training\n-\u00a0a buddy",
    ],
)
def test_a_list_is_a_list_however_it_was_typed(text: str) -> None:
    made = render(text)
    assert made.startswith("<p>We give you:</p>")
    assert re.findall(r"<li>(.*?)</li>", made) == ["training", "a buddy"]


@pytest.mark.parametrize("text", ["1) come\n2) stay", "1.\u00a0come\n2.\u00a0stay"])
def test_numbers_of_a_word_processor_are_a_list(text: str) -> None:
    assert re.findall(r"<li>(.*?)</li>", render(text)) == ["come", "stay"]


@pytest.mark.parametrize(
    "text",
    [
        "I came in\n2019. It was cold.",
        "- one\nthat goes on\n- two",
        "A line - with a hyphen\nand *one word*",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "Title\n---",
        "    - code",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert with_lists(text) == text


@given(st.text(alphabet="ab1.)-*•·\u00a0\t \n#|", max_size=60))
def test_no_word_is_lost_and_twice_is_once(text: str) -> None:
    made = with_lists(text)
    assert re.findall(r"[ab]+", made) == re.findall(r"[ab]+", text)
    assert with_lists(made) == made
