"""Makes the pages of a plan: renders, writes and looks at each, in one process or in several.

What comes of it is the same with any number of processes: pages are made in pieces whose bounds do
not depend on it, and a template that fails is one problem, that of its first page in the plan.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from portal.errors import PortalError, Problem
from portal.facts import FactsReader, PageFacts, Part
from portal.pages.page import Page
from portal.prose import ProseMaker
from portal.render import Renderer
from portal.routes import file_of
from portal.workers import spread

Write = Callable[[PurePosixPath, bytes], None]
PIECE = 100
# With fewer pages, starting other processes takes longer than they save.
_FEWEST_TO_SHARE = 600


@dataclass(slots=True)
class Made:
    """What became of pages: facts of those in HTML, problems by template, and what was written."""

    facts: list[PageFacts] = field(default_factory=list)
    problems: dict[str, Problem] = field(default_factory=dict)
    prose: dict[str, str] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0


class Result(NamedTuple):
    """The facts of all HTML pages in the order of the plan, problems, and what was written."""

    facts: Mapping[str, PageFacts]
    problems: Sequence[Problem]
    files: int
    bytes: int


@dataclass(slots=True)
class PagesMaker:
    """Makes pages, one after the other. Each process has its own."""

    renderer: Renderer
    prose: ProseMaker
    write: Write
    _reader: FactsReader = field(default_factory=FactsReader)

    def make(self, pages: Sequence[Page]) -> Made:
        """Make some pages; none after the first that a template fails on is tried with it."""
        made = Made()
        before = len(self.prose.used)
        for page in pages:
            if page.template in made.problems:
                continue
            try:
                text = self.renderer.render(page)
            except PortalError as error:
                made.problems[page.template] = error.problem
                continue
            data = text.encode()
            self.write(file_of(page.url), data)
            made.files += 1
            made.bytes += len(data)
            if page.template.endswith(".html"):
                made.facts.append(
                    self._reader.read(text, page.url, page.origin, page.listed, len(data))
                )
        # Texts that another process turned into HTML are kept for the next run by the first one.
        made.prose = dict(list(self.prose.used.items())[before:])
        return made


def make_pages(pages: Mapping[str, Page], maker: PagesMaker, jobs: int) -> Result:
    """Make all pages. Raises PortalError where one cannot be written, or a process is stopped.

    The first page of each template is made here, before there are other processes: with it all
    that pages share is made once, and is then in the memory of every process.
    """
    firsts = {page.template: page for page in reversed(list(pages.values()))}
    ahead = [page for page in pages.values() if firsts[page.template] is page]
    begun = maker.make(ahead)
    rest = [
        page
        for page in pages.values()
        if firsts[page.template] is not page and page.template not in begun.problems
    ]
    pieces = [rest[start : start + PIECE] for start in range(0, len(rest), PIECE)]
    several = jobs if len(rest) >= _FEWEST_TO_SHARE else 1
    if several > 1:
        gc.freeze()  # or collecting would copy the memory that the processes share
    made = [begun, *spread(len(pieces), lambda number: maker.make(pieces[number]), several)]
    problems: dict[str, Problem] = {}
    for each in made:
        maker.prose.used.update(each.prose)
        for template, problem in each.problems.items():
            problems.setdefault(template, problem)
    by_url = _by_url(made)
    return Result(
        {url: by_url[url] for url in pages if url in by_url},
        tuple(problems.values()),
        sum(each.files for each in made),
        sum(each.bytes for each in made),
    )


def _by_url(made: Iterable[Made]) -> dict[str, PageFacts]:
    """Return all facts by address. What came from other processes as equal copies is made the same
    again: half of the memory, and checks find out once what is true of a header.
    """
    texts: dict[str, str] = {}
    parts: dict[Part, Part] = {}
    found: dict[str, PageFacts] = {}
    for each in made:
        for facts in each.facts:
            own, *shared = facts.parts
            links = tuple(texts.setdefault(link, link) for link in own.links)
            same = (own._replace(links=links), *(parts.setdefault(part, part) for part in shared))
            found[facts.url] = facts._replace(parts=same)
    return found
