"""What a form is made of: its questions, and the lists from which people choose.

Options are the titles in the content, so a new role is in the form as soon as
`python build.py schema` has written it again; a test says so when it was forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from portal.content import Audience, Places, Provider, Role, Setting, Start
from portal.content.loading import Records
from portal.schema import Record
from portal.values import fixed


class Kind(StrEnum):
    """How GitHub asks a question."""

    INPUT = "input"
    TEXTAREA = "textarea"
    DROPDOWN = "dropdown"
    CHECKBOXES = "checkboxes"


class Reading(StrEnum):
    """What an answer is turned into."""

    LINE = "line"
    MARKDOWN = "markdown"
    DAY = "day"
    AMOUNT = "amount"
    PLACE = "place"
    PROVIDER = "provider"
    OPTION = "option"
    OPTIONS = "options"
    TIMELINE = "timeline"
    PROMISE = "promise"


@fixed
class Question:
    """A question. `fact` is where its answer stands in the file; () is the text below the facts.

    `options` are the values by the words that people see.
    """

    label: str
    fact: tuple[str, ...]
    help: str
    kind: Kind = Kind.INPUT
    reading: Reading = Reading.LINE
    is_required: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    placeholder: str = ""


@fixed
class Form:
    """A form: what it is called, the type of content it becomes, and its questions in order."""

    type_name: str
    file: str
    name: str
    description: str
    introduction: str
    questions: tuple[Question, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of the questions."""
        return tuple(each.label for each in self.questions)


@fixed
class Lists:
    """What can be chosen: ids by title. Providers also by the other names they are known by."""

    roles: Mapping[str, str]
    starts: Mapping[str, str]
    settings: Mapping[str, str]
    audiences: Mapping[str, str]
    places: Mapping[str, str]
    providers: Mapping[str, str]


def lists_of(records: Records, today: date) -> Lists:
    """Return what can be chosen on a day."""
    roles = [each for each in records.of("role", Role) if not each.hidden_because(today)]
    providers: dict[str, str] = {}
    for provider in records.of("provider", Provider):
        if not provider.hidden_because(today):
            providers |= dict.fromkeys((provider.title, *provider.also_known_as), provider.id)
    towns = next((each.places for each in records.of("places", Places)), ())
    return Lists(
        roles={each.title: each.id for each in sorted(roles, key=lambda each: each.title)},
        starts=_titles(records.of("start", Start)),
        settings=_titles(records.of("setting", Setting)),
        audiences=_titles(records.of("audience", Audience)),
        places={each.title: each.id_ for each in towns},
        providers=providers,
    )


def _titles(records: tuple[Record, ...]) -> dict[str, str]:
    return {
        str(getattr(each, "title", each.id)): str(getattr(each, "id_", each.id)) for each in records
    }
