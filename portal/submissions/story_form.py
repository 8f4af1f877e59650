"""The form "Share a story"."""

from __future__ import annotations

from collections.abc import Mapping

from portal.content.case_study import ConsentScope
from portal.submissions.questions import Form, Kind, Lists, Question, Reading

SCOPES = {
    "Their words": ConsentScope.TEXT.value,
    "Their first or chosen name": ConsentScope.NAME.value,
    "Their photo": ConsentScope.PHOTO.value,
    "The name of their employer": ConsentScope.EMPLOYER.value,
    "Sharing on social media": ConsentScope.SOCIAL.value,
}
PROMISES = {
    "The person has read this final version, and agreed to it": "read",
    "The signed consent form is in our own files, and not in this form": "kept",
    "Nobody who draws on care and support can be recognised": "private",
}


def story_form(lists: Lists) -> Form:
    """Return the form with what can be chosen now."""
    return Form(
        "case-study",
        ".github/ISSUE_TEMPLATE/share-a-story.yml",
        "Share a story",
        "Tell the true story of somebody who works in care. It takes ten minutes.",
        "What you write here can be read by anybody, at once. So: first names only, no health, "
        "no addresses, and **never the signed consent form itself**. Only send a story whose "
        "person has agreed to it.",
        (*_person(lists), *_words(), *_consent()),
    )


def _person(lists: Lists) -> tuple[Question, ...]:
    began = {**lists.starts, **{f"I was: {title}": each for title, each in lists.roles.items()}}

    def choice(
        label: str, fact: tuple[str, ...], words: str, options: Mapping[str, str], needed: bool
    ) -> Question:
        return Question(label, fact, words, Kind.DROPDOWN, Reading.OPTION, needed, options)

    return (
        Question(
            "First or chosen name",
            ("person", "name"),
            "No surname. It can be a made-up name, if the person prefers that.",
        ),
        choice("The job they have now", ("person", "role"), "The nearest one.", lists.roles, True),
        Question(
            "What they did before",
            ("person", "previously"),
            "In a few words, like: Supermarket team leader.",
            is_required=False,
        ),
        choice(
            "Where they started from",
            ("step", "from"),
            "The move that this story shows, if it shows one.",
            began,
            False,
        ),
        Question(
            "Employer",
            ("provider",),
            "The name of the care provider, as people know it.",
            reading=Reading.PROVIDER,
        ),
        choice("Kind of workplace", ("setting",), "Where the work is done.", lists.settings, True),
        Question(
            "Town or village",
            ("place",),
            "The nearest town or village. No street and no house.",
            reading=Reading.PLACE,
        ),
        Question(
            "Whom the story speaks to",
            ("audiences",),
            "Choose one or more.",
            Kind.DROPDOWN,
            Reading.OPTIONS,
            options=lists.audiences,
        ),
    )


def _words() -> tuple[Question, ...]:
    return (
        Question("Title", ("title",), "10 to 90 characters, best in the person's own words."),
        Question(
            "In one or two sentences",
            ("summary",),
            "What the story is about; it stands on lists. 20 to 240 characters.",
            Kind.TEXTAREA,
        ),
        Question(
            "A sentence of theirs to quote",
            ("quote",),
            "In their own words, a sentence or two.",
            Kind.TEXTAREA,
        ),
        Question("The best part", ("best",), "What is the best part of the work?", Kind.TEXTAREA),
        Question(
            "The hardest part",
            ("hardest",),
            "What is hardest, and what helps? A true picture needs both.",
            Kind.TEXTAREA,
        ),
        Question(
            "The story",
            (),
            "200 to 350 words, as they say it: before, the first week, a day, now. "
            "Start a heading with ##.",
            Kind.TEXTAREA,
            Reading.MARKDOWN,
        ),
        Question(
            "Moments on the way",
            ("timeline",),
            "One on a line, with a colon after the time.",
            Kind.TEXTAREA,
            Reading.TIMELINE,
            is_required=False,
            placeholder="2019: Saw a notice in a shop window\n2020: Finished the Care Certificate",
        ),
    )


def _consent() -> tuple[Question, ...]:
    return (
        Question(
            "Number of the consent form",
            ("consent", "reference"),
            "The number under which you keep the signed form. Not the form, and no name.",
        ),
        Question(
            "Day they signed it",
            ("consent", "given_on"),
            "Year, month, day.",
            reading=Reading.DAY,
            placeholder="2026-05-01",
        ),
        Question(
            "Day by which you ask again",
            ("consent", "review_by"),
            "Two years after the day they signed it, if you leave this empty.",
            reading=Reading.DAY,
            is_required=False,
            placeholder="2028-05-01",
        ),
        Question(
            "What they agreed to",
            ("consent", "scopes"),
            "Tick what is ticked on the form, and nothing else.",
            Kind.CHECKBOXES,
            Reading.OPTIONS,
            options=SCOPES,
        ),
        Question(
            "Please confirm",
            ("promise",),
            "All three.",
            Kind.CHECKBOXES,
            Reading.PROMISE,
            options=PROMISES,
        ),
    )
