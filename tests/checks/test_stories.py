"""Private details in a story are found, and stories without any are left in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checks.stories import check_words
from portal.checks.stories.private import is_nhs_number
from portal.errors import Position, Severity

PLACE = Position("content/case-studies/a.md", 10)


def codes(text: str) -> list[str]:
    """Return the codes of what is found in a text."""
    return [each.code for each in check_words(text, PLACE)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ring 0116 496 0123.", "private-phone"),
        ("My number is +44 7700 900 123.", "private-phone"),
        ("Write to a.b@care.example.org", "private-email"),
        ("She lived at LE3 0QU for years.", "private-postcode"),
        ("NHS number: 9434765919", "private-nhs-number"),
        ("DOB: 3/4/1941", "private-birthday"),
        ("He was born on the 3rd of March 1941.", "private-birthday"),
        ("I look after Mrs Patel.", "private-surname"),
        ("A man called Ted Harris taught me chess.", "private-surname"),
        ("She was 84 and had Alzheimer’s.", "private-age"),
        ("A 19-year-old with a learning disability.", "private-age"),
        ("The residents love bingo.", "cold-words"),
        ("He suffers from severe dementia.", "cold-words"),
        ("She is confined to a wheelchair.", "cold-words"),
        ("It is unskilled work, they said.", "cold-words"),
    ],
)
def test_what_may_be_private_or_cold_is_found(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "I am 58, and I started last year. Ted taught me dominoes.",
        "There are 20 people with dementia here, and 24 of us.",
        "Ring the helpline on 0808 808 1677 or 0300 123 1053.",
        "I supported Example House and visited Shared Lives.",
        "I live in LE3, and I am a resident of the village.",
        "It pays £12.71 an hour, 1234567890 times better than before.",
        "I grew up with old people, and the old way of working.",
        "She was born in Leicester in 1941.",
        "I was a service manager. I suffered the bus for an hour.",
    ],
)
def test_harmless_words_are_left_in_peace(text: str) -> None:
    assert codes(text) == []


def test_each_is_a_warning_at_its_own_line_with_something_to_do() -> None:
    found = list(check_words("First line.\nAsk our residents\nor ring 07700 900123.", PLACE))
    assert [(each.position.line, each.position.column) for each in found] == [(11, 5), (12, 9)]
    assert {each.severity for each in found} == {Severity.WARNING}
    assert all(each.remedy for each in found)


def test_the_same_words_are_told_once() -> None:
    assert codes("Our residents are well. I like our residents.") == ["cold-words"]


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_last_digit_makes_an_nhs_number(start: str) -> None:
    assert sum(is_nhs_number(f"{start}{last}") for last in range(10)) <= 1


@given(st.text(max_size=400))
def test_whatever_is_written_the_check_ends_with_places_in_the_text(text: str) -> None:
    for each in check_words(text, PLACE):
        assert 10 <= each.position.line <= 10 + text.count("\n")
