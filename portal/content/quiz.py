"""The quiz: what it asks, the rules that lead to roles, and what to ask an employer."""

from itertools import accumulate
from operator import mul

from pydantic import Field

from portal.schema import Part, Record, RoleId, Slug, Text

# Pages that the quiz without scripts may have.
MOST_SHORT_PAGES = 100


class QuizAnswer(Part):
    """One answer to a question of the quiz."""

    id_: Slug = Field(alias="id", description="Its name in addresses.")
    text: Text = Field(description="The answer, as the person would say it.")


class QuizQuestion(Part):
    """One question of the quiz."""

    id_: Slug = Field(alias="id", description="Its name in addresses.")
    text: Text = Field(description="The question.")
    short: bool = Field(False, description="true if the quiz without scripts asks it too.")
    answers: tuple[QuizAnswer, ...] = Field(min_length=2, max_length=8, description="The answers.")


class QuizRule(Part):
    """Answers that point to roles, and the reason to give."""

    when: dict[str, tuple[str, ...]] = Field(
        min_length=1, description="Question id: answer ids that match."
    )
    roles: tuple[RoleId, ...] = Field(min_length=1, description="Roles it points to, best first.")
    because: Text = Field(description="The reason, as `you like …`.")
    points: int | None = Field(
        None, ge=1, le=9, description="What it counts; if not given, 1 for each question it asks."
    )

    @property
    def weight(self) -> int:
        """Return the points that each of its roles gets."""
        return self.points or len(self.when)


class InterviewQuestion(Part):
    """A question that a person may put to an employer."""

    text: Text = Field(description="The question, as the person would ask it.")
    roles: tuple[RoleId, ...] = Field((), description="The roles it fits; none means every role.")


class Quiz(Record):
    """The quiz: short questions about preferences, and the rules that lead to roles."""

    questions: tuple[QuizQuestion, ...] = Field(min_length=1, max_length=8, description="In order.")
    rules: tuple[QuizRule, ...] = Field(min_length=1, description="In order.")
    interview: tuple[InterviewQuestion, ...] = Field(
        (), description="What to ask an employer; shown with a role."
    )

    @property
    def short_questions(self) -> tuple[QuizQuestion, ...]:
        """Return the questions of the quiz without scripts."""
        return tuple({each.id_: each for each in self.questions if each.short}.values())

    @property
    def short_pages(self) -> int:
        """Return how many pages the quiz without scripts takes: its steps and its results."""
        return sum(accumulate((len(each.answers) for each in self.short_questions), mul))
