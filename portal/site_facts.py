"""The facts of all pages of a site: of those that were made now, and of those that stay.

They lie in a book, in numbers, and are put into words for who asks for them: checks look at each
page once, and of what was read in a page that stays, hardly anything is asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping

from portal.fact_book import NO_FACTS, Print
from portal.facts import PageFacts
from portal.page_records import Known
from portal.pages.page import Page
from portal.routes import is_single_vacancy
from portal.sure_links import SureLinks


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

    def keys(self) -> KeysView[str]:
        """Return all addresses, to be compared with others at the speed of a dictionary."""
        return self.starts.keys()

    def doubtful(
        self, sure: Iterable[str], is_fine: Callable[[str], bool], is_of_all: bool
    ) -> Iterator[PageFacts]:
        """Yield the pages that have a link which may lead nowhere, of all or of those made now.

        `sure` are links that lead somewhere from any page; `is_fine` is asked once about each
        other, and says whether that does.
        """
        links = SureLinks(self._book, sure, is_fine)
        for url, start in self.starts.items():
            if (is_of_all or url in self.made) and not links.has_no_others(start):
                yield self[url]

    def in_brief(self) -> list[PageFacts]:
        """Return pages without their parts, but single vacancies only where they differ from those
        before: in what they load, or by being heavy enough to be weighed.
        """
        book, pages, prints = self._book, self._pages, self._prints
        seen: set[bytes] = set()
        brief = []
        for url, start in self.starts.items():
            loads, told = book.loads(start), prints[url]
            if loads not in seen or told.compressed or not is_single_vacancy(url):
                seen.add(loads)
                brief.append(book.facts(start, pages[url], told, is_brief=True))
        return brief
