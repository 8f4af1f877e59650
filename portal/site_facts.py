"""The facts of all pages of a site: of those that were made now, and of those that stay.

What was read in a page that stays lies in the record, in numbers. Most of it was looked at when the
page was made, and nobody asks for it again: so it is put into words only for who does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from portal.facts import PageFacts
from portal.page_records import Known
from portal.pages.page import Page


class SiteFacts(Mapping[str, PageFacts]):
    """The facts of all HTML pages, in the order of the plan.

    `made` has those of pages that were made, and `kept` those of pages that stay, without their
    parts: these are read when somebody asks for such a page.
    """

    def __init__(
        self,
        pages: Mapping[str, Page],
        made: Mapping[str, PageFacts],
        kept: Iterable[str] = (),
        known: Known | None = None,
    ) -> None:
        """Take the pages of a plan, the facts of those that were made, and who knows the others."""
        self._pages = pages
        self._known = known
        self.made = made
        self._whole = dict(made)
        self.kept: Mapping[str, PageFacts] = {
            url: brief for url in kept if known and (brief := known.brief(pages[url]))
        }
        self._order = tuple(url for url in pages if url in made or url in self.kept)

    def __getitem__(self, url: str) -> PageFacts:
        whole = self._whole.get(url)
        if whole is None and self._known is not None and url in self.kept:
            whole = self._known.facts(self._pages[url])
            if whole is not None:
                self._whole[url] = whole
        if whole is None:
            raise KeyError(url)
        return whole

    def __contains__(self, url: object) -> bool:
        return url in self._whole or url in self.kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)
