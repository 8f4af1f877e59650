"""A filled-in form into the file that its sender would have written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from portal.content import TYPES, ContentType
from portal.errors import Problem
from portal.scaffold import RefusedError, slug_of
from portal.scaffold.outline import scalar
from portal.schema import validate
from portal.source import Source, read_yaml
from portal.submissions.answers import (
    MAXIMUM_LENGTH,
    Answers,
    holds_picture,
    read_answers,
)
from portal.submissions.facts import AnswerError, Fact, fact_of
from portal.submissions.questions import Form, Lists, Question, Reading
from portal.values import fixed

_CONTENT_TYPES: Mapping[str, ContentType] = {each.name: each for each in TYPES}
_YEARS = 2
_FEW_WORDS = 60


@fixed
class Submission:
    """What became of a form.

    `path` is where the file belongs, below the content, and `text` what stands in it; both are
    empty where answers are missing or wrong. `problems` are what the sender must mend, `notes`
    what somebody should look at; all are whole sentences, and hold what the sender typed.
    """

    form: str
    title: str = ""
    path: str = ""
    text: str = ""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_submission(
    text: str, forms: Sequence[Form], lists: Lists, taken: Set[str], today: date
) -> Submission:
    """Return what became of the Markdown of an issue. `taken` are the paths that are in use."""
    if len(text) > MAXIMUM_LENGTH:
        return Submission(
            "", problems=("This is longer than a form can be. Send the text in a file instead.",)
        )
    form, answers = _form_of(text, forms)
    if form is None:
        names = " or ".join(f"“{each.name}”" for each in forms)
        problem = f"None of the questions of {names} is in this text. Use one of the two forms."
        return Submission("", problems=(problem,))
    return _Reader(form, answers, lists, today).read(taken)


def _form_of(text: str, forms: Sequence[Form]) -> tuple[Form | None, Answers]:
    """Return the form with the most questions in the text."""
    read = [(form, read_answers(text, form.labels)) for form in forms]
    form, answers = max(read, key=lambda each: len(each[1].found))
    return (form if answers.found else None), answers


class _Reader:
    """Reads one form; what is wrong is gathered on the way."""

    def __init__(self, form: Form, answers: Answers, lists: Lists, today: date) -> None:
        self._form = form
        self._answers = answers
        self._lists = lists
        self._today = today
        self._facts: dict[tuple[str, ...], Fact] = {}
        self._problems: list[str] = []
        self._notes: list[str] = []

    def read(self, taken: Set[str]) -> Submission:
        for question in self._form.questions:
            self._read(question)
        self._complete()
        for label in self._answers.doubled:
            self._notes.append(
                f"**{label}**: this heading is there twice. Below the second one, everything was "
                "taken as part of the answer that it stands in."
            )
        title = str(self._facts.get(("title",), ""))
        text = compose(self._form, self._facts)
        if not self._problems:
            self._problems += self._check(text)
        path = self._path(title, taken) if title and not self._problems else ""
        kept = text if path else ""
        return Submission(
            self._form.type_name, title, path, kept, tuple(self._problems), tuple(self._notes)
        )

    def _read(self, question: Question) -> None:
        answer = self._answers.by_label.get(question.label, "")
        if holds_picture(answer):
            self._notes.append(
                f"**{question.label}**: there is a picture in this answer. It was left out: a "
                "picture is added to the pull request, once the consent for it is certain."
            )
        try:
            fact = fact_of(question, answer, self._form.type_name, self._lists) if answer else ""
        except AnswerError as error:
            self._problems.append(f"**{question.label}**: {error}")
            return
        if question.reading is Reading.PROMISE:
            missing = len(question.options) - len(fact)
            if missing:
                boxes = "One box is" if missing == 1 else f"{missing} boxes are"
                self._problems.append(
                    f"**{question.label}**: {boxes} not ticked. Without that, nothing can be "
                    "published."
                )
        elif fact:
            self._facts[question.fact] = fact
        elif question.is_required:
            self._problems.append(f"**{question.label}**: an answer is missing. {question.help}")

    def _complete(self) -> None:
        """Add what is not asked because it follows from the answers."""
        facts, day = self._facts, self._today.isoformat()
        if self._form.type_name == "vacancy":
            facts[("posted_on",)] = day
            if str(facts.get(("closes_on",), day)) < day:
                self._problems.append("**Last day to apply**: this day has passed.")
            return
        facts[("date",)] = day
        if ("step", "from") in facts and ("person", "role") in facts:
            facts[("step", "to")] = facts[("person", "role")]
        given = facts.get(("consent", "given_on"))
        if isinstance(given, str):
            if given > day:
                self._problems.append("**Day they signed it**: this day is still to come.")
            facts.setdefault(("consent", "review_by"), _years_later(given))
        words = len(str(facts.get((), "")).split())
        if 0 < words < _FEW_WORDS:
            self._notes.append(f"**The story**: it has {words} words; 200 to 350 are usual.")

    def _check(self, text: str) -> Iterator[str]:
        """Yield what the schema finds wrong, by the question it is an answer to."""
        front = text.split("---\n")[1]
        reading = read_yaml(front, "the form")
        if reading.problems:
            yield from (f"{each.sentence} {each.remedy}" for each in reading.problems)
            return
        source = Source("the form", reading.values, reading.keys)
        model = _CONTENT_TYPES[self._form.type_name].model
        _, problems = validate(model, reading.data, source, self._today)
        for problem in problems:
            yield f"**{self._label(problem, source)}**: {_without_path(problem)}"

    def _label(self, problem: Problem, source: Source) -> str:
        for question in self._form.questions:
            if question.fact and problem.position == source.position(*question.fact):
                return question.label
        return next(
            (
                each.label
                for each in self._form.questions
                if each.fact and problem.position == source.position(each.fact[0])
            ),
            "The answers",
        )

    def _path(self, title: str, taken: Set[str]) -> str:
        where = _CONTENT_TYPES[self._form.type_name].where
        try:
            slug = slug_of(title)
        except RefusedError as refusal:
            self._problems.append(f"**{self._title_label()}**: {refusal}")
            return ""
        for number in range(1, 100):
            name = slug if number == 1 else f"{slug}-{number}"
            twins = {f"{where}/{name}{each}" for each in (".md", ".yaml", "/index.md")}
            if not twins & taken:
                return f"{where}/{name}.md"
        self._problems.append(f"**{self._title_label()}**: this title is taken. Use another one.")
        return ""

    def _title_label(self) -> str:
        return next(each.label for each in self._form.questions if each.fact == ("title",))


def compose(form: Form, facts: Mapping[tuple[str, ...], Fact]) -> str:
    """Return the file: facts in the order of the schema, each as quoted text, then the words."""
    model = _CONTENT_TYPES[form.type_name].model
    order = [field.alias or name for name, field in model.model_fields.items()]
    lines: list[str] = []
    for key in order:
        inside = [
            (path[1], fact) for path, fact in facts.items() if path[:1] == (key,) and path[1:]
        ]
        if (key,) in facts:
            lines += _written(key, facts[(key,)])
        elif inside:
            lines.append(f"{key}:")
            lines += [f"  {line}" for name, fact in inside for line in _written(name, fact)]
    return "\n".join(["---", *lines, "---", str(facts.get((), ""))]) + "\n"


def _written(key: str, fact: Fact) -> list[str]:
    if isinstance(fact, str):
        return [f"{key}: {scalar(fact)}"]
    if isinstance(fact, dict):
        return [f"{key}:", *(f"  {name}: {scalar(value)}" for name, value in fact.items())]
    lines = [f"{key}:"]
    for each in fact:
        if isinstance(each, str):
            lines.append(f"  - {scalar(each)}")
        else:
            pairs = [f"{name}: {scalar(value)}" for name, value in each.items()]
            lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    return lines


def _without_path(problem: Problem) -> str:
    """Return a problem without the name of its field, which no sender knows."""
    _, found, rest = problem.sentence.partition(": ")
    sentence = rest if found and " " not in problem.sentence.partition(": ")[0] else ""
    words = sentence or problem.sentence
    return f"{words[:1].upper()}{words[1:]} {problem.remedy}".strip()


def _years_later(day: str) -> str:
    begun = date.fromisoformat(day)
    try:
        return begun.replace(year=begun.year + _YEARS).isoformat()
    except ValueError:  # the 29th of February
        return begun.replace(year=begun.year + _YEARS, day=28).isoformat()
