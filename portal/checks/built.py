"""What checks look at: the facts of every finished page, and what else is at which address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import field

from portal.facts import PageFacts
from portal.library import Library
from portal.values import fixed


@fixed
class Built:
    """A site in the making: its pages by address, the addresses of its other files, what is in
    those that pages load, and the compressed sizes, in bytes, of data that scripts load.

    `kept` are pages that stay as they are published, without their parts. What a page holds was
    checked when it was made, and a site with errors is not published: so they have none by
    themselves. `has_lost` says whether one of their links may lead nowhere now.
    """

    pages: Mapping[str, PageFacts]
    files: Set[str]
    library: Library
    assets: Mapping[str, bytes] = field(default_factory=dict)
    data: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, PageFacts] = field(default_factory=dict)
    has_lost: bool = True

    @property
    def made(self) -> Iterator[PageFacts]:
        """Return the pages that were made now, in the order of the site.

        Where none stays, those are the mapping's values: a preview's are the page looked at alone.
        """
        if not self.kept:
            return iter(self.pages.values())
        return (self.pages[url] for url in self.pages if url not in self.kept)

    @property
    def in_brief(self) -> Iterator[PageFacts]:
        """Return all pages in the order of the site, those that stay without their parts."""
        if not self.kept:
            return iter(self.pages.values())
        return (self.kept.get(url) or self.pages[url] for url in self.pages)
