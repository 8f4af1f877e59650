"""Which of our roles a vacancy's title names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.patterns import compile_later
from portal.values import fixed

_SPLIT = compile_later(r"[^a-z0-9]+")
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
EXACT, WITHOUT_CIRCUMSTANCE, REORDERED, CONTAINED, BY_RANK = 1.0, 0.95, 0.9, 0.8, 0.7
# After one of these, a word before them says of what: a volunteer coordinator is no volunteer.
_HEADS = frozenset(
    [
        *("manager", "coordinator", "officer", "lead", "leader", "adviser", "advisor", "director"),
        *("trainer", "supervisor", "assistant", "administrator", "worker", "nurse", "specialist"),
        *("practitioner", "recruiter", "assessor", "relation", "support", "service", "consultant"),
        *("planner", "head", "teacher", "tutor", "engineer", "technician", "partner", "educator"),
    ]
)
_RANKS = frozenset(["deputy", "senior", "trainee", "principal", "apprentice", "volunteer"])
# One and the same work under several names.
_CARER = compile_later(r"\b(?:(?:health\s?)?care\s+(?:assistant|worker)s?|caregivers?)\b")
_SEGMENTS = compile_later(
    r"\s+[-–—]\s+|[,|/()\[\]:;–—]|\b(?:at|for|with|wanted|needed|required)\b", re.IGNORECASE
)
_BRACKET = compile_later(r"\s*\([^)]*\)")
_SETTING = compile_later(r"\s+(?:in|with|of)\s+.*", re.IGNORECASE)
_EITHER = compile_later(r"(?P<one>[\w’' -]+?) or (?P<other>[\w’' -]+)")


@fixed
class RoleMatch:
    """A role's id and how sure the match is, from 0 to 1."""

    role: str
    confidence: float


class RoleMatcher:
    """Finds the role for a title: its exact name first, then the longest name within it."""

    def __init__(self, roles: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        """Take `(role id, title, other titles)`; a name belongs to the first that has it."""
        self._exact: dict[str, str] = {}
        named = [(role, name) for role, title, others in roles for name in (title, *others)]
        # What a role is called in full comes before what its names are shortened to.
        for shortened in (_itself, _short_names):
            for role, name in named:
                for each in shortened(name):
                    if tokens := _tokens(each):
                        self._exact.setdefault(" ".join(tokens), role)
        longest_first = sorted(self._exact, key=lambda name: (-name.count(" "), -len(name), name))
        self._names = [(f" {name} ", self._exact[name]) for name in longest_first]
        self._bags: dict[frozenset[str], str] = {}
        for name in longest_first:
            self._bags.setdefault(_bag(name.split()), self._exact[name])
        self._known: dict[str, RoleMatch | None] = {}

    def match(self, title: str) -> RoleMatch | None:
        """Return the role that the title names, or None."""
        if title not in self._known:
            self._known[title] = self._find(title)
        return self._known[title]

    def _find(self, title: str) -> RoleMatch | None:
        tokens = _tokens(title)
        bare = _bare(tokens)
        if role := self._exact.get(" ".join(tokens)):
            return RoleMatch(role, EXACT)
        if role := self._exact.get(" ".join(bare)):
            return RoleMatch(role, WITHOUT_CIRCUMSTANCE)
        if len(bare) > 1 and (role := self._bags.get(_bag(bare))):
            return RoleMatch(role, REORDERED)
        found = self._ending(title) or self._within(tokens, bare)
        if found is None:
            return None
        name, role = found
        ranks = _RANKS.intersection(bare) - set(name.split())
        if ranks and (ranked := self._of_rank(ranks, _bag(bare))):
            return RoleMatch(ranked, BY_RANK)
        return RoleMatch(role, CONTAINED)

    def _ending(self, title: str) -> tuple[str, str] | None:
        """Return the longest name with which a part of the title ends, the first part first.

        What somebody is stands last: a care assistant team leader is a team leader.
        """
        for segment in _SEGMENTS.split(title):
            tokens = _tokens(segment)
            for words in (tokens, _bare(tokens)):
                ends = f" {' '.join(words)} "
                for name, role in self._names:
                    if ends.endswith(name):
                        return name, role
        return None

    def _within(self, tokens: list[str], bare: list[str]) -> tuple[str, str] | None:
        whole, without = f" {' '.join(tokens)} ", f" {' '.join(bare)} "
        for name, role in self._names:
            for words in (whole, without):
                at = words.find(name)
                if at < 0:
                    continue
                following = words[at + len(name) :].partition(" ")[0]
                if " " in name.strip() or following not in _HEADS:
                    return name, role
        return None

    def _of_rank(self, ranks: frozenset[str], bag: frozenset[str]) -> str | None:
        """Return the role of a name that has the rank, and every word of which is in the title."""
        fitting = (role for each, role in self._bags.items() if each <= bag and each & ranks)
        return next(fitting, None)


def _itself(name: str) -> tuple[str, ...]:
    return (name,)


def _short_names(name: str) -> list[str]:
    """Return what a name is shortened to: no bracket, no setting, one of two.

    "Cook or chef in care" is a cook and a chef; "finance or payroll officer" no finance.
    """
    short = _BRACKET.sub("", name)
    found = [short, _SETTING.sub("", short)] if _SETTING.sub("", short) else [short]
    either = _EITHER.fullmatch(found[-1])
    if either:
        one, other = either["one"], either["other"].split()
        found += [either["other"], f"{one} {other[-1]}"]
        if len(other) == 1 or other[-1].lower() == "assistant":
            found.append(one)
    return found


def _bag(words: Iterable[str]) -> frozenset[str]:
    """Return words without order and endings: supported employment is employment support."""
    return frozenset(each[:-2] if len(each) > 5 and each.endswith("ed") else each for each in words)


def _bare(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token not in _CIRCUMSTANCE]


def _tokens(title: str) -> list[str]:
    """Return a title's words in lower case and in the singular."""
    lower = title.lower().replace("&", " and ").replace("'", "").replace("’", "")
    words = _SPLIT.split(_CARER.sub("carer", lower.replace("co-ord", "coord")))
    return [_singular(word) for word in words if word]


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
