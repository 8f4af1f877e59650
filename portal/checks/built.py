"""What checks look at: the facts of every finished page, and what else is at which address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import field

from portal.facts import PageFacts
from portal.library import Library
from portal.values import fixed


@fixed
class Built:
    """A site in the making: its pages by address, the addresses of its other files, what is in
    those that pages load, and the compressed sizes, in bytes, of data that scripts load.

    `kept` are the pages that stay as they are published. `has_lost` says whether one of their links
    may lead nowhere now. `brief` has all pages without their parts, where these are not at hand.
    """

    pages: Mapping[str, PageFacts]
    files: Set[str]
    library: Library
    assets: Mapping[str, bytes] = field(default_factory=dict)
    data: Mapping[str, int] = field(default_factory=dict)
    kept: Set[str] = frozenset()
    has_lost: bool = True
    brief: Collection[PageFacts] | None = None

    @property
    def made(self) -> Iterator[PageFacts]:
        """Return the pages that were made now, in the order of the site.

        Where none stays, those are the mapping's values: a preview's are the page looked at alone.
        """
        if not self.kept:
            return iter(self.pages.values())
        return (self.pages[url] for url in self.pages if url not in self.kept)

    @property
    def in_brief(self) -> Collection[PageFacts]:
        """Return all pages in the order of the site; they may be without their parts."""
        return self.pages.values() if self.brief is None else self.brief
