"""Phrases that mean one thing, and the sentences of a description in which to look for them."""

from __future__ import annotations

import re

_ENDS = (". ", "! ", "? ", "; ")


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern for any of these phrases, each from the beginning of a word.

    Phrases are in lower case, as are the sentences that they are looked for in.
    """
    return re.compile(rf"\b(?:{'|'.join(phrases)})")


class Sentences:
    """The sentences and lines of a text, in lower case.

    Rules about phrases are tried only on the sentences in which their word occurs: most of an
    advert is about something else, and patterns are a hundred times slower than finding a word.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Take a plain text."""
        lower = text.lower()
        for end in _ENDS:
            lower = lower.replace(end, "\n")
        self._text = lower

    def about(self, *words: str) -> str:
        """Return the sentences with any of these words, one a line, in the text's order."""
        text = self._text
        found: dict[int, str] = {}
        for word in words:
            at = text.find(word)
            while at >= 0:
                start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
                found[start] = text[start:] if end < 0 else text[start:end]
                at = text.find(word, end) if end >= 0 else -1
        if not found:
            return ""
        return "\n".join([found[start] for start in sorted(found)])
