"""Checks of what authors wrote, before any page is made: texts, pictures, examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from portal import prose
from portal.checks.accessibility import check_statement
from portal.checks.areas import check_areas
from portal.checks.audiences import check_audiences
from portal.checks.figures import check_figures
from portal.checks.pathway import check_pathway
from portal.checks.quiz import check_quiz
from portal.checks.schemes import check_schemes
from portal.checks.stories import check_spare_pictures, check_story_text
from portal.checks.words import check_words
from portal.content import CaseStudy, PostedVacancy, Quiz
from portal.content.loading import IMAGE_SUFFIXES, Records
from portal.errors import Problem, warning
from portal.library import Library
from portal.palette import check_brand
from portal.prose import Figures
from portal.schema import Record


@dataclass(slots=True)
class ContentChecker:
    """Checks records, and remembers what it found in the text of each unchanged one."""

    _known: dict[str, tuple[Record, Figures, str, tuple[Problem, ...]]] = field(
        default_factory=dict
    )
    _words: dict[str, tuple[CaseStudy, tuple[Problem, ...]]] = field(default_factory=dict)

    def check(
        self, records: Records, library: Library, figures: Figures, strict: bool
    ) -> Iterator[Problem]:
        """Yield every problem in texts and pictures; `strict` also refuses examples."""
        yield from check_brand(library.config)
        yield from check_statement(library)
        yield from check_areas(records)
        yield from check_audiences(library, figures)
        yield from check_figures(records, library)
        yield from check_schemes(library)
        yield from check_spare_pictures(records)
        yield from check_pathway(records, library)
        for record in records.unread:
            base_url = library.config.base_url
            yield from prose.check(
                record.body, record.origin.path, record.body_line, figures, base_url
            )
        for group in records.by_type.values():
            for record in group:
                if record.body:
                    yield from self._check_text(record, figures, library.config.base_url)
                if isinstance(record, CaseStudy):
                    yield from _check_story(record, records, library)
                    yield from self._check_words(record, library)
                if isinstance(record, Quiz):
                    yield from check_quiz(record)
                if strict and library.config.production and getattr(record, "example", False):
                    yield Problem(
                        record.origin.position("example"),
                        "example-in-production",
                        "This made-up example would be on the real site.",
                        "Delete the file, or turn it into the real thing.",
                    )

    def _check_words(self, story: CaseStudy, library: Library) -> tuple[Problem, ...]:
        path = story.origin.path
        known = self._words.get(path)
        if known is None or known[0] is not story:
            known = self._words[path] = (story, tuple(check_story_text(story, library)))
        return known[1]

    def _check_text(self, record: Record, figures: Figures, base_url: str) -> tuple[Problem, ...]:
        path = record.origin.path
        known = self._known.get(path)
        if known is None or known[0] is not record or known[1:3] != (figures, base_url):
            found = tuple(prose.check(record.body, path, record.body_line, figures, base_url))
            if not isinstance(record, PostedVacancy):  # adverts have checks of their own
                found += tuple(check_words(record))
            known = self._known[path] = (record, figures, base_url, found)
        return known[3]


def _check_story(story: CaseStudy, records: Records, library: Library) -> Iterator[Problem]:
    if not story.body.strip():
        yield Problem(
            story.position,
            "empty-body",
            "The story has facts and no text.",
            "Write the story below the second line of ---.",
        )
    if story.image is not None:
        yield from _check_picture(story, story.image.file, records)
    if story.consent.falls_due(library.today):
        yield warning(
            story.origin.position("consent", "review_by"),
            "consent-due",
            f"The consent of this story is due for review by {story.consent.review_by}.",
            "Ask the person again; after that day the story is no longer published.",
        )


def _check_picture(story: CaseStudy, name: str, records: Records) -> Iterator[Problem]:
    position = story.origin.position("image", "file")
    if "/" in name or "\\" in name or name.startswith("."):
        yield Problem(
            position,
            "picture-place",
            f'image.file: "{name[:60]}" is not just a file name.',
            "Put the picture beside the story and write only its name.",
        )
        return
    path = (PurePosixPath(story.origin.path).parent / name).as_posix()
    if path not in records.images:
        suffix = PurePosixPath(name).suffix.lower()
        remedy = "Put it beside the story, with the very same name."
        if suffix not in IMAGE_SUFFIXES:
            remedy = f"Use a picture that ends in {', '.join(IMAGE_SUFFIXES[:4])}."
        yield Problem(
            position,
            "picture-missing",
            f'image.file: there is no picture "{name[:60]}" beside this story.',
            remedy,
        )
