"""Which roles fit the answers of the quiz. `assets/js/quiz/scoring.js` does the same; tests hold
the two together.
"""

from __future__ import annotations

from collections.abc import Mapping

from portal.content.quiz import Quiz, QuizRule
from portal.values import fixed

SHOWN = 3


@fixed
class Match:
    """A role that fits, its points, and the rules that speak for it, in their order."""

    role: str
    points: int
    rules: tuple[QuizRule, ...]


def match_roles(quiz: Quiz, answers: Mapping[str, str]) -> tuple[Match, ...]:
    """Return the roles that fit best, at most three. `answers` are answer ids by question id.

    A rule matches where each of its questions has one of the answers that it lists. Each role of
    a matching rule gets its points; among equals, the role that was named first stands first.
    """
    found: dict[str, list[QuizRule]] = {}
    for rule in quiz.rules:
        if all(answers.get(question) in listed for question, listed in rule.when.items()):
            for role in rule.roles:
                found.setdefault(role, []).append(rule)
    matches = [
        Match(role, sum(rule.weight for rule in rules), tuple(rules))
        for role, rules in found.items()
    ]
    return tuple(sorted(matches, key=lambda match: -match.points)[:SHOWN])
