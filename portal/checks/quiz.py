"""Checks of the quiz: every rule can match, every answer counts, and the short quiz stays short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from portal.content import Quiz
from portal.content.quiz import MOST_SHORT_PAGES
from portal.errors import Problem, warning
from portal.schema import suggest
from portal.source import Location

# What stands in an address for "I am not sure".
RESERVED = "unsure"


def check_quiz(quiz: Quiz) -> Iterator[Problem]:
    """Yield every problem of a quiz; unknown roles are told where all ids are checked."""
    yield from _check_ids(quiz)
    yield from _check_rules(quiz)
    yield from _check_answers(quiz)
    yield from _check_short(quiz)


def _check_ids(quiz: Quiz) -> Iterator[Problem]:
    """Yield a problem for each id that comes twice, or that the addresses need themselves."""
    questions: set[str] = set()
    for number, question in enumerate(quiz.questions):
        answers: set[str] = set()
        members: list[tuple[Location, str, set[str]]] = [
            (("questions", number, "id"), question.id_, questions)
        ]
        members += [
            (("questions", number, "answers", place, "id"), answer.id_, answers)
            for place, answer in enumerate(question.answers)
        ]
        for location, identity, known in members:
            if identity in known or identity == RESERVED:
                yield Problem(
                    quiz.origin.position(*location),
                    "quiz-id",
                    f'The id "{identity}" is already taken.',
                    "Choose another one; rules that name it need the new one too.",
                )
            known.add(identity)


def _check_rules(quiz: Quiz) -> Iterator[Problem]:
    """Yield a problem for each rule that can never match, or that says what another one says."""
    seen: dict[frozenset[tuple[str, frozenset[str]]], int] = {}
    for number, rule in enumerate(quiz.rules):
        for question, answers in rule.when.items():
            yield from _check_condition(quiz, number, question, answers)
        meaning = frozenset((key, frozenset(value)) for key, value in rule.when.items())
        if meaning in seen:
            line = quiz.origin.position("rules", seen[meaning]).line
            yield warning(
                quiz.origin.position("rules", number, "when"),
                "quiz-same-rule",
                f"This rule asks the same as the one in line {line}.",
                "Make one rule of the two.",
            )
        seen.setdefault(meaning, number)
        twice = [role for role, count in Counter(rule.roles).items() if count > 1]
        if twice:
            yield Problem(
                quiz.origin.position("rules", number, "roles"),
                "quiz-role-twice",
                f'This rule names the role "{twice[0]}" twice.',
                "Name it once; points say how much a rule counts.",
            )


def _check_condition(
    quiz: Quiz, number: int, question: str, answers: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield a problem where a rule asks for what nobody can answer."""
    known = {each.id_: sorted(answer.id_ for answer in each.answers) for each in quiz.questions}
    place = ("rules", number, "when", question)
    if question not in known:
        yield Problem(
            quiz.origin.key_position(*place),
            "quiz-question",
            f'This rule can never match: there is no question "{question}".',
            suggest(question, list(known)) or f"There are: {', '.join(known)}.",
        )
        return
    if not answers:
        yield Problem(
            quiz.origin.position(*place),
            "quiz-rule",
            f'This rule can never match: it lists no answer to "{question}".',
            "Write at least one, or take the question out of the rule.",
        )
    for index, answer in enumerate(answers):
        if answer not in known[question]:
            yield Problem(
                quiz.origin.position(*place, index),
                "quiz-answer",
                f'The question "{question}" has no answer "{answer}".',
                suggest(answer, known[question]) or f"There are: {', '.join(known[question])}.",
            )


def _check_answers(quiz: Quiz) -> Iterator[Problem]:
    """Yield a warning for each answer that no rule looks at: whoever gives it is told nothing."""
    used = {
        (question, answer)
        for rule in quiz.rules
        for question, answers in rule.when.items()
        for answer in answers
    }
    for number, question in enumerate(quiz.questions):
        for place, answer in enumerate(question.answers):
            if (question.id_, answer.id_) not in used:
                yield warning(
                    quiz.origin.position("questions", number, "answers", place),
                    "quiz-idle-answer",
                    f'No rule looks at the answer "{answer.text}".',
                    "Add a rule for it, or take it out.",
                )


def _check_short(quiz: Quiz) -> Iterator[Problem]:
    """Yield a problem where the quiz without scripts is missing, or has too many pages."""
    if not quiz.short_questions:
        yield warning(
            quiz.origin.position("questions"),
            "quiz-not-short",
            "Browsers that run no scripts have no quiz.",
            "Write short: true below three of the questions.",
        )
    if quiz.short_pages > MOST_SHORT_PAGES:
        yield Problem(
            quiz.origin.position("questions"),
            "quiz-pages",
            f"The short quiz would have {quiz.short_pages} pages; there may be {MOST_SHORT_PAGES}.",
            "Mark fewer questions as short, or those with fewer answers.",
        )
