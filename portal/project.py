"""Where the files of a project are."""

from __future__ import annotations

from pathlib import Path

from portal.values import fixed


@fixed
class Project:
    """Where everything is. `root` is the folder of build.py, to which problems are relative."""

    root: Path
    content: Path
    config: Path
    templates: Path
    assets: Path
    cache: Path

    @classmethod
    def at(cls, root: Path, content: Path | None = None, config: Path | None = None) -> Project:
        """Return the project in a folder, with other content or settings where they are given."""
        return cls(
            root,
            content or root / "content",
            config or root / "site.yaml",
            root / "templates",
            root / "assets",
            root / ".cache",
        )
