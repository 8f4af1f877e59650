"""The values that a new file starts with: valid, and plainly not the real thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from portal.content.placeholders import NO_CONSENT, PLACEHOLDER
from portal.content.short_link import ShortCode
from portal.schema import EmailAddress, Phone, Reference, SitePath, Slug, WebAddress
from portal.values import fixed

# What a record or a group starts with besides its required facts, because it asks for one of
# several.
FIRST_FACTS: Mapping[str, tuple[str, ...]] = {
    "Event": ("place", "venue"),
    "PostedPay": ("min", "per"),
    "PostedApply": ("url",),
    "SchemeContact": ("email",),
    "StoryImage": ("alt",),
}
# Facts of a group that stand in place of another one: a note names them, as one is all it takes.
INSTEAD: Mapping[str, Mapping[str, str]] = {
    "Stage": {"after_weeks": "after_days", "after_months": "after_days"},
}
# By the group's name and the field's, or by the field's name alone.
_VALUES: Mapping[str, str] = {
    "Consent.reference": f"{NO_CONSENT} - put the number of the signed form here",
    "Moment.when": "2019",
    "Moment.what": f"{PLACEHOLDER}: what happened.",
    "Person.name": f"{PLACEHOLDER}: a first or chosen name.",
    "PostedApply.url": "https://example.org/apply/",
    "PostedHours.max": "37.5",
    "PostedHours.min": "16",
    "PostedPay.min": "0.00",
    "Scheme.apply_parameter": "ref",
    "Stage.when": "They start work",
    "alt": f"{PLACEHOLDER}: what the picture shows, in a sentence.",
    "amount": "100",
    "cqc_ids": "1-000000000",
    "ends_at": "12:00",
    "experienced": "13.50",
    "file": "picture.jpg",
    "language": "ur",
    "max": "13.50",
    "min": "12.71",
    "new_to_care_bonus": "50",
    "postcode": "LE1 1AA",
    "starts_at": "10:00",
}
# Days after the day on which the file is made; other days are that day itself.
_DAYS_LATER: Mapping[str, int] = {
    "closes": 60,
    "closes_on": 28,
    "ends": 60,
    "Event.date": 28,
    "Event.ends_on": 29,
    "expires_on": 365,
    "publish_on": 7,
    "review_by": 730,
    "withdrawn_on": 365,
}
_BY_KIND: tuple[tuple[Any, str], ...] = (
    (WebAddress, "https://example.org/"),
    (EmailAddress, "name@example.org"),
    (Phone, "0116 496 0000"),
    (SitePath, "/old-name/"),
    (Slug, "example"),
    (ShortCode, "example"),
)


@fixed
class Examples:
    """Makes example values. `ids` are those in the content, by type; `today` dates the file."""

    ids: Mapping[str, Sequence[str]]
    today: date

    def text(self, owner: str, name: str, hint: Any, field: FieldInfo) -> str:
        """Return a value for a single fact as text; whether it needs quotation marks is not here.

        `hint` is the annotation without `None` and without the list around it.
        """
        given = _VALUES.get(f"{owner}.{name}", _VALUES.get(name))
        kinds = references_in(hint)
        if kinds:
            return next((self.ids[each][0] for each in kinds if self.ids.get(each)), "example")
        if plain(hint) is date:
            later = _DAYS_LATER.get(f"{owner}.{name}", _DAYS_LATER.get(name, 0))
            return (self.today + timedelta(days=later)).isoformat()
        found = choices(hint)
        if found:
            return found[0]
        if plain(hint) is bool:
            return "true"
        if given is not None:
            return given
        for kind, value in _BY_KIND:
            if hint == kind:
                return value
        if plain(hint) in (int, float, Decimal):
            return str(field.default if isinstance(field.default, int) else _least(field))
        return prompt(field)

    def choices_of(self, hint: Any) -> tuple[str, ...]:
        """Return the values that can stand in a field, if they can be counted: names or ids."""
        kinds = references_in(hint)
        return tuple(each for kind in kinds for each in self.ids.get(kind, ())) or choices(hint)


def prompt(field: FieldInfo) -> str:
    """Return the words that ask for a text."""
    words = field.description or "your own words."
    if len(words) > 1 and (words[1].islower() or words[1] == " "):
        words = f"{words[0].lower()}{words[1:]}"
    return f"{PLACEHOLDER}: {words}"


def required(annotation: Any) -> Any:
    """Return an annotation without `None`; of several that can stand there, the first."""
    while get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def member(annotation: Any) -> Any | None:
    """Return what a list holds, or None where the annotation is no list."""
    return required(get_args(annotation)[0]) if get_origin(annotation) is tuple else None


def plain(hint: Any) -> Any:
    """Return the type below an `Annotated`."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def choices(hint: Any) -> tuple[str, ...]:
    """Return the names of which one can stand in a field, or none where it is free."""
    bare = plain(hint)
    if isinstance(bare, type) and issubclass(bare, Enum):
        return tuple(str(each.value) for each in bare)
    return tuple(str(each) for each in get_args(bare)) if get_origin(bare) is Literal else ()


def references_in(hint: Any) -> tuple[str, ...]:
    """Return the types whose ids can stand in a field; a start comes before a role."""
    marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
    found = (each for each in marks if isinstance(each, Reference))
    return tuple(kind for each in found for kind in reversed(each.kinds))


def _least(field: FieldInfo) -> Any:
    return next((each.ge for each in field.metadata if hasattr(each, "ge")), 1)
