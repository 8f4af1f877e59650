"""Texts that are hard to read are told, at their line; quotations are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checks.words import check_words, plain_text, reading_age, sentences
from portal.content import FreePage
from portal.schema.record import Provenance
from portal.source import Source

LONG = "You " + "and you " * 15 + "go."


def warnings(body: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of each warning about a text that starts on line 8."""
    page = FreePage(title="A page", summary="A page about something or other.")
    page._provenance = Provenance(source=Source("page.md"), body=body, body_line=8)
    return [(each.code, each.position.line, each.position.column) for each in check_words(page)]


def test_a_long_sentence_is_told_where_it_starts() -> None:
    assert warnings(f"Short.\n\nAlso short. {LONG}") == [("long-sentence", 10, 13)]


def test_a_list_of_many_short_points_is_no_long_sentence() -> None:
    assert warnings("You need:\n\n" + "- a kind word and a smile\n" * 20) == []


@pytest.mark.parametrize("text", ["utilise", "in order to", "prior to"])
def test_words_of_offices_have_a_plain_one(text: str) -> None:
    assert warnings(f"First.\nWe {text} it.") == [("office-words", 9, 4)]


def test_what_people_asked_us_not_to_say_is_told_on_pages_too() -> None:
    assert warnings("We help the elderly.") == [("cold-words", 8, 9)]


@pytest.mark.parametrize("quote", ["> {}", "“{}”", '"{}"', "`{}`", "```\n{}\n```"])
def test_quotations_are_left_as_people_said_them(quote: str) -> None:
    assert warnings(quote.format(f"We help the elderly in order to {LONG}")) == []


def test_a_hard_text_has_a_high_reading_age_and_a_plain_one_does_not() -> None:
    hard = "Organisational accountability necessitates comprehensive documentation. " * 25
    plain = "You help people get up. You make tea. Then you sit and talk. " * 10
    assert reading_age(hard) > 14 > 9 > reading_age(plain)
    assert [code for code, _, _ in warnings(hard)] == ["hard-to-read"]


@given(st.text())
def test_places_in_a_text_stay_where_they_are(text: str) -> None:
    plain = plain_text(text)
    assert len(plain) == len(text)
    assert all(0 <= start <= len(text) for start, _ in sentences(plain))
