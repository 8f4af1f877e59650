"""Lists as people type and paste them, written as Markdown knows them.

Word processors paste bullets as signs (•) and put spaces that do not break behind them, and a list
right below a sentence is one on GitHub, where proposals are read (CommonMark 0.31, 5.3: a list item
can interrupt a paragraph; a numbered one if it begins with 1). Python-Markdown takes none of these.
"""

from __future__ import annotations

import re

from portal.patterns import compile_later

_SPACE = r"[ \t\u00a0\u202f]"
_BULLET = compile_later(
    rf"^(?:[•·▪◦‣●○■]{_SPACE}*|([-*+]){_SPACE}*[\u00a0\u202f]{_SPACE}*)(?=\S)", re.MULTILINE
)
_NUMBER = compile_later(
    rf"^(\d{{1,2}})(?:\){_SPACE}+|\.{_SPACE}*[\u00a0\u202f]{_SPACE}*)(?=\S)", re.MULTILINE
)
_ITEM = compile_later(r"\n*(?:[-*+]|\d{1,3}\.)[ \t]+\S|\n*(?: {4}|\t)")
_FIRST_ITEM = compile_later(r"\n(?=(?:[-*+]|1\.)[ \t]+\S)")


def with_lists(text: str) -> str:
    """Return a Markdown text in which what looks like a list is one. Other lines stay as they are.

    >>> with_lists("We give you:\\n•\\tan induction\\n•\\ta buddy")
    'We give you:\\n\\n- an induction\\n- a buddy'
    """
    if not text.isascii():  # as are all these signs and spaces, but for numbers like 1)
        text = _BULLET.sub(lambda match: f"{match[1] or '-'} ", text)
    text = _NUMBER.sub(r"\1. ", text)
    return "\n\n".join([_with_first_item(block) for block in text.split("\n\n")])


def _with_first_item(block: str) -> str:
    if "\n" not in block or _ITEM.match(block):
        return block
    return _FIRST_ITEM.sub("\n\n", block, count=1)
