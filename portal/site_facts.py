"""The facts of all pages of a site: of those that were made now, and of those that stay.

They lie in a book, in numbers, and are put into words for who asks for them: checks look at each
page once, and of what was read in a page that stays, hardly anything is asked for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from portal.fact_book import NO_FACTS, Print
from portal.facts import PageFacts
from portal.page_records import Known
from portal.pages.page import Page


class SiteFacts(Mapping[str, PageFacts]):
    """The facts of all HTML pages, in the order of the plan, but what is judged page by page.

    `starts` says where the entries of all of them begin in the book, and `made` where those of
    pages that were made now do; `kept` are the addresses of the others.
    """

    def __init__(
        self,
        pages: Mapping[str, Page],
        prints: Mapping[str, Print],
        known: Known,
        kept: Iterable[str] = (),
    ) -> None:
        """Take the pages of a plan and their prints; `known` has the book in which all were noted,
        and says where the entries of those begin that were kept.
        """
        self._pages, self._prints, self._book = pages, prints, known.book
        self.made: Mapping[str, int] = known.book.starts
        stay = ((url, known.starts[url]) for url in kept)
        before = {url: start for url, start in stay if start != NO_FACTS}
        self.kept = frozenset(before)
        known_at = {**before, **self.made}
        self.starts = {url: known_at[url] for url in pages if url in known_at}

    def __getitem__(self, url: str) -> PageFacts:
        return self._book.facts(self.starts[url], self._pages[url], self._prints[url])

    def __contains__(self, url: object) -> bool:
        return url in self.starts

    def __iter__(self) -> Iterator[str]:
        return iter(self.starts)

    def __len__(self) -> int:
        return len(self.starts)

    def in_brief(self) -> list[PageFacts]:
        """Return the facts of all pages without their parts."""
        facts, pages, prints = self._book.facts, self._pages, self._prints
        return [facts(at, pages[url], prints[url], True) for url, at in self.starts.items()]
