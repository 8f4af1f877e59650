"""The kind of contract: from its own field or the title, else from plain words."""

from __future__ import annotations

import re
from functools import lru_cache

from portal.content.vacancy import Contract
from portal.feeds.normalise.phrases import Sentences, any_of

# In a field or a title a word is enough. The order decides where a field names several.
_WORDS: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (Contract.APPRENTICESHIP, any_of(r"apprentice(?:ship)?s?\b")),
    (
        Contract.VOLUNTEER,
        # A volunteer co-ordinator is paid.
        any_of(
            r"volunt(?:eer(?:ing)?|ary)\b"
            r"(?!\s+(?:services?|co-?ordinator|manager|lead|officer|sector|organisation))"
        ),
    ),
    (
        Contract.WORK_EXPERIENCE,
        # Google's INTERN. As a field; "work experience" in a title is the same.
        any_of(r"work[\s-]?experience\b", r"intern(?:ship)?\b", r"(?:work|student) placement\b"),
    ),
    (
        Contract.BANK,
        any_of(
            r"bank\b(?!\s+(?:holidays?|clerk|account))",
            r"(?:relief|casual)\b",
            r"per[\s-]diem\b",
            r"(?:zero|0)[\s-]hours?\b",
            r"as and when\b",
        ),
    ),
    (
        Contract.FIXED_TERM,
        any_of(
            r"fixed[\s-]?term\b",
            r"temp(?:orary)?\b",
            r"ftc\b",
            r"maternity(?: leave)? cover\b",
            r"secondment\b",
            r"seasonal\b",
        ),
    ),
    (Contract.PERMANENT, any_of(r"perm(?:anent)?\b", r"substantive\b")),
)
# In running text only a phrase that can mean nothing else.
_THIS_IS = r"(?:this|the) (?:is a|(?:post|role|position|contract) is(?: a)?) "
_TIME = r"(?:(?:full|part)[\s-]time,? )?"
_PHRASES: tuple[tuple[Contract, re.Pattern[str]], ...] = (
    (Contract.FIXED_TERM, any_of(rf"{_THIS_IS}{_TIME}(?:\w+[\s-])?(?:fixed[\s-]term|temporary)\b")),
    (Contract.PERMANENT, any_of(rf"{_THIS_IS}{_TIME}permanent\b")),
)


@lru_cache(maxsize=4096)
def contract_of(field: str, title: str) -> Contract | None:
    """Return the contract that its own field names, else the title; None if neither does."""
    for text in (field.replace("_", " ").lower(), title.lower()):
        for contract, pattern in _WORDS:
            if pattern.search(text):
                return contract
    return None


def contract_in(text: Sentences) -> Contract | None:
    """Return the contract that a description states in so many words."""
    return _said(text.about("contract"))


@lru_cache(maxsize=4096)
def _said(about: str) -> Contract | None:
    found = [contract for contract, pattern in _PHRASES if pattern.search(about)]
    # An advert that says both is for two posts, or nobody can tell.
    return found[0] if len(found) == 1 else None
