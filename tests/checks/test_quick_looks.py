"""The quick looks that pass over texts never pass over one in which something would be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.checks import words
from portal.checks.plain_words import AMERICAN, OFFICE, find_words, may_hold_words
from portal.checks.stories import private
from portal.checks.stories.private import details_for, private_details
from portal.checks.stories.wording import _TABLE, cold_words, cold_words_for
from portal.checks.words import check_words
from portal.content import FreePage
from portal.schema import Provenance
from portal.source import Source

# Hypothesis cannot make texts for what must not stand behind the words.
_BEHIND = re.compile(r"\(\?[=!][^()]*(?:\([^()]*\)[^()]*)*\)")
DIGITS = st.from_regex(r"[0-9 ()+-]{6,16}|[A-Z]{1,2}[0-9]{1,2} ?[0-9][A-Z]{2}", fullmatch=True)
WORDS = st.sampled_from(
    (
        *("Mr Lee", "Miss Lee", "Ms. Lee", "Mx Lee", "supports Ann Lee", "a man called Ann Lee"),
        *("aged 84", "age of 84", "84 years old", "84-year-old", "She is 84", "Ann turned 84"),
        *("with dementia", "cancer", "born on 3/4/1941", "DOB 3/4/1941", "D.O.B. 3 May 1941"),
        *("a@b.example.org", "Birthday: 1941-04-03", ". ", "\n", "Ann", "In Market Bosworth"),
    )
)


@pytest.mark.parametrize(
    ("held", "pattern"), [(held, pattern) for held, pattern, _ in (*OFFICE, *AMERICAN, *_TABLE)]
)
@settings(max_examples=5)
@given(data=st.data())
def test_a_text_with_a_word_to_avoid_holds_what_is_looked_for_first(
    held: str, pattern: str, data: st.DataObject
) -> None:
    found = data.draw(st.from_regex(_BEHIND.sub("", pattern), fullmatch=True))
    assert any(each in found for each in held.split("/"))


@settings(max_examples=60)
@given(st.lists(st.one_of(WORDS, DIGITS), min_size=1, max_size=6).map(" ".join))
def test_private_details_are_found_by_the_rules_that_a_look_at_more_text_leaves(text: str) -> None:
    whole = f"Before, in 2023.\n{text}\nAfter."
    left = details_for(whole)
    assert [*private_details(text, left)] == [*private_details(text)]
    codes = {each.code for rule in private._RULES for each in _found_by(rule, text)}
    assert codes <= {rule.code for rule in left}


def _found_by(rule: private.Rule, text: str) -> list[private.Rule]:
    return [rule] if rule.may_hold(text) and any(rule.find(text)) else []


@pytest.mark.parametrize(
    "text", ["the elderly", "the old who", "The residents", "just a carer", "suffer with İ cancer"]
)
def test_cold_words_are_found_by_the_rules_that_a_look_at_more_text_leaves(text: str) -> None:
    left = cold_words_for(f"Before.\n{text}\nAfter.")
    assert [each.code for each in cold_words(text, left)] == ["cold-words"]


@pytest.mark.parametrize("pattern", [pattern for _, pattern, _ in _TABLE])
@settings(max_examples=5)
@given(data=st.data())
def test_no_cold_word_is_lost_among_other_texts(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(_BEHIND.sub("", pattern), fullmatch=True))
    left = cold_words_for(f"Before, the old.\n{text}\n{text.upper()}, after")
    assert [*cold_words(text, left)] == [*cold_words(text)]


def test_common_words_alone_leave_no_rule_to_try_on_each_text() -> None:
    assert not cold_words_for("Sorrel keeps the old name badge.\nThe service began on Monday.")


def test_a_text_without_any_such_word_is_passed_over() -> None:
    plain = "You help people get up, and you make tea."
    assert not may_hold_words(plain.lower())
    assert [*find_words(plain.lower())] == []
    assert not cold_words_for(plain)
    assert not details_for(plain)


def test_a_text_is_split_into_sentences_once(monkeypatch: pytest.MonkeyPatch) -> None:
    split, texts = words.sentences, []

    def counted(text: str) -> Iterator[tuple[int, list[str]]]:
        texts.append(text)
        return split(text)

    monkeypatch.setattr(words, "sentences", counted)
    page = FreePage(title="A page", summary="A page about something or other.")
    page._provenance = Provenance(source=Source("page.md"), body="You help. " * 80, body_line=8)
    assert [*check_words(page)] == []
    assert len(texts) == 1
