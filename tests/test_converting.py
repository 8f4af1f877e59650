"""Markdown that is passed over quickly becomes the same HTML as when it is looked at closely."""

from __future__ import annotations

from collections import Counter
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.inlinepatterns import Pattern

from portal.prose.converting import SIGNS, converter

PLAIN = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
PARTS = st.sampled_from(
    (
        *("word", "two words ", "\n", "\n\n", "  \n", "\t", " ", "1. ", "\n- ", "> ", "## ", "---"),
        *(
            "*",
            "**",
            "_",
            "`",
            "``",
            "\\",
            "[",
            "](/roles/)",
            "![",
            "]",
            "!",
            "&",
            "&amp;",
            "&#39;",
        ),
        *("<", ">", "<b>", "</b>", "<div>\n", "</div>\n", "<!--", "-->", "<a@b.example>", "<br>"),
        *("|", "| a | b |\n|---|---|\n| c | d |\n", "a | b\n--|:-:\nc | d\n", "\n    code\n"),
        *(
            "\x02",
            "\x03",
            "\x02klzzwxh:0000\x03",
            "\x02wzxhzdk:0\x03",
            "[x]: /roles/\n",
            "snake_case",
        ),
    )
)


@given(st.one_of(st.lists(PARTS, max_size=14).map("".join), st.text(max_size=60)))
def test_any_text_becomes_the_same_html(text: str) -> None:
    assert converter().reset().convert(text) == PLAIN.reset().convert(text)


def test_every_inline_pattern_is_one_that_begins_with_a_known_sign() -> None:
    starts = {
        "backtick": "`",
        "escape": "\\",
        "autolink": "<",
        "automail": "<",
        "linebreak": "  \n",
        "html": "<",
        "entity": "&",
        "em_strong": "*",
        **dict.fromkeys(("reference", "link", "short_reference"), "["),
        **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), "!["),
    }
    patterns = PLAIN.inlinePatterns
    assert {name for name in starts if name in patterns} == starts.keys()
    assert len(patterns) == len(starts)
    assert all(SIGNS.search(start) for start in (*starts.values(), "_"))


def test_words_alone_are_not_searched_for_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: Counter[str] = Counter()
    for pattern in converter().inlinePatterns:
        monkeypatch.setattr(pattern, "getCompiledRegExp", _counted(pattern, searched))
    made = converter().reset().convert("## Why\n\nYou help\npeople get up.\n\n- Tea\n- *Time*\n")
    assert made.count("<li>") == 2
    # The one text with a sign in it, which each of the patterns looks at.
    assert max(searched.values()) <= 2
    assert len(searched) == len(PLAIN.inlinePatterns)


def _counted(pattern: Pattern, searched: Counter[str]) -> Any:
    expression = pattern.getCompiledRegExp

    def counted() -> Any:
        searched[str(id(pattern))] += 1
        return expression()

    return counted
