"""The quiz: all its questions on one page for scripts, and the short one as pages for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from portal import routes
from portal.content.quiz import MOST_SHORT_PAGES, Quiz, QuizQuestion
from portal.filters import list_words
from portal.library import Library
from portal.pages.card_maker import CardMaker
from portal.pages.cards import Fact, LinkRow
from portal.pages.heads import make_head, trail
from portal.pages.page import Context, Page
from portal.pages.quiz_cards import BLANK, QuizCard, document_of, make_card, reasons_of
from portal.pages.quiz_scoring import match_roles
from portal.pages.syndication import DocumentContext
from portal.prose import ProseMaker
from portal.values import fixed

DATA = f"{routes.QUIZ}quiz.json"
TITLE = "Which role would suit you?"
_NUMBERS = ("", "One question", "Two questions", "Three questions", "Four questions")


@fixed
class Choice:
    """A question of the short quiz, and where each answer leads."""

    question: str
    answers: tuple[LinkRow, ...]


@fixed(kw_only=True, slots=False)
class QuizContext(Context):
    """What pages/quiz.html is filled with. `source` is the file of rules that scripts read.

    `short` is the first question of the short quiz, or None where there is no short quiz.
    """

    title: str
    lead: str
    questions: tuple[QuizQuestion, ...]
    source: str
    blank: QuizCard
    short: Choice | None
    short_text: str
    compare: str


@fixed(kw_only=True, slots=False)
class QuizStepContext(Context):
    """What pages/quiz_step.html is filled with: one question, and what was said before it."""

    choice: Choice
    number: int
    count: int
    said: tuple[Fact, ...]


@fixed(kw_only=True, slots=False)
class QuizResultContext(Context):
    """What pages/quiz_result.html is filled with; no match is a result too."""

    said: tuple[Fact, ...]
    matches: tuple[QuizCard, ...]
    compare: str
    again: str


def pages(library: Library, _prose: ProseMaker, cards: CardMaker) -> Iterator[Page]:
    """Yield the quiz, its data, and the pages of the short quiz; nothing without a quiz."""
    quiz = library.quiz
    if quiz is None:
        return
    yield Page(routes.QUIZ, "pages/quiz.html", partial(_context, library, quiz), quiz.position)
    data = partial(_data_context, library, cards, quiz)
    yield Page(DATA, "feeds/document.json", data, quiz.position, listed=False)
    if quiz.short_questions and quiz.short_pages <= MOST_SHORT_PAGES:
        yield from _short_pages(library, cards, quiz, {})


def _context(library: Library, quiz: Quiz) -> QuizContext:
    crumbs = trail(("Pathway", routes.PATHWAY), (TITLE, routes.QUIZ))
    short = quiz.short_questions
    return QuizContext(
        head=make_head(
            library,
            crumbs,
            TITLE,
            "A few questions about what you like and how you live, and three roles in adult "
            f"social care in {library.config.area} that may suit you, with the reasons.",
        ),
        crumbs=crumbs,
        scripts=("quiz",),
        stylesheets=("quiz",),
        title=TITLE,
        lead="Say what you like and how you live. We show three roles, and why. No answer is "
        "wrong, and nobody but you sees your answers.",
        questions=quiz.questions,
        source=DATA,
        blank=BLANK,
        short=_choice(quiz, {}) if short else None,
        short_text=_NUMBERS[len(short)] if len(short) < len(_NUMBERS) else "A few questions",
        compare=routes.COMPARE,
    )


def _data_context(library: Library, cards: CardMaker, quiz: Quiz) -> DocumentContext:
    return DocumentContext(document=document_of(library, cards, quiz))


def _short_pages(
    library: Library, cards: CardMaker, quiz: Quiz, answers: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the pages of the short quiz that lie behind some answers."""
    question = quiz.short_questions[len(answers)]
    for answer in dict.fromkeys(each.id_ for each in question.answers):
        given = {**answers, question.id_: answer}
        url = _short_url(given)
        if len(given) < len(quiz.short_questions):
            make = partial(_step_context, library, quiz, given)
            yield Page(url, "pages/quiz_step.html", make, quiz.position, listed=False)
            yield from _short_pages(library, cards, quiz, given)
        else:
            end = partial(_result_context, library, cards, quiz, given)
            yield Page(url, "pages/quiz_result.html", end, quiz.position, listed=False)


def _short_url(answers: Mapping[str, str]) -> str:
    """Return the address of the short quiz after some answers."""
    return f"{routes.QUIZ}{'/'.join(('short', *answers.values()))}/" if answers else routes.QUIZ


def _choice(quiz: Quiz, answers: Mapping[str, str]) -> Choice:
    """Return the question of the short quiz that comes after some answers."""
    question = quiz.short_questions[len(answers)]
    return Choice(
        question.text,
        tuple(
            LinkRow(each.text, _short_url({**answers, question.id_: each.id_}))
            for each in question.answers
        ),
    )


def _said(quiz: Quiz, answers: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return each question with its answer; the link leads back to where it was given."""
    given = list(answers.items())
    before = {question: dict(given[:number]) for number, (question, _) in enumerate(given)}
    return tuple(
        Fact(question.text, answer.text, url=_short_url(before[question.id_]))
        for question in quiz.questions
        if question.id_ in answers
        for answer in question.answers
        if answer.id_ == answers[question.id_]
    )


def _step_context(library: Library, quiz: Quiz, answers: Mapping[str, str]) -> QuizStepContext:
    number = len(answers) + 1
    name = f"Question {number}"
    crumbs = trail(("Pathway", routes.PATHWAY), (TITLE, routes.QUIZ), (name, _short_url(answers)))
    choice = _choice(quiz, answers)
    return QuizStepContext(
        head=make_head(
            library, crumbs, f"{name}: {choice.question}", choice.question, noindex=True
        ),
        crumbs=crumbs,
        stylesheets=("quiz",),
        choice=choice,
        number=number,
        count=len(quiz.short_questions),
        said=_said(quiz, answers),
    )


def _result_context(
    library: Library, cards: CardMaker, quiz: Quiz, answers: Mapping[str, str]
) -> QuizResultContext:
    name = "Your roles"
    crumbs = trail(("Pathway", routes.PATHWAY), (TITLE, routes.QUIZ), (name, _short_url(answers)))
    found = [each for each in match_roles(quiz, answers) if each.role in library.roles]
    matches = tuple(
        make_card(library, cards, quiz, each.role, reasons_of(quiz, answers, each))
        for each in found
    )
    said = _said(quiz, answers)
    about = f"You said {list_words(f'“{each.value}”' for each in said)}."
    return QuizResultContext(
        head=make_head(library, crumbs, name, about, noindex=True),
        crumbs=crumbs,
        stylesheets=("quiz",),
        said=said,
        matches=matches,
        compare=f"{routes.COMPARE}?roles={','.join(each.role for each in found)}",
        again=routes.QUIZ,
    )
