"""Looks at pictures, each once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from portal.errors import Position, Problem
from portal.images.picture import Picture
from portal.source import SourceFile


@dataclass(slots=True)
class PictureReader:
    """Looks at pictures, and remembers what each unchanged file was like, for a quick preview."""

    cache: Path
    _known: dict[str, tuple[tuple[int, int], Picture | Problem]] = field(default_factory=dict)

    def look(self, file: SourceFile, name: str, position: Position) -> Picture | Problem:
        """Return the picture in a file, or the problem, at the place where the file is named.

        `name` is what its addresses begin with.
        """
        stamp = (file.size, file.modified)
        known = self._known.get(file.name)
        if known is None or known[0] != stamp:
            # Here, because it loads Pillow, which takes 20 ms: most sites have few photographs.
            from portal.images.judging import judge

            known = self._known[file.name] = (stamp, judge(file, self.cache))
        if isinstance(known[1], Problem):
            return replace(known[1], position=position)
        return replace(known[1], file=file, name=name)
