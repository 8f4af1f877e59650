"""The pages that somebody waits for while the site is being read: they are made before others."""

from __future__ import annotations

from portal.pages.page import Page
from portal.planning import Plan

# As many as one browser asks for, or a few; not as many as somebody's crawler does.
_MOST = 10


class Waiting:
    """The paths that were answered with the page that waits, or with one without vacancies."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._paths: set[str] = set()

    def add(self, path: str) -> None:
        """Take down a path. May be called from any thread."""
        if len(self._paths) < _MOST:
            self._paths.add(path)

    def take(self, plan: Plan) -> list[Page]:
        """Return those that are pages of a plan, and forget all."""
        paths, self._paths = self._paths, set()
        urls = {path.removeprefix(plan.config.root) for path in paths}
        return [plan.pages[url] for url in urls if url in plan.pages]
