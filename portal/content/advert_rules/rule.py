"""A rule about words: what it looks for, why it matters, and what to write instead."""

from __future__ import annotations

import functools
import re
from dataclasses import field

from portal.values import fixed

# What may stand where a pattern has a space: spaces, a hyphen, and what was Markdown's emphasis.
_GAP, _MAYBE_GAP = "[ -]{1,6}", "[ -]{0,6}"


@fixed
class Rule:
    """One row of the tables in `fairness` and `money`.

    `pattern` is a regular expression over text in lower case; its repetitions are all bounded, so
    that judging a text takes a time in proportion to its length. `words` are groups parted by `/`:
    each match holds a word of the first group, and its text one of every other group. Most adverts
    hold few of them and are soon done with.
    `unless` in the same sentence, or `unless_anywhere`, keeps it quiet. With `excusable`, a reason
    makes an illegal wording one that an editor looks at.
    """

    code: str
    because: str
    avoid: str
    better: str
    law: str
    pattern: str = field(repr=False)
    words: str = field(repr=False)
    unless: str = field(default="", repr=False)
    unless_anywhere: str = field(default="", repr=False)
    illegal: bool = True
    excusable: bool = False
    only_titles: bool = False


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the expression that finds a pattern as whole words, over small gaps.

    Each is made when it is needed: to make all of them takes longer than to import ten modules.
    """
    spaced = pattern.replace(" ?", _MAYBE_GAP.replace(" ", "\0")).replace(" ", _GAP)
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)".replace("\0", " "))
