"""What checks look at: the facts of every finished page, and what else is at which address."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field

from portal.facts import PageFacts
from portal.library import Library
from portal.values import fixed


@fixed
class Built:
    """A site in the making: its pages by address, the addresses of its other files, what is in
    those that pages load, and the compressed sizes, in bytes, of data that scripts load.
    """

    pages: Mapping[str, PageFacts]
    files: Set[str]
    library: Library
    assets: Mapping[str, bytes] = field(default_factory=dict)
    data: Mapping[str, int] = field(default_factory=dict)
