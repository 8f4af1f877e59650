"""The table in docs/feeds.md: what other people's sample feeds gave.

The samples are not in this repository: their adverts are their authors'. With a folder of them,

    python tests/feeds/sample_table.py FOLDER

writes the table anew.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field, fields
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY))

from portal.feeds import Item, Reading, read  # noqa: E402

_NAMES = [each.name for each in fields(Item)]
START, END = "<!-- sample feeds: made by tests/feeds/sample_table.py -->", "<!-- end -->"
_HEAD = (
    "| samples | format | files | read leniently | items | skipped | fields |\n"
    "|---|---|---:|---:|---:|---:|---|\n"
)
_NOTHING_HEAD = "| no items, because | files |\n|---|---:|\n"


@dataclass
class Row:
    """What the files of one folder and format gave together."""

    files: int = 0
    lenient: int = 0
    items: int = 0
    skipped: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def add(self, reading: Reading) -> None:
        """Count one file."""
        self.files += 1
        self.lenient += reading.lenient
        self.items += len(reading.items)
        self.skipped += len(reading.skipped)
        for item in reading.items:
            self.fields.update(name for name in _NAMES if name != "number" and getattr(item, name))


def sample_files(folder: Path) -> list[Path]:
    """Return the samples: files in folders of the folder, not those that describe them."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.parent != folder)


def why_nothing(reading: Reading) -> str:
    """Return why a file gave no item, in its own report's words."""
    reasons = [*reading.problems, *(each.reason for each in reading.skipped)]
    return reasons[0] if reasons else ""


def table(folder: Path) -> str:
    """Return the table, and below it the reasons for which files gave nothing."""
    rows: dict[tuple[str, str], Row] = {}
    nothing: Counter[str] = Counter()
    for path in sample_files(folder):
        reading = read(path.read_bytes())
        parts = path.relative_to(folder).parts
        name = "/".join(parts[:2]).replace("__", "/")
        rows.setdefault((name, reading.format or "refused"), Row()).add(reading)
        if not reading.items:
            nothing[why_nothing(reading)] += 1
    lines = [
        f"| {name} | {kind} | {row.files} | {row.lenient or ''} | {row.items} |"
        f" {row.skipped or ''} | {', '.join(sorted(row.fields, key=_NAMES.index))} |\n"
        for (name, kind), row in sorted(rows.items())
    ]
    files, items = sum(row.files for row in rows.values()), sum(r.items for r in rows.values())
    reasons = [f"| {reason} | {count} |\n" for reason, count in nothing.most_common()]
    return (
        f"{files} files, {items:,} items, {sum(nothing.values())} files without any.\n\n"
        f"{_HEAD}{''.join(lines)}\n{_NOTHING_HEAD}{''.join(reasons)}"
    )


def written(page: str, made: str) -> str:
    """Return the page with the table in its place."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{made}\n{END}{after}"


if __name__ == "__main__":
    docs = REPOSITORY / "docs" / "feeds.md"
    docs.write_text(written(docs.read_text("utf-8"), table(Path(sys.argv[1]))), "utf-8")
