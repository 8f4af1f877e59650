"""Checks of what authors wrote, before any page is made: texts, pictures, examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain

from portal import prose
from portal.cache import hash_of
from portal.checks.accessibility import check_statement
from portal.checks.areas import check_areas
from portal.checks.audiences import check_audiences
from portal.checks.figures import check_figures
from portal.checks.known_texts import Find, KnownTexts
from portal.checks.pathway import check_pathway
from portal.checks.production import check_owner
from portal.checks.quiz import check_quiz
from portal.checks.resources import check_resources
from portal.checks.schemes import check_schemes
from portal.checks.statistics import check_statistics
from portal.checks.stories import (
    check_agreement,
    check_pictures,
    check_story,
    check_story_text,
)
from portal.checks.words import check_facts, check_words
from portal.content import CaseStudy, PostedVacancy, Quiz
from portal.content.loading import Records
from portal.errors import Problem
from portal.library import Library
from portal.palette import check_brand
from portal.prose import Figures
from portal.schema import Record
from portal.schema.remembered import Remembered


@dataclass(slots=True)
class ContentChecker:
    """Checks records, and remembers what it found in the text of each unchanged one."""

    texts: KnownTexts = field(default_factory=KnownTexts)
    _found: Remembered[tuple[Problem, ...]] = field(default_factory=Remembered)
    _agreed: Remembered[tuple[Problem, ...]] = field(default_factory=Remembered)
    _pathway: tuple[object, tuple[Problem, ...]] = (None, ())

    def check(
        self, records: Records, library: Library, figures: Figures, strict: bool, jobs: int = 1
    ) -> Iterator[Problem]:
        """Yield every problem in texts and pictures; `strict` also refuses examples.

        `jobs` is how many processes read texts, if there are many that are not known.
        """
        yield from check_brand(library.config)
        yield from check_statement(library)
        yield from check_owner(records, library)
        yield from check_areas(records)
        yield from check_audiences(library, figures)
        yield from check_figures(records, library)
        yield from check_statistics(records, library)
        yield from check_schemes(library)
        yield from check_resources(records, library.today)
        yield from check_pictures(records)
        yield from self._check_pathway(records, library)
        base_url = library.config.base_url
        for record in records.unread:
            yield from prose.check(
                record.body, record.origin.path, record.body_line, figures, base_url
            )
        is_real = strict and library.config.production
        self._found.begin(base_url, figures, library.today, is_real)
        self._agreed.begin(library.providers, library.images)
        self.texts.begin(hash_of(base_url, figures.key()), library.today)
        read = partial(_read, figures=figures, base_url=base_url)
        every = [*chain.from_iterable(records.by_type.values())]
        self.texts.read_ahead([each for each in every if each not in self._found], read, jobs)
        find = partial(self._find, read, library.today, is_real)

        def agree(story: CaseStudy) -> tuple[Problem, ...]:
            return tuple(check_agreement(story, library))

        for record in every:
            yield from self._found.of(record, find)
            if isinstance(record, CaseStudy):
                yield from self._agreed.of(record, agree)

    def _check_pathway(self, records: Records, library: Library) -> tuple[Problem, ...]:
        """Return what is wrong with the pathway, found anew where a part of it has changed."""
        unread = tuple(records.broken.get(name) for name in ("role", "step", "start"))
        parts = (library.roles, library.steps, library.starts, unread, library.today)
        if parts != self._pathway[0]:
            self._pathway = (parts, tuple(check_pathway(records, library, self.texts)))
        return self._pathway[1]

    def _find(self, read: Find, today: date, is_real: bool, record: Record) -> tuple[Problem, ...]:
        """Return what is wrong with a record by itself, on a day."""
        found = [*self.texts.of(record, read)]
        if isinstance(record, CaseStudy):
            found += check_story(record, today)
        if isinstance(record, Quiz):
            found += check_quiz(record)
        if is_real and getattr(record, "example", False):
            found.append(_example(record))
        return tuple(found)


def _example(record: Record) -> Problem:
    return Problem(
        record.origin.position("example"),
        "example-in-production",
        "This made-up example would be on the real site.",
        "Delete the file, or turn it into the real thing.",
    )


def _read(record: Record, figures: Figures, base_url: str) -> Iterator[Problem]:
    """Yield what is wrong in the texts of a record by itself."""
    if record.body:
        yield from prose.check(record.body, record.origin.path, record.body_line, figures, base_url)
    if isinstance(record, PostedVacancy):
        return  # adverts have checks of their own
    if record.body:
        yield from check_words(record)
    yield from check_facts(record)
    if isinstance(record, CaseStudy):
        yield from check_story_text(record)
