"""Texts that are hard to read are told, at their line; quotations are left alone."""

from __future__ import annotations

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from portal.checks.plain_words import OFFICE
from portal.checks.words import check_facts, check_words, plain_text, reading_age, sentences
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


@pytest.mark.parametrize(
    "text", ["organize", "recognized", "favorite", "center", "enrolled and enrollment", "gotten"]
)
def test_american_spelling_is_told(text: str) -> None:
    word = text.split()[-1]
    assert warnings(f"First.\nWe {text} it.") == [
        ("american-spelling", 9, 4 + text.index(word)),
    ]


@pytest.mark.parametrize("text", ["size", "prizes", "organise", "centre", "licence", "seize it"])
def test_british_spelling_is_not(text: str) -> None:
    assert warnings(f"We {text} them.") == []


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("How To Apply", ["title-case"]),
        ("Pay And Terms", ["title-case"]),
        ("Information about sick pay", ["empty-heading"]),
        ("An introduction to care", ["empty-heading"]),
        ("Utilise your skills", ["office-words"]),
        ("Sick pay, from day one", []),
        ("What the adverts of The Made-up Home say", []),
        ("Do I need a car? Yes", []),
        ("Part 1: What we do", []),
        ("From A to Z", []),
    ],
)
def test_headings_begin_with_what_matters_and_have_capitals_for_names(
    heading: str, codes: list[str]
) -> None:
    assert [code for code, line, _ in warnings(f"One.\n\n## {heading}\n\nTwo.")] == codes


def test_titles_and_summaries_are_looked_at_like_texts() -> None:
    page = FreePage(
        title="How To Get Help",
        summary=f"In order to help, we are here. {LONG}",
        sources=("Guide to utilise",),
    )
    page._provenance = Provenance(source=Source("page.md"), body="", body_line=8)
    assert [each.code for each in check_facts(page)] == [
        *("title-case", "office-words", "long-sentence"),
    ]


def test_the_guide_for_authors_says_every_word_that_the_check_looks_for() -> None:
    guide = (REPOSITORY / "docs/writing.md").read_text(encoding="utf-8")
    for *_, better in OFFICE:
        assert better.split(",")[0] in guide
    for code in ("office-words", "american-spelling", "title-case", "empty-heading"):
        assert f"`{code}`" in guide


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
