"""Makes the pages of a plan: renders, writes and looks at each, in one process or in several.

What comes of it is the same with any number of processes: pages are made in pieces whose bounds do
not depend on it, and a template that fails is one problem, that of its first page in the plan.
"""

from __future__ import annotations

import gc
import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from portal.errors import PortalError, Problem
from portal.fact_book import Noted, Print
from portal.facts import FactsReader, PageFacts
from portal.keeping import Keeper, Looked
from portal.page_records import Known
from portal.pages.page import Page
from portal.prose import ProseMaker
from portal.render import Renderer
from portal.routes import file_of
from portal.site_facts import SiteFacts
from portal.weaving import Sheet
from portal.workers import spread

# Returns when the file was changed (ns).
Write = Callable[[str, bytes], int]
# Yields what is wrong with a page by itself.
Judge = Callable[[PageFacts], Iterable[Problem]]
PIECE, _SMALL_PIECE = 50, 5
# With fewer pages, starting other processes takes longer than they save.
_FEWEST_TO_SHARE = 600


@dataclass(slots=True)
class Made:
    """What became of pages: what was noted of those in HTML (where another process has to be told),
    what is wrong with them, problems by template with the page's address, what was written, and the
    addresses of those that stayed.
    """

    noted: Noted | None = None
    found: list[Problem] = field(default_factory=list)
    prints: dict[str, Print] = field(default_factory=dict)
    problems: dict[str, tuple[str, Problem]] = field(default_factory=dict)
    prose: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)


class Result(NamedTuple):
    """The facts of all HTML pages in the order of the plan, the prints of all pages, problems of
    templates and of what they made, and what stands in the new site; `kept` counts the pages that
    stayed as they were.
    """

    facts: SiteFacts
    prints: Mapping[str, Print]
    kept: int
    problems: Sequence[Problem]
    files: int
    bytes: int


@dataclass(slots=True)
class PagesMaker:
    """Makes pages, one after the other. Each process has its own.

    Of `weighed`, which are no HTML, the size that travels is also told. `judge` is asked about each
    page in HTML. Facts are noted in the book of what is `known`.
    """

    renderer: Renderer
    prose: ProseMaker
    write: Write
    keeper: Keeper | None = None
    weighed: Set[str] = frozenset()
    judge: Judge = lambda _: ()
    known: Known = field(default_factory=lambda: Known({}))
    _reader: FactsReader = field(default_factory=FactsReader)
    _process: int = field(default_factory=os.getpid)

    def make(self, pages: Sequence[Looked]) -> Made:
        """Make some pages, but those that stay as they are; none after the first that a template
        fails on is tried with it.

        All are taken through one step before the next one begins: the processor has the program of
        a step at hand then, and is done a seventh sooner than with page by page.
        """
        made, book = Made(), self.known.book
        mark = book.mark()
        before = len(self.prose.used)
        looked = (self._looked(each, made) for each in pages)
        changed = [each for each in looked if each is not None]
        contexts = [page.context() if known is None else known for page, _, known in changed]
        filled = [
            (page, key, sheet)
            for (page, key, _), context in zip(changed, contexts, strict=True)
            if (sheet := self._fill(page, context, made)) is not None
        ]
        whole = [sheet.data() for _, _, sheet in filled]
        for (page, key, sheet), data in zip(filled, whole, strict=True):
            compressed = 0
            if page.template.endswith(".html"):
                facts = self._reader.read(sheet, page.url, page.origin, page.listed, data)
                book.note(facts)
                made.found += self.judge(facts)
                compressed = facts.compressed
            elif page.url in self.weighed:
                compressed = len(zlib.compress(data, 6))
            changed_at = self.write(file_of(page.url), data)
            made.prints[page.url] = Print(key, len(data), changed_at, compressed)
        # Texts that another process turned into HTML are kept for the next run by the first one.
        made.prose = dict(list(self.prose.used.items())[before:])
        if (process := os.getpid()) != self._process:
            made.noted = book.hand_over(mark, process)
        return made

    def take(self, made: Made) -> None:
        """Note what another process has noted of the pages it made."""
        if made.noted is not None:
            self.known.book.take(made.noted)
            made.noted = None

    def forget(self) -> None:
        """Let go of what pages share: no more are made, and what comes next needs the memory."""
        self.renderer.forget()
        self.known.book.forget()
        self._reader = FactsReader()

    def _looked(self, each: Looked, made: Made) -> tuple[Page, str, Any] | None:
        """Return a page with its key, and its context where that was made to tell the key; None
        where the page stays.
        """
        page, key = each
        context = None
        if self.keeper is None:
            return page, "", None
        if key is None:
            key, context = self.keeper.look(page)
        if self.keeper.keeps(page, key):
            made.kept.append(page.url)
            return None
        return page, key, context

    def _fill(self, page: Page, context: Any, made: Made) -> Sheet | None:
        """Return a page filled, or None where its template fails."""
        if page.template in made.problems:
            return None
        try:
            return self.renderer.fill(page, context)
        except PortalError as error:
            made.problems[page.template] = page.url, error.problem
            return None


