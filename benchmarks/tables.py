"""Prints what was measured, in columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from contenders import OURS
from measure import MEGABYTE, Sample, Weight
from preview import Seen


def show(rows: Sequence[Sequence[str]]) -> None:
    """Print rows; the first column to the left, numbers to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        first, *rest = row
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        print("  ".join(cells).rstrip())
    print()


def compare(medians: Mapping[str, Sample], weights: Mapping[str, Weight]) -> None:
    """Print each contender's figures, and how ours stand to each other's."""
    names = list(medians)
    others = [name for name in names if name != OURS] if OURS in medians else []
    rows = [["", *names, *(f"{OURS} / {name}" for name in others)]]
    figures: dict[str, dict[str, float | None]] = {
        "wall, s": {name: each.wall for name, each in medians.items()},
        "processors, s": {name: each.cpu for name, each in medians.items()},
        "peak memory, MB": {name: each.peak for name, each in medians.items()},
        "pages": {name: each.pages for name, each in weights.items()},
        "files": {name: each.files for name, each in weights.items()},
        "output, MB": {name: each.bytes / MEGABYTE for name, each in weights.items()},
    }
    for title, values in figures.items():
        places = 0 if title in {"pages", "files"} else 2 if title.endswith(", s") else 1
        row = [title, *(_number(values[name], places) for name in names)]
        row += [_ratio(values[OURS], values[name]) for name in others]
        rows.append(row)
    show(rows)
    for name in others:
        _show_common(weights[OURS], name, weights[name])


def _show_common(own: Weight, name: str, other: Weight) -> None:
    """Print how much of both sites is at the same addresses, and how heavy it is in each.

    Totals hide what only one of the two makes: here one sees whether the comparison is fair.
    """
    both = own.sizes.keys() & other.sizes.keys()
    ours, theirs = (sum(each.sizes[url] for url in both) for each in (own, other))
    rows = [
        [f"{OURS} and {name}", "files", OURS, name, f"{OURS} / {name}"],
        [
            "at the same address, MB",
            f"{len(both):,}",
            *(_number(each / MEGABYTE, 1) for each in (ours, theirs)),
            _ratio(ours, theirs),
        ],
        [
            "only one has it, MB",
            f"{own.files - len(both):,}, {other.files - len(both):,}",
            *(_number(each / MEGABYTE, 1) for each in (own.bytes - ours, other.bytes - theirs)),
            "",
        ],
    ]
    show(rows)


def stages(samples: Mapping[str, Sample]) -> None:
    """Print the seconds of every stage that a build told of."""
    names = list(dict.fromkeys(name for each in samples.values() for name in each.stages))
    if names:
        rows = [["stage, s", *samples]]
        rows += [
            [name, *(_number(each.stages.get(name), 3) for each in samples.values())]
            for name in names
        ]
        show(rows)


def against_cold(medians: Mapping[str, Sample]) -> None:
    """Print builds of the same site; the first is the one the others are set beside."""
    base = next(iter(medians.values()))
    rows = [["", "wall, s", "processors, s", "MB", "wall / cold", "processors / cold"]]
    for name, each in medians.items():
        rows.append(
            [
                name,
                *(_number(each.wall, 2), _number(each.cpu, 2), _number(each.peak, 1)),
                *(_ratio(each.wall, base.wall), _ratio(each.cpu, base.cpu)),
            ]
        )
    show(rows)


def against_peers(medians: Mapping[str, Mapping[str, Sample]]) -> None:
    """Print how long our builds take as shares of what others take for the same edits."""
    ours = medians[OURS]
    for peer in (name for name in medians if name != OURS):
        theirs = medians[peer]
        rows = [[f"{OURS} / {peer}", "wall", "processors", "MB"]]
        rows += [
            [
                name,
                _ratio(each.wall, theirs[name].wall),
                _ratio(each.cpu, theirs[name].cpu),
                _ratio(each.peak, theirs[name].peak),
            ]
            for name, each in ours.items()
            if name in theirs
        ]
        show(rows)


def previews(seen: Mapping[str, Seen]) -> None:
    """Print starts, memory, and how soon edits are in the browser."""
    names = list(seen)
    count = max(each.edits for each in seen.values())

    def row(title: str, tell: Callable[[Seen], float | None], places: int = 0) -> list[str]:
        return [title, *(_number(tell(each), places) for each in seen.values())]

    rows = [
        ["", *names],
        row("first start to first answer, s", lambda each: each.first_start.answer, 2),
        row("first start to page, s", lambda each: each.first_start.page, 2),
        row("first start to page with all, s", lambda each: each.first_start.whole, 2),
        row("later start to first answer, s", lambda each: each.start.answer, 2),
        row("later start to page, s", lambda each: each.start.page, 2),
        row("later start to page with all, s", lambda each: each.start.whole, 2),
        row(f"save to reload, ms, median of {count}", lambda each: each.reload * 1000),
        row("save to new page, ms, median", lambda each: each.served * 1000),
        row("save to new page, ms, slowest", lambda each: each.worst * 1000),
        row("memory before the edits, MB", lambda each: each.before, 1),
        row("memory half-way, MB", lambda each: each.halfway, 1),
        row(f"memory after {count} edits, MB", lambda each: each.after, 1),
    ]
    show(rows)
    kinds = list(dict.fromkeys(kind for each in seen.values() for kind in each.kinds))
    rows = [["one edit: to reload, to page, ms", *names]]
    for kind in kinds:
        told = (each.kinds.get(kind) for each in seen.values())
        cells = (f"{one[0] * 1000:.0f}, {one[1] * 1000:.0f}" if one else "–" for one in told)
        rows.append([kind, *cells])
    show(rows)


def _number(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:,.{places}f}"


def _ratio(value: float | None, other: float | None) -> str:
    return "–" if value is None or not other else f"{value / other:.2f}"
