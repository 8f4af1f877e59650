"""What checks look at: the facts of every finished page, and what else is at which address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import field
from itertools import chain

from portal.facts import PageFacts
from portal.library import Library
from portal.site_facts import SiteFacts
from portal.values import fixed


@fixed
class Built:
    """A site in the making: its pages by address, the addresses of its other files, what is in
    those that pages load, and the compressed sizes, in bytes, of data that scripts load.

    `has_lost` says whether a link of a page that stays as it is published may lead nowhere now.
    `brief` has pages without their parts, where these are not at hand, and `weighed` the compressed
    sizes of assets, in bytes, as far as they are known.
    """

    pages: Mapping[str, PageFacts]
    files: Set[str]
    library: Library
    assets: Mapping[str, bytes] = field(default_factory=dict)
    data: Mapping[str, int] = field(default_factory=dict)
    has_lost: bool = True
    brief: Collection[PageFacts] | None = None
    weighed: Mapping[str, int] = field(default_factory=dict)

    def doubtful(self, is_fine: Callable[[str], bool]) -> Iterable[PageFacts]:
        """Return the pages, in the order of the site, whose links have to be judged one by one.

        These are at least those with a link that is no address of the site, is not fine on any
        page, and may lead nowhere. Where nothing tells which they are, they are the mapping's
        values: a preview's are the page looked at alone.
        """
        if isinstance(self.pages, SiteFacts):
            root = self.library.config.root
            sure = (f"{root}{url}" for url in chain(self.pages, self.files))
            return self.pages.doubtful(sure, is_fine, self.has_lost)
        return self.pages.values()

    @property
    def in_brief(self) -> Collection[PageFacts]:
        """Return all pages in the order of the site, single vacancies only where they differ in
        what a head loads or a page weighs; they may be without their parts.
        """
        return self.pages.values() if self.brief is None else self.brief
