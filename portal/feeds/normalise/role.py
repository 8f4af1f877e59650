"""Which of our roles a vacancy's title names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPLIT = re.compile(r"[^a-z0-9]+")
# Words that say when or on what contract, never what the work is.
_CIRCUMSTANCE = frozenset(
    [
        "night",
        "nights",
        "day",
        "days",
        "waking",
        "bank",
        "weekend",
        "weekends",
        "evening",
        "evenings",
        "morning",
        "mornings",
        "part",
        "full",
        "time",
        "permanent",
        "temporary",
        "flexible",
        "relief",
        "casual",
        "shift",
        "shifts",
        "live",
        "in",
        "immediate",
        "start",
        "urgent",
        "new",
        "male",
        "female",
        "hours",
    ]
)
EXACT, WITHOUT_CIRCUMSTANCE, CONTAINED = 1.0, 0.95, 0.8


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A role's id and how sure the match is, from 0 to 1."""

    role: str
    confidence: float


class RoleMatcher:
    """Finds the role for a title: its exact name first, then the longest name within it."""

    def __init__(self, roles: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        """Take `(role id, title, other titles)`; a name belongs to the first that has it."""
        self._exact: dict[str, str] = {}
        for role, title, others in roles:
            for name in (title, *others):
                if tokens := _tokens(name):
                    self._exact.setdefault(" ".join(tokens), role)
        longest_first = sorted(self._exact, key=lambda name: (-name.count(" "), -len(name), name))
        self._contained = [(f" {name} ", self._exact[name]) for name in longest_first]
        self._known: dict[str, RoleMatch | None] = {}

    def match(self, title: str) -> RoleMatch | None:
        """Return the role that the title names, or None."""
        if title not in self._known:
            self._known[title] = self._find(_tokens(title))
        return self._known[title]

    def _find(self, tokens: list[str]) -> RoleMatch | None:
        if role := self._exact.get(" ".join(tokens)):
            return RoleMatch(role, EXACT)
        bare = [token for token in tokens if token not in _CIRCUMSTANCE]
        if role := self._exact.get(" ".join(bare)):
            return RoleMatch(role, WITHOUT_CIRCUMSTANCE)
        whole, without = f" {' '.join(tokens)} ", f" {' '.join(bare)} "
        for name, role in self._contained:
            if name in whole or name in without:
                return RoleMatch(role, CONTAINED)
        return None


def _tokens(title: str) -> list[str]:
    """Return a title's words in lower case and in the singular."""
    words = _SPLIT.split(title.lower().replace("&", " and ").replace("'", "").replace("’", ""))
    return [_singular(word) for word in words if word]


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
