"""Who waits for a page while the site is being read: those pages are made before all others."""

from __future__ import annotations

from portal.pipeline import Plan

# As many as one browser asks for, or a few; not as many as somebody's crawler does.
_MOST = 10


class Waiting:
    """The paths that were answered with the page that waits."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._paths: set[str] = set()

    def add(self, path: str) -> None:
        """Take down a path. May be called from any thread."""
        if len(self._paths) < _MOST:
            self._paths.add(path)

    def take(self, plan: Plan) -> set[str]:
        """Return the addresses in a plan that they may be of, and forget them."""
        paths, self._paths = self._paths, set()
        return {path.removeprefix(plan.config.root) for path in paths}
