"""The sentences in which rules about phrases are tried."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.feeds.normalise import phrases
from portal.feeds.normalise.phrases import Sentences

PIECES = st.sampled_from(
    [
        *(
            "mile",
            "MILEAGE",
            "Travel time",
            "travel",
            "İ",
            "Σ",
            "hrs",
            "own car",
            "0 hour",
            "night",
        ),
        *(". ", "! ", "? ", "; ", ".", "; ! ", " ", "\n", "\n\n", "we", "sick", "SSP", "x" * 300),
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map("".join))
def test_the_sentences_about_something_are_those_with_its_words(text: str) -> None:
    sentences = Sentences(text)
    whole = re.split(r"[.!?;] |\n", text.lower())
    for topic, words in phrases._TOPICS.items():
        about = [each for each in whole if any(word in each for word in words)]
        assert sentences.about(topic) == "\n".join(about)


def test_a_line_that_comes_again_is_looked_at_once() -> None:
    phrases._line.cache_clear()
    for number in range(50):
        Sentences(f"Advert {number}\nWe pay mileage.\nCome as you are.\n")
    assert phrases._line.cache_info().misses == 52
