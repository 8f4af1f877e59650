"""What is wrong with a drawing, seen with the eyes of geometry: nothing, if the layout is sound.

The layout is made to avoid all of this; this module does not trust it. Text is not looked at: it is
wrapped to the width of its box, and the box is as high as its rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from portal.pathway_map.graph import Box, Drawing

Corner = tuple[int, int]
_Span = tuple[int, int, str, str]  # from, to, the line and the stop it leads to


def faults_of(drawing: Drawing) -> Iterator[str]:
    """Yield a sentence for each pair of boxes that overlap, each line through a box of another
    stop, and each two lines of different stops that lie over one another.
    """
    for column in _by_column(drawing.boxes).values():
        for above, below in pairwise(column):
            if above.y + above.height > below.y:
                yield f'the boxes of "{above.id}" and "{below.id}" overlap'
    for trunk in drawing.trunks:
        name = f'a line to "{trunk.end}"'
        for box in _crossed(drawing, trunk.strokes):
            yield f'{name} runs through the box of "{box.id}"'
    yield from _over_one_another(drawing)


def _by_column(boxes: Sequence[Box]) -> dict[int, list[Box]]:
    columns: defaultdict[int, list[Box]] = defaultdict(list)
    for box in sorted(boxes, key=lambda each: each.y):
        columns[box.x].append(box)
    return columns


def _crossed(drawing: Drawing, strokes: Sequence[Sequence[Corner]]) -> Iterator[Box]:
    """Yield the boxes that strokes run through; to touch the edge is to arrive."""
    columns = _by_column(drawing.boxes)
    ends = {x: [box.y + box.height for box in column] for x, column in columns.items()}
    for stroke in strokes:
        for (x1, y1), (x2, y2) in pairwise(stroke):
            left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            for x, column in columns.items():
                if right <= x or left >= x + column[0].width:
                    continue
                for box in column[bisect_left(ends[x], top) :]:
                    if box.y >= bottom + (top == bottom):
                        break
                    if box.y < bottom and box.y + box.height > top:
                        yield box


def _over_one_another(drawing: Drawing) -> Iterator[str]:
    """Yield a sentence for each two lines that share a piece of their way, and are seen at once."""
    levels: defaultdict[tuple[str, int], list[_Span]] = defaultdict(list)
    for trunk in drawing.trunks:
        if trunk.kind == "up":  # ways across are shown for one stop at a time, over all others
            owner = f"{trunk.end} {trunk.arrival[0]}"
            for stroke in trunk.strokes:
                for (x1, y1), (x2, y2) in pairwise(stroke):
                    if x1 == x2:
                        levels["down", x1].append((min(y1, y2), max(y1, y2), owner, trunk.end))
                    else:
                        levels["along", y1].append((min(x1, x2), max(x1, x2), owner, trunk.end))
    for spans in levels.values():
        spans.sort()
        reach: tuple[int, str, str] = (-1, "", "")
        for begin, end, owner, stop in spans:
            if begin < reach[0] and owner != reach[1]:
                yield f'the lines to "{reach[2]}" and "{stop}" lie over one another'
            reach = max(reach, (end, owner, stop))
