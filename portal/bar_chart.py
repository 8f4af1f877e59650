"""Where everything of a bar chart goes: a pure drawing, which a template turns into SVG.

Bars lie, because a phone is narrow and words are long: the label of each stands above it, and its
figure at its end. Across, places are per cent of the width, whatever it is; down, they are in em,
so that the chart grows with the text of the reader (WCAG 1.4.4). Every bar starts at nought.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from portal.values import fixed

# What fits in the narrowest window, 320 pixels without its gutters, at 16 pixels to the em.
NARROWEST_EM = 17.5
LABEL_LETTERS = 30
_LETTER_EM = 0.66  # the width of a bold figure in the widest of usual fonts
_GAP_EM = 1.2  # from the end of a bar to its figure
_LINE_EM = 1.3
_ABOVE_EM = 1.1  # from the top of a row to the foot of its first line
_BAR_EM = 0.85  # from the last line of a label to the middle of its bar
_ROW_GAP_EM = 1.1
_AXIS_EM = 1.6
_MOST_TICKS = 4


@fixed
class Amount:
    """What a bar stands for: its label, its length in some unit, and its figure in words.

    `ours` says whether it is about the area of the site, where others stand beside it to compare.
    """

    label: str
    value: Decimal
    text: str
    ours: bool = True


@fixed
class Line:
    """A line of a label; `y` in em from the top."""

    text: str
    y: str


@fixed
class Bar:
    """A bar: `end` is where it ends, in per cent of the width; `y` is its middle, in em."""

    label: tuple[Line, ...]
    end: str
    y: str
    text: str
    text_y: str
    ours: bool


@fixed
class Tick:
    """A line across the bars: `x` in per cent of the width."""

    text: str
    x: str


@fixed
class BarChart:
    """A drawing: `height` and `foot`, where the bars end above the axis, are in em."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: str
    foot: str
    ticks_y: str


def draw(amounts: Sequence[Amount], say: Callable[[Decimal], str]) -> BarChart:
    """Return a chart of amounts, in their order; `say` turns a number on the axis into words.

    Raises ValueError where an amount is less than nought: its bar would not start there.
    """
    if any(each.value < 0 for each in amounts):
        raise ValueError("a bar cannot be shorter than nothing")
    longest = max((each.value for each in amounts), default=Decimal(0)) or Decimal(1)
    room = max((len(each.text) for each in amounts), default=0) * _LETTER_EM + _GAP_EM
    full = max(Decimal(100) * (1 - Decimal(room / NARROWEST_EM)), Decimal(20))
    bars = []
    top = 0.0
    for each in amounts:
        words = textwrap.wrap(each.label, LABEL_LETTERS) or [""]
        lines = tuple(
            Line(text, _em(top + _ABOVE_EM + number * _LINE_EM))
            for number, text in enumerate(words)
        )
        middle = top + _ABOVE_EM + (len(words) - 1) * _LINE_EM + _BAR_EM
        end = _per_cent(full * each.value / longest)
        bars.append(Bar(lines, end, _em(middle), each.text, _em(middle + 0.35), each.ours))
        top = middle + _ROW_GAP_EM
    ticks = tuple(Tick(say(each), _per_cent(full * each / longest)) for each in _ticks(longest))
    return BarChart(tuple(bars), ticks, _em(top + _AXIS_EM), _em(top), _em(top + 1.2))


def _ticks(longest: Decimal) -> Iterator[Decimal]:
    """Yield a few round numbers from nought up to the longest bar, by ones, twos or fives."""
    step = Decimal(1).scaleb(longest.adjusted() - 1)
    for factor in (1, 2, 5, 10, 20, 50):
        if longest / (step * factor) <= _MOST_TICKS:
            step *= factor
            break
    tick = Decimal(0)
    while tick <= longest:
        yield tick.normalize() if tick else tick
        tick += step


def _em(size: float) -> str:
    return f"{size:.2f}".rstrip("0").rstrip(".") + "em"


def _per_cent(share: Decimal) -> str:
    return f"{share:.1f}".removesuffix(".0") + "%"
