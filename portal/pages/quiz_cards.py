"""A role that the quiz found: why, who is hiring, who does it, and what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portal import routes
from portal.content.quiz import Quiz, QuizRule
from portal.filters import count_words, list_words
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import LinkRow, StoryCard
from portal.pages.quiz_scoring import Match
from portal.values import fixed

REASONS_SHOWN = 3
QUESTIONS_SHOWN = 5
# The shape of quiz.json. Raise it when a field is taken out or changes its meaning.
VERSION = 1


@fixed
class QuizCard:
    """A role: `reasons` are whole sentences, `hiring` leads to its vacancies, counted, or is None.

    `ask` are questions for an interview.
    """

    title: str
    url: str
    summary: str
    pay: str
    reasons: tuple[str, ...]
    hiring: LinkRow | None
    districts: tuple[LinkRow, ...]
    story: StoryCard | None
    ask: tuple[str, ...]


# What scripts fill in; its links lead somewhere only because every link must.
BLANK = QuizCard(
    title="Role",
    url=routes.ROLES,
    summary="",
    pay="From",
    reasons=("",),
    hiring=LinkRow("Vacancies", routes.VACANCIES),
    districts=(LinkRow("District", routes.VACANCIES),),
    story=StoryCard("Story", routes.CASE_STUDIES, "", "", "", "", example=True),
    ask=("",),
)


def make_card(
    library: Library, cards: CardMaker, quiz: Quiz, role: str, reasons: Iterable[str]
) -> QuizCard:
    """Return the card of a role, with the sentences that say why it fits."""
    known = cards.role(role)
    found = library.vacancies_by_district_and_role
    counted = count_words(known.vacancies, "open vacancy", "open vacancies")
    stories = library.stories_by_role.get(role, ())
    return QuizCard(
        title=known.title,
        url=known.url,
        summary=known.summary,
        pay=known.pay,
        reasons=tuple(reasons),
        hiring=LinkRow(counted, routes.vacancies_for(role)) if known.vacancies else None,
        districts=tuple(
            LinkRow(each.title, routes.vacancies_in(each.id_, role), len(found[each.id_, role]))
            for each in library.districts.values()
            if (each.id_, role) in found
        ),
        story=cards.story(stories[0]) if stories else None,
        ask=tuple(_questions(quiz, role))[:QUESTIONS_SHOWN],
    )


def _questions(quiz: Quiz, role: str) -> Iterator[str]:
    """Yield what to ask an employer: what is about the role first, then what is for everybody."""
    yield from (each.text for each in quiz.interview if role in each.roles)
    yield from (each.text for each in quiz.interview if not each.roles)


def reasons_of(quiz: Quiz, answers: Mapping[str, str], match: Match) -> tuple[str, ...]:
    """Return why a role fits, a sentence for each of its first rules."""
    return tuple(_reason(quiz, answers, rule) for rule in match.rules[:REASONS_SHOWN])


def _reason(quiz: Quiz, answers: Mapping[str, str], rule: QuizRule) -> str:
    said = [
        f"“{answer.text}”"
        for question in quiz.questions
        if question.id_ in rule.when
        for answer in question.answers
        if answer.id_ == answers[question.id_]
    ]
    return f"You said {list_words(said)}. That tells us that {rule.because.rstrip('.')}."


def document_of(library: Library, cards: CardMaker, quiz: Quiz) -> Mapping[str, Any]:
    """Return what scripts need to know: the rules, and every role that they name."""
    named = dict.fromkeys(role for rule in quiz.rules for role in rule.roles)
    return {
        "version": VERSION,
        "rules": [
            {
                "when": {question: list(answers) for question, answers in rule.when.items()},
                "roles": list(rule.roles),
                "because": rule.because.rstrip("."),
                "points": rule.weight,
            }
            for rule in quiz.rules
        ],
        "roles": {
            role: _role(library.config.root, make_card(library, cards, quiz, role, ()))
            for role in named
            if role in library.roles
        },
    }


def _role(root: str, card: QuizCard) -> Mapping[str, Any]:
    story = card.story
    return {
        "title": card.title,
        "url": root + card.url,
        "summary": card.summary,
        "pay": card.pay,
        "hiring": [card.hiring.title, root + card.hiring.url] if card.hiring else None,
        "districts": [[each.title, root + each.url, each.count] for each in card.districts],
        "story": [story.title, root + story.url, story.name, story.example] if story else None,
        "ask": list(card.ask),
    }
