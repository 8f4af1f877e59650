"""Joins scripts into one file: each module is a block of its own, after those that it imports.

Of the module language there is as much as our scripts need, and the rest is a problem: static
imports of names from files beside, or of files for what they do, and exports where something is
declared.
"""

from __future__ import annotations

import re
from pathlib import Path

from portal.errors import PortalError, Position, Problem

_IMPORT = re.compile(
    r'^import\s*(?:\{([\w$,\s]+)\}\s*from\s*)?"(\.\.?/[\w./-]+\.js)";', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export\s+((?:const|class|(?:async\s+)?function\*?)\s+([\w$]+))", re.MULTILINE
)
_MODULE_WORD = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(.*", re.MULTILINE)
# Behind the end of a statement or the beginning of a block; a text of ours holds no such thing.
_COMMENT_TAIL = re.compile(r"(?<=[;{},(])[ \t]+// .*$", re.MULTILINE)


def bundle_script(entry: Path, root: Path) -> str:
    """Return a script and all that it imports as one.

    Raises PortalError where a script cannot be read, imports itself, or says what is not known
    here. `root` is the folder to which problems are relative.
    """
    bundle = _Bundle(root)
    bundle.add(entry, ())
    return "".join(bundle.blocks)


class _Bundle:
    """The blocks so far, and the name of each module among them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: dict[Path, str] = {}
        self.blocks: list[str] = []

    def add(self, path: Path, above: tuple[Path, ...]) -> str:
        """Add a module after those that it imports; return the name that holds its exports."""
        path = path.resolve()
        if path in self._names:
            return self._names[path]
        position = self._position(path)
        if path in above:
            raise PortalError(
                Problem(position, "script-import", "This script imports itself.", "Take it out.")
            )
        text = self._read(path, position)

        def put(match: re.Match[str]) -> str:
            name = self.add(path.parent / match[2], (*above, path))
            return f"const {{{match[1]}}} = {name};" if match[1] else ""

        # Each expression is tried at every letter: texts without the word are soon known.
        body = _IMPORT.sub(put, text) if "import" in text else text
        body = _EXPORT.sub(r"\1", body) if "export" in text else body
        left = _MODULE_WORD.search(body) if "import" in body or "export" in body else None
        if left:
            raise PortalError(
                Problem(
                    Position(position.path, text[: text.index(left[0])].count("\n") + 1),
                    "script-import",
                    "This way to import or export is not known here.",
                    'Write import { name } from "./file.js"; and export before const, class or '
                    "function.",
                )
            )
        exports = ", ".join(match[2] for match in _EXPORT.finditer(text))
        name = self._names[path] = f"module{len(self._names)}"
        last = f"\nreturn {{ {exports} }};" if exports else ""
        self.blocks.append(f"const {name} = (() => {{\n{_squeeze(body)}{last}\n}})();\n")
        return name

    def _read(self, path: Path, position: Position) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise PortalError(
                Problem(
                    position,
                    "script-unreadable",
                    "This script cannot be read.",
                    "Put it there, as UTF-8 text, or take out its import.",
                )
            ) from None

    def _position(self, path: Path) -> Position:
        root = self._root.resolve()
        return Position(
            path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        )


def _squeeze(script: str) -> str:
    """Return a script without comments and indents, unless a text may hold lines like those."""
    lines = script.split("\n")
    if any(line.count("`") % 2 for line in lines):
        return script.strip()
    bare = (line.lstrip(" \t") for line in lines)
    kept = (
        # Only the few lines that may have a tail are worth looking at.
        _COMMENT_TAIL.sub("", line) if " // " in line or "\t// " in line else line
        for line in bare
        if not line.startswith("//")
    )
    return "\n".join(kept).strip()
