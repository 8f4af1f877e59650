"""Words for people: what many find hurtful or cold, and what to write instead.

People first: the words that people who draw on care and support have asked for, as in the guides of
Think Local Act Personal ("Making It Real") and of the Government ("Inclusive language: words to use
and avoid when writing about disability").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from portal.checks.stories.private import Found
from portal.values import fixed

_NAMES = (
    r"dementia|alzheimer's|autism|epilepsy|depression|arthritis|anxiety|cancer|diabetes|parkinson's|"
    r"(?:a |multiple )?(?:stroke|sclerosis)|mental (?:illness|health)|(?:a |an )?(?:learning )?"
    r"(?:illness|condition|disabilit(?:y|ies)|disease|disorder)"
)
# What to avoid, as a pattern over lower case, and what to write.
_END = r"(?= (?:and|who|are|need|have|in|at|can|do)\b|[.,;:!?]|$)"
_HERE = r"(?! (?:of|in) (?:the |this )?(?:village|town|city|county|street|area|leicester|rutland))"
_WHOSE = "the|our|a|my|your|their|each|every|some|all|other|many|of|with|for|and"
# What a text must hold, parted by `/`; what to avoid, as a pattern over lower case; what to write.
_TABLE: tuple[tuple[str, str, str], ...] = (
    (
        "service",
        r"service[ -]users?",
        "people who draw on care and support, or people we support",
    ),
    (
        "resident",
        rf"(?:{_WHOSE}) residents?{_HERE}",
        "people who live here, or just people",
    ),
    (
        "suffer",
        rf"suffer(?:s|ed|ing)? (?:from|with) (?:[\w']+ )?(?:{_NAMES})",
        "has, or lives with",
    ),
    (
        "sufferer/victim/patient",
        r"(?:dementia|alzheimer's|stroke|autism|cancer) (?:sufferer|victim|patient)s?",
        "a person with",
    ),
    (
        "victim/afflicted/stricken",
        rf"(?:victims?|afflicted|stricken) (?:of|by|with) (?:{_NAMES})",
        "has, or lives with",
    ),
    (
        "the elderly/the aged/the old/the infirm/the frail",
        rf"the (?:elderly|aged|old|infirm|frail){_END}",
        "older people",
    ),
    (
        "elderly",
        r"elderly (?:people|persons?|lady|ladies|man|men|woman|women|gentlem[ae]n|folk|clients?)",
        "older people, or an older woman or man",
    ),
    ("old folk/old dear/old bidd", r"old (?:folks?|dears?|biddy|biddies)", "older people"),
    (
        "wheelchair",
        r"wheelchair[ -]bound|(?:confined|bound) to a wheelchair",
        "uses a wheelchair",
    ),
    ("bound/ridden", r"bed[ -]?(?:bound|ridden)", "in bed for now, or cared for in bed"),
    (
        "the disabled/the handicapped/the vulnerable/the mentally ill/the blind/the deaf",
        rf"the (?:disabled|handicapped|vulnerable|mentally ill|blind|deaf){_END}",
        "disabled people, people who are blind, and so on",
    ),
    (
        "handicapped/retarded/cripple",
        r"(?:mentally |physically )?(?:handicapped|retarded)(?! people who)|cripples?",
        "disabled, or say what the person needs",
    ),
    ("special needs", "special needs", "say what the person needs"),
    (
        "challenging",
        r"challenging behaviou?rs?",
        "say what happened: behaviour tells us that something is wrong",
    ),
    ("blocker", r"bed[ -]blockers?", "people who wait for care at home"),
    (
        "feeder/toileting",
        r"(?:our|the) feeders?|toileting",
        "help to eat, or help in the bathroom",
    ),
    ("skilled", r"unskilled|low[ -]skilled", "skilled, for that is what it is"),
    ("just a carer", "just a carer", "a carer, or a care worker"),
)


@fixed
class ColdWords:
    """Words to avoid, what a text must hold where they are in it, and better ones."""

    held: frozenset[str]
    avoid: str
    better: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the words: made when it is needed, for most never are."""
        return _whole_words(self.avoid)


@functools.cache
def _whole_words(avoid: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{avoid})(?!\w)")


_RULES = tuple(
    ColdWords(frozenset(held.split("/")), avoid, better) for held, avoid, better in _TABLE
)
_HELD = tuple(each for held, _, _ in _TABLE for each in held.split("/"))


def cold_words_for(text: str) -> tuple[ColdWords, ...]:
    """Return those that may be found in a text or in a part of it; mostly there are none."""
    lowered = _in_small_letters(text)
    present = [held for held in _HELD if held in lowered]
    if not present:
        return ()
    return tuple(
        rule for rule in _RULES if any(_stands_in(rule, lowered, each) for each in present)
    )


def _in_small_letters(text: str) -> str:
    """Return a text of the same length: a few letters have a longer small form, and stay large."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := each.lower()) == 1 else each for each in text)


def _stands_in(rule: ColdWords, lowered: str, held: str) -> bool:
    """Return whether a rule finds something on a line that holds these words of it.

    Nothing that is found goes over the end of a line: "the old" is common, "the old who" is not.
    """
    at = lowered.find(held) if held in rule.held else -1
    while at >= 0:
        end = lowered.find("\n", at)
        end = len(lowered) if end < 0 else end
        if rule.pattern.search(lowered, lowered.rfind("\n", 0, at) + 1, end):
            return True
        at = lowered.find(held, end)
    return False


def cold_words(text: str, rules: Sequence[ColdWords] = _RULES) -> Iterator[Found]:
    """Yield words that people asked us not to use, with better ones.

    `rules` are those that may be found, where that is known already.

    >>> [found.sentence for found in cold_words("She suffers from dementia.")]
    ['"suffers from dementia" is not how people like to be spoken of.']
    >>> list(cold_words("I live in Wigston, and I am a resident of the village."))
    []
    """
    lowered = _in_small_letters(text)
    for rule in rules:
        if not any(map(lowered.__contains__, rule.held)):
            continue
        for match in rule.pattern.finditer(lowered):
            start, end = match.span()
            shown = " ".join(text[start:end].split())[:60]
            yield Found(
                start,
                end,
                "cold-words",
                f'"{shown}" is not how people like to be spoken of.',
                f"Write: {rule.better}.",
            )