def make_pages(
    pages: Mapping[str, Page],
    maker: PagesMaker,
    jobs: int,
    parting: Callable[[], object] | None = None,
) -> Result:
    """Make all pages. Raises PortalError where one cannot be written, or a process is stopped.

    `parting` is called before there are other processes, where there will be some.
    """
    keeper = maker.keeper
    looked = keeper.sort_out(pages.values()) if keeper else [*map(Looked, pages.values())]
    standing = keeper.standing if keeper else frozenset[str]()
    left = [each for each in looked if each.key is None or each.page.url not in standing]
    pieces, shares = _pieces(left)
    # Pages that stay with their kind are no work.
    several = jobs if sum(each.key is None for each in left) >= _FEWEST_TO_SHARE else 1
    if several > 1:
        if parting is not None:
            parting()
        gc.freeze()  # or collecting would copy the memory that the processes share

    def work(at: int) -> Made:
        return maker.make(pieces[at])

    # Pages have all in common that is in the book, which has its own way.
    made = spread(len(pieces), work, several, maker.take, False, shares)
    maker.forget()
    found: list[Problem] = []
    for part in made:
        maker.prose.used.update(part.prose)
        found += part.found
    prints = {url: told for part in made for url, told in part.prints.items()}
    stay = [page.url for page, key in looked if key is not None and page.url in standing]
    kept = [*stay, *(url for part in made for url in part.kept)]
    prints |= {url: maker.known.prints[url] for url in kept}
    return Result(
        SiteFacts(pages, prints, maker.known, kept),
        prints,
        len(kept),
        (*_failed(pages, made), *found),
        len(prints),
        sum(told.size for told in prints.values()),
    )


def _failed(pages: Iterable[str], made: Iterable[Made]) -> list[Problem]:
    """Return the problem of each template that failed: that of the first of all pages."""
    told = [(template, *problem) for part in made for template, problem in part.problems.items()]
    place = {url: at for at, url in enumerate(pages)} if told else {}
    first: dict[str, Problem] = {}
    for template, _, problem in sorted(told, key=lambda each: place[each[1]]):
        first.setdefault(template, problem)
    return list(first.values())


def _pieces(pages: Sequence[Looked]) -> tuple[list[Sequence[Looked]], list[range]]:
    """Return pages in pieces, and the numbers of those that make a share (see `spread`).

    The template with most pages is that of vacancies: each is done soon, so they are last for this
    process, and nobody waits for long for the last piece; the others begin with them. Lists in
    their section come first: one process makes most of them, and so cards and finder but once. The
    rest goes by sections too, the smallest first: what is rare may take long each (what the search
    looks in is one page), and goes by fewer.
    """
    templates = Counter(each.page.template for each in pages)
    # Pages of as many templates as another come in turns with its own: a list in two formats.
    kinds: dict[tuple[str, int], list[Looked]] = {}
    for each in pages:
        kind = _section_of(each.page), templates[each.page.template]
        kinds.setdefault(kind, []).append(each)
    sections: Counter[str] = Counter()
    for (section, _), alike in kinds.items():
        sections[section] += len(alike)
    most = max(templates.values(), default=0)
    whole = max(sections, key=sections.__getitem__, default="")

    def place(kind: tuple[str, int]) -> tuple[int, int, str, int]:
        section, number = kind
        share = 2 if number == most else 0 if section == whole else 1
        return share, sections[section], section, -number

    pieces: list[Sequence[Looked]] = []
    ends = [0, 0, 0]
    for kind in sorted(kinds, key=place):
        pieces += _cut(kinds[kind], PIECE if kind[1] >= PIECE else _SMALL_PIECE)
        ends[place(kind)[0]] = len(pieces)
    return pieces, [range(start, end) for start, end in pairwise((0, *accumulate(ends, max)))]


def _section_of(page: Page) -> str:
    """Return the first part of a page's address: pages below it mostly show the same things."""
    return page.url.split("/", 2)[1]


def _cut(pages: Sequence[Looked], size: int) -> Iterator[Sequence[Looked]]:
    """Yield pages in pieces of a size."""
    return (pages[start : start + size] for start in range(0, len(pages), size))
