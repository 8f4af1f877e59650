"""A description cut into sentences once, to be asked which of them speak of a thing."""

from __future__ import annotations

_ENDS = (". ", "! ", "? ", "; ")


class Sentences:
    """The sentences and lines of a text, in lower case.

    Rules about phrases are tried only on the sentences in which their word occurs: most of an
    advert is about something else, and patterns are a hundred times slower than finding a word.
    """

    __slots__ = ("_lines", "_text")

    def __init__(self, text: str) -> None:
        """Take a plain text."""
        lower = text.lower()
        for end in _ENDS:
            lower = lower.replace(end, "\n")
        self._text = lower
        self._lines: list[str] | None = None

    def about(self, *words: str) -> str:
        """Return the sentences with any of these words, one a line."""
        text = self._text
        present = [word for word in words if word in text]
        if not present:
            return ""
        if self._lines is None:
            self._lines = text.split("\n")
        if len(present) == 1:
            (word,) = present
            return "\n".join([line for line in self._lines if word in line])
        return "\n".join([line for line in self._lines if any(word in line for word in present)])
