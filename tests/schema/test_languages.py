"""Every word is said in its own language, and runs from its own side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from conftest import World
from hypothesis import given
from hypothesis import strategies as st

from portal.prose import render
from portal.schema import direction_of, is_known, language_remedy, other_letters

WELCOME = "خوش آمدید"
PAGE = """---
title: {title}
summary: {summary}
{language}---
{body}
"""


def page(body: str, language: str = "", title: str = "Words for you") -> dict[str, str]:
    """Return the file of a page."""
    facts = f"language: {language}\n" if language else ""
    summary = "What this page is about, in a sentence."
    text = PAGE.format(title=title, summary=summary, language=facts, body=body)
    return {"content/pages/words.md": text}


@pytest.mark.parametrize("code", ["ur", "gu", "pl", "pa-Arab", "zh-Hans", "pt-BR", "ckb"])
def test_languages_are_known_by_their_codes(code: str) -> None:
    assert is_known(code)


@pytest.mark.parametrize(
    ("code", "direction"),
    [("ur", "rtl"), ("ar", "rtl"), ("pa", "ltr"), ("pa-Arab", "rtl"), ("ckb-Latn", "ltr")],
)
def test_a_language_runs_from_its_own_side(code: str, direction: str) -> None:
    assert direction_of(code) == direction


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("Urdu", "Write ur."), ("Gujurati", "If you mean Gujarati, write gu."), ("?", "Write its")],
)
def test_who_writes_a_name_or_a_slip_is_told_the_code(written: str, remedy: str) -> None:
    assert language_remedy(written).startswith(remedy)


@given(st.text())
def test_any_text_is_looked_through_and_english_is_never_taken_for_another(text: str) -> None:
    found = other_letters(text)
    assert found is None or found[0].strip() == found[0] != ""
    assert other_letters("Café, naïve, £13 – “well” … €5 ½") is None


def test_a_phrase_in_a_text_says_its_language_and_runs_its_way() -> None:
    made = render(f"We say [{WELCOME}]{{lang=ur}} and *[witamy]{{lang=pl}}*.")
    assert f'<span lang="ur" dir="rtl">{WELCOME}</span>' in made
    assert '<em><span lang="pl" dir="ltr">witamy</span></em>' in made


def test_a_phrase_cannot_carry_anything_else() -> None:
    made = render('[<script>x</script>hi]{lang=ur} [a]{lang=ur" onclick="x} [b]{lang=zz-top}')
    assert "<script" not in made
    elements = BeautifulSoup(made, "html.parser").find_all(True)
    assert {name for each in elements for name in each.attrs} <= {"lang", "dir"}
    assert "zz" not in made


def test_a_page_in_urdu_says_so_and_runs_from_right_to_left(world: Callable[..., World]) -> None:
    built = world(page(f"## {WELCOME}\n\n{WELCOME}", "ur", WELCOME)).build()
    assert "unmarked-language" not in built.codes
    html = built.html("/words/")
    for part in ("h1", ".prose"):
        found = html.select_one(f"main {part}")
        around = found and found.find_parent(lang="ur")
        own = found if found and found.get("lang") else around
        assert own
        assert (own["lang"], own["dir"]) == ("ur", "rtl")
    assert [each["lang"] for each in html.select("html")] == ["en-GB"]
    assert [each["lang"] for each in html.select(".breadcrumb [aria-current]")] == ["ur"]


def test_words_in_other_letters_without_a_language_are_told_at_their_place(
    world: Callable[..., World],
) -> None:
    built = world(page(f"Hello.\n\nThey say {WELCOME} to all.", title=f"{WELCOME} to you")).build(
        write=False
    )
    told = [each for each in built.problems if each.code == "unmarked-language"]
    assert [(each.position.line, each.position.column) for each in told] == [(2, 8), (7, 10)]
    assert all(WELCOME in each.sentence for each in told)


def test_a_language_that_nobody_knows_is_told(world: Callable[..., World]) -> None:
    built = world(page("Hello [hi]{lang=Polish}.", "Urdu")).build(write=False)
    told = {each.code: each.remedy for each in built.problems}
    assert told["language"].startswith("Write ur.")
    built = world(page("Hello [hi]{lang=Polish}.")).build(write=False)
    (problem,) = [each for each in built.problems if each.code == "unknown-language"]
    assert problem.remedy == "Write pl."
    assert problem.position.column == 17
