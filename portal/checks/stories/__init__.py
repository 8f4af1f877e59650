"""Checks of stories: whole, with consent for what they say, and private where they should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from portal.checks.stories.facts import check_story
from portal.checks.stories.pictures import check_pictures
from portal.checks.stories.private import Found, details_for, private_details
from portal.checks.stories.wording import cold_words, cold_words_for
from portal.content import CaseStudy
from portal.content.case_study import ConsentScope, ProviderByName
from portal.errors import Position, Problem, warning
from portal.library import Library
from portal.source import Location

__all__ = ["check_agreement", "check_pictures", "check_story", "check_story_text", "check_words"]

_PLAIN = str.maketrans("’‘‛“”–—‑\u00a0\u202f\t*_`", "'''\"\"---   " + " " * 3)
# What a person reads in a story, beside its text.
_FIELDS: tuple[Location, ...] = (
    ("title",),
    ("summary",),
    ("person", "name"),
    ("person", "previously"),
    ("best",),
    ("hardest",),
    ("quote",),
    ("image", "alt"),
    ("video", "transcript"),
)


def check_story_text(story: CaseStudy) -> Iterator[Problem]:
    """Yield what is private or cold in a story, and a name that its consent does not cover."""
    texts = tuple(_texts(story))
    # Nearly all stories have nothing of a kind in any of their texts: one look tells it of all.
    whole = "\n".join([text for text, _ in texts]).translate(_PLAIN)
    private, cold = details_for(whole), cold_words_for(whole)
    if private or cold:
        for text, location in texts:
            plain = text.translate(_PLAIN)
            if found := (*private_details(plain, private), *cold_words(plain, cold)):
                yield from _warnings(found, plain, _place(story, location))
    yield from _check_name(story)


def check_agreement(story: CaseStudy, library: Library) -> Iterator[Problem]:
    """Yield what else of a story its consent does not cover: its employer, its photograph."""
    yield from _check_employer(story, library)
    yield from _check_photograph(story, library)


def check_words(text: str, place: Position) -> Iterator[Problem]:
    """Yield warnings for private details and cold words in a text that starts at a place.

    The same words are told once.
    """
    plain = text.translate(_PLAIN)
    yield from _warnings((*private_details(plain), *cold_words(plain)), plain, place)


def _warnings(what: Iterable[Found], plain: str, place: Position) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for found in sorted(what, key=_order):
        words = (found.code, plain[found.start : found.end].lower())
        if words not in told:
            told.add(words)
            yield warning(_within(place, plain, found.start), *_said(found))


def _said(found: Found) -> tuple[str, str, str]:
    return found.code, found.sentence, found.remedy


def _order(found: Found) -> tuple[int, int, str]:
    return found.start, found.end, found.code


def _within(place: Position, text: str, offset: int) -> Position:
    """Return the place of a character; a field of YAML is only known by where it starts."""
    if place.column:
        return place
    line = text.count("\n", 0, offset)
    return Position(place.path, place.line + line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _texts(story: CaseStudy) -> Iterator[tuple[str, Location]]:
    """Yield each text of a story, with where its field is, or nothing for the text below them."""
    for location in _FIELDS:
        value: object = story
        for name in location:
            value = getattr(value, str(name), None)
        if isinstance(value, str):
            yield value, location
    for number, moment in enumerate(story.timeline):
        yield moment.when, ("timeline", number, "when")
        yield moment.what, ("timeline", number, "what")
    yield story.body, ()


def _place(story: CaseStudy, location: Location) -> Position:
    if location:
        return story.origin.position(*location)
    return Position(story.origin.path, story.body_line)


def _check_name(story: CaseStudy) -> Iterator[Problem]:
    """Yield a problem where the text says a name that the person did not agree to."""
    if story.consent.allows(ConsentScope.NAME):
        return
    for place in _mentions(story, story.person.name):
        yield Problem(
            place,
            "name-without-consent",
            f"The consent of this story does not cover the name, and the text says "
            f'"{story.person.name[:40]}".',
            "Take the name out of the text, or add name to consent.scopes if the person agreed.",
        )


def _check_employer(story: CaseStudy, library: Library) -> Iterator[Problem]:
    """Yield a problem where the text says an employer that the person did not agree to name."""
    if story.consent.allows(ConsentScope.EMPLOYER) or story.provider is None:
        return
    if isinstance(story.provider, ProviderByName):
        name = story.provider.name
    else:
        provider = library.providers.get(story.provider)
        name = provider.title if provider else ""
    for place in _mentions(story, name):
        yield Problem(
            place,
            "employer-without-consent",
            "The consent of this story does not cover the employer, and the text says "
            f'"{name[:60]}".',
            "Take the employer out of the text, or add employer to consent.scopes if they agreed.",
        )


def _check_photograph(story: CaseStudy, library: Library) -> Iterator[Problem]:
    if story.image is None or story.consent.allows(ConsentScope.PHOTO):
        return
    path = PurePosixPath(story.origin.path).parent / story.image.file
    if path.as_posix() in library.images:  # a missing one has a problem of its own
        yield warning(
            story.origin.position("image", "file"),
            "photo-without-consent",
            "The consent of this story does not cover photographs, so its picture is not "
            "published.",
            "If the person agreed, add photo to consent.scopes; if not, delete the picture.",
        )


def _mentions(story: CaseStudy, name: str) -> Iterator[Position]:
    """Yield the first place in each text of a story that says a name as a word of its own."""
    if not name:
        return
    for text, location in _texts(story):
        place = _place(story, location)
        if place == story.origin.position("person", "name"):
            continue
        start = text.find(name)
        while start >= 0:
            around = text[max(0, start - 1) : start] + text[start + len(name) :][:1]
            if not any(each.isalnum() for each in around):
                yield _within(place, text, start)
                break
            start = text.find(name, start + 1)
